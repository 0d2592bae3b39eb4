"""Readers of saved pages: bytes in, a release or a listing out. No network, disk or clock.

``read_release`` chooses among the readers of the site's generations by the page's own markup
and falls back to the generic one; ``Release.reader`` names the one that served ("C", "B",
"generic"). What cannot be read is a :class:`PageRefused`, named for what the operator must do.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from archive.model import Release
from crawler.extraction import Extractor, extract
from crawler.pages.document import Document
from crawler.pages.errors import (
    ChallengePage,
    EmptyListing,
    NotARelease,
    PageRefused,
    UnreadablePage,
)
from crawler.pages.listing import Entry, Listing, list_releases
from crawler.pages.registry import examine_document, read_document
from crawler.sites import SiteDeclaration

__all__ = [
    "ChallengePage",
    "EmptyListing",
    "Entry",
    "Listing",
    "NotARelease",
    "PageRefused",
    "UnreadablePage",
    "examine_release",
    "read_listing",
    "read_release",
]


def read_release(
    url: str,
    body: bytes,
    *,
    encoding: str | None = None,
    timezone: ZoneInfo,
    now: datetime,
    site: SiteDeclaration | None = None,
) -> Release:
    """The release on the page fetched from ``url``.

    ``body`` are the bytes as fetched, ``encoding`` what the Content-Type header declared;
    ``timezone`` is the site's; ``now`` (aware) is when the page was fetched; ``site`` says how the
    site is built (default: as that of the Prime Minister). Raises
    ChallengePage, NotARelease or UnreadablePage, and ValueError where ``url`` is no http address.
    """
    return read_document(Document.parse(url, body, encoding, timezone, now, site))


def examine_release(
    url: str,
    body: bytes,
    *,
    encoding: str | None = None,
    timezone: ZoneInfo,
    now: datetime,
    sampled: bool = False,
    site: SiteDeclaration | None = None,
    extract: Extractor = extract,
) -> tuple[Release, tuple[str, ...]]:
    """As ``read_release``, with the doubts about what was read, in words for the operator.

    A ``sampled`` page is read by general rules too, whatever the reader of its design found;
    ``extract`` finds the main text for these.
    """
    return examine_document(
        Document.parse(url, body, encoding, timezone, now, site, extract), sampled=sampled
    )


def read_listing(
    url: str,
    body: bytes,
    *,
    encoding: str | None = None,
    timezone: ZoneInfo,
    now: datetime,
    site: SiteDeclaration | None = None,
) -> Listing:
    """The releases that the page fetched from ``url`` links to; arguments as ``read_release``.

    Raises ChallengePage, EmptyListing, NotARelease (an error page in the place of a listing).
    """
    return list_releases(Document.parse(url, body, encoding, timezone, now, site))
