"""Numbers as written: digits with separators, and words."""

from __future__ import annotations

import heapq
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.figures.lexicon import Lexicon, units
from meetings.model import Lang

#: Groups of three, a careless "7 , 3%", and plain digits.
_DIGITS = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}, \d{1,2}(?= (?:тыс|млн|млрд))"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d)(?:,\d{1,3}(?!\d)|\.\d{1,3}(?!\d))?"
    r"|(?<![\d.,])\d{1,2} , \d(?=%)|\d+(?:[.,]\d+)*"
)
#: What a number is not read after: it is then part of a word, a date, an address, a clock time.
_ATTACHED = re.compile(r"[\w№#/@_]$|\w[-‑.]$|\d[:–]$")
#: English words and sentences run together: "by14%", "were signed.61 countries".
_RUN_TOGETHER = re.compile(
    r"(?:^|[\s(–-])(?:by|to|of|from|and|than|about|in|is|are|was|were|on|for|at|with|over|until)$"
    r"|[\s][a-z]{4,}\.$"
)
#: After a plus only what is shorter, and goes on with a letter or %, is no telephone number.
_ADDED = re.compile(r"\d{1,4}(?:[.,]\d+)?[ \u00a0]?[%а-яёА-ЯЁ]")
#: «с 7.00 до 20.00 часов».
_CLOCK = re.compile(r"(?:\d{1,2}\.[0-5]0(?:[-–]\d{1,2}\.[0-5]0)?|(?:\d\d-)?00) час")
#: «индекс-101,7%»: the hyphen stands for a dash.
_TIED_SHARE = re.compile(r"(?<=[а-яё]{3}[-–])\d+(?:,\d+)? ?%|(?<=[А-Я]{3}[-–])\d+(?:,\d+)? ?%")
#: The mark, or the Russian word: «минус 3,4 %», «с минусом в 2 %».
_MINUS = re.compile(r"(?:^|[ (])([-−])$|(?<![\w-])(минус(?:ом|а)?(?: в| на| около)? )$")
_LONGEST = 18
MOST_NUMERALS = 3000
#: Kazakh says four and a half as «төрт жарым».
_HALF = 0.5
_AND_A_HALF = re.compile(r" с половиной(?!\w)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and its place; ``bare`` means digits without separators, as years are written."""

    value: float
    start: int
    end: int
    bare: bool
    in_words: bool = False

    @property
    def may_be_a_year(self) -> bool:
        """Whether the digits could name a year."""
        return self.bare and 1900 <= self.value <= 2100

    @property
    def is_likely_a_year(self) -> bool:
        """Whether releases often name that year: 2000 is as often a round number."""
        return self.may_be_a_year and 1990 <= self.value <= 2035 and self.value != 2000


def find_numerals(text: str, lang: Lang, words: Lexicon) -> Iterator[Numeral]:
    """The numbers of ``text`` in order, those that are no quantities by their looks left out.

    At most 3000: what has more is a table, and no release.
    """
    both = heapq.merge(
        _digits(text, lang), _words(text, lang, words), key=lambda numeral: numeral.start
    )
    return itertools.islice(both, MOST_NUMERALS)


def _digits(text: str, lang: Lang) -> Iterator[Numeral]:
    previous_end = -2
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        continues_range = start - previous_end == 1 and text[previous_end] in "-–—"
        previous_end = end
        tied = lang == "ru" and _TIED_SHARE.match(text, start)
        if not continues_range and not tied and _is_attached(text, start, lang):
            continue
        if text[start - 1 : start] == "+" and not _ADDED.match(text, start):
            continue
        if text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit():
            continue
        if _CLOCK.match(text, start):
            continue
        value = _value(match.group(), lang)
        if value is None:
            continue
        minus = _MINUS.search(text, max(0, start - _LONGEST), start)
        begin = minus.start(minus.lastindex or 0) if minus else start
        yield Numeral(-value if minus else value, begin, end, match.group().isdigit())


def _is_attached(text: str, start: int, lang: Lang) -> bool:
    if _ATTACHED.search(text, max(0, start - 2), start) is None:
        return False
    if lang == "en" and _RUN_TOGETHER.search(text[max(0, start - 24) : start]):
        return False
    return units().before.search(text[max(0, start - 6) : start]) is None


def _value(written: str, lang: Lang) -> float | None:
    written = re.sub(r"\s", "", written)
    if len(written) > _LONGEST:
        return None
    commas, points = written.count(","), written.count(".")
    if commas and points:
        decimal = max(written.rfind(","), written.rfind("."))
        grouping = "," if written[decimal] == "." else "."
        if written.count(written[decimal]) > 1 or not _grouped(written[:decimal], grouping):
            return None
        return float(f"{written[:decimal].replace(grouping, '')}.{written[decimal + 1 :]}")
    mark = "," if commas else "."
    if commas + points > 1:
        return float(written.replace(mark, "")) if _grouped(written, mark) else None
    if commas and lang == "en" and _grouped(written, ",") and not written.startswith("0"):
        return float(written.replace(",", ""))
    return float(written.replace(",", "."))


def _grouped(written: str, mark: str) -> bool:
    head, *groups = written.split(mark)
    return 1 <= len(head) <= 3 and all(len(group) == 3 for group in groups)


def _words(text: str, lang: Lang, words: Lexicon) -> Iterator[Numeral]:
    for match in words.numeral_words.finditer(text):
        start, end = match.span()
        hyphen = text.find("-", start, end)
        whole = _in_words(text, start, end, words)
        if whole is not None:
            yield whole
        elif lang == "ru" and hyphen > 0:  # «две-три недели»
            yield from filter(
                None,
                [_in_words(text, start, hyphen, words), _in_words(text, hyphen + 1, end, words)],
            )


def _in_words(text: str, start: int, end: int, words: Lexicon) -> Numeral | None:
    parts = re.split(r" and |[ -]", text[start:end].lower())
    # A pattern that ignores case also takes letters such as "ſ", which lower() leaves.
    known = [words.numerals[part] for part in parts if part in words.numerals]
    value = _sum(known) if len(known) == len(parts) else None
    ordinal = words.ordinal is not None and words.ordinal.match(text, end)
    if value is None or ordinal:
        return None
    half = _AND_A_HALF.match(text, end)
    if half is not None:
        value, end = value + _HALF, half.end()
    return Numeral(value, start, end, bare=False, in_words=True)


def _sum(values: list[float]) -> float | None:
    """The number that the words name, or None where they are several numbers in a row."""
    total = values[0]
    for previous, value in itertools.pairwise(values):
        if value == 100 and previous < 10:
            total += 100 * previous - previous
        elif value < 10 <= previous or value < 100 <= previous or value == _HALF:
            total += value
        else:
            return None
    return total
