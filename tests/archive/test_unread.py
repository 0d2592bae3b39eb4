"""Texts that are archived first and read afterwards: in the end all is as if read at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from archive import Archive, Page, Release, Stored
from archive.filters import Filters
from archive.runs import Run
from tests.archive.conftest import ALMATY, NOW, Store, meeting, release

LATER = NOW + timedelta(hours=1)
TEXT = (
    "Prime Minister of Kazakhstan Olzhas Bektenov held talks in Astana with Prime Minister of "
    "Uzbekistan Abdulla Aripov. Trade grew by 11.6% to 4.8 billion US dollars; 73 joint "
    "projects worth 2.9 billion dollars are under way. The Minister of Transport Marat Karabayev "
    "took part."
)
TITLE = "Olzhas Bektenov held talks with Abdulla Aripov"
RU_TEXT = (
    "Премьер-Министр Казахстана Олжас Бектенов провел в Астане переговоры с Премьер-министром "
    "Узбекистана Абдуллой Ариповым. Товарооборот вырос на 11,6% до 4,8 млрд долларов США; идут 73 "
    "совместных проекта на 2,9 млрд долларов. Участвовал министр транспорта Марат Карабаев."
)
RU_TITLE = "Олжас Бектенов провел переговоры с Абдуллой Ариповым"


def english(**changes: object) -> Release:
    return release(**{"title": TITLE, "text": TEXT, "images": ()} | changes)


def russian(**changes: object) -> Release:
    url = "https://site.example/ru/news/peregovory-99"
    plain = {"url": url, "lang": "ru", "title": RU_TITLE, "text": RU_TEXT, "images": ()}
    return release(**plain | changes)


@pytest.fixture
def put(archive: Archive, run: Run) -> Callable[[Release], Stored]:
    """Archives a release that is to be read later."""

    def putting(copy: Release) -> Stored:
        page = Page(copy.url, copy.text.encode(), 200, {}, NOW)
        return archive.store(copy, page, analysis=None, traits=None, now=NOW, run=run)

    return putting


def read_all(archive: Archive, then: Callable[[Stored], None] | None = None) -> int:
    return archive.read_waiting(100, clock=lambda: LATER, then=then)


def broken(archive: Archive) -> list[str]:
    return [problem for check in archive.verify() for problem in check.problems]


def test_a_text_that_waits_is_found_and_is_no_meeting_until_it_is_read(
    archive: Archive, put: Callable[[Release], Stored]
) -> None:
    stored = put(english())
    assert archive.unread() == 1
    assert [hit.release.id for hit in archive.search("talks")] == [stored.release_id]
    assert archive.release(stored.release_id).analysis == {}
    assert archive.meetings() == []
    assert broken(archive) == []
    assert read_all(archive) == 1
    assert archive.unread() == 0
    [found] = archive.meetings(Filters(person="Aripov"))
    assert (found["city"], found["country"]) == ("Astana", "KZ")
    assert archive.release(stored.release_id).analysis["is_meeting"] is True
    assert broken(archive) == []


def test_languages_of_one_event_find_each_other_when_they_are_read(
    archive: Archive, put: Callable[[Release], Stored]
) -> None:
    one, other = put(russian()), put(english())
    assert one.event_id != other.event_id
    read_all(archive)
    assert archive.counts()["events"] == 1
    assert set(archive.release(other.release_id).siblings) == {"ru", "en"}


def test_a_name_that_languages_spell_apart_is_one_person_within_the_event(
    archive: Archive, put: Callable[[Release], Stored]
) -> None:
    one = put(russian(text=RU_TEXT.replace("Абдуллой Ариповым", "Анаром Гусейновым")))
    other = put(
        english(
            text=TEXT.replace("Abdulla Aripov", "Anar Huseynov"),
            alternates={"ru": "https://site.example/ru/news/peregovory-99"},
        )
    )
    read_all(archive)
    people = archive.db.query(
        "SELECT DISTINCT person_id FROM participations WHERE name IN (?, ?)",
        ["Анар Гусейнов", "Anar Huseynov"],
    )
    assert len(list(people)) == 1
    assert archive.release(one.release_id).event_id == archive.release(other.release_id).event_id


def test_near_duplicates_find_each_other_when_they_are_read(
    archive: Archive, put: Callable[[Release], Stored], store: Store
) -> None:
    one = put(english())
    again = "https://site.example/en/news/talks-again-102"
    other = store(english(url=again, text=f"{TEXT} It rained."))
    assert archive.near_duplicates(other.release_id) == ()
    assert broken(archive) == []
    read_all(archive)
    assert [alike.url for alike in archive.near_duplicates(one.release_id)] == [again]
    assert broken(archive) == []


def test_a_page_that_links_to_another_language_joins_it_when_both_are_read(
    archive: Archive, put: Callable[[Release], Stored]
) -> None:
    first = russian(text="Совсем другой текст.", title="Совсем другое")
    one = put(first)
    other = put(english(alternates={"ru": first.url}))
    assert archive.read_waiting(1, clock=lambda: LATER) == 1
    assert archive.release(other.release_id).event_id != one.event_id
    read_all(archive)
    assert archive.counts()["events"] == 1


def test_what_a_text_is_changed_to_before_it_is_read_counts(
    archive: Archive, put: Callable[[Release], Stored], store: Store
) -> None:
    stored = put(english())
    changed = store(english(text="Nobody met anybody."), analysis=meeting(is_meeting=False))
    assert (changed.release_id, changed.outcome) == (stored.release_id, "changed")
    read_all(archive)
    assert archive.release(stored.release_id, 1).analysis["is_meeting"] is True
    assert archive.meetings() == []
    assert archive.counts()["events"] == 1
    assert broken(archive) == []


def test_what_follows_from_a_text_that_turns_out_to_be_news_stands_or_falls_with_its_reading(
    archive: Archive, put: Callable[[Release], Stored], store: Store
) -> None:
    news = store(english(published_at=datetime(2026, 3, 2, 14, 30, tzinfo=ALMATY)))
    old = put(russian(alternates={"en": english().url}))
    untold = put(
        english(
            url="https://site.example/en/news/another-101",
            title="Grain",
            text="Grain.",
            published_at=datetime(2026, 2, 2, 14, 30, tzinfo=ALMATY),
        )
    )

    def fails(stored: Stored) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        read_all(archive, fails)
    assert archive.unread() == 2
    followed: list[Stored] = []
    read_all(archive, followed.append)
    assert [(one.release_id, one.event_id) for one in followed] == [(old.release_id, news.event_id)]
    assert archive.release(untold.release_id).analysis


def test_verify_finds_a_text_that_was_neither_read_nor_left_waiting(
    archive: Archive, put: Callable[[Release], Stored]
) -> None:
    put(english())
    archive.db.conn.execute("DELETE FROM _unread")
    assert any("has not been analysed" in problem for problem in broken(archive))
