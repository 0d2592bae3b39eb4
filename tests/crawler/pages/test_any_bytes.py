"""Whatever the bytes, a reader gives a release, a listing or a refusal: nothing else."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Release
from crawler.pages import PageRefused, read_listing, read_release
from tests.crawler.pages.cases import ALMATY, all_cases

URL = "https://primeminister.kz/ru/news/soobshchenie-o-zasedanii-pravitelstva-32001"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)

PAGES = [(case.folder / "inputs" / "HttpResponse-body.html").read_bytes() for case in all_cases()]
LINKED_DATA = b'<script type="application/ld+json">'
SNIPPETS = [
    b'<article class="article"><h1 class="article__title">',
    b'<div class="article__date">18 November 2025, 18:20</div>',
    b'<div class="article__body"><p>',
    b'</div><div class="articles__container">',
    b'<h1 class="articles__title">A</h1>',
    LINKED_DATA + b'{"@graph": [{"@type": [null, {}]}, 1, "NewsArticle"]}</script>',
    LINKED_DATA + b'{"@type": "NewsArticle", "headline": 7, "datePublished": []}',
    b'<a href="http://[::1/ru/news/a-b-32001">x</a>',
    b'<a href="/ru/news/a-b-c-32001"><a href="/ru/news/a-b-c-32002"></a>',
    b'<img src="data:image/png;base64,%%%">',
    b'<img src="http://[">',
    b'<link rel="alternate" hreflang="en" href="::">',
    b"<table><tr><td>",
    b"<ul><li><p><br><br>",
    "Үкімет отырысы өтті. ".encode() * 9,
    "Заседание прошло в Астане. ".encode("cp1251") * 9,
    b"\x00\xff\xfe",
    b"&#xD800;&#0;",
]


# No deadline: the first page of unknown markup loads the main-text extraction.
@settings(deadline=None)
@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from(SNIPPETS) | st.binary(max_size=20), max_size=12).map(b"".join),
    st.sampled_from([None, "utf-8", "windows-1251", "utf-16", "utf-7", "no-such-encoding"]),
)
def test_any_bytes_are_read_or_refused(body: bytes, encoding: str | None) -> None:
    _read_or_refuse(body, encoding)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_page_is_read_or_refused(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(PAGES))
    start = data.draw(st.integers(0, len(page)))
    gone = data.draw(st.integers(0, 2000))
    _read_or_refuse(page[:start] + data.draw(st.binary(max_size=8)) + page[start + gone :], None)


@pytest.mark.parametrize("tag", [b"div", b"ul><li", b"b", b"a href=/x", b"table><tr><td", b"span"])
def test_a_page_nested_beyond_reason_is_read_or_refused(tag: bytes) -> None:
    opening = b"<" + tag + b">"
    _read_or_refuse(b"<h1>A title of some length</h1>" + opening * 3000 + b"Text.", None)
    _read_or_refuse(
        b'<article class="article"><h1 class="article__title">A</h1>'
        b'<div class="article__date">18 November 2025</div><div class="article__body">'
        + opening * 3000
        + b"Text.",
        None,
    )


def test_a_date_line_of_a_megabyte_is_refused_in_time() -> None:
    line = b"18 November 2025, " * 60_000
    _read_or_refuse(b"<h1>Title</h1><p>" + line + b"</p><p>" + b"subscribe " * 9000, None)


def _read_or_refuse(body: bytes, encoding: str | None) -> None:
    with suppress(PageRefused):
        _is_whole(read_release(URL, body, encoding=encoding, timezone=ALMATY, now=NOW))
    with suppress(PageRefused):
        listing = read_listing(URL, body, encoding=encoding, timezone=ALMATY, now=NOW)
        urls = [entry.url for entry in listing.entries]
        assert len(urls) == len(set(urls))
        assert URL not in urls


def _is_whole(release: Release) -> None:
    assert release.title
    assert release.text
    assert release.markdown
    assert release.url == URL
    assert release.published_at.utcoffset() is not None
    assert "\n\n\n" not in release.text
    assert release.text == release.text.strip()
