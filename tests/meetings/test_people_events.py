"""The invented events of the replica, in three languages: floors on what is read from them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.analysis_scoring import Counts, name_words
from meetings import analyse
from meetings.model import Analysis, Lang

_EVENTS = Path(__file__).resolve().parents[2] / "replica" / "events"
_COLUMN: dict[Lang, int] = {"en": 0, "kk": 1, "ru": 2}


@cache
def read(lang: Lang) -> tuple[tuple[dict[str, Any], dict[str, Any], Analysis], ...]:
    """Expected facts, the release, and its analysis, for every event in a language."""
    found = []
    for path in sorted(_EVENTS.glob("*.toml")):
        event = tomllib.loads(path.read_text(encoding="utf-8"))
        if lang in event:
            release = event[lang]
            analysis = analyse(release["body"].strip(), lang=lang, title=release["title"])
            found.append((event["expected"], release, analysis))
    return tuple(found)


def expected_people(expected: dict[str, Any], lang: Lang) -> Iterator[tuple[str, str | None]]:
    """Name in the language, and country, of each expected participant."""
    for row in expected.get("participants", ()):
        parts = [part.strip() for part in row.split("|")]
        yield parts[_COLUMN[lang]], parts[3] or None if len(parts) > 3 else None


def alike(one: str, other: str) -> bool:
    """The same person: the same words, or the surname with a fitting initial or without one."""
    first, second = name_words(one), name_words(other)
    if set(first) == set(second):
        return True
    full, short = (first, second) if len(first) >= len(second) else (second, first)
    return all(
        any(word == other or (word.endswith(".") and other.startswith(word[:-1])) for other in full)
        for word in short
    )


@pytest.mark.parametrize(
    ("lang", "precision", "recall"), [("en", 0.96, 0.92), ("kk", 0.95, 0.95), ("ru", 0.96, 0.96)]
)
def test_participants_of_the_invented_events_are_read(
    lang: Lang, precision: float, recall: float
) -> None:
    counts = Counts()
    for expected, _, analysis in read(lang):
        rest = [person.name for person in analysis.participants]
        for name, _country in expected_people(expected, lang):
            match = next((other for other in rest if alike(name, other)), None)
            if match is not None:
                rest.remove(match)
            counts += Counts(right=int(match is not None), missed=int(match is None))
        counts += Counts(wrong=len(rest))

    assert counts.precision >= precision, str(counts)
    assert counts.recall >= recall, str(counts)


@pytest.mark.parametrize(("lang", "share"), [("en", 0.93), ("kk", 0.88), ("ru", 0.92)])
def test_countries_of_their_offices_are_right(lang: Lang, share: float) -> None:
    right = total = 0
    for expected, _, analysis in read(lang):
        for name, country in expected_people(expected, lang):
            person = next((p for p in analysis.participants if alike(name, p.name)), None)
            if person is not None:
                total += 1
                right += person.country == country

    assert right / total >= share, f"{right} of {total}"


@pytest.mark.parametrize(("lang", "share"), [("en", 0.94), ("kk", 0.8), ("ru", 0.85)])
def test_their_kinds_are_right(lang: Lang, share: float) -> None:
    right = [analysis.kind == expected["kind"] for expected, _, analysis in read(lang)]

    assert sum(right) / len(right) >= share, f"{sum(right)} of {len(right)}"


@pytest.mark.parametrize(("lang", "share"), [("en", 0.9), ("kk", 0.8), ("ru", 0.9)])
def test_their_places_are_right(lang: Lang, share: float) -> None:
    right = [
        (analysis.place.city or "") == release.get("city", "")
        for _, release, analysis in read(lang)
    ]

    assert sum(right) / len(right) >= share, f"{sum(right)} of {len(right)}"
