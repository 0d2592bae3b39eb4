"""From what a reader found to a release, or to the word about what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.model import Release
from crawler.pages.blocks import Block
from crawler.pages.document import Document
from crawler.pages.errors import UnreadablePage
from crawler.pages.media import alternates_of
from crawler.pages.rendering import render_markdown, render_text
from crawler.urls import section_of

#: A date further ahead than this is a misreading or a slip of the site.
_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields one reader found; what it did not find is None or empty."""

    reader: str
    title: str | None
    published_at: datetime | None
    blocks: tuple[Block, ...]
    images: tuple[str, ...]
    attachments: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the fields without which there is no release."""
        fields = {"title": self.title, "date": self.published_at, "body": self.blocks}
        return tuple(name for name, value in fields.items() if not value)


def finish(document: Document, reading: Reading) -> Release:
    """The release; UnreadablePage where a field is missing or the date lies too far ahead."""
    if reading.missing or reading.title is None or reading.published_at is None:
        names = ", ".join(reading.missing)
        raise UnreadablePage(
            f"reader {reading.reader} could not read {names} of {document.url}", reading.missing
        )
    if reading.published_at > document.now + _AHEAD:
        raise UnreadablePage(
            f"reader {reading.reader} read a date in the future, "
            f"{reading.published_at.isoformat()}, at {document.url}",
            ("date",),
        )
    return Release(
        url=document.url,
        lang=document.lang,
        title=reading.title,
        published_at=reading.published_at,
        text=render_text(reading.blocks),
        markdown=render_markdown(reading.blocks, document.url),
        section=section_of(document.url),
        images=reading.images,
        attachments=reading.attachments,
        alternates=alternates_of(document),
        reader=reading.reader,
    )
