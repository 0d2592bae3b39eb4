"""Where else releases may be listed: the sections that a page links to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from crawler.pages.document import Document
from crawler.sites import SiteDeclaration
from crawler.urls import (
    canonical_url,
    language_of,
    lies_outside_releases,
    same_host,
)

#: Language, and a section of at most three steps.
_SECTION = re.compile(r"/[a-z]{2}(?:/[a-z0-9_-]+){1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sections:
    """Addresses of the page's language, each once, in page order.

    ``likely``: releases that are linked on the page stand below them, or they lie below the listing
    of all news. ``other``: the rest of the menu, which may or may not list releases.
    """

    likely: tuple[str, ...]
    other: tuple[str, ...]


def read_sections(
    url: str, body: bytes, *, news: str, site: SiteDeclaration, now: datetime
) -> Sections:
    """The sections that the page fetched from ``url`` links to; ``news`` lists all releases."""
    document = Document.parse(url, body, None, site.timezone, now, site)
    above = {release.rpartition("/")[0] for _, release in document.release_links}
    likely: dict[str, None] = {}
    other: dict[str, None] = {}
    for node in document.tree.css("a[href]"):
        found = _section_at(node.attributes.get("href"), document)
        if found is None or found in (document.url, news):
            continue
        is_likely = found in above or found.startswith(f"{news}/")
        (likely if is_likely else other)[found] = None
    return Sections(tuple(likely), tuple(other))


def _section_at(href: str | None, document: Document) -> str | None:
    try:
        url = canonical_url(href or "", document.url)
    except ValueError:
        return None
    parts = urlsplit(url)
    fits = (
        _SECTION.fullmatch(parts.path) is not None
        and not parts.query
        and same_host(url, document.url)
        and language_of(url) == document.lang
        and not document.site.is_release(url)
        and not lies_outside_releases(f"{url}/x")
    )
    return url if fits else None
