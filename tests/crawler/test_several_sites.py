"""Two sites crawled at the same time into one archive, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from crawler import manners
from crawler.crawling import Crawl, CrawlReport
from crawler.options import CrawlOptions, SiteOptions
from replica import Replica, serving
from tests.crawler.crawling import ALMATY, Crawling
from tests.reactor import ReactorThread


class Both:
    """The Prime Minister's site and the President's, and an archive of both."""

    def __init__(self, reactor: ReactorThread, path: Path, pm: Replica, president: Replica) -> None:
        self.reactor = reactor
        self.path = path
        self.replicas = {"primeminister": pm, "akorda": president}
        self.sites = [SiteOptions(name=n, base_url=r.url) for n, r in self.replicas.items()]
        self.per_day = 40_000

    def crawl(self, *, stop_after: int | None = None, **options: Any) -> dict[str, CrawlReport]:
        """Both at once, each told to stop after so many pages; the reports by name of the site."""
        return self.reactor.run(self._crawl(stop_after, options))

    async def _crawl(
        self, stop_after: int | None, options: dict[str, Any]
    ) -> dict[str, CrawlReport]:
        with Archive.open(self.path) as archive:
            crawls = [self._one(archive, site, stop_after, options) for site in self.sites]
            reports = await asyncio.gather(*(crawl.run() for crawl in crawls))
        return {report.site: report for report in reports}

    def _one(
        self, archive: Archive, site: SiteOptions, stop_after: int | None, options: dict[str, Any]
    ) -> Crawl:
        stops: list[asyncio.Task[None]] = []

        def progress(standing: Any) -> None:
            if stop_after is not None and standing.done >= stop_after and not stops:
                stops.append(asyncio.create_task(crawl.stop()))

        crawl = Crawl(
            archive,
            site,
            CrawlOptions(max_requests_per_minute=600_000, max_requests_per_day=self.per_day),
            timezone=ALMATY,
            progress=progress,
            **options,
        )
        return crawl

    def served(self) -> dict[str, str]:
        """Every release, with the name of its site."""
        return {r["url"]: n for n, site in self.replicas.items() for r in site.releases()}

    def archived(self) -> dict[str, str | None]:
        with Archive.open(self.path) as archive:
            assert [check.name for check in archive.verify() if not check.ok] == []
            return {r.url: r.site for r in archive.releases()}


@pytest.fixture
def both(reactor: ReactorThread, tmp_path: Path) -> Iterator[Both]:
    with serving(history=4) as pm, serving("akorda", history=5) as president:
        yield Both(reactor, tmp_path / "ukimet.db", pm, president)


def test_both_are_archived_whole_and_a_second_crawl_adds_nothing(both: Both) -> None:
    first = both.crawl()
    assert {report.outcome for report in first.values()} == {"done"}
    assert both.archived() == both.served()
    for name, site in both.replicas.items():
        assert first[name].counts.new == len(site.releases())
        site.requests(clear=True)
    second = both.crawl()
    assert [(r.outcome, r.counts.new) for r in second.values()] == [("done", 0)] * 2
    assert both.archived() == both.served()
    releases = set(both.served())
    for site in both.replicas.values():
        again = [r for r in site.requests() if site.url + r["path"] in releases]
        # What is looked at again is asked for conditionally.
        assert {r["status"] for r in again} <= {304}


def test_an_archive_of_one_site_goes_on_where_it_was_when_another_is_added(both: Both) -> None:
    pm = both.replicas["primeminister"]
    Crawling(both.reactor, both.path, pm.url).crawl()
    with Archive.open(both.path) as archive, archive.transaction():
        # As an archive from before there were several.
        archive.db.conn.execute("UPDATE sites SET name = host")
    pm.requests(clear=True)
    reports = both.crawl()
    assert both.archived() == both.served()
    assert (reports["primeminister"].first, reports["akorda"].first) == (False, True)
    assert [r["status"] for r in pm.requests()] == [304] * 3


def test_what_one_site_wants_does_not_concern_the_other(both: Both) -> None:
    both.replicas["akorda"].fail("captcha")
    before = datetime.now(UTC)
    reports = both.crawl()
    assert reports["akorda"].outcomes == {"challenge": 1}
    assert reports["primeminister"].outcome == "done"
    with Archive.open(both.path) as archive:
        ids = [archive.keep_site(site.name, site.place) for site in both.sites]
        ours, theirs = (manners.daemon_waits_until(archive, before, site_id) for site_id in ids)
    assert ours is None
    assert theirs is not None
    assert theirs - before >= timedelta(hours=3)
    both.replicas["akorda"].recover()
    both.replicas["primeminister"].fail("429", retry_after=600)
    again = both.crawl()
    # The captcha is settled; a crawl by hand is not held up by it, nor by the other's request.
    assert (again["akorda"].outcome, again["primeminister"].outcome) == ("done", "failed")


def test_each_site_has_a_day_of_requests(both: Both) -> None:
    made = []
    for name, site in both.replicas.items():
        crawling = Crawling(both.reactor, both.path, site.url, name=name, per_day=9)
        made += [crawling.crawl().counts.requests for _ in range(2)]
    assert made == [9, 0, 9, 0]


def test_crawls_that_were_cut_off_are_resumed_each_by_itself(both: Both) -> None:
    cut_off = both.crawl(stop_after=4)
    assert {report.outcome for report in cut_off.values()} == {"interrupted"}
    had = set(both.archived())
    for site in both.replicas.values():
        site.requests(clear=True)
    assert {report.outcome for report in both.crawl().values()} == {"done"}
    assert both.archived() == both.served()
    for site in both.replicas.values():
        again = [r for r in site.requests() if site.url + r["path"] in had]
        assert {r["status"] for r in again} <= {304}


def test_second_looks_and_retries_are_for_the_site_that_is_crawled(both: Both) -> None:
    president = both.replicas["akorda"]
    newest = president.releases()[-1]
    president.fail("500", match=f"^{newest['path']}$")
    both.crawl()
    pm = Crawling(both.reactor, both.path, both.replicas["primeminister"].url)
    pm.ahead = timedelta(days=5)
    report = pm.crawl()
    assert (report.outcome, report.counts.failed) == ("done", 0)
    assert report.counts.found > 0
    assert [failure["url"] for failure in pm.look(lambda a: a.failures(9))] == [newest["url"]]


def test_a_file_on_the_other_sites_host_is_left_to_the_crawls_of_that_site(both: Both) -> None:
    pm, president = both.sites
    Crawling(both.reactor, both.path, pm.base_url).crawl(media="documents")
    elsewhere = f"{president.base_url}/assets/files/cited.pdf"
    with Archive.open(both.path) as archive, archive.transaction():
        archive.db.conn.execute(
            "INSERT INTO media (url, kind, status) VALUES (?, 'document', 'wanted')", [elsewhere]
        )
    reports = both.crawl(media="documents")
    assert "media_off_site" not in reports["primeminister"].outcomes
    asked = [r["path"] for r in both.replicas["akorda"].requests()]
    assert asked.count("/assets/files/cited.pdf") == 1
