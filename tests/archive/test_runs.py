"""What belongs to the past and what is news; when an address is due for another look."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from archive import Archive, Page
from archive.runs import Run, RunCounts
from tests.archive.conftest import NOW, Store, release

URL = release().url


def finished(archive: Archive, run: Run) -> None:
    archive.finish_run(run, "done", RunCounts(), NOW)


@pytest.mark.parametrize(
    ("published", "news"),
    [(NOW - timedelta(days=1), False), (NOW - timedelta(seconds=1), False), (NOW, True)],
)
def test_the_first_run_announces_only_what_appears_while_it_runs(
    run: Run, published: datetime, news: bool
) -> None:
    assert run.first
    assert run.announces(published) is news


@pytest.mark.parametrize(
    ("published", "news"),
    [(NOW - timedelta(days=1), False), (NOW - timedelta(hours=2), True), (NOW, True)],
)
def test_later_runs_announce_what_appears_late_with_an_earlier_time(
    archive: Archive, run: Run, published: datetime, news: bool
) -> None:
    finished(archive, run)
    second = archive.start_run("poll", NOW + timedelta(hours=5), announce_from=None)
    assert second.announces(published) is news


def test_a_first_run_that_was_cut_off_is_still_the_first(archive: Archive, run: Run) -> None:
    second = archive.start_run("poll", NOW + timedelta(hours=5), announce_from=None)
    assert second.first
    assert second.announce_from == NOW
    (interrupted,) = archive.last_runs()
    assert (interrupted["id"], interrupted["outcome"]) == (run.id, "interrupted")


def test_a_date_in_the_configuration_decides_alone(archive: Archive) -> None:
    run = archive.start_run("poll", NOW, announce_from=NOW - timedelta(days=10))
    assert run.announces(NOW - timedelta(days=9))
    assert not run.announces(NOW - timedelta(days=11))


def test_a_release_is_looked_at_ever_more_rarely_as_it_ages(archive: Archive, store: Store) -> None:
    published = release().published_at
    store(now=published)
    looks = 0
    moment = published
    while moment < published + timedelta(days=40):
        archive.keep_validators(URL, None, None, moment)
        looks += 1
        wait = timedelta(seconds=5)
        while not archive.due_again(moment + wait, 10) and wait < timedelta(days=60):
            wait *= 2
        moment += wait
    assert 10 <= looks <= 30


def test_a_release_older_than_a_month_is_not_looked_at_again(
    archive: Archive, store: Store
) -> None:
    store()
    archive.keep_validators(URL, '"tag"', None, NOW)
    assert archive.due_again(NOW + timedelta(days=20), 10) == [URL]
    assert archive.due_again(NOW + timedelta(days=40), 10) == []


def test_a_failure_is_kept_with_its_page_and_tried_again_until_it_is_read(
    archive: Archive, run: Run
) -> None:
    page = Page(URL, b"<html>half</html>", 200, {}, NOW)
    for attempt in range(3):
        archive.note_failure(
            run,
            URL,
            reason="UnreadablePage",
            message="no date",
            page=page,
            now=NOW + timedelta(minutes=attempt),
        )
    (failure,) = archive.failures(limit=10)
    assert (failure["attempts"], failure["reason"]) == (3, "UnreadablePage")
    assert archive.db.execute("SELECT count(*) FROM pages").fetchone() == (1,)
    assert archive.failures_due(NOW + timedelta(hours=1), 10) == [URL]
    archive.forget_failures(URL)
    assert archive.failures(limit=10) == []


def test_validators_are_kept_while_another_look_is_due(archive: Archive, store: Store) -> None:
    store()
    listing = "https://site.example/en/news"
    archive.keep_validators(listing, '"list"', None, NOW + timedelta(days=35))
    archive.keep_validators(URL, '"tag"', None, NOW)
    archive.start_run("poll", NOW + timedelta(days=30), announce_from=None)
    assert archive.validators(URL) is not None
    archive.start_run("poll", NOW + timedelta(days=40), announce_from=None)
    assert archive.validators(URL) is None
    assert archive.validators(listing) is not None
    archive.keep_validators(URL, '"tag"', None, NOW + timedelta(days=40))
    assert archive.validators(URL) is None


def test_the_search_index_is_in_few_pieces_when_a_crawl_has_ended(
    archive: Archive, store: Store
) -> None:
    run = archive.start_run("full", NOW, announce_from=None)
    for number in range(12):
        url = f"https://site.example/en/news/grain-{number}"
        store(release(url=url, text=f"Grain of the harvest number {number}."))
    pieces = "SELECT count(DISTINCT segid) FROM _search_idx"
    assert archive.db.execute(pieces).fetchone()[0] > 3
    archive.finish_run(run, "done", RunCounts(new=12), NOW)
    assert archive.db.execute(pieces).fetchone()[0] <= 3
    assert len(archive.search("harvest")) == 12
    assert all(check.ok for check in archive.verify())
