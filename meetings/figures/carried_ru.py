"""Russian: numbers whose unit stands at another number, or before them.

«1,9 и 1,5 раза», «13 из 15 шагов», «строительство 48 и ремонт 60 школ», «75 врачей, из них 42 …»,
«число школ вырастет до 68», «8 — в селах, еще 5 — в городах».
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures.counted import CountedThings
from meetings.figures.lexicon import Lexicon
from meetings.figures.named_ru import Named
from meetings.figures.parts_ru import Parts, headings
from meetings.figures.reading import Reading, tidy
from meetings.figures.sentences import sentence_at
from meetings.figures.told import Cues
from meetings.model import Span

#: Between two numbers that share what follows the second.
_PAIR = re.compile(r" (?:или|из|и) ")
_FROM = re.compile(r"(?<!\w)(?:с|от) $")
_TO = re.compile(r"(?<!\w)до $")
#: After a number with nothing to it: no letter, no further digit, no mark that makes it a name.
_FREE = re.compile(r"(?![.,/:-]?\d|[-–/)]?\w)")
#: A sentence that begins so tells parts of what the one before has counted.
_OF_THEM = re.compile(r"Из (?:них|которых)\b|В том числе\b")
_OF_WHICH = re.compile(r" из (?:них|которых)\b")
_NEAR = 40
_LISTED_KINDS = re.compile(r" [а-яё-]+(?:[ыи]х|[ыи]м|[ыи]ми)(?:,| и|, а) ")
_MILLION = 1e6
_HOME = "KZT"
_LISTED_NUMBERS = re.compile(r", | и ")
_REACH = 160


def carry_ru(
    text: str,
    words: Lexicon,
    sentences: list[Span],
    readings: list[Reading],
    things: CountedThings,
) -> None:
    """Give numbers without a unit in ``readings`` the one that the sentence gives them."""
    said = _Said(text, words, sentences, things)
    for index in range(len(readings) - 2, -1, -1):
        if not readings[index].unit:
            readings[index] = _listed(text, readings[index], readings[index + 1])
    for index in range(len(readings)):
        here = readings[index]
        said.enter(sentence_at(sentences, here.start))
        here = readings[index] = said.as_money(here)
        if here.unit:
            said.remember(here)
        elif not here.numeral.may_be_a_year and _FREE.match(text, here.end):
            following = readings[index + 1] if index + 1 < len(readings) else None
            readings[index] = said.entry(here) or said.carried(here, following)


def _listed(text: str, here: Reading, following: Reading) -> Reading:
    """A number of a list whose thing or measure is said after the last one.

    «200 временных, 300 сезонных и 400 постоянных мест», «на 5, 7 и 9 процентов».
    """
    if following.kind == "count":
        kinds = _LISTED_KINDS.fullmatch(text, here.end, following.start)
        return replace(here, unit=following.unit, kind="count") if kinds is not None else here
    plain = here.numeral.bare and following.numeral.bare and not here.numeral.may_be_a_year
    apart = _LISTED_NUMBERS.fullmatch(text, here.end, following.start)
    if not plain or apart is None or following.kind not in ("money", "percent", "quantity"):
        return here
    factor = following.value / following.numeral.value if following.numeral.value else 1.0
    value = here.value if here.scaled else tidy(here.value * factor)
    return replace(here, value=value, unit=following.unit, kind=following.kind)


class _Said:
    """What a text has counted and measured so far, sentence by sentence."""

    def __init__(
        self, text: str, words: Lexicon, sentences: list[Span], things: CountedThings
    ) -> None:
        self._text = text
        self._words = words
        self._told = _Told(text, words, things)
        self._parts = Parts(text, words, things)
        self._named = Named(text, words)
        self._heads = headings(text, sentences)
        self._counted: dict[Span, Reading] = {}  # what a sentence has counted last
        self._sentence = (-1, -1)
        self._last: Reading | None = None
        self._whole: Reading | None = None  # what was counted last, and not only carried over
        self._before: Reading | None = None  # what the sentence before has counted
        self._measure: Reading | None = None
        self._currency = ""
        self._in_parts = False

    def enter(self, sentence: Span) -> None:
        """Go on to a sentence: an item of a list begins with what its heading has counted."""
        if sentence != self._sentence and not _OF_THEM.match(self._text, sentence[0]):
            self._before = self._last
            head = self._heads.get(sentence, sentence)
            self._last = self._whole = self._counted.get(head)
            self._measure, self._in_parts = None, False
        self._sentence = sentence

    def remember(self, here: Reading) -> None:
        """Take note of a number with a unit of its own."""
        is_count = here.kind == "count"
        self._in_parts = is_count and (self._in_parts or _is_part(self._text, self._words, here))
        if is_count:
            self._last = self._whole = self._counted[self._sentence] = here
        elif here.kind == "quantity":
            self._measure = here
        elif here.kind == "money":
            self._currency = here.unit

    def as_money(self, here: Reading) -> Reading:
        """«9 млрд бюджетных средств» are money; the currency is that of the sum before."""
        if here.scaled and here.value >= _MILLION and here.unit in self._words.sums:
            return replace(here, unit=self._currency or _HOME, kind="money")
        return here

    def entry(self, here: Reading) -> Reading | None:
        """A number with a thing of its own in a list, which goes on with that of the whole."""
        return self._named.entry(here) if self._whole is not None else None

    def carried(self, here: Reading, following: Reading | None) -> Reading:
        """The number with the unit that the others give it, where they do."""
        carried = self._unit_of(here, following)
        if carried is None:
            return here
        self._in_parts = self._in_parts or _is_part(self._text, self._words, here)
        if carried.kind == "count":
            self._last = carried
            if self._whole is None or self._whole.unit != carried.unit:
                self._whole = self._counted[self._sentence] = carried
        return carried

    def _unit_of(self, here: Reading, following: Reading | None) -> Reading | None:
        part = self._last is not None and _is_part(self._text, self._words, here)
        from_next = (
            None if part else _from_next(self._text, self._words, here, following, self._sentence)
        )
        return (
            from_next
            or self._from_whole(here)
            or (self._measure and self._parts.measured(here, self._measure))
            or (self._before and self._parts.of_before(here, self._before))
            or self._told.before(here, self._sentence)
            or self._named.entry(here)
            or self._named.read(here, self._sentence, self._currency)
        )

    def _from_whole(self, here: Reading) -> Reading | None:
        if self._last is not None and (
            found := _from_last(self._text, self._words, here, self._last, in_parts=self._in_parts)
        ):
            return found
        if self._whole is not None:
            if self._parts.is_part(here, self._whole, self._sentence):
                return replace(here, unit=self._whole.unit, kind="count")
            return None
        head = self._heads.get(self._sentence)
        return self._named.below(here, head) if head is not None else None


def _from_next(
    text: str, words: Lexicon, here: Reading, following: Reading | None, sentence: Span
) -> Reading | None:
    """The unit of the number after it: in a pair, or at the end of «с … до …»."""
    if following is None or not following.unit or following.start >= sentence[1]:
        return None
    shared = words.shared
    if following.kind == "count" and shared and shared.fullmatch(text, here.end, following.start):
        return replace(here, unit=following.unit, kind="count")
    factor = following.value / following.numeral.value if following.numeral.value else 1.0
    if _PAIR.fullmatch(text, here.end, following.start):
        if not _pairs(text[here.end : following.start].strip(), here, following):
            return None
        value = here.value if here.scaled else tidy(here.value * factor)
        return replace(here, value=value, unit=following.unit, kind=following.kind)
    bounds = _FROM.search(text[max(0, here.start - 4) : here.start]) and _TO.search(
        text[max(0, following.start - 4) : following.start]
    )
    if bounds and here.scaled and following.scaled and following.start - here.end < _REACH:
        return replace(here, unit=following.unit, kind=following.kind)
    return None


def _pairs(joint: str, here: Reading, following: Reading) -> bool:
    """Whether the two share a unit; in «137 садов или 98,6%» each number has its own."""
    if joint == "из":
        return following.kind == "count" and here.value <= following.value
    if joint == "и":
        return following.kind in ("times", "percent")
    alike = here.numeral.bare == following.numeral.bare
    return alike and here.value < following.value < 2 * here.value


def _from_last(
    text: str, words: Lexicon, here: Reading, last: Reading, *, in_parts: bool
) -> Reading | None:
    """The thing counted before it: «первым привито 90 тыс. человек, вторым — 60 тысяч»."""
    pattern = words.next_part
    if _is_part(text, words, here):
        return replace(here, unit=last.unit, kind="count")
    if pattern is None or not pattern.search(text[max(0, here.start - 24) : here.start]):
        return None
    if not in_parts and not (here.scaled and last.scaled):
        return None
    return replace(here, unit=last.unit, kind="count")


def _is_part(text: str, words: Lexicon, here: Reading) -> bool:
    pattern = words.part_of
    before = text[max(0, here.start - _NEAR) : here.start]
    told = pattern is not None and pattern.search(before) is not None
    return told or _OF_WHICH.match(text, here.end) is not None


class _Told:
    """Things whose number is told after them: «количество рейсов увеличится до 68»."""

    def __init__(self, text: str, words: Lexicon, things: CountedThings) -> None:
        self._text = text
        self._amount = words.amount
        self._things = things
        self._cues = Cues(text, words)

    def before(self, here: Reading, sentence: Span) -> Reading | None:
        """The number with the thing of the nearest cue before it in its sentence."""
        said = self._text[max(0, here.start - 14) : here.start]
        if self._amount is None or not self._amount.search(said):
            return None
        cue = self._cues.before(here.start, sentence)
        if cue is None:
            return None
        thing = self._things.after(cue - 1, told_before=True)
        return replace(here, unit=thing[0], kind="count") if thing is not None else None
