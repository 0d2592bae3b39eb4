"""Broken and hostile sites: each trouble has a name, is counted, and ends neither run nor disk."""

from __future__ import annotations

import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive
from crawler.urls import canonical_url
from replica import Replica, serving
from tests.crawler.crawling import Crawling
from tests.reactor import ReactorThread

#: Kilobytes that the whole test process may weigh at its peak.
MOST_MEMORY = 300 * 1024


@pytest.mark.parametrize(
    ("mode", "outcome"),
    [
        ("cut", "cut_short"),
        ("redirect_loop", "redirect_loop"),
        ("redirect_out", "off_site"),
        ("oversized", "too_large"),
        ("gzip_bomb", "too_large"),
        ("error_page", "NotARelease"),
        ("empty", "UnreadablePage"),
    ],
)
def test_a_page_that_must_not_be_archived_is_named_and_the_rest_is_archived(
    site: Replica, crawling: Crawling, mode: str, outcome: str
) -> None:
    broken = site.releases()[-1]
    site.fail(mode, match=f"^{broken['path']}$")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = crawling.crawl()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (report.outcomes, report.counts.failed) == ({outcome: 1}, 1)
    others = {r["url"] for r in site.releases()} - {broken["url"]}
    assert set(crawling.releases()) == others
    # The replica runs in this process too, and packs its bomb here.
    assert grown < MOST_MEMORY
    assert crawling.path.stat().st_size < 20_000_000


def outcomes_of(archive: Archive) -> dict[str, int]:
    rows = archive.db.query("SELECT name, count FROM outcomes ORDER BY name")
    return {row["name"]: row["count"] for row in rows}


def test_named_outcomes_are_rows_that_can_be_asked_for(site: Replica, crawling: Crawling) -> None:
    site.fail("cut", match=f"^{site.releases()[-1]['path']}$")
    crawling.crawl()
    assert crawling.look(outcomes_of) == {"cut_short": 1}


def test_another_host_is_never_asked(site: Replica, crawling: Crawling) -> None:
    broken = site.releases()[-1]
    site.fail("redirect_out", match=f"^{broken['path']}$")
    crawling.crawl()
    asked = [r["path"] for r in site.requests()]
    assert asked.count(broken["path"]) == 1


def test_a_listing_without_end_is_left_where_it_leads_in_circles(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("endless", match=r"^/ru/news($|\?)")
    report = crawling.crawl(kind="full")
    assert (report.outcome, report.outcomes) == ("done", {"endless_listing": 1})
    assert len([r for r in site.requests() if r["path"].startswith("/ru/news?")]) == 1
    assert set(crawling.releases()) == {r["url"] for r in site.releases()}


@pytest.mark.parametrize("mode", ["windows_1251", "mislabelled"])
def test_the_encoding_that_is_true_is_found(site: Replica, crawling: Crawling, mode: str) -> None:
    release = [r for r in site.releases() if r["lang"] == "ru"][-1]
    site.fail(mode, match=f"^{release['path']}$")
    assert crawling.crawl().outcome == "done"
    assert crawling.releases()[release["url"]].title == release["title"]


def test_a_release_of_the_future_is_refused_by_name(site: Replica, crawling: Crawling) -> None:
    ahead = datetime.now(UTC) + timedelta(days=40)
    [future] = site.publish(
        lang="en", title="A visit that is to come", body="It will be.", published_at=str(ahead)
    )
    report = crawling.crawl()
    assert report.outcomes == {"UnreadablePage": 1}
    assert future["url"] not in crawling.releases()


def test_one_text_at_two_addresses_is_one_release(site: Replica, crawling: Crawling) -> None:
    text = {"lang": "en", "title": "A bridge was opened", "body": "It is long.\n\nIt is wide."}
    [one] = site.publish(**text)
    [two] = site.publish(**text)
    report = crawling.crawl()
    assert report.outcomes == {"same_text_elsewhere": 1}
    release = crawling.look(lambda archive: archive.release(one["url"]))
    assert set(release.urls) == {one["url"], two["url"]}


def test_a_title_and_a_number_that_repeat_are_different_releases(
    site: Replica, crawling: Crawling
) -> None:
    title = "The Head of Government received the Minister"
    published = [
        site.publish(
            lang="en", title=title, body=body, slug=f"received-minister-{day}", number=4141
        )
        for day, body in (("a", "They spoke of grain."), ("b", "They spoke of roads."))
    ]
    assert crawling.crawl().outcome == "done"
    assert {one["url"] for (one,) in published} <= set(crawling.releases())


def test_tracking_parameters_make_no_second_release(reactor: ReactorThread, tmp_path: Path) -> None:
    with serving(history=1) as site:
        crawling = Crawling(reactor, tmp_path / "ukimet.db", site.url)
        crawling.crawl()
        known = site.releases()[0]["url"]
        with Archive.open(crawling.path) as archive:
            assert archive.known(canonical_url(f"{known}?utm_source=tg&fbclid=1#top")) is not None
