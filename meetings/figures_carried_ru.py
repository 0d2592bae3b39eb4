"""Russian: numbers whose unit stands at another number, or before them.

«1,9 и 1,5 раза», «13 из 15 шагов», «строительство 48 и ремонт 60 школ», «75 врачей, из них 42 …»,
«число школ вырастет до 68», «8 — в селах, еще 5 — в городах».
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures_counted import CountedThings
from meetings.figures_lexicon import Lexicon
from meetings.figures_parts_ru import Parts, headings
from meetings.figures_reading import Reading, tidy
from meetings.figures_sentences import sentence_at
from meetings.figures_told import Cues
from meetings.model import Span

#: Between two numbers that share what follows the second.
_PAIR = re.compile(r" (?:или|из|и) ")
_FROM = re.compile(r"(?<!\w)(?:с|от) $")
_TO = re.compile(r"(?<!\w)до $")
#: After a number with nothing to it: no letter, no further digit, no mark that makes it a name.
_FREE = re.compile(r"(?![.,/:-]?\d|[-–/)]?\w)")
#: A sentence that begins so tells parts of what the one before has counted.
_OF_THEM = re.compile(r"Из (?:них|которых)\b|В том числе\b")
_REACH = 160


def carry_ru(
    text: str,
    words: Lexicon,
    sentences: list[Span],
    readings: list[Reading],
    things: CountedThings,
) -> None:
    """Give numbers without a unit in ``readings`` the one that the sentence gives them."""
    told = _Told(text, words, things)
    parts = Parts(text, words, things)
    heads = headings(text, sentences)
    counted: dict[Span, Reading] = {}  # what a heading has counted, by its sentence
    last: Reading | None = None
    whole: Reading | None = None  # what was counted last, and not only carried over
    in_parts = False
    entered = (-1, -1)
    for index, here in enumerate(readings):
        sentence = sentence_at(sentences, here.start)
        if sentence != entered and not _OF_THEM.match(text, sentence[0]):
            last = whole = counted.get(heads.get(sentence, sentence))
            in_parts = False
        entered = sentence
        if here.unit:
            in_parts = here.kind == "count" and (in_parts or _is_part(text, words, here))
            if here.kind == "count":
                last = whole = counted[sentence] = here
            continue
        if here.numeral.may_be_a_year or not _FREE.match(text, here.end):
            continue
        following = readings[index + 1] if index + 1 < len(readings) else None
        part = last is not None and _is_part(text, words, here)
        carried = None if part else _from_next(text, words, here, following, sentence)
        if carried is None and last is not None:
            carried = _from_last(text, words, here, last, in_parts=in_parts)
        if carried is None and whole is not None and parts.is_part(here, whole, sentence):
            carried = replace(here, unit=whole.unit, kind="count")
        if carried is None and whole is None and sentence in heads:
            carried = parts.entry(here, heads[sentence])
        carried = carried or told.before(here, sentence)
        if carried is not None:
            in_parts = in_parts or _is_part(text, words, here)
            readings[index] = carried
            last = carried if carried.kind == "count" else last


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
    if pattern is None:
        return False
    before = text[max(0, here.start - 24) : here.start]
    return bool(pattern.search(before) or pattern.match(text[here.end : here.end + 16]))


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
