"""Keeping the files of releases: which are asked for, once, and what becomes of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest

from archive import Archive
from archive.media import MOST_ATTEMPTS, TRY_AGAIN_AFTER
from crawler.crawling import MEDIA_LEAVE
from crawler.spiders import files
from replica import Replica, serving
from tests.crawler.crawling import Crawling

DOCUMENTS, IMAGES = "/assets/files/", "/assets/media/"


@pytest.fixture
def site() -> Iterator[Replica]:
    """A site with attachments and images (the first event has both)."""
    with serving(history=1) as replica:
        yield replica


def asked(site: Replica) -> list[str]:
    """The files asked for, in order, since the last time."""
    paths = [r["path"] for r in site.requests(clear=True)]
    return [path for path in paths if path.startswith((DOCUMENTS, IMAGES))]


def kept(archive: Archive) -> dict[str, bytes | None]:
    """The bytes of every file of every release, by address."""
    urls = {m.url for r in archive.releases() for m in archive.media(r.id)}
    return {url: archive.media_body(url) for url in urls}


def named(crawling: Crawling) -> tuple[set[str], set[str]]:
    """The attachments and the images that the archived releases name."""
    found = crawling.releases().values()
    return {u for r in found for u in r.attachments}, {u for r in found for u in r.images}


def test_by_default_no_file_is_asked_for(site: Replica, crawling: Crawling) -> None:
    crawling.crawl()
    documents, images = named(crawling)
    assert documents
    assert images
    assert asked(site) == []
    assert crawling.look(kept) == {}


def test_documents_are_kept_and_images_are_not(site: Replica, crawling: Crawling) -> None:
    report = crawling.crawl(media="documents")
    documents, _ = named(crawling)
    found = crawling.look(kept)
    assert set(found) == documents
    assert all(body.startswith(b"%PDF-1.4") for body in found.values())
    assert {site.url + path for path in asked(site)} == documents
    assert (report.outcome, report.outcomes) == ("done", {"media_kept": len(documents)})


def test_all_keeps_images_too_each_asked_for_once(site: Replica, crawling: Crawling) -> None:
    crawling.crawl(media="all")
    documents, images = named(crawling)
    found = crawling.look(kept)
    assert set(found) == documents | images
    assert sorted(site.url + path for path in asked(site)) == sorted(documents | images)
    release = next(r for r in crawling.releases().values() if r.attachments)
    (medium,) = (m for m in crawling.look(lambda a: a.media(release.id)) if m.url in documents)
    body = found[medium.url] or b""
    assert medium.to_json() == {
        "url": release.attachments[0],
        "sha256": hashlib.sha256(body).hexdigest(),
        "content_type": "application/pdf",
        "bytes": len(body),
    }
    assert all(check.ok for check in crawling.look(lambda archive: archive.verify()))


def test_a_second_crawl_asks_for_no_file_again(site: Replica, crawling: Crawling) -> None:
    crawling.crawl(media="all")
    asked(site)
    crawling.ahead = timedelta(days=10)
    for kind in ("poll", "full"):
        crawling.crawl(kind=kind, media="all")
    assert asked(site) == []


def test_releases_are_asked_for_before_files(site: Replica, crawling: Crawling) -> None:
    crawling.crawl(media="all")
    paths = [r["path"] for r in site.requests()]
    first = min(n for n, path in enumerate(paths) if path.startswith((DOCUMENTS, IMAGES)))
    assert all(path.startswith((DOCUMENTS, IMAGES)) for path in paths[first:])


def test_a_full_crawl_fetches_the_files_of_what_was_archived_before(
    site: Replica, crawling: Crawling
) -> None:
    crawling.crawl()
    crawling.crawl(media="documents")
    assert asked(site) == []
    crawling.crawl(kind="full", media="documents")
    assert {site.url + path for path in asked(site)} == named(crawling)[0]


def test_a_crawl_that_was_cut_off_leaves_its_files_to_the_next(
    site: Replica, crawling: Crawling
) -> None:
    assert crawling.crawl(media="all", stop_after=1).outcome == "interrupted"
    crawling.crawl(media="all")
    paths = asked(site)
    assert set(crawling.look(kept)) == set.union(*named(crawling))
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("oversized", "media_too_large"),
        ("redirect_out", "media_off_site"),
        ("404", "media_HttpError"),
        ("garbage", "media_not_a_file"),
        ("empty", "media_not_a_file"),
        ("cut", "media_cut_short"),
    ],
)
def test_a_file_that_cannot_be_kept_is_named_and_fails_nothing(
    site: Replica, crawling: Crawling, mode: str, reason: str
) -> None:
    site.fail(mode, match=f"^{DOCUMENTS}")
    report = crawling.crawl(media="documents")
    assert (report.outcome, report.counts.failed, report.counts.message) == ("done", 0, None)
    assert report.outcomes == {reason: len(named(crawling)[0])}
    assert crawling.look(kept) == {}


def test_a_file_larger_than_the_limit_is_never_asked_for_again(
    site: Replica, crawling: Crawling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 20)
    crawling.crawl(media="documents")
    assert asked(site)
    crawling.ahead = timedelta(days=10)
    crawling.crawl(media="documents")
    assert asked(site) == []


def test_a_file_whose_name_sounds_like_a_refusal_is_tried_again(
    site: Replica, crawling: Crawling
) -> None:
    crawling.crawl()
    url = site.url + DOCUMENTS + "visit-cancelled-limit-exceeded.pdf"
    crawling.look(
        lambda a: a.db.conn.execute("UPDATE versions SET attachments = json_array(?)", [url])
    )
    site.fail("reset", match=f"^{DOCUMENTS}")
    crawling.crawl(kind="full", media="documents")
    site.recover()
    crawling.ahead = TRY_AGAIN_AFTER
    crawling.crawl(media="documents")
    assert set(crawling.look(kept)) == {url}


def test_a_file_of_another_host_is_never_asked_for(site: Replica, crawling: Crawling) -> None:
    crawling.crawl()
    other = site.url.replace("127.0.0.1", "localhost") + DOCUMENTS + "elsewhere.pdf"

    def link_elsewhere(archive: Archive) -> None:
        archive.db.conn.execute("UPDATE versions SET attachments = json_array(?)", [other])

    crawling.look(link_elsewhere)
    report = crawling.crawl(kind="full", media="documents")
    assert asked(site) == []
    assert report.outcomes == {"media_off_site": 1}


def test_what_failed_is_tried_again_later_and_not_for_ever(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("404", match=f"^{DOCUMENTS}")
    tries = []
    for _ in range(MOST_ATTEMPTS + 1):
        crawling.crawl(media="documents")
        tries.append(len(asked(site)))
        crawling.crawl(media="documents")
        assert asked(site) == [], "it was not left alone for a while"
        crawling.ahead += TRY_AGAIN_AFTER
    documents = len(named(crawling)[0])
    assert tries == [documents] * MOST_ATTEMPTS + [0]


def test_what_failed_once_is_kept_when_the_site_has_mended_it(
    site: Replica, crawling: Crawling
) -> None:
    site.fail("404", match=f"^{DOCUMENTS}")
    crawling.crawl(media="documents")
    site.recover()
    crawling.ahead = TRY_AGAIN_AFTER
    crawling.crawl(media="documents")
    assert set(crawling.look(kept)) == named(crawling)[0]


def test_files_leave_a_part_of_the_days_requests_to_the_news(
    site: Replica, crawling: Crawling
) -> None:
    needed = crawling.crawl().counts.requests
    crawling.path = crawling.path.with_name("other.db")
    crawling.per_day = needed * MEDIA_LEAVE
    report = crawling.crawl(media="all")
    crawling.path = crawling.path.with_name("tight.db")
    crawling.per_day = needed + 1
    tight = crawling.crawl(media="all")
    assert report.outcomes["media_kept"]
    assert (tight.outcome, tight.outcomes) == ("done", {"media_postponed": 1})
    assert tight.counts.requests == needed


def test_a_poll_fetches_a_bounded_number_and_the_next_one_goes_on(
    site: Replica, crawling: Crawling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "FILES_PER_POLL", 2)
    first = crawling.crawl(media="all")
    assert len(asked(site)) == 2
    assert first.outcomes == {"media_kept": 2, "media_postponed": 1}
    crawling.crawl(media="all")
    assert len(asked(site)) == 2
    assert len(crawling.look(kept)) == 4


def test_a_captcha_in_the_place_of_a_file_ends_the_crawl(site: Replica, crawling: Crawling) -> None:
    site.fail("captcha", match=f"^{IMAGES}")
    report = crawling.crawl(media="all")
    assert report.outcomes["challenge"] == 1
    assert report.outcome == "partial"
    site.recover()
    crawling.crawl(media="all")
    assert set(crawling.look(kept)) == set.union(*named(crawling)), "a file was given up"


def test_files_that_robots_forbids_are_not_asked_for(
    site: Replica, crawling: Crawling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("replica.routes.ROBOTS", f"User-agent: *\nDisallow: {DOCUMENTS}\n")
    report = crawling.crawl(media="documents")
    assert asked(site) == []
    assert set(report.outcomes) == {"media_forbidden"}
