"""Russian: numbers that stand alone where a list or a breakdown has said what it counts.

«900 рабочих мест (план – 850), из них через центры – 300», «19 проектов: дороги (12) и сети (7)»,
«из 71 села 62 обеспечены», and the items below a heading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from meetings.figures.counted import CountedThings
from meetings.figures.lexicon import Lexicon
from meetings.figures.reading import Reading
from meetings.figures.words_ru import is_predicate
from meetings.model import Span

#: How far before a number its cues stand.
LOOK = 80
_LONGEST_ITEM = 300
#: How far off the sentence before may have counted what is said of them.
_BESIDE = 300
_QUALIFIED = r"(?:на |в |по |до |более |свыше |около |порядка |почти |не менее )?"
_DASH_BEFORE = re.compile(rf"[^\W\d_»)\".] ?[»)\"%.]? ?[–—-] ?{_QUALIFIED}$")
_ENDS = re.compile(r"\s*(?:[,;)(]|\.(?!\d)|\n|$| и | или | \()")
_PLAN = re.compile(rf"(?<!\w)план\w*(?: составил\w*)?(?: [–—-])? {_QUALIFIED}$")
_SHARE_BEFORE = re.compile(r"% ?\($")
_LISTED = re.compile(rf"(?:[,;(:] ?|\n\s*| и | а )(?:ещ[её] )?{_QUALIFIED}$")
_DASH_AFTER = re.compile(r" [–—] ?[а-яё]")
_OR_SHARE = re.compile(r" (?:или |\()\d+(?:[.,]\d+)? ?%")
_OF = re.compile(r"(?<!\w)[Ии]з (?:[а-яё]+[ыи]х ){0,2}$")
_OF_THEM = re.compile(r"(?<!\w)(?:из (?:них|которых|этих)|в т(?:ом|\.) ?ч(?:исле|\.))(?!\w)")
_THEN_OF_THEM = re.compile(r" из (?:них|этих)(?!\w)")
#: «меньше на 70 семей (с 410 до 340)».
_CHANGE = re.compile(r" ?\((?:с|от) (?:\d[\d ]{0,12} (?:до|на) )?")
_AND = re.compile(r"(?:,| и| а) $")
#: What a bare number after a dash may be of its own: an index, a mark, a place, a share.
_NO_THING = re.compile(
    r"(?<!\w)(?:индекс|коэффициент|рейтинг|балл|мест[оа]\b|курс|тел\b|телефон|номер|код|возраст"
    r"|ставк|сч[её]т|цен[аы]|дол[яи]|температур)\w*[^,;.]{0,60}$",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r" (?:[–—] ?)?([а-яё]+)")
#: Measures that are written in their base unit.
_MEASURES = frozenset({"tons", "ha", "km", "m2", "m3", "kWh"})


def headings(text: str, sentences: list[Span]) -> dict[Span, Span]:
    """The items of lists, each with the sentence that ends in a colon above them."""
    heads: dict[Span, Span] = {}
    for before, item in pairwise(sentences):
        if text[before[1] - 1] == ":":
            heads[item] = before
        elif before in heads and _goes_on(text, before, item):
            heads[item] = heads[before]
    return heads


def _goes_on(text: str, before: Span, item: Span) -> bool:
    apart = text[before[1] - 1] == ";" or "\n" in text[before[1] : item[0]]
    return apart and item[1] - item[0] <= _LONGEST_ITEM


def stands_after_dash(text: str, here: Reading) -> bool:
    """«A – 5»: the number is all that is said of something."""
    before = text[max(0, here.start - LOOK) : here.start]
    return _DASH_BEFORE.search(before) is not None and ends_phrase(text, here)


def ends_phrase(text: str, here: Reading) -> bool:
    """Whether nothing follows the number that it could count."""
    return _ENDS.match(text, here.end) is not None


def is_whole_number(here: Reading) -> bool:
    """Things are counted in whole numbers, or in thousands."""
    return here.scaled or float(here.value).is_integer()


class Parts:
    """Reads the numbers of lists and breakdowns in one text."""

    def __init__(self, text: str, words: Lexicon, things: CountedThings) -> None:
        self._text = text
        self._words = words
        self._things = things

    def is_part(self, here: Reading, last: Reading, sentence: Span) -> bool:
        """Whether ``here``, without a unit, counts the things of ``last`` in its sentence."""
        text, start = self._text, here.start
        too_large = here.scaled and here.value > last.value
        if too_large or here.numeral.in_words or not is_whole_number(here):
            return False
        before = text[max(0, start - LOOK) : start]
        if _PLAN.search(before) and ends_phrase(text, here):
            return True
        if _AND.search(before) and last.start >= sentence[0] and self._acts(here):
            return True
        if text.startswith(" из ", last.end) and start == last.end + 4:
            return here.value > last.value
        if _CHANGE.fullmatch(text, last.end, start):
            return True
        return here.value <= last.value != 1 and self._is_smaller_part(here, last, sentence)

    def of_before(self, here: Reading, before: Reading) -> Reading | None:
        """What the sentence before has counted: «16 из них …», «Их число вырастет до 68»."""
        said = self._text[max(0, here.start - LOOK) : here.start]
        pattern = self._words.their_number
        some = _THEN_OF_THEM.match(self._text, here.end) and here.value <= before.value
        goes_on = some or (pattern is not None and pattern.search(said))
        is_near = here.start - before.end < _BESIDE
        if not goes_on or not is_near or not is_whole_number(here):
            return None
        return replace(here, unit=before.unit, kind="count")

    def measured(self, here: Reading, measure: Reading) -> Reading | None:
        """Thousands of the measure told before: «посеяно 9 тыс. га, в том числе овса – 2 тыс.»."""
        fits = here.scaled and measure.unit in _MEASURES and here.value <= measure.value
        if not fits or not stands_after_dash(self._text, here):
            return None
        return replace(here, unit=measure.unit, kind="quantity")

    def _is_smaller_part(self, here: Reading, last: Reading, sentence: Span) -> bool:
        text, start, end = self._text, here.start, here.end
        before = text[max(0, start - LOOK) : start]
        ends = ends_phrase(text, here) or _OR_SHARE.match(text, end)
        if self._things.adjectives(end) is not None:
            return True
        of_them = _OF_THEM.search(text, max(last.end, start - 2 * LOOK), start)
        if of_them and (ends or self._acts(here)):
            return True
        if before.endswith("(") and text.startswith(")", end):
            return last.start >= sentence[0] or _SHARE_BEFORE.search(before) is None
        if ends and _DASH_BEFORE.search(before):
            return _NO_THING.search(before) is None
        if _LISTED.search(before) and _DASH_AFTER.match(text, end):
            return True
        return self._is_share_of(here, last)

    def _is_share_of(self, here: Reading, last: Reading) -> bool:
        """«из 71 села области 62 обеспечены», «из 29 школ в 14 или 48,3%»."""
        if not _OF.search(self._text[max(0, last.start - 24) : last.start]):
            return False
        return _OR_SHARE.match(self._text, here.end) is not None or self._acts(here)

    def _acts(self, here: Reading) -> bool:
        """«71 полностью обеспечено», «35 – переехали»: the number is the subject of a verb."""
        word = _NEXT_WORD.match(self._text, here.end)
        return word is not None and is_predicate(word.group(1))
