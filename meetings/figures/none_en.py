"""English numbers with a thing that are no figures: in the name of a plan, in a ranking."""

from __future__ import annotations

import re

from meetings.figures.lexicon_en import english
from meetings.figures.reading import Reading
from meetings.marks import after_word

_MARKS = re.compile(r'["“”«»„\n]')
_LONGEST_NAME = 120
_MOST_OF_NAME = 12
#: "The Nation’s Plan - 100 concrete steps".
_PLAN = re.compile(r"\b[Pp]lan(?: of the [Nn]ation)? ?[–—-] ?[\"“]? ?$")
_RANKED = re.compile(r"\b(?:rank|rating|index|position)", re.IGNORECASE)
_NEAR = 80
_RANKING = 56
#: Fewer "places" are a rank, and no seats.
_SEATS = 50


def is_none_en(text: str, reading: Reading) -> bool:
    """Whether the things of ``reading`` are a rank, or stand in a name."""
    if reading.kind != "count" or reading.scaled:
        return False
    if reading.unit.endswith("places"):
        near = text[max(0, reading.start - _NEAR) : reading.end + _NEAR]
        return reading.value < _SEATS or _RANKED.search(near) is not None
    if text.endswith(".0", reading.start, reading.numeral.end):
        return True  # "Industry 4.0 solutions"
    before = text[max(0, reading.start - _RANKING) : reading.end]
    named = (
        _in_name(text, reading.start)
        or _PLAN.search(text, max(0, reading.start - 32), reading.start) is not None
    )
    return named or english().ranking.search(before) is not None


def _in_name(text: str, start: int) -> bool:
    """Whether the number stands in marks after a word: Nation's Plan "100 concrete steps".

    Speech comes after another mark, or ends with one.
    """
    low = max(0, start - _LONGEST_NAME)
    opening = next((at for at in range(start - 1, low - 1, -1) if _MARKS.match(text, at)), -1)
    closing = _MARKS.search(text, start, start + _LONGEST_NAME)
    if opening < 1 or text[opening] in "”»\n" or closing is None or closing.group() == "\n":
        return False
    # A mark with a space behind it closes, unless careless spelling parts it from the number.
    closes = text[opening + 1].isspace() and opening != start - 2
    if closes or not after_word(text, opening):
        return False
    name = text[opening + 1 : closing.start()]
    return len(name.split()) <= _MOST_OF_NAME and not name.rstrip().endswith((".", "!", "?"))
