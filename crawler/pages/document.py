"""A saved page, parsed: what every reader asks of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.encoding import (
    html_body_declared_encoding,
    html_to_unicode,
    read_bom,
    resolve_encoding,
)

from crawler.extraction import Extractor, extract
from crawler.pages.blocks import clean_text
from crawler.pages.dates import ParsedDate, find_date, parse_date
from crawler.pages.errors import UnreadablePage
from crawler.pages.nesting import is_bottomless
from crawler.pages.walk import node_text
from crawler.sites import SiteDeclaration, usual_site
from crawler.urls import canonical_url, language_of, same_host
from meetings.model import Lang

_KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "BlogPosting",
        "Report",
        "PressRelease",
        "WebPage",
    ]
)
#: What is looked for on every page, whatever its design.
_USUAL = (
    "h1, meta[content], script[type='application/ld+json'], link[rel~='alternate'][hreflang][href]"
)


@dataclass(frozen=True)
class Document:
    """One page with what is known of it besides its markup. ``url`` is canonical."""

    url: str
    tree: LexborHTMLParser
    timezone: ZoneInfo
    now: datetime
    site: SiteDeclaration = field(default_factory=usual_site)
    #: What general rules ask for the main text of the page.
    extract: Extractor = extract

    @classmethod
    def parse(
        cls,
        url: str,
        body: bytes,
        encoding: str | None,
        timezone: ZoneInfo,
        now: datetime,
        site: SiteDeclaration | None = None,
        extract: Extractor = extract,
    ) -> Document:
        """Decode (declared encoding, byte order mark, meta tag, UTF-8) and parse.

        Raises UnreadablePage for markup that is nested to no purpose but to keep readers busy.
        """
        markup = _as_utf8(body, encoding)
        if is_bottomless(markup):
            raise UnreadablePage(f"the markup of {url} is nested without end")
        tree = LexborHTMLParser(markup)
        return cls(canonical_url(url), tree, timezone, now, site or usual_site(), extract)

    def all(self, selector: str) -> list[LexborNode]:
        """Every element that matches, in page order; none for an empty selector."""
        if selector not in self._matches:
            self._matches[selector] = self.tree.css(selector) if selector else []
        return self._matches[selector]

    @cached_property
    def _matches(self) -> dict[str, list[LexborNode]]:
        """What was looked for already: each search walks through the whole page."""
        return {}

    @cached_property
    def _usual(self) -> dict[str | None, list[LexborNode]]:
        """The elements of ``_USUAL`` by their tags, found in one walk through the page."""
        found: defaultdict[str | None, list[LexborNode]] = defaultdict(list)
        for node in self.tree.css(_USUAL):
            found[node.tag].append(node)
        return found

    def text_of(self, selector: str) -> str | None:
        """The text of the first match that has any."""
        for node in self.all(selector):
            text = node_text(node)
            if text:
                return text
        return None

    @cached_property
    def lang(self) -> Lang:
        """The language: of the address, else of the letters."""
        said = language_of(self.url)
        if said is not None:
            return said
        body = self.tree.body
        letters = set(body.text(deep=True)) if body is not None else set()
        if letters & _KAZAKH_LETTERS:
            return "kk"
        return "ru" if any("а" <= letter <= "я" for letter in letters) else "en"

    def date(self, text: str | None) -> ParsedDate | None:
        """``text`` as a date of this page."""
        if not text:
            return None
        return parse_date(text, lang=self.lang, timezone=self.timezone, now=self.now)

    def date_within(self, text: str) -> ParsedDate | None:
        """The date that stands among other words of a line of this page."""
        return find_date(text, lang=self.lang, timezone=self.timezone, now=self.now)

    @cached_property
    def release_links(self) -> tuple[tuple[LexborNode, str], ...]:
        """Every link to another release of this host, with its canonical address."""
        found: list[tuple[LexborNode, str]] = []
        for node in self.tree.css("a[href]"):
            url = self.release_at(node.attributes.get("href"))
            if url is not None:
                found.append((node, url))
        return tuple(found)

    def release_at(self, href: str | None) -> str | None:
        """The canonical address where ``href`` leads to another release of this host."""
        try:
            url = canonical_url(href or "", self.url)
        except ValueError:
            return None
        other = url != self.url and self.site.is_release(url)
        return url if other and same_host(url, self.url) else None

    @cached_property
    def title_texts(self) -> tuple[str, ...]:
        """The page's ``<title>`` and its h1 headings."""
        nodes = (*self.title_elements, *self._usual["h1"])
        return tuple(text for text in map(node_text, nodes) if text)

    @cached_property
    def title_elements(self) -> list[LexborNode]:
        """The ``<title>`` of the page, not of a drawing in it; several on a broken one."""
        return self.tree.head.css("title") if self.tree.head is not None else []

    @property
    def alternate_links(self) -> list[LexborNode]:
        """The ``link`` elements that name the page's addresses in other languages."""
        return self._usual["link"]

    @cached_property
    def visible_length(self) -> int:
        """The number of letters that a visitor sees, at most: scripts and styles are left out."""
        total = 0
        for node in self.tree.css("body *"):
            if node.tag not in ("script", "style", "noscript", "template", "svg"):
                total += len(clean_text(node.text(deep=False)))
        return total

    @cached_property
    def linked_data(self) -> tuple[dict[str, Any], ...]:
        """The JSON-LD objects that describe an article; broken ones are passed over."""
        found: list[dict[str, Any]] = []
        for node in self._usual["script"]:
            try:
                value = json.loads(node.text(deep=True), strict=False)
            except (ValueError, RecursionError):
                continue
            found.extend(_articles(value))
        return tuple(found)

    def meta(self, *names: str) -> str | None:
        """The content of the first meta tag with one of these names or properties (lower case)."""
        return next((self._metas[name] for name in names if name in self._metas), None)

    @cached_property
    def _metas(self) -> dict[str, str]:
        """What the meta tags say, by name: a ``property`` counts before ``name``, ``itemprop``."""
        found: dict[str, str] = {}
        tags = [node.attributes for node in self._usual["meta"]]
        for attribute in ("property", "name", "itemprop"):
            for tag in tags:
                name, content = tag.get(attribute), clean_text(tag["content"] or "")
                if name and content:
                    found.setdefault(name.lower(), content)
        return found


def _as_utf8(body: bytes, encoding: str | None) -> bytes:
    if read_bom(body)[0] is None and not body.isascii() and _is_utf8(body):
        return body  # no other encoding of these languages makes valid UTF-8 by chance
    declared = resolve_encoding(encoding) if encoding else html_body_declared_encoding(body)
    if declared in (None, "utf-8") and body.isascii():
        return body
    content_type = f"text/html; charset={encoding}" if encoding else None
    _, text = html_to_unicode(content_type, body, default_encoding="utf-8")
    return text.encode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _articles(value: Any) -> Iterator[dict[str, Any]]:
    queue = [value]
    while queue:
        one = queue.pop(0)
        if isinstance(one, list):
            queue.extend(one)
        elif isinstance(one, dict):
            types = one.get("@type")
            if any(kind in _ARTICLE_TYPES for kind in _strings(types)):
                yield one
            queue.extend(one[key] for key in ("@graph", "mainEntity") if key in one)


def _strings(value: Any) -> list[str]:
    """A JSON value that is a string or a list of them, as a list."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]
