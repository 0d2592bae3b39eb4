"""What no listing of all news names is found all the same, and polls stay cheap."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from replica import Replica, serving
from tests.crawler.crawling import Crawling
from tests.reactor import ReactorThread

WEEK = timedelta(days=8)
DAY = timedelta(hours=25)


def crawling_of(reactor: ReactorThread, folder: Path, site: Replica) -> Crawling:
    return Crawling(reactor, folder / "ukimet.db", site.url)


def hidden(site: Replica, section: str, title: str = "On transit") -> str:
    """Publish a release in a section that stands apart; its address."""
    (release,) = site.publish(lang="en", title=title, body="Told nowhere else.", section=section)
    return str(release["url"])


def fetched(site: Replica, status: int = 200) -> list[str]:
    return [r["path"] for r in site.requests(clear=True) if r["status"] == status]


def releases_asked_for(site: Replica) -> set[str]:
    urls = {site.url + r["path"] for r in site.requests()}
    return urls & {r["url"] for r in site.releases()}


@pytest.mark.parametrize("sitemap", ["plain", "index"])
def test_a_release_that_only_the_sitemap_knows_is_found(
    reactor: ReactorThread, tmp_path: Path, sitemap: Literal["plain", "index"]
) -> None:
    with serving(history=2, sitemap=sitemap, apart=["hidden"]) as site:
        crawling = crawling_of(reactor, tmp_path, site)
        url = hidden(site, "hidden")
        report = crawling.crawl()
        assert set(crawling.releases()) == {r["url"] for r in site.releases()}
        later = hidden(site, "hidden", "On tariffs")
        crawling.crawl()
        assert later not in crawling.releases()
        crawling.ahead = WEEK
        crawling.crawl()
    assert report.outcome == "done"
    assert {url, later} <= set(crawling.releases())


def test_a_section_that_is_not_declared_is_found_and_polled_once_a_day(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving(history=2, apart=["interviews"]) as site:
        crawling = crawling_of(reactor, tmp_path, site)
        first = hidden(site, "interviews")
        crawling.crawl()
        assert first in crawling.releases()
        second = hidden(site, "interviews", "On tariffs")
        site.requests(clear=True)
        crawling.crawl()
        assert "/en/news/interviews" not in {r["path"] for r in site.requests(clear=True)}
        crawling.ahead = DAY
        crawling.crawl()
        asked = [r["path"] for r in site.requests()]
    assert second in crawling.releases()
    assert asked.count("/en/news/interviews") == 1
    assert "/sitemap.xml" not in asked


def test_a_time_in_the_sitemap_that_has_risen_has_one_release_looked_at_and_nothing_else(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving(history=4, sitemap="plain") as site:
        crawling = crawling_of(reactor, tmp_path, site)
        crawling.crawl()
        # Beyond the month in which releases are looked at again by themselves.
        crawling.ahead = timedelta(days=60)
        crawling.crawl()
        old = site.releases()[0]
        site.clock(advance=70 * 24 * 3600)
        site.edit(old["url"], body="It was said differently.\n\nTwice.")
        crawling.ahead = timedelta(days=71)
        site.requests(clear=True)
        report = crawling.crawl()
        asked = releases_asked_for(site)
    assert asked == {old["url"]}
    assert (report.outcome, report.counts.changed) == ("done", 1)
    assert crawling.releases()[old["url"]].versions == 2


def test_times_that_say_now_for_everything_are_not_believed(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving(history=5, sitemap="plain", lastmod="now", apart=["hidden"]) as site:
        crawling = crawling_of(reactor, tmp_path, site)
        crawling.crawl()
        crawling.ahead = timedelta(days=60)
        crawling.crawl()
        url = hidden(site, "hidden")
        site.clock(advance=70 * 24 * 3600)
        site.requests(clear=True)
        crawling.ahead = timedelta(days=71)
        report = crawling.crawl()
        asked = releases_asked_for(site)
    assert asked == {url}
    assert report.outcomes["untrue_sitemap_times"] == 1


def test_a_stale_sitemap_costs_no_release_a_look(reactor: ReactorThread, tmp_path: Path) -> None:
    with serving(history=3, sitemap="index", lastmod="stale") as site:
        crawling = crawling_of(reactor, tmp_path, site)
        crawling.crawl()
        crawling.ahead = timedelta(days=60)
        crawling.crawl()
        site.requests(clear=True)
        crawling.ahead = timedelta(days=71)
        crawling.crawl()
        parts = [r["status"] for r in site.requests() if ".gz" in r["path"]]
        asked = releases_asked_for(site)
    assert asked == set()
    # The parts have not changed, and are asked for so that the site can say so.
    assert set(parts) == {304}


def test_a_poll_asks_for_no_sitemap(reactor: ReactorThread, tmp_path: Path) -> None:
    with serving(history=2, sitemap="plain") as site:
        crawling = crawling_of(reactor, tmp_path, site)
        crawling.crawl()
        site.requests(clear=True)
        report = crawling.crawl()
        asked = [r["path"] for r in site.requests()]
    assert report.counts.requests == len(asked) == 3
    assert all(path.endswith("/news") for path in asked)


def test_a_release_found_in_the_sitemap_is_not_fetched_again_after_a_cut(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving(sitemap="index", apart=["hidden"]) as site:
        crawling = crawling_of(reactor, tmp_path, site)
        site.publish()
        wanted = {hidden(site, "hidden", f"On matter {n} of many") for n in range(12)}
        assert crawling.crawl(stop_after=6).outcome == "interrupted"
        had = set(crawling.releases())
        assert had & wanted
        assert wanted - had
        site.requests(clear=True)
        assert crawling.crawl().outcome == "done"
        again = {site.url + path for path in fetched(site)}
    assert set(crawling.releases()) >= wanted
    assert not again & had


def test_a_sitemap_that_fails_makes_the_crawl_partial_and_is_asked_for_the_next_day(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving(history=2, sitemap="index", apart=["hidden"]) as site:
        crawling = crawling_of(reactor, tmp_path, site)
        url = hidden(site, "hidden")
        site.fail("404", match="en-1.xml.gz")
        report = crawling.crawl()
        assert report.outcome == "partial"
        assert "en-1.xml.gz" in (report.counts.message or "")
        site.recover()
        assert crawling.crawl().outcome == "done"
        assert url not in crawling.releases()
        crawling.ahead = DAY
        assert crawling.crawl().outcome == "done"
    assert url in crawling.releases()


def test_a_captcha_in_place_of_the_sitemap_ends_the_crawl(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving(history=2) as site:
        crawling = crawling_of(reactor, tmp_path, site)
        site.fail("captcha", match="sitemap")
        report = crawling.crawl()
    assert report.outcomes["challenge"] == 1


def test_a_page_of_the_menu_that_lists_releases_is_walked_by_a_full_crawl_only(
    site: Replica, crawling: Crawling
) -> None:
    crawling.crawl()
    first = fetched(site)
    crawling.crawl(kind="full", languages=("en",))
    full = fetched(site)
    assert "/en/gov/members" not in first
    assert full.count("/en/gov/members") == 1
    crawling.ahead = DAY
    crawling.crawl()
    assert "/en/gov/members" not in fetched(site)


def test_a_site_without_an_archive_by_day_is_asked_for_one_day_a_language(
    site: Replica, crawling: Crawling
) -> None:
    since = (crawling.clock() - timedelta(days=40)).date()
    assert crawling.crawl(kind="since", since=since).outcome == "done"
    days = [r["path"] for r in site.requests() if "/archive?" in r["path"]]
    assert len(days) == len({path.partition("?")[0] for path in days}) == 3
