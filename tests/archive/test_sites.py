"""Several sites in one archive: what is true of one is kept apart from what is true of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Page, Release, Stored
from archive.runs import Run, RunCounts
from meetings.model import Place
from tests.archive.acts import of_the_first_schema
from tests.archive.conftest import NOW, meeting, release, traits
from tests.archive.test_near_duplicates import TEXT

DAY = timedelta(days=1)
OURS, THEIRS = "https://site.example/en/news/a-100", "https://other.example/en/a-grain-terminal-7"

StoreAt = Callable[..., Stored]


@pytest.fixture
def sites(archive: Archive) -> tuple[int, int]:
    return archive.keep_site("ours", "site.example"), archive.keep_site("theirs", "other.example")


@pytest.fixture
def store_at(archive: Archive) -> StoreAt:
    """Stores a release of one of the sites, as its crawl ``run`` does."""

    def storing(site_id: int, copy: Release, run: Run | None = None, **facts: object) -> Stored:
        analysis = meeting(**facts)
        return archive.store(
            copy,
            Page(copy.url, b"<html>" + copy.text.encode(), 200, {}, NOW),
            analysis=analysis,
            traits=traits(copy, analysis),
            now=NOW,
            run=run,
            site_id=site_id,
        )

    return storing


def start(archive: Archive, site_id: int, now: datetime, since: datetime | None = None) -> Run:
    return archive.start_run("poll", now, announce_from=since, site_id=site_id)


def finished(archive: Archive, run: Run, now: datetime = NOW, requests: int = 0) -> None:
    archive.finish_run(run, "done", RunCounts(requests=requests), now)


def test_a_site_is_known_by_its_name_and_where_that_has_changed_by_its_host(
    archive: Archive, sites: tuple[int, int]
) -> None:
    ours, theirs = sites
    assert archive.keep_site("ours", "moved.example") == ours
    assert archive.keep_site("called otherwise", "other.example") == theirs
    assert archive.site("called otherwise", "") == archive.site("?", "other.example") == theirs
    assert archive.site("theirs", "site.example") is None


def test_the_same_text_at_two_sites_is_two_releases_that_are_near_duplicates(
    archive: Archive, sites: tuple[int, int], store_at: StoreAt
) -> None:
    ours, theirs = sites
    copy = release(url=OURS, text=TEXT)
    first = store_at(ours, copy)
    again = replace(copy, url=THEIRS)
    assert archive.compare(again, site_id=theirs) == "new"
    assert archive.compare(again, site_id=ours) == "other"
    second = store_at(theirs, again)
    assert (second.outcome, second.event_id) == ("new", first.event_id + 1)
    (near,) = archive.near_duplicates(second.release_id)
    assert (near.id, near.similarity) == (first.release_id, 1.0)
    assert [archive.release(url).site for url in (OURS, THEIRS)] == ["ours", "theirs"]
    assert store_at(ours, replace(copy, url=f"{OURS}0")).outcome == "new_address"
    assert all(check.ok for check in archive.verify())


def test_languages_are_joined_within_a_site_and_never_across_sites(
    archive: Archive, sites: tuple[int, int], store_at: StoreAt
) -> None:
    ours, theirs = sites
    russian = {"lang": "ru", "title": "Министр на терминале", "text": "Отгружено 40 тысяч тонн."}
    images = ("https://site.example/storage/one.jpg",)
    first = store_at(ours, release(url=OURS, images=images))
    elsewhere = "https://other.example/ru/news/a-100"
    other = store_at(theirs, release(url=elsewhere, images=images, **russian))
    assert other.event_id != first.event_id
    same = store_at(ours, release(url=OURS.replace("/en/", "/ru/"), images=images, **russian))
    assert same.event_id == first.event_id


def test_events_of_two_sites_on_one_occasion_are_linked_and_stay_two(
    archive: Archive, sites: tuple[int, int], store_at: StoreAt
) -> None:
    facts = {"kind": "multilateral", "place": Place("Kazan", "RU")}
    first, second = (
        store_at(site_id, release(url=url, title=url, text=url), **facts)
        for site_id, url in zip(sites, (OURS, THEIRS), strict=True)
    )
    assert archive.related(first.event_id) == [{"id": second.event_id, "relation": "same_occasion"}]


def test_a_site_that_is_added_has_a_first_run_of_its_own(
    archive: Archive, sites: tuple[int, int], store_at: StoreAt
) -> None:
    ours, theirs = sites
    finished(archive, start(archive, ours, NOW - 30 * DAY))
    assert not start(archive, ours, NOW).first
    added = start(archive, theirs, NOW)
    assert added.first
    assert added.announce_from == NOW
    past = store_at(theirs, release(url=THEIRS, published_at=NOW - DAY), added)
    assert not archive.event(past.event_id).announce
    news = store_at(ours, release(url=OURS, published_at=NOW - DAY), start(archive, ours, NOW))
    assert archive.event(news.event_id).announce


def test_a_date_to_announce_from_does_not_hold_for_a_site_that_was_added_after_it(
    archive: Archive, sites: tuple[int, int]
) -> None:
    ours, theirs = sites
    since = NOW - 20 * DAY
    assert start(archive, ours, NOW - 10 * DAY, since).announces(since)
    added = start(archive, theirs, NOW, since)
    assert not added.announces(NOW - DAY)
    assert added.announces(NOW)
    later = NOW + DAY
    assert not start(archive, theirs, NOW, later).announces(NOW)


def test_a_date_to_announce_from_holds_for_all_sites_that_an_archive_began_with(
    archive: Archive, sites: tuple[int, int]
) -> None:
    since = NOW - 20 * DAY
    start(archive, sites[0], NOW, since)
    assert start(archive, sites[1], NOW + timedelta(hours=2), since).announces(since)


def test_a_crawl_of_one_site_does_not_end_that_of_another(
    archive: Archive, sites: tuple[int, int]
) -> None:
    ours, theirs = sites
    under_way = start(archive, ours, NOW)
    start(archive, theirs, NOW)
    assert archive.last_runs() == []
    start(archive, ours, NOW)
    (cut_off,) = archive.last_runs(5)
    assert (cut_off["id"], cut_off["outcome"], cut_off["site"]) == (
        under_way.id,
        "interrupted",
        "ours",
    )


def test_requests_of_the_day_are_counted_for_each_site(
    archive: Archive, sites: tuple[int, int]
) -> None:
    for site_id, requests in zip(sites, (3, 4), strict=True):
        finished(archive, start(archive, site_id, NOW), requests=requests)
    made = [archive.requests_since(NOW, site_id=site_id) for site_id in sites]
    assert (made, archive.requests_since(NOW)) == ([3, 4], 7)


def test_each_site_has_its_own_second_looks_and_retries(
    archive: Archive, sites: tuple[int, int], store_at: StoreAt
) -> None:
    for site_id, url in zip(sites, (OURS, THEIRS), strict=True):
        run = start(archive, site_id, NOW)
        store_at(site_id, release(url=url), run)
        archive.keep_validators(url, '"tag"', None, NOW)
        archive.note_failure(run, f"{url}1", reason="HttpError", message="500", now=NOW)
    later = NOW + 5 * DAY
    for site_id, url in zip(sites, (OURS, THEIRS), strict=True):
        assert archive.due_again(later, 10, site_id=site_id) == [url]
        assert archive.failures_due(later, 10, site_id=site_id) == [f"{url}1"]


def test_a_pace_learns_from_its_own_site_alone(
    archive: Archive, sites: tuple[int, int], store_at: StoreAt
) -> None:
    ours, theirs = sites
    finished(archive, start(archive, ours, NOW - DAY))
    finished(archive, start(archive, theirs, NOW - DAY / 2))
    store_at(ours, release(url=OURS), start(archive, ours, NOW))
    store_at(theirs, release(url=THEIRS), start(archive, theirs, NOW))
    (seen,) = archive.appearances(NOW - 9 * DAY, site_id=ours)
    # The poll of the other site half a day ago says nothing of this one.
    assert seen.looked_before == NOW - DAY
    assert len(archive.appearances(NOW - 9 * DAY)) == 2


def test_a_language_that_only_another_site_has_is_not_missing(
    archive: Archive, sites: tuple[int, int], store_at: StoreAt
) -> None:
    ours, theirs = sites
    store_at(ours, release(url=OURS))
    store_at(theirs, release(url=THEIRS, lang="kk", images=()))
    for site_id in sites:
        finished(archive, start(archive, site_id, NOW), NOW + 5 * DAY)
    assert [row["missing"] for row in archive.meetings()] == [[], []]


def test_an_archive_of_before_belongs_to_the_site_at_its_releases_host(path: Path) -> None:
    of_the_first_schema(path)
    with Archive.open(path) as archive:
        url = "https://site.example/en/news/minister-visits-grain-terminal-100"
        assert archive.release(url).site == "site.example"
        assert archive.keep_site("added", "other.example") == 2
        assert archive.keep_site("mine", "site.example") == 1
        assert archive.release(url).site == "mine"
        # It goes on where it was: what is news is reckoned from its own first run.
        run = start(archive, 1, NOW + 90 * DAY)
        assert run.announce_from == datetime.fromisoformat("2026-03-02T09:00:00+00:00")
        (cut_off,) = archive.last_runs(5)
        assert (cut_off["site"], cut_off["outcome"]) == ("mine", "interrupted")
        assert start(archive, 2, NOW + 90 * DAY).announce_from == NOW + 90 * DAY
