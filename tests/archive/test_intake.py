"""What becomes of a release that is handed to the archive."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from archive import Archive, Stored
from tests.archive.conftest import ALMATY, NOW, Store, meeting, release

LATER = NOW + timedelta(hours=1)
OTHER_URL = "https://site.example/en/news/grain-terminal-visited-101"


def rows(archive: Archive, table: str) -> int:
    (count,) = archive.db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


def test_the_same_content_makes_nothing_new(archive: Archive, store: Store) -> None:
    first = store()
    again = store(now=LATER)
    assert (first.outcome, again.outcome) == ("new", "unchanged")
    assert again.release_id == first.release_id
    assert (rows(archive, "releases"), rows(archive, "versions"), rows(archive, "pages")) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The  minister visited the terminal.\n\nIt shipped 40 thousand tons of barley. ",
        "The minister visited the\u00a0terminal.\n\nIt shipped 40 thousand tons of barley.",
    ],
)
def test_spaces_of_the_page_make_no_new_version(store: Store, text: str) -> None:
    store()
    assert store(text=text).outcome == "unchanged"


def test_changed_text_makes_a_new_version_and_keeps_the_old(archive: Archive, store: Store) -> None:
    first = store()
    changed = store(text="The minister visited the terminal.\n\nIt shipped 50 thousand tons.")
    assert (changed.outcome, changed.version) == ("changed", 2)
    assert "40 thousand" in archive.release(first.release_id, version=1).text
    current = archive.release(first.release_id)
    assert "50 thousand" in current.text
    assert (current.versions, current.current_version) == (2, 2)


def test_a_text_that_returns_is_the_old_version_again(archive: Archive, store: Store) -> None:
    first = store()
    store(text="Something else was said.")
    assert store().version == 1
    assert archive.release(first.release_id).current_version == 1
    assert rows(archive, "versions") == 2


def test_the_same_text_at_a_second_address_is_one_release(archive: Archive, store: Store) -> None:
    first = store()
    twin = store(url=OTHER_URL)
    assert twin.outcome == "new_address"
    assert archive.release(OTHER_URL).id == first.release_id
    assert archive.release(first.release_id).urls == (release().url, OTHER_URL)


def test_a_text_that_returns_every_week_is_a_new_release_each_time(store: Store) -> None:
    first = store()
    next_week = store(
        url=OTHER_URL, published_at=release().published_at + timedelta(days=7), now=LATER
    )
    assert next_week.outcome == "new"
    assert next_week.release_id != first.release_id


def test_one_title_over_two_texts_is_two_releases(store: Store) -> None:
    store()
    assert store(url=OTHER_URL, text="Quite another report under the same title.").outcome == "new"


def test_keys_rise_with_the_time_of_publication_in_whatever_order_releases_come(
    archive: Archive, store: Store
) -> None:
    moments = [datetime(2026, 3, day, 12, 0, tzinfo=ALMATY) for day in (5, 1, 3, 3, 4)]
    for number, moment in enumerate(moments):
        store(url=f"{OTHER_URL}{number}", text=f"Report {number}.", published_at=moment)
    published = [each.published_at for each in archive.releases()]
    assert published == sorted(moments)


def test_what_follows_is_committed_with_the_release_or_not_at_all(
    archive: Archive, store: Store
) -> None:
    class Interrupted(Exception):
        pass

    def fail(stored: Stored) -> None:
        assert archive.release(stored.release_id).title
        raise Interrupted

    with pytest.raises(Interrupted):
        store(then=fail)
    assert (rows(archive, "releases"), rows(archive, "pages"), rows(archive, "events")) == (0, 0, 0)
    assert store().outcome == "new"


def test_a_withdrawn_release_stays_and_says_so_until_it_returns(
    archive: Archive, store: Store
) -> None:
    stored = store()
    gone = archive.mark_withdrawn(release().url, now=LATER)
    assert gone is not None
    assert gone.outcome == "changed"
    assert archive.release(stored.release_id).status == "withdrawn"
    assert store(now=LATER).outcome == "changed"
    assert archive.release(stored.release_id).status == "live"


def test_an_unknown_address_cannot_be_withdrawn(archive: Archive) -> None:
    assert archive.mark_withdrawn("https://site.example/en/news/nothing-1", now=NOW) is None


def test_the_page_is_kept_as_fetched(archive: Archive, store: Store) -> None:
    store()
    checks = {check.name: check for check in archive.verify()}
    assert checks["pages"].checked == 1
    assert checks["pages"].ok


def test_languages_of_one_event_share_it_by_the_links_on_the_page(
    archive: Archive, store: Store
) -> None:
    russian = "https://site.example/ru/news/ministr-posetil-terminal-99"
    english = store(alternates={"ru": russian})
    other = store(url=russian, lang="ru", title="Министр посетил терминал", text="Отгружено зерно.")
    assert other.event_id == english.event_id
    assert archive.release(russian).siblings == {"ru": russian, "en": release().url}


def test_an_event_is_a_meeting_when_one_of_its_languages_says_so(
    archive: Archive, store: Store
) -> None:
    russian = "https://site.example/ru/news/ministr-posetil-terminal-99"
    english = store(alternates={"ru": russian}, analysis=meeting(is_meeting=False, kind="other"))
    assert not archive.event(english.event_id).is_meeting
    store(url=russian, lang="ru", title="Министр посетил терминал", text="Отгружено зерно.")
    event = archive.event(english.event_id)
    assert event.is_meeting
    assert event.kind == "bilateral"
    assert set(event.releases) == {"en", "ru"}


def test_a_page_that_links_to_another_language_later_joins_the_two_events_and_their_messages(
    archive: Archive, store: Store
) -> None:
    english = store()
    russian = store(
        url="https://site.example/ru/news/ministr-posetil-terminal-99",
        lang="ru",
        title="Министр посетил терминал",
        text="Отгружено зерно.",
    )
    assert russian.event_id != english.event_id
    for event_id in (english.event_id, russian.event_id):
        archive.db.conn.execute(
            "INSERT INTO deliveries (sink, chat, kind, subject, lang, html, payload_sha256, state, "
            "due_at, created_at) VALUES ('folder', 'a', 'alert', ?, 'en', '', '', 'sent', '', '')",
            [f"event:{event_id}"],
        )
    joined = store(alternates={"ru": archive.release(russian.release_id).url}, now=LATER)
    assert (joined.outcome, joined.event_id) == ("changed", russian.event_id)
    assert set(archive.event(russian.event_id).releases) == {"en", "ru"}
    assert rows(archive, "events") == 1
    messages = archive.db.query("SELECT subject, part FROM deliveries ORDER BY part")
    assert [tuple(row.values()) for row in messages] == [
        (f"event:{russian.event_id}", 1),
        (f"event:{russian.event_id}", 2),
    ]
    again = store(alternates={"ru": archive.release(russian.release_id).url}, now=LATER)
    assert again.outcome == "unchanged"


def test_a_release_stays_where_one_of_its_links_leads_to_a_release_of_its_event(
    archive: Archive, store: Store
) -> None:
    def told(lang: str, number: int, **links: str) -> Stored:
        url = f"https://site.example/{lang}/news/told-{number}"
        return store(url=url, lang=lang, title=f"{lang} {number}", text=url, alternates=links)

    first = told("ru", 1)
    second = told("kk", 2)
    english = told("en", 1, ru="https://site.example/ru/news/told-1")
    assert english.event_id == first.event_id != second.event_id
    both = {
        lang: f"https://site.example/{lang}/news/told-{n}" for lang, n in (("kk", 2), ("ru", 1))
    }
    again = told("en", 1, **both)
    assert (again.event_id, again.left_event_id) == (first.event_id, None)
    moved = told("en", 1, kk="https://site.example/kk/news/told-2")
    assert moved.event_ids == (second.event_id, first.event_id)
    assert set(archive.event(second.event_id).releases) == {"kk", "en"}
    assert set(archive.event(first.event_id).releases) == {"ru"}


@pytest.mark.parametrize(("readings", "is_meeting"), [("+--", 0), ("+-", 1), ("++-", 1), ("-", 0)])
def test_one_language_of_three_that_calls_an_event_a_meeting_is_outvoted(
    archive: Archive, store: Store, readings: str, is_meeting: int
) -> None:
    links = {
        lang: f"https://site.example/{lang}/news/told-1"
        for lang, _ in zip(("kk", "ru", "en"), readings, strict=False)
    }
    for number, (lang, url) in enumerate(links.items()):
        told = meeting() if readings[number] == "+" else meeting(is_meeting=False, kind="other")
        stored = store(url=url, lang=lang, title=lang, text=url, alternates=links, analysis=told)
    (row,) = archive.db.query("SELECT is_meeting FROM events")
    assert row["is_meeting"] == is_meeting
    assert set(archive.event(stored.event_id).releases) == set(links)
