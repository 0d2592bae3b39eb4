"""The reader for markup nobody has seen yet: metadata, date forms, main-text extraction.

It must carry the project through a redesign. What the main-text extraction finds is the anchor;
around it, the page's own order decides what else is the release's, since extraction alone loses
a body that an advert breaks in two.
"""

from __future__ import annotations

from archive.model import Release
from crawler.pages.blocks import Block
from crawler.pages.boilerplate import without_boilerplate
from crawler.pages.datelines import shown_dates
from crawler.pages.document import Document
from crawler.pages.layout import Layout
from crawler.pages.maintext import body_blocks
from crawler.pages.media import attachments_in, images_in
from crawler.pages.metadata import publication_date
from crawler.pages.releases import Reading, finish
from crawler.pages.titles import headings_of, stated_title

NAME = "generic"


def read_generic(document: Document) -> Release:
    """The release of a page of any markup; UnreadablePage names the fields it could not find."""
    layout = Layout(document)
    headings = headings_of(document)
    title = stated_title(document, [heading.text for heading in headings])
    layout.place_title(title, headings)
    blocks: list[Block] = []
    scope = layout.content()
    if scope is not None:
        found = body_blocks(document, layout, scope)
        blocks = without_boilerplate(found, document, title or "")
    at = publication_date(document, shown_dates(document, layout))
    media = [scope] if scope is not None else []
    return finish(
        document,
        Reading(
            reader=NAME,
            title=title,
            published_at=at.at if at else None,
            blocks=tuple(blocks),
            images=images_in(media, document, layout.chrome_around_pictures),
            attachments=attachments_in(media, document, layout.chrome),
        ),
    )
