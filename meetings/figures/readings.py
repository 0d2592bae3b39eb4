"""Numbers with the units that stand at them or are carried over to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from meetings.figures import kk as figures_kk
from meetings.figures.carried import carry
from meetings.figures.carried_en import carry_en
from meetings.figures.carried_kk import carry_kk
from meetings.figures.carried_ru import carry_ru
from meetings.figures.context import after_qualifier
from meetings.figures.counted import CountedThings
from meetings.figures.joined_en import (
    count_of,
    hyphened_thing,
    is_measure,
    join_en,
    joint_between,
    short_sum,
)
from meetings.figures.kk_numbers import find_kazakh_numerals
from meetings.figures.lexicon import Lexicon, units
from meetings.figures.lexicon_en import english
from meetings.figures.numbers import Numeral, find_numerals
from meetings.figures.numbers_en import mend
from meetings.figures.parts import Parts
from meetings.figures.reading import Reading, tidy
from meetings.figures.sentences import sentence_at
from meetings.model import Lang, Span

_SUFFIX = re.compile(r"-\w{1,4}(?!\w)")
_NUMBER_FOLLOWS = re.compile(r"(?: \w+\.?)? \d")
#: What stands between a number and the things: «47 (38,5 %) школ», "6 thousand (6120) games".
_ASIDE = {
    "ru": re.compile(r" ?\(\d+(?:[.,]\d+)? ?%\)(?= [а-яё])"),
    "en": re.compile(r" ?\(\d[\d,. ]{1,12}\d\)(?= [a-z])"),
}
_THOUSAND = 1e3
_MILLION = 1e6
_NEAR = 32
_FEW = 8
_SMALL = re.compile(r"[а-яё]+")
_LETTERS = re.compile(r"-?[^\W\d_]|-\d")


class Reader:
    """Reads the numbers of one text."""

    def __init__(self, text: str, lang: Lang, words: Lexicon, sentences: list[Span]) -> None:
        self._text = text
        self._lang = lang
        self._words = words
        self._sentences = sentences
        self._things = CountedThings(text, lang, words)
        self._parts = Parts(text, lang, words, sentences)

    def read(self) -> list[Reading]:
        """All numbers, with and without a unit, in order of their place."""
        found = self._inherited(self._readings())
        found += [*self._ready(), *self._alone(), *self._anniversaries()]
        return sorted(found, key=lambda reading: (reading.start, reading.kind != "ready"))

    def _readings(self) -> list[Reading]:
        readings: list[Reading] = []
        for numeral in self._numerals():
            reading = self._reading(numeral)
            if reading is None:
                continue
            previous = readings[-1] if readings else None
            if previous is not None and _continues(self._text, previous, reading):
                value = tidy(previous.value + reading.value)
                whole = replace(reading, value=value, start=previous.start)
                if previous.unit:
                    whole = replace(whole, unit=previous.unit, kind=previous.kind)
                readings[-1] = whole
            else:
                readings.append(reading)
        return readings

    def _numerals(self) -> Iterator[Numeral]:
        if self._lang == "kk":
            return find_kazakh_numerals(self._text, self._words)
        numerals = find_numerals(self._text, self._lang, self._words)
        return mend(self._text, numerals, self._words) if self._lang == "en" else numerals

    def _reading(self, numeral: Numeral) -> Reading | None:
        text, table, start = self._text, units(), numeral.start
        value, end, scaled = self._scaled(numeral)
        mark = table.before.search(text[max(0, start - 6) : start])
        times = self._words.times.match(text, end)
        measured = self._lang == "en" and is_measure(text, end, numeral)
        is_joined = end == numeral.end and _LETTERS.match(text, end) is not None
        if is_joined and not measured and not table.after.match(text, end):
            thing = hyphened_thing(text, end) if self._lang == "en" else None
            if thing is not None:
                return Reading(numeral, value, thing, "count", start, end, scaled)
            if self._lang != "en" or (mark is None and times is None):
                return self._part_of_a_range(numeral)
        if measured:
            end += 1
        if mark is not None:
            if self._lang == "en" and not scaled:
                value, end, scaled = short_sum(text, value, end)
            unit = table.before_units[_group(mark)]
            start -= len(mark.group())
            return Reading(numeral, value, unit.id, unit.kind, start, end, scaled)
        if self._lang == "en" and text.endswith("by a factor of ", 0, start):
            return Reading(numeral, value, "times", "times", start, end, scaled)
        if times is not None and self._is_multiplier(start):
            return Reading(numeral, value, "times", "times", start, times.end(), scaled)
        return self._measured(numeral, value, end, scaled=scaled)

    def _scaled(self, numeral: Numeral) -> tuple[float, int, bool]:
        """The value with the word of scale after it, where that ends, whether there is one."""
        text, table, end = self._text, units(), numeral.end
        suffix = self._words.cardinal_suffix.match(text, end)
        if suffix is not None:
            end = suffix.end()
        if self._lang != "kk" and (spelled := self._words.spelled.match(text, end)):
            end = spelled.end()
        scale = table.scale.match(text, end)
        if scale is None:
            return numeral.value, end, False
        value = tidy(numeral.value * table.scales[_group(scale)])
        return value, _past_suffix(text, scale.end()), True

    def _measured(self, numeral: Numeral, value: float, end: int, *, scaled: bool) -> Reading:
        text, start, table = self._text, numeral.start, units()
        sign, begin = after_qualifier(text, end, self._words)
        at = begin + len(" of") if scaled and text.startswith(" of", begin) else begin
        unit = table.after.match(text, at)
        if unit is not None:
            measure = table.after_units[_group(unit)]
            name, factor = self._words.renamed.get(measure.id, (measure.id, 1.0))
            value = tidy(value * measure.factor * factor)
            end = _past_suffix(text, unit.end())
            return Reading(numeral, value, name, measure.kind, start, end, scaled, sign)
        counted = None
        if self._may_count(numeral, scaled=scaled, qualified=begin > end):
            one = not scaled and value % 10 == 1 and value % 100 != 11
            between = _ASIDE.get(self._lang)
            aside = between.match(text, end) if between is not None else None
            counted = self._things.after(aside.end() if aside else begin, one=one)
            if aside is not None and counted is not None:
                counted = counted[0], end
        if counted is not None:
            if self._lang == "en" and not scaled:
                value = count_of(text[start:end], value)
            return Reading(numeral, value, counted[0], "count", start, counted[1], scaled, sign)
        told = self._told_before(numeral, scaled=scaled)
        return Reading(numeral, value, told, "count" if told else "", start, end, scaled)

    def _told_before(self, numeral: Numeral, *, scaled: bool) -> str:
        """The thing that a number without one is said to be the number of (Kazakh)."""
        if self._lang != "kk" or (numeral.may_be_a_year and not scaled):
            return ""
        if _NUMBER_FOLLOWS.match(self._text, numeral.end):
            return ""  # «саны 1 млн 125 мың адам»
        return figures_kk.told_before(self._text, numeral.start, self._words) or ""

    def _may_count(self, numeral: Numeral, *, scaled: bool, qualified: bool) -> bool:
        """Whether a counted thing may follow: not after a year, nor a Kazakh case ending.

        A month is none.
        """
        if self._words.months_after.match(self._text, numeral.end):
            return False
        if self._lang == "kk" and qualified:
            return True  # «1900-ден астам кәсіпорын» is no year
        if self._lang == "kk" and numeral.may_be_a_year and not scaled:
            return figures_kk.counts_after_year(self._text, numeral.end, self._words)
        if self._lang != "ru" and numeral.may_be_a_year and not scaled:
            before = self._text[max(0, numeral.start - 24) : numeral.start]
            no_year = self._words.no_year
            if no_year is not None and no_year.search(before) is not None:
                return True
            if self._lang != "en" or numeral.is_likely_a_year:
                return False
            return english().year_after.search(before) is None
        inflected = self._text[numeral.end : numeral.end + 1] == "-"
        return self._lang != "kk" or not inflected

    def _part_of_a_range(self, numeral: Numeral) -> Reading | None:
        joint = self._words.joint.match(self._text, numeral.end)
        in_words = self._lang == "kk" and numeral.in_words  # «екі-үш»
        if joint is None or not (
            self._number_at(joint.end())
            or (in_words and self._text[joint.end() : joint.end() + 1].isalpha())
        ):
            return None
        return Reading(numeral, numeral.value, "", "", numeral.start, numeral.end, scaled=False)

    def _number_at(self, start: int) -> bool:
        if self._text[start : start + 1].isdigit():
            return True
        word = _SMALL.match(self._text, start)
        return self._lang == "ru" and word is not None and word.group() in self._words.numerals

    def _is_multiplier(self, start: int) -> bool:
        before = self._words.times_before
        return before is None or before.search(self._text[max(0, start - 24) : start]) is not None

    def _inherited(self, readings: list[Reading]) -> list[Reading]:
        """Units carried over: back to the beginning of a range, on to "of which 10 billion"."""
        result = join_en(self._text, readings) if self._lang == "en" else list(readings)
        for index in range(len(result) - 2, -1, -1):
            result[index : index + 2] = self._range(result[index], result[index + 1])
        for index in range(1, len(result)):
            here, before = result[index], self._told_last(result, index)
            if (
                not here.unit
                and here.scaled
                and before.kind == "money"
                and (self._lang != "en" or self._is_a_sum(here))
                and self._together(before, here)
            ):
                result[index] = replace(here, unit=before.unit, kind="money")
        if self._lang == "ru":
            carry_ru(self._text, self._words, self._sentences, result, self._things)
            return result
        result = carry(self._text, self._words, result)
        if self._lang == "en":
            carry_en(self._text, self._words, self._sentences, result, self._things)
        if self._lang == "kk":
            carry_kk(self._text, self._words, self._sentences, result)
        self._parts.carry(result)
        return result

    def _told_last(self, readings: list[Reading], index: int) -> Reading:
        """The reading before; in English the last that is no time and no share."""
        before = readings[max(0, index - _FEW) : index]
        others = ("", "duration", "length", "percent") if self._lang == "en" else ()
        return next((one for one in reversed(before) if one.kind not in others), before[-1])

    def _is_a_sum(self, here: Reading) -> bool:
        """Whether nothing follows that could be counted: not "138 thousand micro-credit"."""
        pattern = self._words.sums_go_on
        return (
            here.value >= _MILLION
            or pattern is None
            or pattern.match(self._text, here.end) is not None
        )

    def _together(self, first: Reading, second: Reading) -> bool:
        sentence = sentence_at(self._sentences, first.start)
        return sentence == sentence_at(self._sentences, second.start)

    def _range(self, first: Reading, second: Reading) -> tuple[Reading, Reading]:
        joint = self._words.joint.fullmatch(self._text, first.end, second.start)
        if joint is None and self._lang == "en":
            joint = joint_between(self._text, first, second)
        if joint is None or not second.unit or (first.unit and first.unit != second.unit):
            return first, second
        if first.numeral.may_be_a_year and not first.unit:
            return first, second
        if not first.unit:
            factor = second.value / second.numeral.value if second.numeral.value else 1.0
            value = first.value if first.scaled else tidy(first.value * factor)
            first = replace(first, value=value, unit=second.unit, kind=second.kind)
        if first.value >= second.value or not self._is_bounds(first, second, joint.group()):
            return first, second
        return replace(first, sign=">="), replace(second, sign="<=")

    def _is_bounds(self, first: Reading, second: Reading, joint: str) -> bool:
        """Whether "5–7" or "from 5 to 7" bounds a value, and is no change from one to the other."""
        before = self._text[max(0, first.start - 48) : first.start]
        if joint.strip() in ("-", "–", "—"):
            return True
        return not (self._words.change.search(before) or self._changes_after(second))

    def _changes_after(self, second: Reading) -> bool:
        """«140 млрд-тан 580 млрд-қа дейін ұлғайды»: in Kazakh the verb of change comes last."""
        if self._lang != "kk":
            return False
        words = self._text[second.end : second.end + _NEAR].removeprefix(" дейін")
        return self._words.change.match(words.lstrip()) is not None

    def _ready(self) -> Iterator[Reading]:
        for match in self._words.ready.finditer(self._text):
            ready = self._words.ready_figures[_group(match)]
            yield _fixed(match.span(), ready.value, ready.unit)

    def _alone(self) -> Iterator[Reading]:
        """Scale words without a number: "more than a million tons", «свыше тысячи документов»."""
        table = units()
        for match in self._words.alone.finditer(self._text):
            scale = table.scale.match(self._text, match.start(1))
            if scale is not None:
                before = self._text[match.start() : match.start(1)].strip().lower()
                part = english().portions.get(before, 1.0) if before else 1.0
                start = match.start(1) if part == 1 else match.start()
                numeral = Numeral(1, start, match.end(1), bare=False)
                value = part * table.scales[_group(scale)]
                yield self._measured(numeral, value, match.end(1), scaled=True)

    def _anniversaries(self) -> Iterator[Reading]:
        for match in self._words.anniversary.finditer(self._text):
            yield _fixed(match.span(), float(match.group(1)), "years")


def _continues(text: str, first: Reading, second: Reading) -> bool:
    """Whether the two are one number: «1 трлн 200 млрд», «3 мың 400»."""
    scale = first.value / max(first.numeral.value, 1)
    return (
        first.scaled
        and (not first.unit or _has_mark_before(first, second))
        and (second.scaled or (scale == _THOUSAND and second.start == second.numeral.start))
        and text[first.end : second.start] in (" ", "\u00a0")
        and second.value < scale
    )


def _has_mark_before(first: Reading, second: Reading) -> bool:
    """Whether the currency stands before the whole: "KZT 1 trillion 200 billion"."""
    return first.kind == "money" and first.start < first.numeral.start and not second.unit


def _fixed(span: Span, value: float, unit: str) -> Reading:
    numeral = Numeral(value, span[0], span[1], bare=False)
    return Reading(numeral, value, unit, "ready", span[0], span[1], scaled=False)


def _past_suffix(text: str, end: int) -> int:
    suffix = _SUFFIX.match(text, end)
    return suffix.end() if suffix is not None else end


def _group(match: re.Match[str]) -> int:
    return (match.lastindex or 1) - 1
