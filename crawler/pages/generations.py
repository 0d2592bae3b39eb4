"""The readers of the site's known generations: one table of selectors each, kept for ever."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from selectolax.lexbor import LexborNode

from archive.model import Release
from crawler.pages.boilerplate import without_boilerplate
from crawler.pages.document import Document
from crawler.pages.media import attachments_in, images_in
from crawler.pages.metadata import printed_date, stated_title
from crawler.pages.releases import Reading, finish
from crawler.pages.walk import node_text, read_blocks


@dataclass(frozen=True, slots=True)
class Generation:
    """The selectors of one generation; what each means stands in ``data/generations.toml``."""

    name: str
    period: str
    title: str
    date: str
    body: str
    body_index: int
    chrome: str
    gallery: str
    card: str
    card_title: str
    card_date: str

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
        skip = {node.mem_id for node in document.all(self.chrome)}
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

    def _body(self, document: Document) -> LexborNode | None:
        bodies = document.all(self.body)
        return bodies[self.body_index] if len(bodies) > self.body_index else None


@cache
def generations() -> tuple[Generation, ...]:
    """Every known generation, newest first."""
    table = tomllib.loads(
        files("crawler.pages").joinpath("data", "generations.toml").read_text(encoding="utf-8")
    )
    return tuple(Generation(**one) for one in table["generation"])
