"""What stands around a number: its qualifier, its period, its sentence, and what makes it none."""

from __future__ import annotations

import re

from meetings.figures.lexicon import Lexicon
from meetings.figures.sentences import sentence_at
from meetings.marks import after_word
from meetings.model import Span

_WINDOW = 48
_LONGEST_NAME = 120
_LONGEST_SUBJECT = 300
#: «с 9.00 до» before the second of the hours, and the rest after the first.
_OPEN_FROM = re.compile(r"(?<!\w)с \d{1,2}(?:[.:]\d\d)? до $")
_OPEN_UNTIL = re.compile(r"\d{1,2} до \d{1,2}(?:[.:]\d\d)? час")
_FROM = re.compile(r"(?<!\w)с $")
_HOURS = re.compile(r"\d{1,2} час")
#: «6 (шесть) месяцев»: so do rules write what they lay down.
_SPELLED = re.compile(r"\d[- \w]{0,4}\([а-яё]")
#: «с 7,1 % в мае до»: what follows is the new level.
_RISEN = re.compile(r"(?<!\w)со? \d(?:(?! до )[^;]){0,40} до $")
#: «Строительство школы на 240 парт» has the size of the thing in its name.
_CAPACITY = re.compile(r"[^«]\bна $")
#: A name that nobody closed ends with its sentence.
_NAME_ENDED = re.compile(r"[»\n]|[.!?] ")
#: A full stop after more than an abbreviation: what follows in marks is speech and no name.
_SENTENCE_END = re.compile(r"\w{5,}\. $")
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
            changed = words.change.search(before) or _RISEN.search(before)
            return None if sign == "<=" and changed else sign
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
    if _is_term(text, before, start, end, words):
        return False
    return bool(
        words.period_before.search(before) or words.period_after.match(text, end, end + _WINDOW)
    )


def _is_term(text: str, before: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether a duration is what a rule says: «в течение 30 дней со дня», «с 4 до 8 лет»."""
    if words.term_before is None or words.term_after is None or words.range_from is None:
        return False
    if words.no_term is not None and words.no_term.search(before):
        return False
    if _SPELLED.search(text, start, end):
        return True
    if words.range_from.search(before):
        return words.joint.match(text, end) is not None
    return bool(words.term_before.search(before) and words.term_after.match(text, end))


def is_clock(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether hours are those of a day: «с 9 до 20 часов», but not «сокращен с 3 до 2 часов»."""
    before = text[max(0, start - _WINDOW) : start]
    after = text[start : end + _WINDOW]
    of_day = (_OPEN_FROM.search(before) and _HOURS.match(after)) or (
        _OPEN_UNTIL.match(after) and _FROM.search(before)
    )
    return bool(of_day) and not words.change.search(text[max(0, start - 2 * _WINDOW) : start])


def in_name(text: str, start: int) -> bool:
    """Whether the number stands in the name of a programme: план «100 шагов к двум реформам»."""
    low = max(0, start - _LONGEST_NAME)
    opening = text.rfind("«", low, start)
    if opening < 0 or _NAME_ENDED.search(text, opening, start):
        return False
    if _CAPACITY.search(text, start - 4 if start > 4 else 0, start):
        return False
    if opening == start - 1:
        return True
    return after_word(text, opening) and not _SENTENCE_END.search(
        text[max(0, opening - 8) : opening]
    )


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
