"""Pages that list releases: the front page, the listings of every generation, the day archive."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from crawler.pages.blocks import clean_text
from crawler.pages.dates import ParsedDate
from crawler.pages.document import Document
from crawler.pages.errors import EmptyListing
from crawler.pages.generations import Generation, generations
from crawler.pages.lexicon import is_language_name, is_next_page, is_read_more
from crawler.pages.refusal import refuse_challenge, refuse_error_page, refuse_suspected_challenge
from crawler.pages.walk import node_text
from crawler.urls import canonical_url, same_host

_OUTSIDE = (
    "nav, footer, header nav, header ul, .menu, .navbar, .nav, .footer, .breadcrumbs, .breadcrumb, "
    ".lang, .language, .languages, .header__lang"
)
_HEADINGS = "h1, h2, h3, h4, h5, h6, [class*='title'], [class*='heading']"
_DATES = ("time, [class*='date'], [class*='time']", "*")
_LONGEST_DATE = 60
#: A card says a title, a date and a few sentences; what is longer is the page.
_CARD = 1200
_PAGE = re.compile(r"/page/(\d{1,6})$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One release as a listing names it. ``published`` is a day where the listing shows no time."""

    url: str
    title: str | None
    published: date | datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The releases of one listing page, in page order, and the address of the page after it."""

    entries: tuple[Entry, ...]
    next_page: str | None
    reader: str

    @property
    def digest(self) -> str:
        """A hash of what is listed, whatever else changes on the page."""
        said = "\n".join(f"{entry.url} {entry.title}" for entry in self.entries)
        return hashlib.sha256(said.encode()).hexdigest()


def list_releases(document: Document) -> Listing:
    """Every release the page links to, whether its markup is known or not.

    Raises ChallengePage, NotARelease for an error page, EmptyListing where nothing is listed
    though something must be: only the archive of one day may be empty.
    """
    refuse_challenge(document)
    generation = _generation_of(document)
    entries = _entries(document, generation)
    if not entries:
        refuse_suspected_challenge(document)
        refuse_error_page(document)
        if not _is_day_archive(document):
            raise EmptyListing(f"no release is listed at {document.url}")
    following = _next_page(document) or _guessed_page(document, generation, entries)
    return Listing(entries, following, generation.name if generation else "generic")


def links_to_releases(document: Document) -> int:
    """How many releases a page links to outside its menus."""
    return len(_entries(document, None))


def _generation_of(document: Document) -> Generation | None:
    linked = {node.mem_id for node, _ in document.release_links}
    for generation in generations(document.site.readers):
        for card in document.all(generation.card):
            if any(link.mem_id in linked for link in (card, *card.css("a[href]"))):
                return generation
    return None


def _is_day_archive(document: Document) -> bool:
    return bool(document.all(".archive__select")) or document.url.endswith("/archive")


def _entries(document: Document, generation: Generation | None) -> tuple[Entry, ...]:
    outside = {node.mem_id for node in document.all(_OUTSIDE)}
    links: dict[str, list[LexborNode]] = {}
    for node, url in document.release_links:
        if not _lies_in(node, outside) and not _is_switch(node):
            links.setdefault(url, []).append(node)
    return tuple(
        Entry(url, _title(nodes, document, generation), _published(nodes, document, generation))
        for url, nodes in links.items()
    )


def _lies_in(node: LexborNode, outside: set[int]) -> bool:
    return any(one.mem_id in outside for one in _upwards(node))


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    one: LexborNode | None = node
    while one is not None:
        yield one
        one = one.parent


def _is_switch(node: LexborNode) -> bool:
    return "hreflang" in node.attributes or is_language_name(clean_text(node.text(deep=True)))


def _title(
    nodes: list[LexborNode], document: Document, generation: Generation | None
) -> str | None:
    for selector in (*([generation.card_title] if generation else []), _HEADINGS):
        for node in nodes:
            for heading in node.css(selector):
                text = node_text(heading)
                if text and document.date(text) is None:
                    return text
    texts = [text for text in map(node_text, nodes) if text and not is_read_more(text)]
    titles = [text for text in texts if document.date(text) is None]
    return max(titles, key=len, default=None) or next(
        (text for node in nodes for text in [_heading_around(node, document)] if text), None
    )


def _heading_around(node: LexborNode, document: Document) -> str | None:
    card = _card_of(node, document)
    if card is None:
        return None
    return next((text for text in map(node_text, card.css("h2, h3, h4, h5")) if text), None)


def _published(
    nodes: list[LexborNode], document: Document, generation: Generation | None
) -> date | datetime | None:
    selectors = [*([generation.card_date] if generation else []), *_DATES]
    for node in nodes:
        found = _date_in(node, selectors, document)
        if found is None:
            card = _card_of(node, document)
            found = _date_in(card, selectors, document) if card is not None else None
        if found is not None:
            return found.day_or_moment()
    return None


def _date_in(place: LexborNode, selectors: list[str], document: Document) -> ParsedDate | None:
    for selector in selectors:
        for one in place.css(selector):
            stamp = document.date(one.attributes.get("datetime"))
            text = clean_text(one.text(deep=True, separator=" "))
            found = stamp or (document.date(text) if len(text) <= _LONGEST_DATE else None)
            if found is not None:
                return found
    return None


def _card_of(node: LexborNode, document: Document) -> LexborNode | None:
    """The largest element around a link that holds no other release's."""
    own = document.release_at(node.attributes.get("href"))
    card: LexborNode | None = None
    for one in _upwards(node):
        if one.tag in ("body", "html", "main") or len(one.text(deep=True)) > _CARD:
            break
        found = (document.release_at(a.attributes.get("href")) for a in one.css("a[href]"))
        if any(url not in (None, own) for url in found):
            break
        card = one
    return card


def _next_page(document: Document) -> str | None:
    """The page after this one: by ``rel="next"``, by the link's words, by the page numbers."""
    here = document.url
    numbered: str | None = None
    for node in document.tree.css('link[rel~="next"][href], a[href]'):
        try:
            url = canonical_url(node.attributes.get("href") or "", here)
        except ValueError:
            continue
        if url == here or document.site.is_release(url) or not same_host(url, here):
            continue
        rel = (node.attributes.get("rel") or "").lower().split()
        if "next" in rel:
            return url
        if _base(url) != _base(here) or _page(url) <= _page(here):
            continue
        if _reads_next(node):
            return url
        if numbered is None and _page(url) == _page(here) + 1:
            numbered = url
    return numbered


def _guessed_page(
    document: Document, generation: Generation | None, entries: tuple[Entry, ...]
) -> str | None:
    """The page after this one on a site whose listings link to no other page at all."""
    here = document.url
    listing = re.fullmatch(r"/[a-z]{2}/news(?:/[^/]+)?", _base(here))
    if generation is None or not generation.paging or not entries or listing is None:
        return None
    for node in document.tree.css("a[href]"):
        try:
            url = canonical_url(node.attributes.get("href") or "", here)
        except ValueError:
            continue
        if same_host(url, here) and _base(url) == _base(here) and _page(url) > 1:
            return None  # there are links to pages, and none leads on: this is the last
    return _PAGE.sub("", here) + generation.paging.format(number=_page(here) + 1)


def _reads_next(node: LexborNode) -> bool:
    said = node.attributes.get("aria-label") or node.attributes.get("title") or ""
    return is_next_page(clean_text(node.text(deep=True))) or is_next_page(clean_text(said))


def _page(url: str) -> int:
    """The number of a listing page; the first one need not say it."""
    parts = urlsplit(url)
    said = parse_qs(parts.query).get("page") or parse_qs(parts.query).get("p") or ["1"]
    found = _PAGE.search(parts.path)
    number = found[1] if found else said[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1


def _base(url: str) -> str:
    return _PAGE.sub("", urlsplit(url).path)
