"""What the archive takes in and gives out: plain, typed records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from meetings.model import Lang

Outcome = Literal["new", "changed", "unchanged", "new_address"]
Status = Literal["live", "withdrawn", "unsure"]


@dataclass(frozen=True, slots=True)
class Release:
    """One release as a reader took it from one page.

    ``url`` is canonical; ``published_at`` carries the offset that was in force on that date;
    ``text`` has one blank line between paragraphs; ``alternates`` are the addresses of the same
    release in other languages, by language code; ``reader`` names the reader that served.
    """

    url: str
    lang: Lang
    title: str
    published_at: datetime
    text: str
    markdown: str = ""
    section: str | None = None
    images: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one page as fetched, before anything was read out of them."""

    url: str
    body: bytes
    status: int
    headers: Mapping[str, str]
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one release that was handed to the archive."""

    release_id: int
    version: int
    event_id: int
    outcome: Outcome
    #: The event that it was taken from, where that has other releases.
    left_event_id: int | None = None

    @property
    def event_ids(self) -> tuple[int, ...]:
        """The events that say something else than before."""
        return (self.event_id, *([] if self.left_event_id is None else [self.left_event_id]))


@dataclass(frozen=True, slots=True)
class ArchivedRelease:
    """A release as the archive knows it, with its current version (or the one asked for)."""

    id: int
    url: str
    urls: tuple[str, ...]
    lang: Lang
    section: str | None
    title: str
    published_at: datetime
    text: str
    markdown: str
    images: tuple[str, ...]
    attachments: tuple[str, ...]
    versions: int
    current_version: int
    status: Status
    first_seen_at: datetime
    event_id: int
    siblings: Mapping[str, str]
    sha256: str
    analysis: Mapping[str, Any]
    version: int
    #: When the page of this version was fetched, and by whom (None: by ourselves).
    fetched_at: datetime
    source: str | None = None
    #: The name of its site; None where the archive was not told.
    site: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The JSON object of ``ukimet show --json`` (see docs/archive.md)."""
        return {
            "id": self.id,
            "url": self.url,
            "urls": list(self.urls),
            "lang": self.lang,
            "section": self.section,
            "title": self.title,
            "published_at": self.published_at.isoformat(),
            "text": self.text,
            "markdown": self.markdown,
            "images": list(self.images),
            "attachments": list(self.attachments),
            "versions": self.versions,
            "current_version": self.current_version,
            "version": self.version,
            "status": self.status,
            "first_seen_at": self.first_seen_at.isoformat(),
            "event_id": self.event_id,
            "siblings": dict(self.siblings),
            "sha256": self.sha256,
            "analysis": dict(self.analysis),
            "fetched_at": self.fetched_at.isoformat(),
            "source": self.source,
            "site": self.site,
        }


@dataclass(frozen=True, slots=True)
class FoundRelease:
    """What a search says of a release; ``Archive.release(id)`` tells the rest."""

    id: int
    url: str
    lang: Lang
    section: str | None
    title: str
    published_at: datetime
    status: Status
    event_id: int


@dataclass(frozen=True, slots=True)
class Event:
    """One event with the releases that report it, at most one current release a language.

    ``releases`` is keyed by language; ``published_at`` is that of the earliest of them;
    ``announce`` is False where the event belongs to the past that the first run archived.
    ``spellings`` are the names of who took part in every language and spelling that is known.
    """

    id: int
    is_meeting: bool
    kind: str
    published_at: datetime
    announce: bool
    releases: Mapping[str, ArchivedRelease]
    spellings: tuple[tuple[Lang, str], ...] = ()


class ArchiveError(Exception):
    """The archive cannot be used; the message says what to do."""


class ArchiveUnwritable(ArchiveError):
    """The file or its folder cannot be written: mend the rights or free the disk."""


class ArchiveTooNew(ArchiveError):
    """The file was written by a later Ukimet: install that version or a newer one."""


class ArchiveDamaged(ArchiveError):
    """The file is no archive or is damaged: restore a backup."""


class NoSuchRelease(ArchiveError):
    """Nothing in the archive answers to that id or address."""


class NoSuchPerson(ArchiveError):
    """No person of the registry answers to that id or name, or more than one does."""
