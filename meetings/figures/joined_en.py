"""English: two numbers with one unit said once, or two measures that tell one quantity.

"USD 12-13 billion", "from $5 to $10 million", "11 hours and 15 minutes", "aged 14 to 29".
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures.lexicon import units
from meetings.figures.lexicon_en import english
from meetings.figures.numbers import Numeral
from meetings.figures.reading import Reading, tidy

_TO = re.compile(r" ?(?:-|–|—) ?| to ")
_AND = re.compile(r",? (?:and )?")
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9}
_HYPHENED = re.compile(r"-([a-z]+)\b")
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_BETWEEN = re.compile(r"\b[Bb]etween $")
_HALF = 0.5
_OLD = ("old", "of age")
_AGED = re.compile(r"\b(?:aged(?: from| between)?|ages? of|ages(?: from)?) $")
_JOINTS = (" and ", " to ", "-", "–")
_DAY = 24
_HOURS = frozenset({"hours", "minutes", "seconds"})
_SHORT = _HOURS | {"days"}
_REACH = 64
#: How many of the second are one of the first.
_PARTS = {
    ("years", "months"): 12,
    ("weeks", "days"): 7,
    ("days", "hours"): 24,
    ("hours", "minutes"): 60,
    ("minutes", "seconds"): 60,
}


def hyphened_thing(text: str, end: int) -> str | None:
    """The seats of "a 10,000-seat hall"."""
    match = _HYPHENED.match(text, end)
    return f"{match.group(1)}s" if match and match.group(1) in english().hyphened else None


def short_sum(text: str, value: float, end: int) -> tuple[float, int, bool]:
    """ "$5m": the value of a sum that ends at ``end``, its own end, whether a letter scales it."""
    scale = _SHORT_SCALES.get(text[end : end + 1])
    if scale is None or text[end + 1 : end + 2].isalnum():
        return value, end, False
    return tidy(value * scale), end + 1, True


def count_of(written: str, value: float) -> float:
    """The value of "1.500 firms": things are not counted in thousandths."""
    return value * 1000 if _POINTED.fullmatch(written) else value


def joint_between(text: str, first: Reading, second: Reading) -> re.Match[str] | None:
    """ "Between 5 and 7"."""
    if not _BETWEEN.search(text, max(0, first.start - 8), first.start):
        return None
    return re.compile(" and ").fullmatch(text, first.end, second.start)


def is_measure(text: str, end: int, numeral: Numeral) -> bool:
    """Whether a hyphen at ``end`` joins the number and its measure: "a 72-hour stay", "500-km".

    Years and months only say how long a plan goes on, "24-hour" is by day and night, and "one-day"
    a plain one.
    """
    match = units().after.match(text, end + 1) if text.startswith("-", end) else None
    if match is None or text[end + 1] == " ":
        return False
    unit = units().after_units[(match.lastindex or 1) - 1]
    if unit.kind == "duration":
        if text.startswith("-year-old", end):
            return True
        return unit.id in _SHORT and numeral.value not in (1, _DAY)
    return True


def join_en(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings with currencies said before the first of two, and durations put together."""
    result: list[Reading] = []
    for reading in readings:
        before = result[-1] if result else None
        here = _length(text, _exactly(text, before, _age(text, before, reading)))
        if before is None:
            result.append(here)
        elif (parts := _PARTS.get((before.unit, here.unit))) and _AND.fullmatch(
            text, before.end, here.start
        ):
            value = tidy(before.value + here.value / parts)
            result[-1] = replace(before, value=value, end=here.end, sign=here.sign)
        elif before.kind == "money" and _TO.fullmatch(text, before.end, here.start):
            result[-1:] = _sums(before, here)
        else:
            result.append(here)
    return result


def _age(text: str, before: Reading | None, here: Reading) -> Reading:
    """ "Aged 14 to 29", "over 18 years of age": no time in which something is done."""
    if here.unit == "years" and text.endswith(_OLD, here.start, here.end):
        return replace(here, kind="age")
    aged = _AGED.search(text, max(0, here.start - 16), here.start)
    goes_on = before is not None and before.kind == "age"
    joined = goes_on and before is not None and text[before.end : here.start] in _JOINTS
    if here.unit in ("", "years") and (aged or joined):
        return replace(here, unit="years", kind="age")
    return here


def _length(text: str, here: Reading) -> Reading:
    """ "A loan for 12 years", "in five hours after that", "a two-day visit": how long, not when."""
    if here.kind != "duration" or here.numeral.value == 1:
        return here
    words = english()
    before = text[max(0, here.start - _REACH) : here.start]
    is_short = here.unit in _HOURS or text[here.numeral.end] == "-"
    told = (
        (is_short and not words.no_length.search(before))
        or (words.lasts.search(before) and not words.of_year.match(text, here.end))
        or words.spent.match(text, here.end)
    )
    return replace(here, kind="length") if told else here


def _exactly(text: str, before: Reading | None, here: Reading) -> Reading:
    """ "About 6 thousand (6120) games": how many that is, before the things."""
    if before is None or before.kind != "count" or here.unit or here.numeral.may_be_a_year:
        return here
    near = abs(here.value - before.value) < _HALF * before.value
    aside = text[before.end : here.start] in (" (", "(") and text.startswith(") ", here.end)
    return replace(here, unit=before.unit, kind="count") if near and aside else here


def _sums(first: Reading, second: Reading) -> tuple[Reading, Reading]:
    """ "$5-10 million": the second is in the currency of the first, and both are millions."""
    a_year = second.numeral.may_be_a_year and not second.scaled
    if a_year or second.unit not in ("", first.unit):
        return first, second
    second = replace(second, unit=first.unit, kind="money")
    if second.scaled and not first.scaled and first.value < second.numeral.value:
        first = replace(first, value=tidy(first.value * second.value / second.numeral.value))
    return first, second
