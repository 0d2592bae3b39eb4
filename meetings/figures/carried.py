"""Units that are said once for several numbers, or once for several sentences."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures.lexicon import Lexicon
from meetings.figures.reading import Reading, tidy

#: How far off the currency of "another 2 billion has been returned" may have been said.
_REACH = 600
_WHOLE = 100
_LEAST_SUM = 1e6
_CLAUSE = 80
_MEASURED = frozenset({"money", "percent", "quantity"})


def carry(text: str, words: Lexicon, readings: list[Reading]) -> list[Reading]:
    """The readings with the units that they share with the one after, or with a sum further off."""
    result = list(readings)
    if words.shared_measure is not None:
        for index in range(len(result) - 2, -1, -1):
            here, following = result[index], result[index + 1]
            if _shares(text, words.shared_measure, here, following):
                result[index] = _like(here, following)
    if words.sums_go_on is not None:
        _currencies(text, words, words.sums_go_on, result)
    return result


def _shares(text: str, joint: re.Pattern[str], here: Reading, following: Reading) -> bool:
    """ "22 and 19 %", "30 out of 76 billion tenge": the unit is said after the second.

    "5,921 or 99.7 %" says one thing in two ways.
    """
    restated = following.kind == "percent" and here.value > max(_WHOLE, following.value)
    return (
        not here.unit
        and not restated
        and following.kind in _MEASURED
        and not here.numeral.may_be_a_year
        and joint.fullmatch(text, here.end, following.start) is not None
    )


def _like(here: Reading, following: Reading) -> Reading:
    factor = following.value / following.numeral.value if following.numeral.value else 1.0
    value = here.value if here.scaled else tidy(here.value * factor)
    return replace(here, value=value, unit=following.unit, kind=following.kind)


def _currencies(
    text: str, words: Lexicon, sums_go_on: re.Pattern[str], readings: list[Reading]
) -> None:
    """A sum of millions without a counted thing is in the currency that was said nearest to it."""
    said = [reading for reading in readings if reading.kind == "money"]
    after = 0
    for index, here in enumerate(readings):
        while after < len(said) and said[after].start < here.start:
            after += 1
        bare = not here.unit and here.scaled and here.value >= _LEAST_SUM
        if not bare or sums_go_on.match(text, here.end) is None:
            continue
        before = text[max(0, here.start - _CLAUSE) : here.start]
        if words.no_sums is not None and words.no_sums.search(before):
            continue
        near = [
            (abs(one.start - here.start), one.unit)
            for one in said[max(0, after - 1) : after + 1]
            if abs(one.start - here.start) < _REACH
        ]
        if near:
            readings[index] = replace(here, unit=min(near)[1], kind="money")
