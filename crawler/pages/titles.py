"""The title of a release: what the page says of itself for machines, and what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.pages.blocks import clean_text
from crawler.pages.document import Document
from crawler.pages.lexicon import is_site_name, is_teaser_heading
from crawler.pages.walk import node_text, read_blocks
from crawler.urls import canonical_url, same_host

#: Headings there are never that of a release.
OUTSIDE = "nav, footer, aside, [role=navigation], [role=contentinfo], [role=dialog], [role=search]"
_PARTING = re.compile(r"\s+(?:[|»·•]|::|[-–—])\s+")
#: What no title has within it, so that it parts the title from names of sections and of the site.
_BAR = re.compile(r"\s+(?:[|·•]|::)\s+")
_HOME = re.compile(r"/(?:[a-z]{2}/?)?", re.IGNORECASE)
#: From this length on, a heading tells what a release is about; "News" does not.
_TELLING = 20
#: Shorter titles must be equal to count as the same.
_COMPARABLE = 10
#: Metadata cuts titles off, but not so early.
_CUT = 40
#: No title is longer, and no element that shows one.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that may be the title, and its words without a date or a count within it."""

    node: LexborNode
    text: str


def headings_of(document: Document) -> list[Heading]:
    """The headings that may be the title, h1 first; those of menus and of the site left out."""
    outside = {node.mem_id for node in document.tree.css(OUTSIDE)}
    outside |= {link.mem_id for link, _ in document.release_links}
    outside |= {
        link.parent.mem_id for link, _ in document.release_links if _is_heading(link.parent)
    }
    own = _names_of_site(document) | _menu_texts(document)
    found = [
        Heading(node, _text_of(node, document))
        for node in (*document.tree.css("h1"), *document.tree.css("h2, h3"))
        if not _lies_in(node, outside)
    ]
    return [one for one in found if one.text and one.text.casefold() not in own]


def stated_title(document: Document, headings: Sequence[str]) -> str | None:
    """The title, from JSON-LD, OpenGraph, microdata and the visible ``headings`` (h1 first).

    A heading that the metadata repeats, cut or with the site's name added, is taken as it is shown.
    """
    stated = [
        clean_text(one["headline"])
        for one in document.linked_data
        if isinstance(one.get("headline"), str)
    ]
    stated.extend(filter(None, (document.meta("og:title"), document.meta("twitter:title"))))
    stated.extend(node_text(one) for one in document.tree.css("[itemprop~=headline]:not(meta)"))
    stated.extend(document.title_texts[:1] if document.title_elements else ())
    for same in (_same_title, _ends_with_title):
        for title in stated:
            for heading in headings:
                if same(title, heading):
                    return heading
    own = _names_of_site(document)
    bare = [_without_names(title, document, own) for title in stated]
    telling = [heading for heading in headings if len(heading) >= _TELLING]
    said = [one for one in (*telling[:1], *bare) if one and one.casefold() not in own]
    if not said:
        return next((one for one in headings if not is_teaser_heading(one)), None)
    return _in_full(said[0], said[1:])


def _in_full(title: str, others: Sequence[str]) -> str:
    """The title as another says it that goes on where this one is cut short."""
    cut = title.rstrip(" .…").casefold()
    longer = (one for one in others if one.casefold().startswith(cut) and len(cut) >= _CUT)
    return max(longer, key=len, default=title)


def element_showing(title: str, document: Document) -> LexborNode | None:
    """The first element that says the title and nothing else, where no heading does."""
    wanted = title.casefold()
    for node in document.tree.css("p, div, span, strong, b, td, font, center, a, li, dt"):
        text = node.text(deep=True)
        if len(text) <= 2 * _LONGEST and clean_text(text).casefold() == wanted:
            return node
    return None


def _is_heading(node: LexborNode | None) -> TypeGuard[LexborNode]:
    return node is not None and node.tag in ("h1", "h2", "h3")


def _text_of(node: LexborNode, document: Document) -> str:
    """The words of a heading without parts of it that are a date or a number."""
    skip = set()
    for part in node.css("small, time, span, em, i, sup, div"):
        text = clean_text(part.text(deep=True))
        if text.isdecimal() or document.date(text) is not None:
            skip.add(part.mem_id)
    return " ".join(block.text for block in read_blocks(node, skip))


def _lies_in(node: LexborNode, outside: set[int]) -> bool:
    one: LexborNode | None = node
    while one is not None:
        if one.mem_id in outside:
            return True
        one = one.parent
    return False


def _names_of_site(document: Document) -> frozenset[str]:
    """What the site calls itself, case-folded: in its metadata, in links to its front page."""
    said = {document.meta("og:site_name") or "", *filter(is_site_name, document.title_texts)}
    for node in document.tree.css("a[href]"):
        if _HOME.fullmatch(_path_of(node, document)):
            said.add(clean_text(node.text(deep=True)))
    return frozenset(one.casefold() for one in said if one)


def _menu_texts(document: Document) -> frozenset[str]:
    """The words of links to other pages of the site that are no releases, case-folded."""
    found = set()
    for node in document.tree.css("a[href]"):
        text = clean_text(node.text(deep=True))
        if len(text) <= _LONGEST and _path_of(node, document):
            found.add(text.casefold())
    return frozenset(found)


def _path_of(node: LexborNode, document: Document) -> str:
    """Where a link leads on this site, unless to a release; "" for anything else."""
    try:
        url = canonical_url(node.attributes.get("href") or "", document.url)
    except ValueError:
        return ""
    if url == document.url or document.site.is_release(url) or not same_host(url, document.url):
        return ""
    return urlsplit(url).path


def _same_title(stated: str, heading: str) -> bool:
    """Whether ``stated`` is ``heading``, cut short or with something added behind a dash or bar."""
    short, shown = stated.rstrip(" .…").casefold(), heading.casefold()
    if min(len(short), len(shown)) < _COMPARABLE:
        return short == shown
    if shown.startswith(short):
        return True
    return short.startswith(shown) and _PARTING.match(short, len(shown)) is not None


def _ends_with_title(stated: str, heading: str) -> bool:
    """Whether ``stated`` is ``heading`` with something before it and a dash or bar between."""
    before, shown, after = stated.casefold().rpartition(heading.casefold())
    parted = _PARTING.search(f"{before} ", max(len(before) - 3, 0)) is not None
    return len(shown) >= _TELLING and not after and parted


def _without_names(title: str, document: Document, own: frozenset[str]) -> str:
    """A title of the metadata without the names of sections and of the site around it."""
    bare = _BAR.split(title)
    longest = max(bare, key=len)
    if len(bare) > 1 and len(longest) >= _TELLING and longest.casefold() not in own:
        title = longest
    partings = [*_PARTING.finditer(title)]
    for part in reversed(partings):
        if _is_name(title[part.end() :], own):
            return title[: part.start()]
    for part in partings:
        if _is_name(title[: part.start()], own):
            return title[part.end() :]
    for part in partings:
        for one in (title[: part.start()], title[part.end() :]):
            if len(one) >= _TELLING and element_showing(one, document) is not None:
                return one
    return title


def _is_name(text: str, own: frozenset[str]) -> bool:
    return is_site_name(text) or text.casefold() in own
