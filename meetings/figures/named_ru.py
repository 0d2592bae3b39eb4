"""Russian: numbers whose thing is named before them.

«школ – 45, больниц – 3», «гостей собралось около 70 тысяч», «привито 64 300», millions that
are a sum, and the items below «подписано соглашений:».
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures.lexicon import Lexicon
from meetings.figures.parts_ru import LOOK, ends_phrase, is_whole_number, stands_after_dash
from meetings.figures.reading import Reading
from meetings.figures.words_ru import genitive_of_many
from meetings.model import Span

_HEADING = re.compile(r"([а-яё]+) ?:$")
_ENTRY = re.compile(
    r"(?:^|[,;:.(] ?|\n\s*| и | а )(?:[А-ЯЁа-яё]+[ыи]х ){0,2}([А-ЯЁ]?[а-яё]{3,}) ?[–—-] "
    r"(?:более |свыше |около |порядка |почти )?$"
)
_A_DAY = re.compile(r" (?:до \d|в (?:год|месяц|сутки|день|неделю)(?!\w))")
_FROM_TO = re.compile(r"(?:с|со|от) \d[\d ,]*(?: ?(?:тыс|млн)\w*\.?)? (?:до|на) $")
_WORD = re.compile(r"(?<![\w-])[а-яё]{4,}(?![\w-])")
_COUNTED_ALREADY = re.compile(r"\d(?: ?(?:тыс|млн)\w*\.?)? (?:[а-яё]+ ){0,3}$")
_MILLION = 1e6


class Named:
    """Reads the numbers of one text whose thing stands before them."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words

    def read(self, here: Reading, sentence: Span, currency: str) -> Reading | None:
        """The number with the thing named before it in its sentence, or None."""
        thing = self._people(here)
        if thing:
            return replace(here, unit=thing, kind="count")
        if currency and self._is_sum(here):
            return replace(here, unit=currency, kind="money")
        thing = self._thousands(here, sentence)
        return replace(here, unit=thing, kind="count") if thing else None

    def entry(self, here: Reading) -> Reading | None:
        """The thing that its number alone follows: «школ – 45, больниц – 3»."""
        match = _ENTRY.search(self._text, max(0, here.start - LOOK), here.start)
        if match is None or not is_whole_number(here) or not ends_phrase(self._text, here):
            return None
        thing = self._many(match.group(1).lower())
        return replace(here, unit=thing, kind="count") if thing else None

    def below(self, here: Reading, heading: Span) -> Reading | None:
        """An item's only number, with the thing of the heading above: «спорт – 34»."""
        if not stands_after_dash(self._text, here):
            return None
        match = _HEADING.search(self._text, max(heading[0], heading[1] - LOOK), heading[1])
        thing = self._many(match.group(1)) if match is not None else ""
        return replace(here, unit=thing, kind="count") if thing else None

    def _people(self, here: Reading) -> str:
        """«привито 64 300»: it is done to nobody but people."""
        pattern = self._words.people_before
        before = self._text[max(0, here.start - LOOK) : here.start]
        told = pattern is not None and pattern.search(before) and is_whole_number(here)
        return "человек" if told and ends_phrase(self._text, here) else ""

    def _is_sum(self, here: Reading) -> bool:
        """Whether the clause tells millions without a word after them to be money."""
        pattern = self._words.sum_before
        before = self._text[max(0, here.start - 2 * LOOK) : here.start]
        fits = here.scaled and here.value >= _MILLION and ends_phrase(self._text, here)
        return fits and pattern is not None and pattern.search(before) is not None

    def _thousands(self, here: Reading, sentence: Span) -> str:
        """«гостей собралось около 70 тысяч»: thousands of what the clause names last."""
        text, pattern = self._text, self._words.sum_before
        if not here.scaled or not (ends_phrase(text, here) or _A_DAY.match(text, here.end)):
            return ""
        before = _FROM_TO.sub("", text[max(sentence[0], here.start - LOOK) : here.start])
        if pattern is not None and pattern.search(before):
            return ""
        for match in reversed(list(_WORD.finditer(before))):
            thing = self._many(match.group())
            if thing:
                apart = any(map(str.isdigit, before[match.end() :]))
                taken = _COUNTED_ALREADY.search(before, 0, match.start())
                return "" if apart or taken else thing
        return ""

    def _many(self, word: str) -> str:
        """A noun in the genitive plural as a counted thing, or nothing."""
        plural, lemma = genitive_of_many(word)
        words = self._words
        if not plural or lemma in words.never or word in words.stop:
            return ""
        return words.abbreviated.get(word, words.rarer_plurals.get(plural, plural))
