"""Sitemaps (sitemaps.org): the addresses a site names for machines, with their times of change."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from lxml import etree

from crawler.pages.document import Document
from crawler.pages.errors import NotASitemap
from crawler.pages.refusal import refuse_challenge
from crawler.urls import canonical_url

#: No sitemap is larger, unpacked (sitemaps.org), nor names more addresses.
_LARGEST = 50 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31


@dataclass(frozen=True, slots=True)
class Mapped:
    """One address that a sitemap names; ``changed_at`` is None where it says no time."""

    url: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file names: pages, or (``is_index``) further sitemaps."""

    entries: tuple[Mapped, ...]
    is_index: bool


def read_sitemap(url: str, body: bytes, *, timezone: ZoneInfo, now: datetime) -> Sitemap:
    """The sitemap fetched from ``url``, packed with gzip or not.

    A day without a time means its end, lest a change of that day be missed; a time without an
    offset is the site's (``timezone``). Raises ChallengePage, or NotASitemap for anything else.
    """
    elements = _elements(url, _unpacked(url, body))
    root = next(elements, None)
    kind = _name(root) if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        refuse_challenge(Document.parse(url, body, None, timezone, now))
        raise NotASitemap(f"no sitemap stands at {url}")
    entries = tuple(entry for one in elements for entry in _read(one, url, timezone))
    return Sitemap(entries, kind == "sitemapindex")


def _unpacked(url: str, body: bytes) -> bytes:
    if not body.startswith(_GZIP_MAGIC):
        return body
    unpacking = zlib.decompressobj(_GZIP_WINDOW)
    try:
        document = unpacking.decompress(body, _LARGEST)
    except zlib.error as error:
        raise NotASitemap(f"the sitemap {url} cannot be unpacked: {error}") from error
    if unpacking.unconsumed_tail:
        raise NotASitemap(f"the sitemap {url} is larger than {_LARGEST} bytes")
    return document


def _elements(url: str, document: bytes) -> Iterator[etree._Element]:
    """The root, then each entry, forgotten once it has been looked at."""
    found = etree.iterparse(
        BytesIO(document),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for number, (event, element) in enumerate(found):
            if number == 0:
                yield element
            elif event == "end" and _name(element) in ("url", "sitemap"):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise NotASitemap(f"{url} is not XML: {error.msg}") from error


def _read(element: etree._Element, base: str, timezone: ZoneInfo) -> Iterator[Mapped]:
    """The address of one entry, and those that it names as the same page in other languages."""
    said = {_name(child): (child.text or "").strip() for child in element}
    changed_at = _moment(said.get("lastmod", ""), timezone)
    others = [child.get("href") for child in element if _name(child) == "link"]
    for href in filter(None, (said.get("loc"), *others)):
        try:
            yield Mapped(canonical_url(href, base), changed_at)
        except ValueError:
            continue


def _moment(text: str, timezone: ZoneInfo) -> datetime | None:
    try:
        if len(text) == len("2026-11-24"):
            end = date.fromisoformat(text) + timedelta(days=1)
            return datetime.combine(end, time(), timezone)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone)


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
