"""What can be asked of an archive; nothing here writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive import (
    chain,
    duplicates,
    follow_ups,
    history,
    intake,
    media,
    reading,
    registry,
    sites,
    standing,
    unread,
    verifying,
)
from archive.filters import Filters
from archive.history import Change
from archive.media import Medium
from archive.model import ArchiveDamaged, ArchivedRelease, Event, Page, Release
from archive.searching import Hit, search


class Asking:
    """The questions that ``Archive`` answers, about what is archived and whether it is whole."""

    def __init__(self, db: Database, path: Path) -> None:
        self.db = db
        self.path = path

    def compare(self, release: Release, *, site_id: int | None = None) -> intake.Novelty:
        """What ``store`` would find: new, same (nothing would be kept) or other."""
        return intake.compare(self.db, release, site_id)

    def site(self, name: str, host: str) -> int | None:
        """The number of a site by its name or else its host; None where it is not known."""
        return sites.find(self.db, name, host)

    def unread(self) -> int:
        """How many texts are archived and wait to be read."""
        return unread.waiting(self.db)

    def known(self, url: str) -> reading.Known | None:
        """The release that has been seen at the canonical address ``url``, if any."""
        return reading.known(self.db, url)

    def release(
        self, ref: str | int, version: int | None = None, *, as_told: bool = False
    ) -> ArchivedRelease:
        """A release by id or by any of its addresses. Raises NoSuchRelease.

        ``as_told``: with what was read in it when it was archived, and not later.
        """
        return reading.release(self.db, ref, version, as_told=as_told)

    def releases(
        self, filters: Filters | None = None, *, newest_first: bool = False
    ) -> Iterator[ArchivedRelease]:
        """Every release that the filters let through, oldest first unless told otherwise."""
        return reading.releases(self.db, filters or Filters(), newest_first=newest_first)

    def page(self, ref: str | int, version: int | None = None) -> Page:
        """The page as fetched from which a version (None: the current) was first read."""
        return reading.page(self.db, self.release(ref, version))

    def near_duplicates(self, ref: str | int) -> tuple[duplicates.NearDuplicate, ...]:
        """Other releases that say nearly the same, the likest first. Raises NoSuchRelease."""
        return duplicates.of(self.db, self.release(ref).id)

    def media(self, ref: str | int, version: int | None = None) -> tuple[Medium, ...]:
        """The attachments and images of a version that are kept. Raises NoSuchRelease."""
        found = self.release(ref, version)
        return media.of(self.db, found.id, found.version)

    def media_body(self, url: str) -> bytes | None:
        """The bytes of an attachment or image by its address; None where they are not kept."""
        return media.body_of(self.db, url)

    def history(self, ref: str | int) -> list[dict[str, Any]]:
        """The versions of a release, the oldest first. Raises NoSuchRelease."""
        return history.versions(self.db, self.release(ref).id)

    def diff(self, ref: str | int, before: int, after: int) -> Change:
        """What changed between two versions of a release. Raises NoSuchRelease."""
        return history.compare(self.release(ref, before), self.release(ref, after))

    def backup(self, destination: Path) -> None:
        """Copy the archive to a file while others write. Raises ArchiveUnwritable."""
        history.back_up(self.db, destination)

    def event(self, event_id: int) -> Event:
        """An event with its releases. Raises NoSuchRelease."""
        return reading.event(self.db, event_id)

    def related(self, event_id: int) -> list[dict[str, Any]]:
        """Events that belong to one: ``id`` and ``relation``.

        A relation is announcement, meeting, outcome or same_occasion: what the other is to it.
        """
        return follow_ups.related(self.db, event_id)

    def earlier_on_the_story(self, event_id: int) -> list[int]:
        """The events that one follows up (announcement, meeting), the first published first."""
        return follow_ups.earlier_on_the_story(self.db, event_id)

    def events(self, start: datetime, end: datetime, *, only_meetings: bool = True) -> list[Event]:
        """Events published within [start, end), oldest first, without unsure releases."""
        return reading.events(self.db, start, end, only_meetings=only_meetings)

    def appearances(
        self, since: datetime, *, found_after: datetime | None = None, site_id: int | None = None
    ) -> list[reading.Appearance]:
        """When the releases published since a moment were published, found and looked for.

        ``found_after``: only those archived later than this. ``site_id``: only those of one site.
        """
        return reading.appearances(self.db, since, found_after=found_after, site_id=site_id)

    def meetings(self, filters: Filters | None = None) -> list[dict[str, Any]]:
        """Rows of the view ``meetings`` with their people, newest first."""
        return reading.meetings(self.db, filters or Filters())

    def people(self, query: str = "", limit: int | None = None) -> list[dict[str, Any]]:
        """People whose names hold every word of ``query`` in any script, most meetings first."""
        return registry.people(self.db, query, limit)

    def person(self, ref: str) -> dict[str, Any]:
        """A person by id or name, with spellings, offices and meetings. Raises NoSuchPerson."""
        return registry.person(self.db, ref)

    def search(self, query: str, filters: Filters | None = None) -> list[Hit]:
        """Full-text search, best first; a query that is no query is searched as plain words."""
        try:
            return search(self.db, query, filters or Filters())
        except sqlite3.DatabaseError as error:
            raise ArchiveDamaged(
                f"the search index cannot be read ({error}): `ukimet verify --repair` makes it anew"
            ) from error

    def counts(self) -> dict[str, int]:
        """How many releases (in all and per language), versions, events and meetings there are."""
        return standing.counts(self.db)

    def sites(self) -> list[str]:
        """The names of the sites that have been watched, the first one first."""
        return sites.names(self.db)

    def hosts_of_others(self, site_id: int | None) -> set[str]:
        """The hosts (as in ``keep_site``) of the sites but one."""
        return sites.hosts_of_others(self.db, site_id)

    def releases_by_language(self, site_id: int) -> dict[str, int]:
        """How many releases of a site there are in each language."""
        return standing.releases_by_language(self.db, site_id)

    def failures(self, limit: int) -> list[dict[str, Any]]:
        """Releases that could not be fetched or read so far, the latest first."""
        return standing.failures(self.db, limit)

    def unsure(self, *, site_id: int | None = None) -> list[dict[str, Any]]:
        """Releases (of one site) in doubt: ``url``, ``title`` and ``doubts``, latest first."""
        return standing.unsure(self.db, site_id)

    def undelivered(self) -> int:
        """How many messages are queued, being sent or in doubt."""
        return standing.undelivered(self.db)

    def sent(self, kind: str) -> int:
        """How many messages of a kind (alert, edit, daily, weekly, ops) have been delivered."""
        return standing.sent(self.db, kind)

    def verify(
        self, *, noted: str | None = None, progress: verifying.Progress | None = None
    ) -> list[verifying.Check]:
        """Prove the archive whole; every check says what it found.

        ``noted``: a head of the chain (hex) that was written down earlier and has to be in it.
        """
        return verifying.verify(self.db, noted=noted, progress=progress)

    def head(self) -> chain.Link | None:
        """The head of the chain over all versions, to be noted elsewhere; None while empty."""
        return chain.head(self.db)

    def link(self, sha256: str) -> chain.Link | None:
        """The link of the chain with that hash (hex), such as a head that was noted earlier."""
        return chain.find(self.db, sha256)
