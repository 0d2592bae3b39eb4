"""What one crawl does to the archive, against the replica over real sockets."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive import Archive
from replica import Replica, serving
from tests.crawler.crawling import Crawling
from tests.reactor import ReactorThread

LANGUAGES = 3


def paths(site: Replica) -> list[str]:
    """The pages asked for, without robots.txt."""
    return [r["path"] for r in site.requests(clear=True) if r["path"] != "/robots.txt"]


def said(text: str) -> list[str]:
    """The paragraphs and list items of a text, whatever marks a list item has."""
    return [line.removeprefix("- ") for line in text.splitlines() if line]


def test_a_first_crawl_archives_the_whole_past_word_for_word(
    site: Replica, crawling: Crawling
) -> None:
    report = crawling.crawl()
    served = {r["url"]: r for r in site.releases()}
    assert (report.outcome, report.counts.new) == ("done", len(served))
    archived = crawling.releases()
    assert {url: said(r.text) for url, r in archived.items()} == {
        url: said(r["text"]) for url, r in served.items()
    }
    assert {url: r.title for url, r in archived.items()} == {
        u: r["title"] for u, r in served.items()
    }
    assert {u: r.published_at.isoformat() for u, r in archived.items()} == {
        u: r["published_at"] for u, r in served.items()
    }


def test_a_second_crawl_adds_nothing_and_says_so(site: Replica, crawling: Crawling) -> None:
    crawling.crawl()
    paths(site)
    report = crawling.crawl()
    counts = report.counts
    assert report.outcome == "done"
    assert (counts.new, counts.changed, counts.withdrawn, counts.failed) == (0, 0, 0, 0)


def test_what_a_crawl_archived_is_in_the_file_when_it_ends(
    crawling: Crawling, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    # Another program has the archive open: closing it does not empty the log.
    with Archive.open(crawling.path):
        report = crawling.crawl()
        copy.write_bytes(crawling.path.read_bytes())
    with closing(sqlite3.connect(copy)) as alone:
        assert alone.execute("SELECT count(*) FROM releases").fetchone() == (report.counts.new,)


def test_an_unchanged_site_costs_one_small_request_per_language(
    site: Replica, crawling: Crawling
) -> None:
    crawling.crawl()
    crawling.crawl()
    site.requests(clear=True)
    crawling.crawl()
    asked = site.requests(clear=True)
    listings = [r for r in asked if r["path"].count("/") == 2]
    assert [r["status"] for r in listings] == [304] * LANGUAGES
    assert all(r["status"] == 304 for r in asked)


def test_only_what_is_new_is_fetched(site: Replica, crawling: Crawling) -> None:
    crawling.crawl()
    crawling.crawl()
    published = {release["path"] for release in site.publish()}
    site.requests(clear=True)
    report = crawling.crawl()
    assert report.counts.new == len(published) == LANGUAGES
    full = {r["path"] for r in site.requests() if r["status"] == 200}
    assert {path for path in full if path.count("/") > 2} == published


def test_the_languages_of_one_event_are_one_event(site: Replica, crawling: Crawling) -> None:
    crawling.crawl()
    served = {r["url"]: r["event"] for r in site.releases()}
    by_event: dict[int, set[str]] = {}
    for url, release in crawling.releases().items():
        by_event.setdefault(release.event_id, set()).add(served[url])
    assert all(len(events) == 1 for events in by_event.values())
    assert len(by_event) == len(set(served.values()))


def test_a_crawl_that_was_cut_off_is_resumed_without_fetching_again(
    site: Replica, crawling: Crawling
) -> None:
    first = crawling.crawl(stop_after=4)
    assert first.outcome == "interrupted"
    had = set(crawling.releases())
    assert 0 < len(had) < len(site.releases())
    site.requests(clear=True)
    second = crawling.crawl()
    assert second.outcome == "done"
    assert set(crawling.releases()) == {r["url"] for r in site.releases()}
    fetched = {site.url + r["path"] for r in site.requests() if r["status"] == 200}
    assert not fetched & had


def test_a_walk_that_was_cut_off_goes_on_behind_a_page_of_known_releases(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving(history=30) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url)
        crawling.crawl(languages=("en",), stop_after=22)
        report = crawling.crawl(languages=("en",))
        english = {r["url"] for r in site.releases() if r["lang"] == "en"}
    assert report.outcome == "done"
    assert set(crawling.releases()) == english


def test_a_silent_edit_is_found_and_both_versions_are_kept(
    site: Replica, crawling: Crawling
) -> None:
    site.publish()
    crawling.crawl()
    (edited,) = [r for r in site.releases()[-LANGUAGES:] if r["lang"] == "en"]
    site.edit(edited["url"], body="Everything was said differently.\n\nTwice.")
    crawling.ahead = timedelta(hours=1)
    report = crawling.crawl()
    assert report.counts.changed == 1
    release = crawling.releases()[edited["url"]]
    assert (release.versions, release.text) == (2, "Everything was said differently.\n\nTwice.")


@pytest.mark.parametrize("status", [404, 410])
def test_a_withdrawn_release_is_marked_and_its_return_is_seen(
    site: Replica, crawling: Crawling, status: int
) -> None:
    site.publish()
    crawling.crawl()
    url = site.releases()[-1]["url"]
    site.withdraw(url, status=status)
    crawling.ahead = timedelta(hours=1)
    assert crawling.crawl().counts.withdrawn == 1
    assert crawling.releases()[url].status == "withdrawn"
    site.restore(url)
    crawling.ahead = timedelta(hours=3)
    crawling.crawl()
    assert crawling.releases()[url].status == "live"


def test_a_captcha_ends_the_crawl_at_once_and_archives_nothing(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("captcha")
    report = crawling.crawl()
    assert report.outcome == "failed"
    assert site.url in (report.counts.message or "")
    assert crawling.releases() == {}
    # One more may have been under way.
    assert len(paths(site)) <= 2


def test_a_captcha_in_mid_crawl_loses_nothing_and_is_not_taken_for_a_release(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("captcha", match="^/ru/news/.+-[0-9]+$")
    assert crawling.crawl().outcome != "done"
    site.recover()
    assert crawling.crawl().outcome == "done"
    assert set(crawling.releases()) == {r["url"] for r in site.releases()}
    assert all(r.versions == 1 for r in crawling.releases().values())


def test_an_unreachable_site_is_a_failure_that_names_the_address(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    crawling = Crawling(reactor, tmp_path / "ukimet.db", "http://127.0.0.1:1")
    report = crawling.crawl()
    assert report.outcome == "failed"
    assert "http://127.0.0.1:1/" in (report.counts.message or "")


def test_one_listing_that_fails_leaves_the_others_archived(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("503", match="^/ru/news$")
    report = crawling.crawl()
    assert report.outcome == "partial"
    assert "/ru/news" in (report.counts.message or "")
    assert {"kk", "en"} <= {r.lang for r in crawling.releases().values()}


@pytest.mark.parametrize("mode", ["503", "cut", "garbage", "empty", "redirect_loop"])
def test_a_release_that_cannot_be_read_is_kept_track_of_and_read_later(
    site: Replica, crawling: Crawling, mode: str
) -> None:
    broken = site.releases()[-1]
    site.fail(mode, match=f"^{broken['path']}$")
    report = crawling.crawl()
    assert (report.outcome, report.counts.failed) == ("partial", 1)
    (failure,) = crawling.look(lambda archive: archive.failures(limit=10))
    assert failure["url"] == broken["url"]
    site.recover()
    crawling.ahead = timedelta(minutes=10)
    assert crawling.crawl().counts.new == 1
    assert crawling.look(lambda archive: archive.failures(limit=10)) == []
    assert said(crawling.releases()[broken["url"]].text) == said(broken["text"])


def test_robots_txt_that_cannot_be_answered_lets_nothing_be_fetched(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("503", match="^/robots.txt$")
    assert crawling.crawl().outcome == "failed"
    assert paths(site) == []


def test_robots_txt_is_asked_for_once_a_day(site: Replica, crawling: Crawling) -> None:
    for hours in (0, 1, 26):
        crawling.ahead = timedelta(hours=hours)
        crawling.crawl()
    asked = [r["path"] for r in site.requests()]
    assert asked.count("/robots.txt") == 2


def test_the_requests_name_the_program_and_what_follows_is_called_for_new_releases(
    site: Replica, crawling: Crawling
) -> None:
    report = crawling.crawl()
    assert {r["user_agent"].partition("/")[0] for r in site.requests()} == {"Ukimet"}
    assert len(crawling.followed) == report.counts.new
    assert report.counts.requests == len(site.requests())


def test_the_site_of_2021_is_read_from_listings_and_day_archive(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving("B", history=9) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url)
        served = {r["url"]: r for r in site.releases()}
        oldest = date.fromisoformat(min(r["published_at"] for r in served.values())[:10])
        report = crawling.crawl(kind="since", since=oldest)
        archived = crawling.releases()
    assert report.outcome == "done"
    assert {url: said(r.text) for url, r in archived.items()} == {
        url: said(r["text"]) for url, r in served.items()
    }


def test_the_site_of_2018_is_walked_to_its_end_though_no_link_leads_there(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving("A", history=25) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url)
        served = {r["url"]: said(r["text"]) for r in site.releases() if r["lang"] == "ru"}
        report = crawling.crawl(languages=("ru",))
        archived = crawling.releases()
    assert report.outcome == "done"
    assert {url: said(r.text) for url, r in archived.items()} == served


def test_a_crawl_since_a_day_leaves_older_releases_alone(
    reactor: ReactorThread, tmp_path: Path
) -> None:
    with serving(history=60) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url)
        english = sorted(r["published_at"] for r in site.releases() if r["lang"] == "en")
        since = date.fromisoformat(english[-3][:10])
        crawling.crawl(kind="since", since=since, languages=("en",))
    found = [r.published_at.isoformat() for r in crawling.releases().values()]
    assert {moment for moment in english if moment >= since.isoformat()} <= set(found)
    assert len(found) < len(english)
