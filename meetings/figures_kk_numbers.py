"""Kazakh numbers in words with endings, and what only looks like a number.

«жиырмадан астам ел», «елуге жуық үй», «жарты миллион адам»; «тоқсан» is ninety and a quarter of a
year, and «7-20-25» is the name of a programme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from meetings.figures_lexicon import Lexicon
from meetings.figures_numbers import Numeral, find_numerals

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
_NAME = re.compile(r"(?<![\w-])\d{1,3}(?:-\d{1,3}){2,}(?![\w])")


def find_kazakh_numerals(text: str, words: Lexicon) -> Iterator[Numeral]:
    """The numbers of a Kazakh text in order, those with endings among them."""
    inflected = [*_inflected(text, words), *_halves(text)]
    taken = [(numeral.start, numeral.end) for numeral in inflected]
    taken += [match.span() for match in (*_QUARTER.finditer(text), *_NAME.finditer(text))]
    covered = {position for span in taken for position in range(*span)}
    plain = [
        numeral
        for numeral in find_numerals(text, "kk", words)
        if numeral.start not in covered and not _is_quarter(text, numeral)
    ]
    return iter(sorted([*plain, *inflected], key=lambda numeral: numeral.start))


def _is_quarter(text: str, numeral: Numeral) -> bool:
    """«екінші тоқсан»."""
    if text[numeral.start : numeral.end].lower() != "тоқсан":
        return False
    return _ORDINAL_BEFORE.search(text[max(0, numeral.start - 8) : numeral.start]) is not None


def _inflected(text: str, words: Lexicon) -> Iterator[Numeral]:
    for match in _pattern(tuple(words.numerals)).finditer(text):
        parts = [words.numerals.get(part) for part in match.group(1).lower().split()]
        value = 0.0
        for part in parts:
            if part is None:
                return
            value = value * part if part == 100 and 0 < value < 10 else value + part
        if value >= 1:
            yield Numeral(value, match.start(), match.end(), bare=False, in_words=True)


def _halves(text: str) -> Iterator[Numeral]:
    for match in _HALF.finditer(text):
        yield Numeral(0.5, match.start(), match.end(), bare=False, in_words=True)
    for match in _AND_A_HALF.finditer(text):
        value = 1.5e3 if match[1] else 1.5e6
        yield Numeral(value, match.start(), match.end(), bare=False, in_words=True)


@cache
def _pattern(numerals: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, numerals), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])((?:(?:{words}) ){{0,3}}(?:{words})){_CASE}{_QUALIFIED}", re.IGNORECASE
    )
