"""A site that changes: nothing doubtful is trusted, and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, Release
from crawler.pages import UnreadablePage, examine_release
from crawler.pages.comparison import token_f1
from crawler.pages.document import Document
from crawler.pages.generic import read_generic
from replica import Replica, hostility, serving
from tests.crawler.crawling import Crawling
from tests.crawler.pages.cases import ALMATY, FIXTURES
from tests.crawler.pages.test_replica import fetch
from tests.reactor import ReactorThread


def drifting(site: Replica, lang: str = "en") -> dict[str, Any]:
    """The newest release of a language, whose page the reader of its design now misreads."""
    release = [r for r in site.releases() if r["lang"] == lang][-1]
    site.fail("drift", match=f"^{release['path']}$")
    return release


def versions(archive: Archive) -> list[dict[str, Any]]:
    return list(
        archive.db.query(
            "SELECT v.doubts, p.body FROM versions v JOIN pages p "
            "ON p.id = v.page_id WHERE v.doubts <> '[]'"
        )
    )


def test_a_doubtful_release_is_kept_with_its_page_as_unsure(
    site: Replica, crawling: Crawling
) -> None:
    release = drifting(site)
    report = crawling.crawl()
    assert (report.outcome, report.outcomes) == ("partial", {"unsure": 1})
    assert release["url"] in (report.counts.message or "")
    assert crawling.releases()[release["url"]].status == "unsure"
    assert all(r.status == "live" for u, r in crawling.releases().items() if u != release["url"])
    [version] = crawling.look(versions)
    assert "text" in version["doubts"]
    assert version["body"]
    [unsure] = crawling.look(lambda archive: archive.unsure())
    assert unsure["url"] == release["url"]


def test_a_doubtful_release_is_told_once_and_not_with_every_look(
    site: Replica, crawling: Crawling
) -> None:
    site.publish()
    drifting(site)
    assert crawling.crawl().outcomes == {"unsure": 1}
    crawling.ahead = timedelta(hours=2)
    again = crawling.crawl()
    assert (again.outcome, again.outcomes) == ("done", {})


def test_when_the_page_reads_well_again_the_release_becomes_live(
    site: Replica, crawling: Crawling
) -> None:
    site.publish()
    release = drifting(site)
    crawling.crawl()
    site.recover()
    crawling.ahead = timedelta(hours=2)
    crawling.crawl()
    archived = crawling.releases()[release["url"]]
    assert (archived.status, archived.title) == ("live", release["title"])
    assert archived.text.startswith(release["paragraphs"][0])


def test_a_design_that_nobody_announced_is_read_generically_and_said(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("redesign", match="/news/.")
    report = crawling.crawl()
    served = {r["url"]: (r["title"], r["published_at"]) for r in site.releases()}
    assert report.outcome == "done"
    assert report.outcomes == {"generic_reader": len(served)}
    archived = crawling.releases()
    assert {u: (r.title, r.published_at.isoformat()) for u, r in archived.items()} == served


def test_no_page_of_a_known_design_is_doubted(reactor: ReactorThread, tmp_path: Path) -> None:
    with serving("C", history=4) as site:
        for release in site.releases():
            found, doubts = examine_release(
                release["url"],
                fetch(release["url"]),
                timezone=ALMATY,
                now=datetime.now(UTC),
                sampled=True,
            )
            assert (found.reader, doubts) == ("C", ())


def test_a_field_that_the_reader_misses_is_read_generically_and_doubted() -> None:
    folder = FIXTURES / "C" / "en-talks-with-attachment"
    body = (folder / "inputs" / "HttpResponse-body.html").read_bytes()
    url = "https://primeminister.kz/en/news/talks-32003"
    moved = body.replace(b'class="article__date"', b'class="when"')
    assert moved != body
    now = datetime(2026, 12, 31, tzinfo=UTC)
    found, doubts = examine_release(url, moved, timezone=ALMATY, now=now)
    assert found.reader == "generic"
    assert "could not read date" in doubts[0]


def test_what_nobody_can_read_is_refused() -> None:
    with pytest.raises(UnreadablePage):
        examine_release(
            "https://primeminister.kz/en/news/talks-in-astana-32003",
            b"<article class=article><h1 class=article__title>Talks in Astana were held</h1>"
            b"<div class=article__body></div></article>",
            timezone=ALMATY,
            now=datetime(2026, 12, 31, tzinfo=UTC),
        )


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [("a b c", "c b a", 1.0), ("a a b", "a b b", 2 / 3), ("a", "b", 0.0), ("", "", 1.0)],
)
def test_token_f1_counts_every_word(one: str, other: str, shared: float) -> None:
    assert token_f1(one, other) == pytest.approx(shared)


def test_the_replicas_drift_changes_only_where_the_body_is_said_to_be() -> None:
    page = b'<div class="article__body"><p>Text</p></div>'
    assert hostility.drifted(page).endswith(b'<div class="article__text"><p>Text</p></div>')


def test_a_backfill_compares_fewer_pages_once_enough_have_agreed(
    site: Replica, crawling: Crawling, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_twice: list[str] = []

    def counted(document: Document) -> Release:
        read_twice.append(document.url)
        return read_generic(document)

    monkeypatch.setattr("crawler.pages.registry.read_generic", counted)
    monkeypatch.setattr("crawler.spiders.reading.SAMPLE", 1)
    monkeypatch.setattr("crawler.spiders.reading.ENOUGH", 3)
    monkeypatch.setattr("crawler.spiders.reading.RARER", 2**32)
    report = crawling.crawl()
    assert report.counts.new > 3
    assert len(read_twice) == 3
