"""The archive as the rest of Ukimet sees it: what can be asked (``asking``) and what is put in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive import (
    indexing,
    intake,
    media,
    mending,
    pages,
    registry,
    repairing,
    runs,
    sites,
    unread,
    verifying,
)
from archive.asking import Asking
from archive.database import open_database
from archive.media import MediaKind
from archive.model import (
    ArchiveUnwritable,
    Page,
    Release,
    Stored,
)
from archive.runs import Run, RunCounts
from meetings.linking import Traits
from meetings.model import Analysis


class Archive(Asking):
    """One open archive; use it as a context manager.

    One writer at a time: SQLite makes a second one wait. Reading never waits.
    """

    #: Whether what is committed is on the disk at once, as ``open_database`` has it.
    _lasting = True

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """Open the archive file at ``path``, making it where there is none and ``create`` is set.

        Raises ArchiveError (a subclass says what to do).
        """
        path = Path(path)
        return cls(open_database(path, create=create), path)

    def close(self) -> None:
        """Close the file; what was committed is on the disk."""
        self.db.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self, *, lasting: bool = True) -> Iterator[None]:
        """Everything inside is committed together or not at all; a nested use joins the outer one.

        What is not ``lasting`` may be gone after a power cut (not after a crash of the program), as
        if it had never come, until something lasting is committed. Raises ArchiveUnwritable where
        the disk is full or another writer holds on too long.
        """
        connection = self.db.conn
        if connection.in_transaction:
            yield
            return
        try:
            if lasting is not self._lasting:
                connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
                self._lasting = lasting
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            _roll_back(connection)
            raise ArchiveUnwritable(
                f"cannot write to {self.path}: {error}; see that the disk has room and that no "
                "other program holds the file"
            ) from error
        except BaseException:
            _roll_back(connection)
            raise

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

    # Crawls

    def keep_site(self, name: str, host: str) -> int:
        """The number of a site, under which its releases and crawls are kept.

        It is known by its name, or by its ``host`` (with the port where it is not the usual one,
        without www.) where the configuration has given it another name.
        """
        with self.transaction():
            return sites.keep(self.db, name, host)

    def start_run(
        self,
        kind: str,
        now: datetime,
        *,
        announce_from: datetime | None,
        site_id: int | None = None,
    ) -> Run:
        """Begin a crawl; runs of the site that never ended are marked as interrupted.

        ``announce_from`` None means: what was published before the site's first run is the past.
        """
        with self.transaction():
            return runs.start(self.db, kind, now, announce_from=announce_from, site_id=site_id)

    def finish_run(
        self,
        run: Run,
        outcome: str,
        counts: RunCounts,
        now: datetime,
        outcomes: Mapping[str, int] | None = None,
    ) -> None:
        """End a crawl with its counts; outcome: done, partial, failed or interrupted.

        ``outcomes`` says by name what else befell its pages.
        """
        with self.transaction():
            runs.finish(self.db, run, outcome, counts, now, outcomes or {})
        with suppress(ArchiveUnwritable):  # the crawl has ended well without it
            indexing.merge(self.db, counts.new + counts.changed, self.transaction)

    def count_requests(self, run: Run, requests: int) -> None:
        """Note how many requests a crawl under way has made, lest a crash hide them."""
        with self.transaction(lasting=False):
            self.db.conn.execute("UPDATE runs SET requests = ? WHERE id = ?", [requests, run.id])

    def requests_since(self, moment: datetime, *, site_id: int | None = None) -> int:
        """How many requests the crawls (of one site) made that began at ``moment`` or later."""
        return runs.requests_since(self.db, moment, site_id)

    def last_runs(self, limit: int = 1, *, site_id: int | None = None) -> list[dict[str, Any]]:
        """The latest finished crawls (of one site), newest first: ``runs`` with their ``site``."""
        return runs.latest(self.db, limit, site_id)

    def validators(self, url: str) -> runs.Validators | None:
        """ETag and Last-Modified that the site last sent for ``url``."""
        return runs.validators(self.db, url)

    def keep_validators(
        self, url: str, etag: str | None, last_modified: str | None, now: datetime
    ) -> None:
        """Remember what a conditional request for ``url`` has to send."""
        with self.transaction():
            runs.keep_validators(self.db, url, etag, last_modified, now)

    def touch(self, url: str, now: datetime) -> None:
        """The site says that the page at ``url`` has not changed."""
        with self.transaction():
            runs.touch(self.db, url, now)

    def due_again(self, now: datetime, limit: int, *, site_id: int | None = None) -> list[str]:
        """Addresses (of one site) that are to be looked at again, the longest waiting first."""
        return runs.due_again(self.db, now, limit, site_id)

    def failures_due(self, now: datetime, limit: int, *, site_id: int | None = None) -> list[str]:
        """Addresses (of one site) that could not be read and are to be tried again."""
        return runs.failures_due(self.db, now, limit, site_id)

    def forget_failures(self, url: str) -> None:
        """The page at ``url`` has been read after all."""
        with self.transaction():
            self.db.conn.execute("DELETE FROM failures WHERE url = ?", [url])

    def fact(self, name: str) -> str | None:
        """A small fact that was kept under ``name``, such as the site's robots.txt."""
        return runs.fact(self.db, name)

    def keep_fact(self, name: str, value: str | None) -> None:
        """Keep a small fact under ``name``; None forgets it."""
        with self.transaction():
            runs.keep_fact(self.db, name, value)

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


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
