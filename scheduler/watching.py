"""The polls of one site: how each went, when the next is due, and what the operator must hear."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime

import structlog

from archive import Archive, Stored
from archive.runs import of_site
from crawler.crawling import Crawl, CrawlReport
from crawler.manners import daemon_waits_until
from crawler.options import CrawlOptions, MediaChoice, SiteOptions
from crawler.task import Clock
from scheduler.herald import Herald
from scheduler.options import ScheduleOptions
from scheduler.pace import MEMORY, Pace
from scheduler.reader import ReaderProcess
from scheduler.rounds import Rounds

log = structlog.get_logger("scheduler")

#: How long a poll may take to end after the daemon was told to stop, in seconds.
STOP_WITHIN = 3.0
#: How long a message waits for another language of its event while a poll is running: for so many
#: pauses between two requests, and so many seconds in which a page is sent and read.
PAGES_APART, PAGE_WITHIN = 1.0, 0.5
#: After how many failed polls in a row the operator hears of it: one may be a hiccup.
TROUBLE_AFTER = 2

UNSURE = (
    "What Ukimet reads on the pages of the site{site} is in doubt: {message}\n"
    "Nothing doubtful is announced. `ukimet doctor` says what was recognised; "
    "docs/mending-a-reader.md says what to do."
)
UNKNOWN_DESIGN = (
    "The site{site} shows pages of a design that Ukimet does not know; they are read by general "
    "rules and announced. Compare a message with its page; docs/mending-a-reader.md says how to "
    "add the design."
)

NEXT_POLL = "next_poll_at"


def next_poll_fact(site_id: int | None) -> str:
    """The name of the fact that says when a site is polled next; kept while the daemon runs."""
    return of_site(NEXT_POLL, site_id)


class SiteWatch:
    """One site of the daemon, with its own pace and its own troubles.

    Where it is one of ``several``, messages to the operator name it.
    """

    def __init__(
        self,
        archive: Archive,
        herald: Herald,
        rounds: Rounds,
        site: SiteOptions,
        *,
        crawl: CrawlOptions,
        schedule: ScheduleOptions,
        media: MediaChoice,
        reader: ReaderProcess,
        clock: Clock,
        several: bool = False,
    ) -> None:
        self.site = site
        self._archive = archive
        self._herald = herald
        self._rounds = rounds
        self._crawl_options = crawl
        self._schedule = schedule
        self._media = media
        self._reader = reader
        self._clock = clock
        self._named = f" {site.name}" if several else ""
        self._site_id = archive.keep_site(site.name, site.place)
        self._pace = Pace(schedule)
        self._crawl: Crawl | None = None
        self._failures = 0
        #: The latest moment up to which the pace knows what was found.
        self._learned_to: datetime | None = None
        #: The time from the end of the last poll to the next one.
        self.wait = self._pace.wait

    @property
    def crawling(self) -> bool:
        """Whether a poll is under way."""
        return self._crawl is not None

    @property
    def was_cut_off(self) -> bool:
        """Whether the daemon before did not end in good order."""
        return self._archive.fact(next_poll_fact(self._site_id)) is not None

    def keep_next(self, moment: datetime | None) -> None:
        """Note for `ukimet status` when the next poll is due; None: no daemon is running."""
        value = moment.isoformat() if moment else None
        self._archive.keep_fact(next_poll_fact(self._site_id), value)

    def not_unwelcome(self, moment: datetime) -> datetime:
        """A moment, or the later one until which the site wants to be left alone."""
        until = daemon_waits_until(self._archive, self._clock(), self._site_id)
        return moment if until is None else max(moment, until)

    def learn(self, now: datetime) -> None:
        """Tell an adaptive pace of the site's releases that it does not know yet."""
        if not self._pace.adaptive:
            return
        known_to, self._learned_to = self._learned_to, now
        self._pace.learn(
            self._archive.appearances(now - MEMORY, found_after=known_to, site_id=self._site_id)
        )

    async def poll(self) -> CrawlReport | None:
        """Look at the site once and set ``wait``; None where that came to a failure of our own."""
        self.wait = self._pace.wait
        report: CrawlReport | None = None
        try:
            report = await self._one_poll()
            self._tell_doubts(report)
            if report.outcome == "failed":
                self.wait = self._pace.after_failure()
                self._trouble(report.counts.message or "nothing could be read")
            else:
                if report.counts.new:
                    self.learn(self._clock())
                self.wait = self._pace.after_poll(self._clock())
                self._all_well()
        # Whatever a poll dies of, the daemon lives on: this is the boundary that promises it.
        except Exception as error:
            log.exception("poll_failed", site=self.site.name)
            self.wait = self._pace.after_failure()
            self._trouble(f"{type(error).__name__}: {error}")
        return report

    async def stop(self) -> None:
        """End a poll that is under way after the page in hand."""
        if self._crawl is None:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN):
                await self._crawl.stop()

    def _follow(self, stored: Stored, now: datetime) -> None:
        """Queue what follows from a release, and have it sent without waiting for the poll's end.

        A poll fetches what is new before it looks again at what is known. Where the event is there
        in every language, nothing is waited for; else for one more page, which may have it.
        """
        if self._herald.queue_alerts(stored, now):
            languages = set(self.site.languages)
            events = (self._archive.event(event_id) for event_id in stored.event_ids)
            whole = all(languages <= event.releases.keys() for event in events)
            wait = PAGES_APART * self._crawl_options.pause + PAGE_WITHIN
            self._rounds.deliver_in(0 if whole else wait)

    async def _one_poll(self) -> CrawlReport:
        self._crawl = Crawl(
            self._archive,
            self.site,
            self._crawl_options,
            timezone=self._schedule.zone,
            announce_from=self._schedule.announced_from,
            follow=self._follow,
            clock=self._clock,
            read_later=True,
            reader=self._reader.read,
            extract=self._reader.extract,
            on_unknown=self._reader.start,
            media=self._media,
        )
        try:
            report = await self._crawl.run()
        finally:
            self._crawl = None
        counts = report.counts
        log.info(
            "poll",
            site=self.site.name,
            outcome=report.outcome,
            requests=counts.requests,
            new=counts.new,
            changed=counts.changed,
            withdrawn=counts.withdrawn,
            failed=counts.failed,
            message=counts.message,
        )
        return report

    def _tell_doubts(self, report: CrawlReport) -> None:
        """Tell the operator, once, that releases are not read with certainty any more."""
        now = self._clock()
        if report.outcomes.get("unsure"):
            text = UNSURE.format(site=self._named, message=report.counts.message)
            self._herald.warn(self._key("drift"), text, now)
        elif not self._archive.unsure(site_id=self._site_id):
            self._herald.trouble_over(self._key("drift"), now, site=self._named)
        if report.outcomes.get("generic_reader"):
            text = UNKNOWN_DESIGN.format(site=self._named)
            self._herald.warn(self._key("design"), text, now)
        elif report.counts.new or report.counts.changed:
            self._herald.trouble_over(self._key("design"), now, site=self._named)

    def _trouble(self, message: str) -> None:
        self._failures += 1
        if self._failures == TROUBLE_AFTER:
            self._herald.trouble(self._key("poll"), message, self._clock(), site=self._named)

    def _all_well(self) -> None:
        if self._failures >= TROUBLE_AFTER:
            self._herald.trouble_over(self._key("poll"), self._clock(), site=self._named)
        self._failures = 0

    def _key(self, trouble: str) -> str:
        """The name of a trouble of this site; of the archive's first as when there was one."""
        return trouble if self._site_id == 1 else of_site(trouble, self._site_id)
