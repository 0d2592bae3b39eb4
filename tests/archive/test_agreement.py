"""Where the languages of an event disagree, and which is missing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from archive import Archive
from archive.runs import Run, RunCounts
from meetings.model import DateRange, Figure, Lang, Person, Place
from tests.archive.conftest import NOW, Store, meeting

CITY: dict[Lang, str] = {"kk": "Мәскеу", "ru": "Москва", "en": "Moscow"}


def tell(store: Store, lang: Lang, **facts: Any) -> int:
    links = {other: f"https://site.example/{other}/news/council" for other in CITY if other != lang}
    return store(
        lang=lang,
        url=f"https://site.example/{lang}/news/council",
        title=f"Council in {lang}",
        text=f"Text in {lang}.",
        alternates=links,
        analysis=meeting(**{"place": Place(CITY[lang], "RU"), **facts}),
    ).event_id


def row(archive: Archive) -> dict[str, Any]:
    (found,) = archive.meetings()
    return found


def test_what_is_called_otherwise_is_no_disagreement(archive: Archive, store: Store) -> None:
    for lang in CITY:
        tell(store, lang)
    assert row(archive)["disagreements"] == []


def test_what_one_language_leaves_out_is_no_disagreement(archive: Archive, store: Store) -> None:
    figure = Figure("12%", 12, "percent")
    tell(store, "en", figures=(figure,), date=DateRange("2026-03-02", "2026-03-02"))
    tell(store, "ru", figures=(figure, Figure("5%", 5, "percent")), participants=())
    assert row(archive)["disagreements"] == []


@pytest.mark.parametrize(
    ("english", "russian", "said"),
    [
        (
            {"date": DateRange("2026-03-02", "2026-03-02")},
            {"date": DateRange("2026-03-03", "2026-03-03")},
            {
                "fact": "date",
                "ru": ["2026-03-03", "2026-03-03"],
                "en": ["2026-03-02", "2026-03-02"],
            },
        ),
        (
            {},
            {"place": Place("Казань", "RU")},
            {"fact": "city", "ru": "Казань", "en": "Moscow"},
        ),
        (
            {},
            {"place": Place(None, "UZ")},
            {"fact": "country", "ru": "UZ", "en": "RU"},
        ),
        (
            {},
            {"participants": (Person("А. Ким"), Person("Б. Пак"))},
            {"fact": "participants", "ru": 2, "en": 1},
        ),
        (
            {"figures": (Figure("$67 billion", 67e9, "USD"), Figure("7%", 7, "percent"))},
            {"figures": (Figure("76 млрд долл.", 76e9, "USD"), Figure("7%", 7, "percent"))},
            {"fact": "figures", "unit": "USD", "ru": [76e9], "en": [67e9]},
        ),
    ],
)
def test_a_fact_that_is_told_otherwise_is_shown(
    archive: Archive,
    store: Store,
    english: dict[str, Any],
    russian: dict[str, Any],
    said: dict[str, Any],
) -> None:
    tell(store, "en", **english)
    tell(store, "ru", **russian)
    assert row(archive)["disagreements"] == [said]


def test_a_language_is_missing_after_a_day(archive: Archive, store: Store, run: Run) -> None:
    tell(store, "en")
    tell(store, "ru")
    store(lang="kk", url="https://site.example/kz/news/other", title="Басқа", text="Басқа мәтін.")
    council = archive.event(archive.release("https://site.example/en/news/council").event_id).id

    def missing() -> list[str]:
        return next(row["missing"] for row in archive.meetings() if row["id"] == council)

    archive.finish_run(run, "done", RunCounts(), NOW + timedelta(hours=1))
    assert missing() == []
    archive.finish_run(run, "done", RunCounts(), NOW + timedelta(days=2))
    assert missing() == ["kk"]


def test_a_language_in_which_the_site_says_nothing_is_not_missing(
    archive: Archive, store: Store, run: Run
) -> None:
    tell(store, "en")
    archive.finish_run(run, "done", RunCounts(), NOW + timedelta(days=2))
    assert row(archive)["missing"] == []
