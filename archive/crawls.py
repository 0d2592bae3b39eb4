"""What crawls note in an archive: that they ran, what the site sent, what is to be asked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from archive import runs, sites
from archive.file import ArchiveFile
from archive.runs import Run, RunCounts


class Crawls(ArchiveFile):
    """An archive as crawls see it, beside what they store."""

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
