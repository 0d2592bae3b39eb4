"""The archive as the rest of Ukimet sees it: what can be asked (``asking``) and what is put in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime

from archive import (
    indexing,
    intake,
    media,
    mending,
    pages,
    registry,
    repairing,
    unread,
    verifying,
)
from archive.crawls import Crawls
from archive.media import MediaKind
from archive.model import (
    Page,
    Release,
    Stored,
)
from archive.runs import Run
from meetings.linking import Traits
from meetings.model import Analysis


class Archive(Crawls):
    """One open archive; use it as a context manager.

    One writer at a time: SQLite makes a second one wait. Reading never waits.
    """

    # What comes in

    def store(
        self,
        release: Release,
        page: Page,
        *,
        analysis: Analysis | None,
        traits: Traits | None,
        now: datetime,
        run: Run | None = None,
        doubts: tuple[str, ...] = (),
        source: str | None = None,
        site_id: int | None = None,
        then: Callable[[Stored], None] | None = None,
        lasting: bool = True,
    ) -> Stored:
        """Archive what one page said, in one transaction (``lasting`` as there).

        A text without ``analysis`` and ``traits`` waits to be read by ``read_waiting``.

        The same content makes nothing, changed content a new version, known text at a new address
        a further address. Content with ``doubts`` (sentences for the operator) makes the release
        unsure: it is kept and not announced. ``source`` says whose copy it is, if not our own: it
        was seen when the page was fetched, and never takes the place of what we saw. ``site_id``
        is the site's number (``keep_site``): the same text at another site is another release.
        ``then`` is
        called with the result before the transaction is committed: what it writes stands or falls
        with the release.
        """
        with self.transaction(lasting=lasting):
            stored = intake.take_in(
                self.db,
                release,
                page,
                reading=None if analysis is None or traits is None else (analysis, traits),
                now=now,
                run=run,
                doubts=doubts,
                source=source,
                site_id=site_id,
            )
            if then is not None:
                then(stored)
            return stored

    def read_waiting(
        self,
        limit: int,
        *,
        clock: Callable[[], datetime],
        then: Callable[[Stored], None] | None = None,
        reader: unread.Reader = unread.read,
    ) -> int:
        """Read up to ``limit`` of the texts that wait, each in a transaction; how many were.

        ``then`` is called as in ``store``, for releases of events that are to be announced.
        """
        for number in range(limit):
            row = unread.next_waiting(self.db)
            if row is None:
                return number
            release = unread.release_of(row)
            read = reader(release)  # before the transaction, lest others wait for it
            with self.transaction():
                unread.settle(self.db, row, release, *read, now=clock(), then=then)
        return limit

    def tidy(self, pieces: int) -> Iterator[None]:
        """Do what storing left for later, a few milliseconds between one yield and the next.

        The search index is merged in so many ``pieces`` at the most, so that words are found as
        fast as ever, and then the write-ahead log is copied into the file. Left undone, a later
        commit does it.
        """
        for _ in range(pieces):
            with self.transaction(lasting=False):
                if not indexing.merge_some(self.db):
                    break
            yield
        # What others are reading stays in the log until the next time.
        self.db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def mark_withdrawn(
        self, url: str, *, now: datetime, then: Callable[[Stored], None] | None = None
    ) -> Stored | None:
        """Note that the site no longer shows the release at ``url``; None where it is not known."""
        with self.transaction():
            stored = intake.withdraw(self.db, url, now=now)
            if stored is not None and then is not None:
                then(stored)
            return stored

    def note_failure(
        self,
        run: Run,
        url: str,
        *,
        reason: str,
        message: str,
        now: datetime,
        page: Page | None = None,
    ) -> None:
        """Keep what could not be read, with its page, so that nothing is lost."""
        with self.transaction():
            pages.keep_failure(
                self.db, run, url, reason=reason, message=message, now=now, page=page
            )

    def want_media(self, release: Release, kinds: Collection[MediaKind]) -> None:
        """Note the files of a release that are to be fetched, each address once for ever."""
        with self.transaction():
            media.want(self.db, release, kinds)

    def want_all_media(self, kinds: Collection[MediaKind]) -> None:
        """Note the files of every archived version as ``want_media`` does those of one release."""
        with self.transaction():
            media.want_all(self.db, kinds)

    def media_due(
        self, kinds: Collection[MediaKind], now: datetime, *, after: int, limit: int
    ) -> list[tuple[int, str]]:
        """Addresses of files to be fetched now, with rising numbers above ``after``."""
        return media.due(self.db, kinds, now, after=after, limit=limit)

    def keep_media(self, url: str, body: bytes, content_type: str | None, now: datetime) -> None:
        """Keep the bytes that were fetched from a wanted address."""
        with self.transaction():
            media.keep(self.db, url, body, content_type, now)

    def note_media_failure(self, url: str, reason: str, now: datetime, *, final: bool) -> None:
        """Note why a wanted file is not kept; one that is not ``final`` is asked for again."""
        with self.transaction():
            media.note_failure(self.db, url, reason, now, final=final)

    # What a person mends

    def merge_people(self, kept: str, other: str, *, now: datetime) -> int:
        """Make two people (ids or names) one; the id that stays. Raises NoSuchPerson."""
        with self.transaction():
            one, two = registry.find(self.db, kept), registry.find(self.db, other)
            mending.merge(self.db, one, two, now)
            return one

    def split_person(
        self, ref: str, spellings: Collection[str], *, country: str | None, now: datetime
    ) -> int:
        """Take spellings away from a person (with offices of ``country`` only); the new id.

        Raises NoSuchPerson.
        """
        with self.transaction():
            found = registry.find(self.db, ref)
            return mending.split(self.db, found, spellings, country, now)

    def repair(self, checks: Sequence[verifying.Check], now: datetime) -> list[str]:
        """Make anew what is derived and failed its check; the names of what could be made anew.

        Evidence (pages, versions, the chain) is never touched. Verify again afterwards.
        """
        return repairing.repair(self.db, checks, now, self.transaction)
