"""Kazakh numbers in words with endings, and what only looks like a number.

«жиырмадан астам ел», «елуге жуық үй», «жарты миллион адам»; «тоқсан» is ninety and a quarter of a
year, and «7-20-25» is the name of a programme.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from meetings.figures.lexicon import Lexicon
from meetings.figures.numbers import MOST_NUMERALS, Numeral, find_numerals

_CASE = "(?:дан|ден|тан|тен|нан|нен|ға|ге|қа|ке)"
_QUALIFIED = "(?= (?:астам|аса|артық|жуық|жақын|таяу|тарта|дейін|көп|кем|аз)(?!\\w))"
_HALF = re.compile(r"(?<!\w)жарты(?= (?:миллион|млн|миллиард|млрд|триллион|трлн))", re.IGNORECASE)
#: «мың жарым», «миллион жарымнан астам».
_AND_A_HALF = re.compile(
    r"(?<![\w-])(?<!\d )(?:(мың)|миллион) жарым(?:нан|ға)?(?!\w)", re.IGNORECASE
)
#: «тоқсан сайын», «үшінші тоқсан ішінде».
_QUARTER = re.compile(
    r"тоқсан(?= (?:сайын|ішінде|бойы|бойынша|қорытынды|барысында|аралығында|соңына|басында))",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = re.compile(r"(?:інші|ыншы|нші|ншы|\b[ivх]+|\d) $", re.IGNORECASE)
_PARTS = {"оннан": 10, "жүзден": 100, "мыңнан": 1000}
_NAME = re.compile(r"(?<![\w-])\d{1,3}(?:-\d{1,3}){2,}(?![\w])")


def find_kazakh_numerals(text: str, words: Lexicon) -> Iterator[Numeral]:
    """The numbers of a Kazakh text in order, those with endings among them; at most 3000."""
    inflected = [
        *_inflected(text, words),
        *_halves(text),
        *_ranges(text, words),
        *_decimals(text, words),
    ]
    taken = [(numeral.start, numeral.end) for numeral in inflected]
    taken += [match.span() for match in (*_QUARTER.finditer(text), *_NAME.finditer(text))]
    covered = {position for span in taken for position in range(*span)}
    plain = [
        numeral
        for numeral in find_numerals(text, "kk", words)
        if numeral.start not in covered and not _is_quarter(text, numeral)
    ]
    found = sorted([*plain, *inflected], key=lambda numeral: numeral.start)
    return itertools.islice(found, MOST_NUMERALS)


def _is_quarter(text: str, numeral: Numeral) -> bool:
    """«екінші тоқсан»."""
    if text[numeral.start : numeral.end].lower() != "тоқсан":
        return False
    return _ORDINAL_BEFORE.search(text[max(0, numeral.start - 8) : numeral.start]) is not None


def _inflected(text: str, words: Lexicon) -> Iterator[Numeral]:
    for match in _patterns(tuple(words.numerals)).inflected.finditer(text):
        value = _value(match.group(1), words)
        if value >= 1:
            yield Numeral(value, match.start(), match.end(), bare=False, in_words=True)


def _ranges(text: str, words: Lexicon) -> Iterator[Numeral]:
    for match in _patterns(tuple(words.numerals)).range.finditer(text):
        low, high = (_value(match.group(index), words) for index in (1, 2))
        if 1 < low < high:
            for index, value in ((1, low), (2, high)):
                yield Numeral(value, *match.span(index), bare=False, in_words=True)


def _decimals(text: str, words: Lexicon) -> Iterator[Numeral]:
    """«төрт бүтін оннан бір», «нөл бүтін жүзден алпыс»."""
    for match in _patterns(tuple(words.numerals)).decimal.finditer(text):
        whole = 0.0 if match.group(1).lower() == "нөл" else _value(match.group(1), words)
        parts = _PARTS[match.group(2).lower()]
        value = round(whole + _value(match.group(3), words) / parts, 4)
        yield Numeral(value, match.start(), match.end(), bare=False, in_words=True)


def _value(written: str, words: Lexicon) -> float:
    value = 0.0
    for part in written.lower().split():
        number = words.numerals.get(part, 0.0)
        value = value * number if number == 100 and 0 < value < 10 else value + number
    return value


def _halves(text: str) -> Iterator[Numeral]:
    for match in _HALF.finditer(text):
        yield Numeral(0.5, match.start(), match.end(), bare=False, in_words=True)
    for match in _AND_A_HALF.finditer(text):
        value = 1.5e3 if match[1] else 1.5e6
        yield Numeral(value, match.start(), match.end(), bare=False, in_words=True)


@dataclass(frozen=True, slots=True)
class _Patterns:
    inflected: re.Pattern[str]
    range: re.Pattern[str]
    decimal: re.Pattern[str]


@cache
def _patterns(numerals: tuple[str, ...]) -> _Patterns:
    word = "|".join(sorted(map(re.escape, numerals), key=len, reverse=True))
    some = rf"(?:(?:{word}) ){{0,3}}(?:{word})"
    return _Patterns(
        inflected=_i(rf"(?<![\w-])({some})(?:{_CASE}{_QUALIFIED}|[дт][ае]й(?= \w))"),
        range=_i(rf"(?<![\w-])({some})[-–]({some})(?![\w-])"),
        decimal=_i(rf"(?<![\w-])(нөл|{some}) бүтін (оннан|жүзден|мыңнан) ({some})(?![\w-])"),
    )


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
