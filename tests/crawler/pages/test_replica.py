"""Every page of the stand-in site is read as it was written, word for word."""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import pytest

from archive.model import Release
from crawler.pages import NotARelease, PageRefused, read_listing, read_release
from crawler.pages.document import Document
from crawler.pages.generic import read_generic
from replica import Replica, serving
from tests.crawler.pages.cases import ALMATY

Generation = Literal["A", "B", "C"]


class Site:
    """A running replica with its releases and their pages as fetched."""

    def __init__(self, generation: Generation, replica: Replica) -> None:
        self.generation = generation
        self.replica = replica
        self.now = datetime.fromisoformat(replica.state()["now"])
        self.pages = [(release, fetch(release["url"])) for release in replica.releases()]

    def read(self, url: str, body: bytes) -> Release:
        return read_release(url, body, timezone=ALMATY, now=self.now)


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url) as response:
        body: bytes = response.read()
        return body


@pytest.fixture(scope="module", params=["A", "B", "C"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    with serving(request.param, history=20) as replica:
        yield Site(request.param, replica)


def as_served(release: dict[str, Any]) -> tuple[object, ...]:
    return (
        release["url"],
        release["lang"],
        release["title"],
        datetime.fromisoformat(release["published_at"]),
        release["paragraphs"],
        len(release["attachments"]),
    )


def as_read(release: Release) -> tuple[object, ...]:
    lines = [line.removeprefix("- ") for line in re.split(r"\n+", release.text)]
    return (
        release.url,
        release.lang,
        release.title,
        release.published_at,
        lines,
        len(release.attachments),
    )


def test_every_release_is_read_word_for_word(site: Site) -> None:
    assert len(site.pages) == 60
    for release, body in site.pages:
        found = site.read(release["url"], body)
        assert as_read(found) == as_served(release)
        assert found.reader == site.generation


def test_every_release_names_its_other_languages(site: Site) -> None:
    by_event: dict[str, dict[str, str]] = {}
    for release, _ in site.pages:
        by_event.setdefault(release["event"], {})[release["lang"]] = release["url"]
    for release, body in site.pages:
        siblings = dict(by_event[release["event"]])
        del siblings[release["lang"]]
        assert site.read(release["url"], body).alternates == siblings


def test_a_gallerys_pictures_are_read_and_the_teasers_are_not(site: Site) -> None:
    for release, body in site.pages:
        images = site.read(release["url"], body).images
        assert len([one for one in images if one.startswith("http")]) == release["images"]


@pytest.mark.parametrize("disguise", ["renamed", "bare"])
def test_the_generic_reader_carries_pages_of_unknown_markup(site: Site, disguise: str) -> None:
    for release, body in site.pages[:: 6 if disguise == "renamed" else 5]:
        unknown = disguised(body, disguise)
        document = Document.parse(release["url"], unknown, None, ALMATY, site.now)
        assert as_read(read_generic(document)) == as_served(release)
        assert site.read(release["url"], unknown).reader == "generic"


def disguised(body: bytes, disguise: str) -> bytes:
    """The page with every class renamed, or without classes and metadata at all."""
    if disguise == "renamed":
        return re.sub(rb'class="([^"]+)"', lambda m: b'class="x%d"' % (len(m[1]) * 7 % 89), body)
    body = re.sub(rb"<meta (property|name)[^>]*>", b"", body)
    body = re.sub(rb"<script type=.application/ld.json.>.*?</script>", b"", body, flags=re.DOTALL)
    return re.sub(rb' (class|id)="[^"]*"', b"", body)


def test_every_listing_names_the_releases_of_its_language(site: Site) -> None:
    for prefix, lang in (("kz", "kk"), ("ru", "ru"), ("en", "en")):
        expected = {release["url"] for release, _ in site.pages if release["lang"] == lang}
        found: list[str] = []
        page: str | None = f"{site.replica.url}/{prefix}/news"
        while page is not None:
            listing = read_listing(page, fetch(page), timezone=ALMATY, now=site.now)
            assert listing.reader == site.generation
            assert all(entry.title and entry.published for entry in listing.entries)
            found.extend(entry.url for entry in listing.entries)
            page = listing.next_page
            if site.generation == "A":  # 20 a page, and no link that says that there is no more
                assert page == f"{site.replica.url}/{prefix}/news/page/2"
                break
        assert len(found) == len(set(found))
        assert set(found) == expected


def test_the_front_page_lists_the_newest_releases(site: Site) -> None:
    url = f"{site.replica.url}/en/"
    listing = read_listing(url, fetch(url), timezone=ALMATY, now=site.now)
    newest = {release["url"] for release, _ in site.pages if release["lang"] == "en"}
    assert listing.entries
    assert {entry.url for entry in listing.entries} <= newest


def test_no_other_page_of_the_site_is_taken_for_a_release(site: Site) -> None:
    for path in ("/en/", "/en/news", "/ru/gov/members"):
        url = site.replica.url + path
        with pytest.raises(NotARelease):
            site.read(url, fetch(url))


@pytest.mark.parametrize("mode", ["captcha", "garbage", "empty"])
def test_a_site_in_disorder_gives_no_release(site: Site, mode: str) -> None:
    release, _ = site.pages[0]
    site.replica.fail(mode)
    try:
        body = fetch(release["url"])
    finally:
        site.replica.recover()
    with pytest.raises(PageRefused) as refusal:
        site.read(release["url"], body)
    assert (type(refusal.value).__name__ == "ChallengePage") == (mode == "captcha")


def test_reading_a_page_takes_a_few_milliseconds(site: Site) -> None:
    pages = [(release["url"], body) for release, body in site.pages[:20]]
    rounds = []
    for _ in range(4):
        started = time.process_time()
        for url, body in pages:
            site.read(url, body)
        rounds.append((time.process_time() - started) / len(pages))
    # 1.6 ms on an idle machine; the margin is for a busy one.
    assert min(rounds) < 0.008
