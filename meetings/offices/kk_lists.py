"""Kazakh plural heads dealt out: each of several names gets its own country, region or field.

«Ресей, Беларусь және Өзбекстан премьер-министрлері А, Б және В», «Ақмола мен Абай облыстарының
әкімдері А мен Б», «Қаржы, Энергетика министрлері А, Б».
"""

from __future__ import annotations

import re

from meetings import countries
from meetings.offices.heads import Office
from meetings.offices.kk_owner import without_possessive
from meetings.text import Doc

_JOINTS = frozenset({",", "және", "мен", "бен", "пен"})
_REGIONS = {
    "облыстарының": "облысының",
    "қалаларының": "қаласының",
    "аудандарының": "ауданының",
    "өңірлерінің": "өңірінің",
}
_PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)(?=[ыі]$)")


def singular(word: str) -> str:
    """The head of one where the text has that of several: «әкімдері» is «әкімі»."""
    return _PLURAL.sub("", word)


def deal(doc: Doc, begin: int, head: tuple[int, int], names: int) -> list[Office] | None:
    """An office for each of ``names`` names, or None where the phrase does not have as many parts.

    The head is the tokens ``head``; what stands between ``begin`` and it is the parts.
    """
    at, end = head
    region = _REGIONS.get(doc.tokens[at - 1].lower) if at > begin else None
    items = _items(doc, begin, at - 1 if region else at)
    if names < 2 or len(items) != names:
        return None
    written = singular(doc.slice(at, end))
    lands = [_country(doc, item) for item in items]
    if all(land is not None for land in lands):
        bare = without_possessive(written)
        return [Office(begin, end, bare, land, rank="state") for land in lands]
    if any(land is not None for land in lands):
        return None
    tail = f"{region} {written}" if region else written
    return [Office(begin, end, f"{doc.slice(*item)} {tail}") for item in items]


def _items(doc: Doc, begin: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = begin
    for at in range(begin, end + 1):
        if at == end or doc.tokens[at].lower in _JOINTS:
            if at > start:
                found.append((start, at))
            start = at + 1
    return found


def _country(doc: Doc, item: tuple[int, int]) -> str | None:
    found = countries.match(doc.tokens, item[0], "kk")
    return found.code if found is not None and found.end == item[1] else None
