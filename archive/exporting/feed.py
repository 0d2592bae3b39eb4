"""Atom (RFC 4287)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import BinaryIO
from urllib.parse import urlsplit

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from archive.filters import Filters
from archive.model import ArchivedRelease
from archive.store import Archive

#: How many entries a feed has where no limit is given: readers of feeds want news.
NEWEST = 50
_EPOCH = datetime.fromtimestamp(0, UTC)


def write(archive: Archive, filters: Filters, file: BinaryIO) -> int:
    """The newest releases, newest first; an entry is updated when its content was first seen."""
    wanted = replace(filters, limit=filters.limit or NEWEST)
    releases = list(archive.releases(wanted, newest_first=True))
    updates = [_updated(archive, release) for release in releases]
    hosts = ", ".join(dict.fromkeys(urlsplit(release.url).netloc for release in releases))
    feed = FeedGenerator()
    feed.id(f"urn:ukimet:{hosts.replace(', ', ',') or 'nothing'}")
    feed.title(f"Releases of {hosts}" if hosts else "Releases")
    feed.subtitle("Unofficial; archived by Ukimet. The originals are behind the links.")
    feed.author(name="Ukimet")
    feed.updated(max(updates, default=_EPOCH))
    for release, updated in zip(releases, updates, strict=True):
        _fill(feed.add_entry(order="append"), release, updated)
    file.write(feed.atom_str(pretty=True))
    return len(releases)


def _fill(entry: FeedEntry, release: ArchivedRelease, updated: datetime) -> None:
    entry.id(release.url)
    entry.title(release.title)
    entry.link(href=release.url, rel="alternate", hreflang=release.lang)
    for lang, url in release.siblings.items():
        if url != release.url:
            entry.link(href=url, rel="related", hreflang=lang)
    entry.published(release.published_at)
    entry.updated(updated)
    if kind := release.analysis.get("kind"):
        entry.category(term=kind)
    if summary := release.analysis.get("summary"):
        entry.summary(summary)
    paragraphs = release.text.split("\n\n")
    entry.content("".join(f"<p>{escape(each)}</p>" for each in paragraphs), type="html")


def _updated(archive: Archive, release: ArchivedRelease) -> datetime:
    (shown,) = [
        version
        for version in archive.history(release.id)
        if version["version"] == release.current_version
    ]
    return datetime.fromisoformat(str(shown["first_seen_at"]))
