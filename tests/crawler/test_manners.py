"""Always welcome back: what the site asks for is done, and remembered."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive
from crawler import manners
from replica import Replica
from tests.crawler.crawling import Crawling

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 24 Nov 2026 09:05:00 GMT", 300),
        ("Tue, 24 Nov 2026 08:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("²", None),
        (None, None),
    ],
)
def test_both_forms_of_retry_after_are_understood(header: str | None, seconds: int | None) -> None:
    wait = manners.parse_retry_after(header, NOW)
    assert wait == (None if seconds is None else timedelta(seconds=seconds))


def test_waits_double_with_jitter_up_to_a_day_and_begin_anew_after_peace(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "ukimet.db") as archive:
        waits = [
            manners.back_off(archive, manners.CHALLENGED, NOW, timedelta(hours=3)) - NOW
            for _ in range(20)
        ]
        for number, wait in enumerate(waits):
            plain = min(timedelta(hours=3) * 2 ** min(number, 10), timedelta(hours=24))
            assert plain <= wait <= plain * 1.25
        assert len(set(waits)) == len(waits)
        manners.at_peace(archive, None)
        assert manners.daemon_waits_until(archive, NOW, None) is None
        again = manners.back_off(archive, manners.CHALLENGED, NOW, timedelta(hours=3)) - NOW
        assert again <= timedelta(hours=3) * 1.25


@pytest.mark.parametrize("status", ["429", "503"])
def test_a_site_that_asks_to_wait_is_left_alone_until_then(
    site: Replica, crawling: Crawling, status: str
) -> None:
    site.fail(status, match="^/ru/news$", retry_after=600)
    first = crawling.crawl()
    assert first.outcomes["asked_to_wait"] == 1
    assert "left alone until" in (first.counts.message or "")
    site.recover()
    site.requests(clear=True)
    crawling.ahead = timedelta(minutes=9)
    second = crawling.crawl()
    assert (second.outcome, site.requests()) == ("failed", [])
    assert "left alone until" in (second.counts.message or "")
    crawling.ahead = timedelta(minutes=13)
    assert crawling.crawl().outcome == "done"
    assert set(crawling.releases()) == {r["url"] for r in site.releases()}
    assert crawling.look(lambda archive: archive.fact(f"{manners.RETRY_AFTER}:1")) is None


def test_nothing_more_is_asked_for_once_the_site_asks_to_wait(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("429", match="/ru/news/.", retry_after=60)
    crawling.crawl()
    asked = [r["status"] for r in site.requests()]
    # One more may have been under way.
    assert len(asked) - asked.index(429) <= 2


def test_after_a_captcha_the_daemon_keeps_away_for_hours(site: Replica, crawling: Crawling) -> None:
    site.fail("captcha")
    before = datetime.now(UTC)
    report = crawling.crawl()
    assert report.outcomes == {"challenge": 1}
    until = crawling.look(lambda archive: manners.daemon_waits_until(archive, before, 1))
    assert timedelta(hours=3) <= until - before <= timedelta(hours=4)


def test_a_day_has_a_ceiling_of_requests_and_the_next_day_goes_on(
    site: Replica, crawling: Crawling
) -> None:
    crawling.per_day = 8
    first = crawling.crawl()
    assert (first.counts.requests, first.outcomes["daily_ceiling"] > 0) == (8, True)
    assert "max_requests_per_day" in (first.counts.message or "")
    assert len(site.requests(clear=True)) == 8
    assert crawling.look(lambda archive: archive.failures(limit=10)) == []
    crawling.crawl()
    assert site.requests() == []
    crawling.per_day = 40_000
    crawling.ahead = timedelta(days=1)
    assert crawling.crawl().outcome == "done"
    assert set(crawling.releases()) == {r["url"] for r in site.releases()}


def test_the_pause_that_robots_asks_for_is_kept(
    site: Replica, crawling: Crawling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("replica.routes.ROBOTS", "User-agent: *\nCrawl-delay: 0.1\n")
    begun = time.monotonic()
    crawling.crawl(languages=("en",))
    assert time.monotonic() - begun >= 0.1 * (len(site.requests()) - 2)


def test_robots_txt_that_cannot_be_had_is_asked_for_once_in_a_crawl(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("503", match="^/robots.txt$")
    assert crawling.crawl().outcome == "failed"
    assert [r["path"] for r in site.requests()] == ["/robots.txt"]


@pytest.mark.parametrize("mode", ["redirect_out", "redirect_loop"])
def test_robots_txt_that_leads_nowhere_forbids_nothing(
    site: Replica, crawling: Crawling, mode: str
) -> None:
    site.fail(mode, match="^/robots.txt")
    assert crawling.crawl().outcome == "done"


def test_a_release_that_robots_forbids_is_named(
    site: Replica, crawling: Crawling, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site.releases()[-1]["path"]
    monkeypatch.setattr("replica.routes.ROBOTS", f"User-agent: *\nDisallow: {path}\n")
    assert crawling.crawl().outcomes == {"forbidden": 1}
    assert path not in {r["path"] for r in site.requests()}
