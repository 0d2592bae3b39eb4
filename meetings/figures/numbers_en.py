"""English: numbers of which only a part is written as one, and chains of digits that are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from meetings.figures.lexicon import Lexicon
from meetings.figures.lexicon_en import English, english
from meetings.figures.numbers import Numeral

#: English prints "3, 5 billion" and "61, 3%" for a decimal.
_CARELESS = re.compile(r",? ?, (\d)(?= ?(?:%|(?:thousand|million|billion|trillion|mln|bln)\b))")
#: "7-20-25" is the name of a programme or a telephone number.
_CHAIN = re.compile(r"\d{1,4}(?:[-–]\d{1,4}){2,}(?![\d.,]*\d)")
_MINUS = (" minus ", "(minus ")
_LONGEST = 3
_HALF = 0.5


def mend(text: str, numerals: Iterable[Numeral], words: Lexicon) -> Iterator[Numeral]:
    """The ``numerals`` with the halves and decimals that belong to them, and without chains."""
    lexicon = english()
    past = 0
    for numeral in numerals:
        if numeral.start < past:
            continue
        chain = _CHAIN.match(text, numeral.start)
        if chain is not None:
            past = chain.end()
        elif not _is_vague(text, numeral, lexicon):
            whole = _with_half(text, _with_decimal(text, numeral, words), lexicon)
            past = whole.end
            yield _below_zero(text, whole)


def _is_vague(text: str, numeral: Numeral, lexicon: English) -> bool:
    """ "Several hundred people" are not told how many."""
    before = text[max(0, numeral.start - 16) : numeral.start]
    return numeral.in_words and lexicon.vague.search(before) is not None


def _with_decimal(text: str, numeral: Numeral, words: Lexicon) -> Numeral:
    """ "3, 5 billion", unless the first number is a date's ("On May 3, 5 %")."""
    start, end = numeral.start, numeral.end
    decimal = _CARELESS.match(text, end) if numeral.bare and end - start <= _LONGEST else None
    if decimal is None or text.endswith(", ", 0, start):
        return numeral
    if words.months_before.search(text, max(0, start - 24), start):
        return numeral
    value = float(f"{text[start:end]}.{decimal.group(1)}")
    return replace(numeral, value=value, end=decimal.end(), bare=False)


def _below_zero(text: str, numeral: Numeral) -> Numeral:
    """ "Minus 20"."""
    if not text.endswith(_MINUS, max(0, numeral.start - 8), numeral.start):
        return numeral
    return replace(numeral, value=-numeral.value, start=numeral.start - len("minus "))


def _with_half(text: str, numeral: Numeral, lexicon: English) -> Numeral:
    """ "Two and a half"."""
    half = lexicon.and_half.match(text, numeral.end)
    if half is None:
        return numeral
    return replace(numeral, value=numeral.value + _HALF, end=half.end(), bare=False)
