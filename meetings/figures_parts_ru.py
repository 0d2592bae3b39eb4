"""Russian: numbers that stand alone where a list or a breakdown has said what it counts.

«900 рабочих мест (план – 850), из них через центры – 300», «26 проектов дорог (10) и сетей (16)»,
«из 71 села 62 обеспечены», «заключено договоров:» and below it «образование – 472».
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from meetings.figures_counted import CountedThings
from meetings.figures_lexicon import Lexicon
from meetings.figures_morphology import russian_morphology
from meetings.figures_reading import Reading
from meetings.figures_words_ru import counted_word
from meetings.model import Span

_QUALIFIED = r"(?:на |в |по |до |более |свыше |около |порядка |почти |не менее )?"
#: «A – 5», «план 5», and «(5».
_DASH_BEFORE = re.compile(rf"[^\W\d_»)\".] ?[»)\"%.]? ?[–—-] ?{_QUALIFIED}$")
_PLAN = re.compile(rf"(?<!\w)план\w*(?: составил\w*)?(?: [–—-])? {_QUALIFIED}$")
_OPENED = re.compile(r"\($")
_SHARE_BEFORE = re.compile(r"% ?\($")
_LISTED = re.compile(rf"(?:[,;(:] ?|\n\s*| и | а )(?:ещ[её] )?{_QUALIFIED}$")
_DASH_AFTER = re.compile(r" [–—] ?[а-яё]")
_ENDS = re.compile(r"\s*(?:[,;)(]|\.(?!\d)|\n|$| и | или | \()")
_CLOSED = re.compile(r"\)")
_OR_SHARE = re.compile(r" (?:или |\()\d+(?:[.,]\d+)? ?%")
_OF = re.compile(r"(?<!\w)[Ии]з (?:[а-яё]+[ыи]х ){0,2}$")
_OF_THEM = re.compile(r"(?<!\w)(?:из (?:них|которых|этих)|в т(?:ом|\.) ?ч(?:исле|\.))(?!\w)")
_THEN_OF_THEM = re.compile(r" из (?:них|этих)(?!\w)")
#: «меньше на 640 человек (с 1846 до 1206)».
_CHANGE = re.compile(r" ?\((?:с|от) (?:\d[\d ]* (?:до|на) )?")
_AND = re.compile(r"(?:,| и| а) $")
#: What a bare number after a dash may be of its own: an index, a mark, a place, a year, a share.
_NO_THING = re.compile(
    r"(?<!\w)(?:индекс|коэффициент|рейтинг|балл|мест[оа]\b|курс|тел\b|телефон|номер|код|возраст"
    r"|ставк|сч[её]т|цен[аы]|дол[яи]|температур)\w*[^,;.]{0,60}$",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r" (?:[–—] ?)?([а-яё]+)")
_HEADING = re.compile(r"([а-яё]+) ?:$")
_ENTRY_NOUN = re.compile(
    r"(?:^|[,;:.(] ?|\n\s*| и | а )(?:[А-ЯЁа-яё]+[ыи]х ){0,2}([А-ЯЁ]?[а-яё]{3,}) ?[–—-] "
    r"(?:более |свыше |около |порядка |почти )?$"
)
_LONGEST_ITEM = 300
_MILLION = 1e6
#: Measures that are written in their base unit.
_A_DAY = re.compile(r" (?:до \d|в (?:год|месяц|сутки|день|неделю)(?!\w))")
_FROM_TO = re.compile(r"(?:с|со|от) \d[\d ,]*(?: ?(?:тыс|млн)\w*\.?)? (?:до|на) $")
_PLAIN_WORD = re.compile(r"(?<![\w-])[а-яё]{4,}(?![\w-])")
_COUNTED_ALREADY = re.compile(r"\d(?: ?(?:тыс|млн)\w*\.?)? (?:[а-яё]+ ){0,3}$")
_MEASURES = frozenset({"tons", "ha", "km", "m2", "m3", "kWh"})
_LOOK = 80


def headings(text: str, sentences: list[Span]) -> dict[Span, Span]:
    """The items of lists, each with the sentence that ends in a colon above them."""
    heads: dict[Span, Span] = {}
    for before, item in pairwise(sentences):
        last = text[before[1] - 1]
        if last == ":":
            heads[item] = before
        elif (
            before in heads and item[1] - item[0] <= _LONGEST_ITEM and _goes_on(text, before, item)
        ):
            heads[item] = heads[before]
    return heads


def _goes_on(text: str, before: Span, item: Span) -> bool:
    apart = text[before[1] - 1] == ";" or "\n" in text[before[1] : item[0]]
    return apart and item[1] - item[0] <= _LONGEST_ITEM


class Parts:
    """Reads the numbers of lists and breakdowns in one text."""

    def __init__(self, text: str, words: Lexicon, things: CountedThings) -> None:
        self._text = text
        self._words = words
        self._things = things

    def is_part(self, here: Reading, last: Reading, sentence: Span) -> bool:
        """Whether ``here``, without a unit, counts the things of ``last`` in its sentence."""
        if not self._fits(here, last):
            return False
        text, start, end = self._text, here.start, here.end
        before = text[max(0, start - _LOOK) : start]
        if _PLAN.search(before) and _ENDS.match(text, end):
            return True
        if _AND.search(before) and last.start >= sentence[0] and self._acts(here):
            return True
        if text[last.end : start] == " из ":
            return here.value > last.value
        if _CHANGE.fullmatch(text, last.end, start):
            return True
        return here.value <= last.value != 1 and self._is_smaller_part(here, last, sentence)

    def _is_smaller_part(self, here: Reading, last: Reading, sentence: Span) -> bool:
        text, start, end = self._text, here.start, here.end
        before = text[max(0, start - _LOOK) : start]
        ends = _ENDS.match(text, end) or _OR_SHARE.match(text, end)
        if self._things.adjectives(end) is not None:
            return True
        if _OF_THEM.search(text, last.end, start) and (ends or self._acts(here)):
            return True
        if _OPENED.search(before) and _CLOSED.match(text, end):
            return last.start >= sentence[0] or _SHARE_BEFORE.search(before) is None
        if ends and _DASH_BEFORE.search(before):
            return _NO_THING.search(before) is None
        if _LISTED.search(before) and _DASH_AFTER.match(text, end):
            return True
        return self._is_share_of(here, last)

    def entry(self, here: Reading, heading: Span) -> Reading | None:
        """A number that is all an item says, with the thing of the heading: «образование – 472»
        below «заключено договоров:».
        """
        before = self._text[max(0, here.start - _LOOK) : here.start]
        if not (_DASH_BEFORE.search(before) and _ENDS.match(self._text, here.end)):
            return None
        match = _HEADING.search(self._text, max(heading[0], heading[1] - _LOOK), heading[1])
        if match is None or match.group(1) in self._words.stop:
            return None
        part, plural, lemma = counted_word(match.group(1), False)
        tag = russian_morphology().parse(match.group(1))[0].tag
        if part != "noun" or tag.case != "gent" or lemma in self._words.never:
            return None
        return replace(here, unit=plural.replace("ё", "е"), kind="count")

    def measured(self, here: Reading, measure: Reading) -> Reading | None:
        """Thousands of the measure told before: «посеяно 9 тыс. га, в том числе овса – 2 тыс.»."""
        before = self._text[max(0, here.start - _LOOK) : here.start]
        fits = here.scaled and measure.unit in _MEASURES and here.value <= measure.value
        if not fits or not (_DASH_BEFORE.search(before) and _ENDS.match(self._text, here.end)):
            return None
        return replace(here, unit=measure.unit, kind="quantity")

    def people(self, here: Reading) -> Reading | None:
        """People told by what was done to them alone: «привито 194 706»."""
        pattern = self._words.people_before
        before = self._text[max(0, here.start - _LOOK) : here.start]
        if pattern is None or not pattern.search(before) or not _ENDS.match(self._text, here.end):
            return None
        return replace(here, unit="человек", kind="count") if self._is_whole(here) else None

    def thousands(self, here: Reading, sentence: Span) -> Reading | None:
        """Thousands of what the clause names before: «женщин насчитывалось около 436 тысяч»."""
        if not here.scaled or not (
            _ENDS.match(self._text, here.end) or _A_DAY.match(self._text, here.end)
        ):
            return None
        low = max(sentence[0], here.start - _LOOK)
        before = _FROM_TO.sub("", self._text[low : here.start])
        pattern = self._words.sum_before
        if pattern is not None and pattern.search(before):
            return None
        for match in reversed(list(_PLAIN_WORD.finditer(before))):
            thing = self._many(match.group())
            if thing:
                alone = not any(map(str.isdigit, before[match.end() :]))
                counted = _COUNTED_ALREADY.search(before, 0, match.start())
                fits = alone and counted is None
                return replace(here, unit=thing, kind="count") if fits else None
        return None

    def _many(self, word: str) -> str:
        """A noun in the genitive plural as a counted thing, or nothing."""
        part, plural, lemma = counted_word(word, False)
        tag = russian_morphology().parse(word)[0].tag
        is_many = part == "noun" and (tag.number, tag.case) == ("plur", "gent")
        if not is_many or lemma in self._words.never or word in self._words.stop:
            return ""
        plain = plural.replace("ё", "е")
        return self._words.abbreviated.get(word, self._words.rarer_plurals.get(plain, plain))

    def total(self, here: Reading, currency: str) -> Reading | None:
        """Millions without a word after them that the clause tells to be money."""
        pattern = self._words.sum_before
        before = self._text[max(0, here.start - 2 * _LOOK) : here.start]
        fits = here.scaled and here.value >= _MILLION and pattern and pattern.search(before)
        if not currency or not fits or not _ENDS.match(self._text, here.end):
            return None
        return replace(here, unit=currency, kind="money")

    def entry_noun(self, here: Reading) -> Reading | None:
        """The thing that stands before its number alone: «школ – 45, больниц – 3»."""
        text, end = self._text, here.end
        match = _ENTRY_NOUN.search(text, max(0, here.start - _LOOK), here.start)
        if match is None or not self._is_whole(here) or not _ENDS.match(text, end):
            return None
        thing = self._many(match.group(1).lower())
        return replace(here, unit=thing, kind="count") if thing else None

    def _is_whole(self, here: Reading) -> bool:
        return here.scaled or float(here.value).is_integer()

    def _fits(self, here: Reading, last: Reading) -> bool:
        """Whole numbers in digits, or thousands where the whole is of that size."""
        if here.scaled:
            return last.value >= here.value
        return float(here.value).is_integer() and not here.numeral.in_words

    def _is_share_of(self, here: Reading, last: Reading) -> bool:
        """«из 71 села области 62 обеспечены», «из 29 школ в 14 или 48,3%»."""
        text = self._text
        if not _OF.search(text[max(0, last.start - 24) : last.start]):
            return False
        return _OR_SHARE.match(text, here.end) is not None or self._acts(here)

    def _acts(self, here: Reading) -> bool:
        """«362 полностью обеспечены», «24 – скончались»: the number is the subject of a verb."""
        word = _NEXT_WORD.match(self._text, here.end)
        if word is None:
            return False
        tag = russian_morphology().parse(word.group(1))[0].tag
        return tag.POS in {"VERB", "PRTS", "ADVB"}

    def of_before(self, here: Reading, before: Reading) -> Reading | None:
        """What the sentence before has counted: «16 из них …», «Их число вырастет до 68»."""
        said = self._text[max(0, here.start - _LOOK) : here.start]
        pattern = self._words.their_number
        some = _THEN_OF_THEM.match(self._text, here.end) and here.value <= before.value
        if some or (pattern is not None and pattern.search(said)):
            return replace(here, unit=before.unit, kind="count") if self._is_whole(here) else None
        return None
