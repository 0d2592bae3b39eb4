"""What the stand-in site holds: events, and the releases that report them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from replica.languages import Lang


@dataclass(frozen=True, slots=True)
class Text:
    """What one language says of an event.

    ``path``, where set, is the path that a real text had on the real site. ``published_at`` is
    set where a real text has a known time of publication.
    """

    title: str
    slug: str
    body: str
    city: str = ""
    path: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event with its texts by language.

    ``expected`` is what a reader of the texts should find in them (event files only).
    """

    id: str
    section: str
    texts: Mapping[Lang, Text]
    images: int = 0
    attachments: tuple[str, ...] = ()
    expected: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Release:
    """One release as the site serves it; ``withdrawn`` is the status it then answers with.

    ``published_at`` has the precision of the date line, one minute; ``changed_at`` is the last time
    anything of it changed, for Last-Modified; ``order`` is its place among all releases.
    """

    lang: Lang
    path: str
    section: str
    title: str
    body: str
    number: int
    published_at: datetime
    changed_at: datetime
    event: Event
    order: int = 0
    withdrawn: int | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs and list items in order, without list markers, with plain spaces."""
        lines = [line for block in blocks(self.body) for line in block.lines]
        return [line.replace(NBSP, " ") for line in lines]

    def to_json(self, base_url: str) -> dict[str, Any]:
        """What the control interface tells of this release."""
        return {
            "url": base_url + self.path,
            "path": self.path,
            "lang": self.lang,
            "section": self.section,
            "title": self.title,
            "text": "\n\n".join(self.paragraphs),
            "paragraphs": self.paragraphs,
            "published_at": self.published_at.isoformat(),
            "changed_at": self.changed_at.isoformat(),
            "number": self.number,
            "event": self.event.id,
            "images": self.event.images,
            "attachments": list(self.event.attachments),
            "withdrawn": self.withdrawn is not None,
        }


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one line) or a list (its items)."""

    lines: tuple[str, ...]
    is_list: bool = False


NBSP = "\u00a0"
_BULLET = re.compile(r"- +")


def blocks(body: str) -> list[Block]:
    """``body`` as paragraphs, one per non-empty line; lines that start with "- " form lists."""
    found: list[Block] = []
    items: list[str] = []
    for line in (raw.strip() for raw in body.splitlines()):
        bullet = _BULLET.match(line)
        if bullet and line[bullet.end() :]:
            items.append(line[bullet.end() :])
            continue
        if items and line:
            found.append(Block(tuple(items), is_list=True))
            items = []
        if line:
            found.append(Block((line,)))
    if items:
        found.append(Block(tuple(items), is_list=True))
    return found
