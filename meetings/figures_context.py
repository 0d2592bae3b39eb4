"""What stands around a number: its qualifier, its period, its sentence, and what makes it none."""

from __future__ import annotations

import re

from meetings.figures_lexicon import Lexicon
from meetings.figures_sentences import sentence_at
from meetings.marks import after_word
from meetings.model import Span

_WINDOW = 48
_LONGEST_NAME = 120
_LONGEST_SUBJECT = 300
_CLAUSE = re.compile(r"[;:,] | [–—-] ")


def qualifier(text: str, start: int, end: int, words: Lexicon) -> str | None:
    """``>``, ``<``, ``>=``, ``<=`` or ``~`` for the number at ``start`` to ``end``, or None.

    "up to" after a verb of change names the new level, not a bound: then None.
    """
    before = text[max(0, start - _WINDOW) : start]
    after = text[end : end + _WINDOW]
    for pattern, sign in words.qualifiers_before:
        match = pattern.search(before)
        if match is not None:
            return None if sign == "<=" and words.change.search(before) else sign
    for pattern, sign in words.qualifiers_after:
        if pattern.match(text, end, end + _WINDOW):
            return None if sign == "<=" and words.change.search(after) else sign
    return None


def after_qualifier(text: str, end: int, words: Lexicon) -> tuple[str | None, int]:
    """A qualifier between number and unit, as Kazakh has it («20-дан астам құжат»), and its end."""
    for pattern, sign in words.qualifiers_after:
        match = pattern.match(text, end)
        if match is not None:
            return sign, match.end()
    return None, end


def is_period(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether a duration only says when: "over 5 years", «за 9 месяцев»."""
    before = text[max(0, start - _WINDOW) : start]
    return bool(
        words.period_before.search(before) or words.period_after.match(text, end, end + _WINDOW)
    )


def in_name(text: str, start: int) -> bool:
    """Whether the number stands in the name of a programme: план «100 шагов к двум реформам»."""
    low = max(0, start - _LONGEST_NAME)
    opening = text.rfind("«", low, start)
    if opening < 0 or any(mark in text[opening:start] for mark in "»\n"):
        return False
    return opening == start - 1 or after_word(text, opening)


def is_label(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether the number is a date's or names a thing: "No. 5", «статья 12», "18 November"."""
    before = text[max(0, start - 24) : start]
    return bool(
        words.number_of.search(before)
        or words.months_after.match(text, end)
        or words.months_before.search(before)
    )


def period_of(text: str, sentence: Span, start: int, words: Lexicon) -> str | None:
    """The phrase nearest to ``start`` in its sentence that says of what time it speaks."""
    begin = max(sentence[0], start - 150)
    finish = min(sentence[1], start + 150)
    best: tuple[int, str] | None = None
    for match in words.period_phrases.finditer(text, begin, finish):
        distance = abs(match.start() - start)
        if best is None or distance < best[0]:
            best = distance, match.group()
    return best[1] if best else None


def subject_of(text: str, sentences: list[Span], start: int) -> str:
    """The sentence around ``start``; of a very long one the clauses around it."""
    begin, end = sentence_at(sentences, start)
    if end - begin > _LONGEST_SUBJECT:
        begin, end = _clauses(text, begin, end, start)
    return " ".join(text[begin:end].split())


def _clauses(text: str, begin: int, end: int, start: int) -> Span:
    half = _LONGEST_SUBJECT // 2
    low, high = max(begin, start - half), min(end, start + half)
    cuts = list(_CLAUSE.finditer(text, low, high))
    if low > begin:
        low = next((cut.end() for cut in cuts if cut.start() < start), _after_space(text, low))
    if high < end:
        high = next(
            (cut.start() for cut in reversed(cuts) if cut.start() > start),
            _before_space(text, high),
        )
    return low, high


def _after_space(text: str, position: int) -> int:
    space = text.find(" ", position, position + 60)
    return space + 1 if space >= 0 else position


def _before_space(text: str, position: int) -> int:
    space = text.rfind(" ", position - 60, position)
    return space if space >= 0 else position
