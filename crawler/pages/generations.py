"""The readers of the site's known generations: one table of selectors each, kept for ever."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from selectolax.lexbor import LexborNode

from archive.model import Release
from crawler.pages.boilerplate import without_boilerplate
from crawler.pages.document import Document
from crawler.pages.media import attachments_in, images_in
from crawler.pages.metadata import printed_date
from crawler.pages.releases import Reading, finish
from crawler.pages.titles import stated_title
from crawler.pages.walk import node_text, read_blocks

#: A banner is a slogan; a paragraph from this length on that ends as a sentence does is prose.
_PROSE = 80


@dataclass(frozen=True, slots=True)
class Generation:
    """The selectors of one generation; what each means stands in ``data/generations.toml``."""

    name: str
    period: str
    valid_from: date
    valid_until: date | None
    title: str
    date: str
    body: str
    body_index: int
    chrome: str
    gallery: str
    banner: str
    paging: str
    card: str
    card_title: str
    card_date: str

    def served_at(self, moment: datetime) -> bool:
        """Whether the site is known to have served this markup at a time."""
        day = moment.date()
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def recognises(self, document: Document) -> bool:
        """Whether a page carries this generation's title and body."""
        return bool(document.all(self.title)) and self._body(document) is not None

    def read(self, document: Document) -> Release:
        """The release of a recognised page; UnreadablePage names the fields that are missing."""
        body = self._body(document)
        title = document.text_of(self.title) or stated_title(document, ())
        lines = (document.date(node_text(node)) for node in document.all(self.date))
        at = printed_date(document, next((line for line in lines if line is not None), None))
        scope = [*([body] if body is not None else []), *document.all(self.gallery)]
        skip = {node.mem_id for node in document.all(self.chrome)} | self._banner(document)
        blocks = read_blocks(body, skip) if body is not None else []
        outside = skip - {node.mem_id for node in scope[1:]}
        return finish(
            document,
            Reading(
                reader=self.name,
                title=title,
                published_at=at.at if at else None,
                blocks=tuple(without_boilerplate(blocks, document, title or "")),
                images=images_in(scope, document, outside),
                attachments=attachments_in(scope, document, outside),
            ),
        )

    def _banner(self, document: Document) -> set[int]:
        """The first paragraph of the page, which belongs to an advert: but prose is no banner."""
        for node in document.all(self.banner)[:1]:
            text = node_text(node)
            if len(text) < _PROSE or not text.endswith("."):
                return {node.mem_id}
        return set()

    def _body(self, document: Document) -> LexborNode | None:
        bodies = document.all(self.body)
        return bodies[self.body_index] if len(bodies) > self.body_index else None


@cache
def generations(readers: tuple[str, ...] | None = None) -> tuple[Generation, ...]:
    """Those of the names given, in that order; by default every known one, newest first."""
    known = {one.name: one for one in _table()}
    return tuple(known.values() if readers is None else map(known.__getitem__, readers))


@cache
def _table() -> tuple[Generation, ...]:
    table = tomllib.loads(
        files("crawler.pages").joinpath("data", "generations.toml").read_text(encoding="utf-8")
    )
    return tuple(
        Generation(**one | {"valid_until": one["valid_until"] or None})
        for one in table["generation"]
    )
