"""A backfill that archives first and reads afterwards ends with the same archive."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archive import Archive
from replica import Replica, serving
from scheduler.reading import read_waiting
from tests.crawler.crawling import Crawling
from tests.reactor import ReactorThread

#: Later than this after publication, a first run tells nobody of it.
LONG = timedelta(days=30)


def events(archive: Archive) -> set[Any]:
    """What is known of every event, whatever its number."""
    found = set()
    for event in archive.events(datetime(2000, 1, 1, tzinfo=UTC), datetime.now(UTC) + LONG):
        people = [
            (release.url, tuple(person["name"] for person in release.analysis["participants"]))
            for release in event.releases.values()
        ]
        found.add((event.kind, event.published_at, event.announce, tuple(sorted(people))))
    return found


def read_some(path: Path, texts: int) -> int:
    """Read at least so many texts, as if cut off then."""
    with Archive.open(path) as archive:
        return asyncio.run(
            read_waiting(
                archive,
                clock=lambda: datetime.now(UTC),
                follow=None,
                goes_on=lambda: archive.counts()["releases"] - archive.unread() < texts,
            )
        )


def test_the_archive_is_the_same_whether_texts_are_read_at_once_or_afterwards(
    reactor: ReactorThread, tmp_path: Path, site: Replica
) -> None:
    at_once = Crawling(reactor, tmp_path / "one.db", site.url, ahead=LONG)
    afterwards = Crawling(reactor, tmp_path / "two.db", site.url, ahead=LONG)
    at_once.crawl()
    report = afterwards.crawl(read_later=True)
    assert afterwards.look(lambda archive: archive.unread()) == report.counts.new
    assert afterwards.followed == []
    assert 0 < read_some(afterwards.path, 3) < report.counts.new
    read_some(afterwards.path, report.counts.new)
    assert afterwards.look(lambda archive: archive.unread()) == 0
    assert afterwards.look(events) == at_once.look(events)
    assert afterwards.look(lambda a: a.counts()) == at_once.look(lambda a: a.counts())


def test_news_is_read_and_followed_up_at_once(site: Replica, crawling: Crawling) -> None:
    crawling.ahead = LONG
    crawling.crawl(read_later=True)
    waiting = crawling.look(lambda archive: archive.unread())
    crawling.ahead = timedelta(0)
    crawling.look(
        lambda archive: archive.keep_fact("watching_since:1", datetime.now(UTC).isoformat())
    )
    published = site.publish()
    report = crawling.crawl(read_later=True)
    assert report.counts.new == len(published) == len(crawling.followed)
    assert crawling.look(lambda archive: archive.unread()) == waiting


def test_what_was_read_already_is_not_read_again(reactor: ReactorThread, tmp_path: Path) -> None:
    with serving(history=2, validators=False) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url)
        crawling.crawl()
        report = crawling.crawl(kind="full", reader=lambda release: 1 / 0)
    assert report.counts.failed == report.counts.new == 0
    assert report.counts.unchanged == report.counts.found > 0
