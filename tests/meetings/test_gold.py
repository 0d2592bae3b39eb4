"""Floors on the gold set, per language; the seed release in full."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.analysis import Report, evaluate, gold_texts
from meetings import analyse

_SHARED = Path(os.environ.get("UKIMET_SHARED", Path(__file__).resolve().parents[3] / "shared"))

pytestmark = pytest.mark.skipif(
    not (_SHARED / "gold").is_dir(), reason="the gold set is not here (UKIMET_SHARED)"
)

#: F1 per language and field, a little below what is reached.
_FLOORS = {
    "kk": {"participants": 0.95, "office": 0.95, "country": 0.95, "kind": 1.0, "place": 1.0},
    "ru": {"participants": 0.95, "office": 0.95, "country": 0.95, "kind": 1.0, "place": 1.0},
    "en": {"participants": 0.95, "office": 0.95, "country": 0.95, "kind": 1.0, "place": 1.0},
    "all": {"figures": 0.95, "quotes": 0.95, "organisations": 0.9},
}


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(gold_texts(_SHARED))


@pytest.mark.parametrize(
    ("lang", "name", "floor"),
    [(lang, name, floor) for lang, table in _FLOORS.items() for name, floor in table.items()],
)
def test_a_field_is_read_at_least_this_well(
    report: Report, lang: str, name: str, floor: float
) -> None:
    counts = report.counts[lang][name]

    assert counts.f1 >= floor, f"{counts}\n" + "\n".join(report.errors)


def seed() -> dict[str, Any]:
    texts: Iterator[dict[str, Any]] = gold_texts(_SHARED)
    return next(text for text in texts if text["id"] == "seed")


def test_all_participants_of_the_seed_release_are_read_with_office_and_country() -> None:
    gold = seed()
    found = analyse(gold["text"], lang="en").participants

    assert {(p.name, p.office, p.country) for p in found} == {
        (p["name"], p["office"], p["country"]) for p in gold["participants"]
    }


def test_the_seed_release_is_read_in_full() -> None:
    gold = seed()
    found = analyse(gold["text"], lang="en")
    people = {person.name: person.role for person in found.participants}

    assert len(people) == len(gold["participants"])
    assert {"CICA", "CIS", "EAEU"} <= set(found.organisations)
    assert (found.place.city, found.place.country) == ("Moscow", "RU")
    assert found.formats == ("restricted", "expanded")
    assert found.kind == "multilateral_council"
    assert sorted((f.value, f.unit) for f in found.figures) == sorted(
        (figure["value"], figure["unit"]) for figure in gold["figures"]
    )
    assert [quote.speaker for quote in found.quotes] == ["Olzhas Bektenov"]
    assert "Tianjin SCO Summit" in {event.name for event in found.referenced_events}
    # The host of the joint meeting with the heads of delegations.
    assert "Vladimir Putin" in people
