"""Events that belong together are linked; those that only look so are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from archive import Archive
from meetings.follow_ups import Told, conceivable, says_outcome
from meetings.model import DateRange, Lang, Person, Place
from tests.archive.conftest import ALMATY, Store, meeting

SCO = "Shanghai Cooperation Organisation"
COUNCIL = {
    "kind": "multilateral_council",
    "organisations": (SCO,),
    "participants": (Person("Aigul Kim", "Minister of Trade", "KZ"),),
    "place": Place("Moscow", "RU"),
}

Event = Callable[..., int]


@pytest.fixture
def event(store: Store) -> Event:
    """Archives one English release ``day`` days after 1 November; the id of its event."""
    count = 0

    def archived(day: int, title: str = "A meeting", *, on: int | None = None, **facts: Any) -> int:
        nonlocal count
        count += 1
        held = date(2025, 11, on).isoformat() if on else None
        stored = store(
            analysis=meeting(**{**COUNCIL, "date": DateRange(held, held), **facts}),
            url=f"https://site.example/en/news/event-{count}",
            title=f"{title} {count}",
            text=f"Text number {count}.",
            images=(),
            published_at=datetime(2025, 11, 1, 12 + count, tzinfo=ALMATY) + timedelta(days=day - 1),
        )
        return stored.event_id

    return archived


def related(archive: Archive, event_id: int) -> list[tuple[int, str]]:
    rows = {row["id"]: row["related"] for row in archive.meetings()}
    return [(row["id"], row["relation"]) for row in rows[event_id]]


def test_a_meeting_knows_its_announcement_and_its_outcome(archive: Archive, event: Event) -> None:
    announced = event(10, on=18, is_meeting=False, kind="statement")
    met = event(18)
    outcome = event(19, "Results of the SCO summit", is_meeting=False, kind="statement")
    assert related(archive, met) == [(announced, "announcement"), (outcome, "outcome")]


def test_the_order_of_archiving_makes_no_difference(archive: Archive, event: Event) -> None:
    outcome = event(19, "Results of the SCO summit", is_meeting=False, kind="statement")
    met = event(18)
    announced = event(10, on=18, is_meeting=False, kind="statement")
    assert related(archive, met) == [(outcome, "outcome"), (announced, "announcement")]


def test_the_releases_of_one_council_day_are_one_occasion(archive: Archive, event: Event) -> None:
    restricted, expanded = event(18), event(18, on=18)
    assert related(archive, expanded) == [(restricted, "same_occasion")]
    assert related(archive, restricted) == [(expanded, "same_occasion")]


def test_reports_to_one_session_of_the_government_are_one_occasion(
    archive: Archive, event: Event
) -> None:
    facts = {"kind": "government_session", "organisations": (), "place": Place()}
    session = event(18, **facts)
    report = event(18, **facts)
    event(18, **facts, participants=(Person("Boris Pak", "Minister of Health", "KZ"),))
    assert related(archive, session) == [(report, "same_occasion")]


@pytest.mark.parametrize(
    "other",
    [
        {"place": Place("Kazan", "RU")},
        {"place": Place("Moscow", "UZ")},
        {"on": 17},
        {"organisations": (), "place": Place("Astana", "KZ")},
    ],
    ids=["other city", "other country", "other day", "at home, nothing in common"],
)
def test_what_only_looks_alike_is_not_linked(
    archive: Archive, event: Event, other: dict[str, Any]
) -> None:
    met = event(18, on=18)
    event(18, **other)
    assert related(archive, met) == []


def test_the_prime_minister_alone_links_nothing(archive: Archive, event: Event) -> None:
    everywhere = (Person("Olzhas Bektenov", "Prime Minister", "KZ"),)
    facts = {"participants": everywhere, "organisations": (), "place": Place()}
    event(10, on=18, is_meeting=False, **facts)
    assert related(archive, event(18, **facts)) == []


def test_a_link_goes_when_the_release_says_something_else(archive: Archive, store: Store) -> None:
    def storing(url: str, text: str, **facts: Any) -> int:
        analysis = meeting(**{**COUNCIL, **facts})
        return store(url=url, title=url[-1], text=text, analysis=analysis, images=()).event_id

    first = storing("https://site.example/en/news/a", "Text.")
    storing("https://site.example/en/news/b", "Another text.")
    assert len(related(archive, first)) == 1
    storing("https://site.example/en/news/b", "It was in Kazan.", place=Place("Kazan", "RU"))
    assert related(archive, first) == []


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Following the talks in Moscow, a plan was adopted"),
        ("ru", "По итогам заседания Совета принят план"),
        ("kk", "Кездесу қорытындысы бойынша жоспар қабылданды"),
    ],
)
def test_a_title_tells_that_it_is_an_outcome(lang: Lang, title: str) -> None:
    assert says_outcome(lang, title)
    assert not says_outcome(lang, title.split()[-1])


def test_an_announcement_that_is_too_old_is_none() -> None:
    day = date(2025, 11, 18)
    plan = Told(date(2025, 11, 1), False, "other", day, day, None, None, False)
    met = Told(day, True, "bilateral", day, day, None, None, False)
    assert conceivable(plan, met) is None
    assert conceivable(replace(plan, published=date(2025, 11, 10)), met) == "announcement"
