"""Sitemaps as sites write them: plain, packed, indexes, and what only looks like one."""

from __future__ import annotations

import gzip
from datetime import datetime

import pytest

from crawler.pages import ChallengePage
from crawler.pages.errors import NotASitemap
from crawler.pages.sitemap import Sitemap, read_sitemap
from tests.crawler.pages.cases import ALMATY

NOW = datetime(2026, 11, 24, 9, tzinfo=ALMATY)
URL = "https://primeminister.kz/sitemap.xml"
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def read(body: bytes | str) -> Sitemap:
    document = body.encode() if isinstance(body, str) else body
    return read_sitemap(URL, document, timezone=ALMATY, now=NOW)


def urlset(*entries: str) -> str:
    inner = "".join(f"<url>{entry}</url>" for entry in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {XMLNS}>{inner}</urlset>'


@pytest.mark.parametrize(
    ("said", "changed_at"),
    [
        ("2026-11-20T10:30:00+05:00", "2026-11-20T10:30:00+05:00"),
        ("2026-11-20T05:30:00Z", "2026-11-20T05:30:00+00:00"),
        ("2026-11-20T10:30:00", "2026-11-20T10:30:00+05:00"),
        # A day is over when it is over: whatever changed on it must be seen.
        ("2026-11-20", "2026-11-21T00:00:00+05:00"),
        ("yesterday", None),
        ("9999-12-31", None),
        ("", None),
    ],
)
def test_every_form_of_a_time_is_understood(said: str, changed_at: str | None) -> None:
    (entry,) = read(urlset(f"<loc>/en/news/a-b-1</loc><lastmod>{said}</lastmod>")).entries
    assert entry.url == "https://primeminister.kz/en/news/a-b-1"
    assert entry.changed_at == (datetime.fromisoformat(changed_at) if changed_at else None)


def test_a_packed_index_names_further_sitemaps() -> None:
    index = f"<sitemapindex {XMLNS}><sitemap><loc>{URL}?p=2</loc></sitemap></sitemapindex>"
    found = read(gzip.compress(index.encode()))
    assert found.is_index
    assert [entry.url for entry in found.entries] == [f"{URL}?p=2"]


def test_versions_in_other_languages_are_named_too() -> None:
    link = '<xhtml:link xmlns:xhtml="http://www.w3.org/1999/xhtml" rel="alternate" href="/ru/b-2"/>'
    found = read(urlset(f"<loc>/en/a-1</loc>{link}"))
    assert [entry.url.removeprefix("https://primeminister.kz") for entry in found.entries] == [
        "/en/a-1",
        "/ru/b-2",
    ]


def test_one_bad_address_costs_no_other() -> None:
    found = read(urlset("<loc>mailto:x@y.z</loc>", "<lastmod>2026</lastmod>", "<loc>/en/a-1</loc>"))
    assert len(found.entries) == 1


def test_an_entity_that_would_read_a_file_reads_none() -> None:
    document = (
        '<!DOCTYPE urlset [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
        f"<urlset {XMLNS}><url><loc>/en/a-&secret;-1</loc></url></urlset>"
    )
    assert [entry.url for entry in read(document).entries if "secret" not in entry.url] in (
        [],
        ["https://primeminister.kz/en/a-"],
    )


@pytest.mark.parametrize(
    "body",
    [b"", b"Not found", b"<html><h1>404</h1></html>", b"\x1f\x8bbroken", b"<rss></rss>"],
)
def test_what_is_no_sitemap_is_refused(body: bytes) -> None:
    with pytest.raises(NotASitemap):
        read(body)


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(NotASitemap, match="larger"):
        read(gzip.compress(b" " * (51 * 1024 * 1024), compresslevel=1))


def test_a_captcha_in_its_place_is_told_apart() -> None:
    with pytest.raises(ChallengePage):
        read("<html><head><title>Are you a robot?</title></head><body>Captcha</body></html>")
