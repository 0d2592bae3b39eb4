"""One crawl from beginning to end, on the running asyncio loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

import crawler.settings
from archive import Archive, ArchiveUnwritable
from archive.runs import RunCounts, of_site
from archive.unread import Reader, read
from crawler.extraction import Extractor, extract
from crawler.manners import RETRY_AFTER, at_peace, waits_until
from crawler.options import MEDIA_KINDS, CrawlOptions, MediaChoice, SiteOptions
from crawler.spiders.discovery import remember_discovery
from crawler.spiders.releases import ReleasesSpider
from crawler.task import (
    Clock,
    CrawlKind,
    CrawlTask,
    Follow,
    Progress,
    utc_now,
    wait_message,
)
from crawler.version import user_agent
from meetings.model import Lang

#: Files of releases leave one in so many of the day's requests to the news.
MEDIA_LEAVE = 4
#: Pieces of tidying after a crawl that stored something, beside one a release.
_PIECES = 2


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What one crawl did; ``outcome`` is done, partial, failed or interrupted."""

    run_id: int
    kind: CrawlKind
    outcome: str
    started_at: datetime
    finished_at: datetime
    counts: RunCounts
    first: bool
    #: What befell pages beyond the counts, by name.
    outcomes: dict[str, int]
    #: The name of the site.
    site: str

    def to_json(self) -> dict[str, Any]:
        """The JSON object of ``ukimet crawl --json``; its keys are the columns of ``runs``."""
        counts = self.counts
        return {
            "site": self.site,
            "run_id": self.run_id,
            "kind": self.kind,
            "outcome": self.outcome,
            "started_at": self.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat(),
            "requests": counts.requests,
            "found": counts.found,
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "withdrawn": counts.withdrawn,
            "failed": counts.failed,
            "message": counts.message,
            "outcomes": self.outcomes,
        }


class Crawl:
    """A crawl that can be stopped from outside while ``run`` is awaited.

    Needs Twisted's asyncio reactor to be installed and running. Who has it ``read_later`` sees to
    it that the releases of the past are read afterwards (``scheduler.reading``). Crawls of
    different sites may run at the same time.
    """

    def __init__(
        self,
        archive: Archive,
        site: SiteOptions,
        options: CrawlOptions,
        *,
        timezone: ZoneInfo,
        kind: CrawlKind = "poll",
        since: date | None = None,
        languages: tuple[Lang, ...] | None = None,
        announce_from: datetime | None = None,
        follow: Follow | None = None,
        progress: Progress | None = None,
        clock: Clock = utc_now,
        read_later: bool = False,
        reader: Reader = read,
        extract: Extractor = extract,
        on_unknown: Callable[[], None] | None = None,
        media: MediaChoice = "none",
    ) -> None:
        self._started_at = clock()
        self._archive = archive
        self._runner = AsyncCrawlerRunner(scrapy_settings(options))
        self._stopped = False
        today = self._started_at.astimezone(timezone).replace(hour=0, minute=0, second=0)
        site_id = archive.keep_site(site.name, site.place)
        made = archive.requests_since(today, site_id=site_id)
        self.task = CrawlTask(
            requests_left=options.max_requests_per_day - made,
            archive=archive,
            site=site,
            timezone=timezone,
            run=archive.start_run(
                kind, self._started_at, announce_from=announce_from, site_id=site_id
            ),
            kind=kind,
            since=since,
            languages=languages or tuple(site.languages),
            clock=clock,
            follow=follow,
            progress=progress,
            read_later=read_later,
            reader=reader,
            extract=extract,
            on_unknown=on_unknown,
            media=MEDIA_KINDS[media],
            media_leaves=options.max_requests_per_day // MEDIA_LEAVE,
        )

    async def run(self) -> CrawlReport:
        """Crawl to the end; whatever happens, the run is closed with what it did."""
        name = of_site(RETRY_AFTER, self.task.run.site_id)
        until = waits_until(self._archive, name, self._started_at)
        if until is not None:
            self.task.trouble(wait_message(until, self.task.timezone))
            return self._close()
        try:
            await self._runner.crawl(ReleasesSpider, task=self.task)
        except BaseException:
            self._stopped = True
            self.task.trouble("the crawl was cut off")
            self._close()
            raise
        report = self._close()
        await self._tidy()
        return report

    async def stop(self) -> None:
        """End the crawl after the page in hand."""
        self._stopped = True
        await self._runner.stop()

    def _close(self) -> CrawlReport:
        task, now = self.task, self.task.clock()
        outcome = "interrupted" if self._stopped else task.outcome
        task.counts.message = message_of(task)
        with self._archive.transaction():
            if outcome == "done":
                at_peace(self._archive, task.run.site_id)
            if not self._stopped and not task.blocked:
                self._remember_walks(now)
            self._archive.finish_run(task.run, outcome, task.counts, now, task.outcomes)
        return CrawlReport(
            task.run.id,
            task.kind,
            outcome,
            self._started_at,
            now,
            task.counts,
            task.run.first,
            dict(task.outcomes),
            task.site.name,
        )

    async def _tidy(self) -> None:
        """Do what storing left for later, in pieces: whoever tells of the news goes first."""
        stored = self.task.counts.new + self.task.counts.changed
        with suppress(ArchiveUnwritable):  # all is archived without it
            for _ in self._archive.tidy(stored + _PIECES) if stored else ():
                await asyncio.sleep(0)
                if self._stopped:
                    return

    def _remember_walks(self, now: datetime) -> None:
        """All that these listings named is archived or noted as failed: ask only for what is new.

        Not a moment earlier: a validator kept before the releases were would hide them for ever.
        """
        remember_discovery(self.task, now)
        for root in self.task.walked:
            self._archive.keep_fact(f"walk_open:{root}", None)
            if (digest := self.task.listing_digests.get(root)) is not None:
                self._archive.keep_fact(f"listing_digest:{root}", digest)
            if (kept := self.task.listing_validators.get(root)) is not None:
                self._archive.keep_validators(root, *kept, now)


def message_of(task: CrawlTask) -> str | None:
    """What went wrong, for the operator, or None."""
    troubles = list(task.troubles)
    if task.counts.failed:
        troubles.append(
            f"{task.counts.failed} of {task.counts.found} releases could not be read; "
            "they are kept in the table `failures` and tried again"
        )
    return "; ".join(troubles) or None


def scrapy_settings(options: CrawlOptions) -> Settings:
    """Scrapy's settings with the operator's pace and contact."""
    settings = Settings()
    settings.setmodule(crawler.settings, priority="project")
    settings.set("DOWNLOAD_DELAY", options.pause)
    settings.set("USER_AGENT", user_agent(options.user_agent_contact))
    return settings
