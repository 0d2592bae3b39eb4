"""Russian: the same fact told twice is one figure, two facts of one value are two.

How much of the words must agree depends on the number: 48,7 млрд тенге are the same sum wherever
they are told again; 11 regions may be others in every sentence.
"""

from __future__ import annotations

import re

from meetings.figures.alike import content, overlap, same_thing
from meetings.figures.lexicon import Lexicon
from meetings.figures.sentences import sentence_at
from meetings.model import Figure, Span

_REMEMBERED = 12
_SAME_SUBJECT = 0.4
_SAME_SHARE = 0.25
_SAME_WORDS = 0.3
_EXACT_DIGITS = 3
#: How far around a number its own words stand, and how far off a heading is told again.
_BEFORE, _AFTER, _HEADING = 80, 40, 60
#: Every clause of a rule has time limits of its own.
_TIMES = frozenset({"days", "years", "месяцы", "часы", "минуты", "секунды"})
_LONGEST_HEADLINE = 250
_SHARES = frozenset({"percent", "times", "fraction"})
_LAST_WORDS = re.compile(r"(?:[^\W\d_]+[ ,:–—-]{1,4}){3}$")


def told_once_ru(
    text: str, figures: list[Figure], words: Lexicon, sentences: list[Span]
) -> tuple[Figure, ...]:
    """The figures without the repetitions of one fact, and without those said to be known
    («по всем семи показателям»).
    """
    seen: dict[float, list[Figure]] = {}
    kept = []
    for figure in figures:
        known = seen.setdefault(figure.value, [])
        before = [other for other in known if same_thing(other.unit, figure.unit)]
        if any(_again(text, other, figure, sentences) for other in before):
            continue
        if before and _is_definite(text, figure, words):
            continue
        if len(known) < _REMEMBERED:
            known.append(figure)
        kept.append(figure)
    return tuple(kept)


def _again(text: str, first: Figure, second: Figure, sentences: list[Span]) -> bool:
    """Whether ``second`` tells the fact of ``first`` once more."""
    is_share = first.unit in _SHARES
    exact = _digits(first.value) >= _EXACT_DIGITS
    here, there = _start(second), _start(first)
    if sentence_at(sentences, here) == sentence_at(sentences, there):
        # A heading without a full stop runs into the text that tells it again.
        if here - there <= _HEADING:
            return False
        is_time = first.unit in _TIMES
        return not is_time and ((exact and not is_share) or _said_alike(text, there, here))
    if exact and not is_share:
        return True
    alike = overlap(content(first.subject), content(second.subject))
    if exact or _in_headline(text, there):
        return alike >= _SAME_SHARE
    beside = _near(text, first), _near(text, second)
    return alike >= _SAME_SUBJECT and overlap(*beside) >= _SAME_WORDS


def _in_headline(text: str, position: int) -> bool:
    """Whether ``position`` is in a first line that is no sentence: the text tells it again."""
    end = text.find("\n", 0, _LONGEST_HEADLINE)
    return position < end and text[end - 1] not in ".:;"


def _said_alike(text: str, first: int, second: int) -> bool:
    """Whether the same three words stand before both."""
    one = _LAST_WORDS.search(text, max(0, first - _BEFORE), first)
    other = _LAST_WORDS.search(text, max(0, second - _BEFORE), second)
    return one is not None and other is not None and one.group() == other.group()


def _digits(value: float) -> int:
    return len(f"{abs(value):.11e}".partition("e")[0].replace(".", "").rstrip("0"))


def _start(figure: Figure) -> int:
    return figure.span[0] if figure.span else 0


def _near(text: str, figure: Figure) -> frozenset[str]:
    """The words around, across the ends of sentences: two facts stand in two places."""
    start, end = figure.span or (0, 0)
    return content(f"{text[max(0, start - _BEFORE) : start]} {text[end : end + _AFTER]}")


def _is_definite(text: str, figure: Figure, words: Lexicon) -> bool:
    start = _start(figure)
    pattern = words.definite
    return pattern is not None and pattern.search(text[max(0, start - 24) : start]) is not None
