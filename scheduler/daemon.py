"""The daemon: polls, digests and deliveries on one loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from archive import Archive, Stored
from crawler.crawling import Crawl, CrawlReport
from crawler.manners import daemon_waits_until
from crawler.options import CrawlOptions, MediaChoice, SiteOptions
from crawler.task import Clock, utc_now
from scheduler.herald import Herald, PeriodKind
from scheduler.options import ScheduleOptions, clock_time
from scheduler.pace import MEMORY, Pace
from scheduler.reading import read_waiting
from scheduler.rounds import Rounds

log = structlog.get_logger("scheduler")

#: How often the outbox is looked through for what has become due.
DELIVER_EVERY = timedelta(seconds=10)
#: How long a message waits for another language of its event while a poll is running: for so many
#: pauses between two requests, and so many seconds in which a page is sent and read.
PAGES_APART, PAGE_WITHIN = 1.0, 0.5
#: How long the operator's buttons rest when one of them came to a failure of our own.
LISTEN_AGAIN = timedelta(minutes=1)
#: How long a poll may take to end after the daemon was told to stop.
STOP_WITHIN = 3.0
#: How long the loop is left to others, in seconds, after a few texts of the past were read.
READING_PAUSE = 0.1
#: A digest whose hour was missed (the machine slept) is still made up to this much later.
LATEST_DIGEST = timedelta(hours=4)
#: After how many failed polls in a row the operator hears of it: one may be a hiccup.
TROUBLE_AFTER = 2

UNSURE = (
    "What Ukimet reads on the site's pages is in doubt: {message}\n"
    "Nothing doubtful is announced. `ukimet doctor` says what was recognised; "
    "docs/mending-a-reader.md says what to do."
)
UNKNOWN_DESIGN = (
    "The site shows pages of a design that Ukimet does not know; they are read by general rules "
    "and announced. Compare a message with its page; docs/mending-a-reader.md says how to add the "
    "design."
)

NEXT_POLL = "next_poll_at"


class Daemon:
    """Everything that happens by itself; ``run`` returns when ``stop`` has been called."""

    def __init__(
        self,
        archive: Archive,
        herald: Herald,
        *,
        site: SiteOptions,
        crawl: CrawlOptions,
        schedule: ScheduleOptions,
        media: MediaChoice = "none",
        clock: Clock = utc_now,
    ) -> None:
        self._archive = archive
        self._herald = herald
        self._site = site
        self._crawl_options = crawl
        self._schedule = schedule
        self._media = media
        self._clock = clock
        self._pace = Pace(schedule)
        self._jobs = AsyncIOScheduler(timezone=schedule.zone)
        self._stopping = asyncio.Event()
        self._crawl: Crawl | None = None
        self._failures = 0
        #: The latest moment up to which the pace knows what was found.
        self._learned_to: datetime | None = None
        self._rounds = Rounds(herald)
        self._reading: asyncio.Task[None] | None = None
        #: Reports of polls whose messages have been delivered, for whoever watches.
        self.reports: asyncio.Queue[CrawlReport] = asyncio.Queue(maxsize=100)

    def stop(self) -> None:
        """Ask the daemon to end; what is in hand is finished first."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until ``stop``; a poll, digest or delivery that fails never ends the daemon."""
        now = self._clock()
        self._herald.queue_missed_digests(now, LATEST_DIGEST)
        self._learn(now)
        cut_off = self._archive.fact(NEXT_POLL) is not None
        self._herald.tell_start(self._site.base_url, now, cut_off=cut_off)
        self._add_jobs(now)
        self._jobs.start()
        listening = asyncio.create_task(self._listen())
        self._go_on_reading()
        log.info(
            "started",
            name=self._site.name,
            site=self._site.base_url,
            archive=str(self._archive.path),
        )
        try:
            await self._stopping.wait()
        finally:
            log.info("stopping")
            listening.cancel()
            self._jobs.shutdown(wait=False)
            await self._end_crawl()
            if self._reading is not None:
                await self._reading
            await self._rounds.close(STOP_WITHIN / 2)
            with contextlib.suppress(asyncio.CancelledError):
                await listening
            self._archive.keep_fact(NEXT_POLL, None)
            log.info("stopped")

    def _add_jobs(self, now: datetime) -> None:
        daily = clock_time(self._schedule.daily_digest)
        week_day, weekly = self._schedule.weekly
        grace = int(LATEST_DIGEST.total_seconds())
        common = {"coalesce": True, "max_instances": 1}
        self._jobs.add_job(
            self._rounds.deliver,
            IntervalTrigger(seconds=int(DELIVER_EVERY.total_seconds())),
            id="deliver",
            misfire_grace_time=None,
            **common,
        )
        self._jobs.add_job(
            self._digest,
            CronTrigger(hour=daily.hour, minute=daily.minute, timezone=self._zone),
            args=["daily"],
            id="daily",
            misfire_grace_time=grace,
            **common,
        )
        self._jobs.add_job(
            self._digest,
            CronTrigger(
                day_of_week=week_day, hour=weekly.hour, minute=weekly.minute, timezone=self._zone
            ),
            args=["weekly"],
            id="weekly",
            misfire_grace_time=grace,
            **common,
        )
        self._poll_at(self._not_unwelcome(now))

    def _not_unwelcome(self, moment: datetime) -> datetime:
        """A moment, or the later one until which the site wants to be left alone."""
        until = daemon_waits_until(self._archive, self._clock())
        return moment if until is None else max(moment, until)

    def _tell_doubts(self, report: CrawlReport) -> None:
        """Tell the operator, once, that releases are not read with certainty any more."""
        now = self._clock()
        if report.outcomes.get("unsure"):
            self._herald.warn("drift", UNSURE.format(message=report.counts.message), now)
        elif not self._archive.unsure():
            self._herald.trouble_over("drift", now)
        if report.outcomes.get("generic_reader"):
            self._herald.warn("design", UNKNOWN_DESIGN, now)
        elif report.counts.new or report.counts.changed:
            self._herald.trouble_over("design", now)

    @property
    def _zone(self) -> object:
        return self._schedule.zone

    def _poll_at(self, moment: datetime) -> None:
        self._archive.keep_fact(NEXT_POLL, moment.isoformat())
        self._jobs.add_job(
            self._poll,
            DateTrigger(moment),
            id="poll",
            replace_existing=True,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    async def _poll(self) -> None:
        wait = self._pace.wait
        report: CrawlReport | None = None
        try:
            report = await self._one_poll()
            self._tell_doubts(report)
            if report.outcome == "failed":
                wait = self._pace.after_failure()
                self._trouble(report.counts.message or "nothing could be read")
            else:
                if report.counts.new:
                    self._learn(self._clock())
                wait = self._pace.after_poll(self._clock())
                self._all_well()
        # Whatever a poll dies of, the daemon lives on: this is the boundary that promises it.
        except Exception as error:
            log.exception("poll_failed")
            wait = self._pace.after_failure()
            self._trouble(f"{type(error).__name__}: {error}")
        finally:
            if not self._stopping.is_set():
                self._poll_at(self._not_unwelcome(self._clock() + wait))
        await self._rounds.deliver()
        if report is not None and not self.reports.full():
            self.reports.put_nowait(report)
        self._go_on_reading()

    def _go_on_reading(self) -> None:
        """Have what waits to be read read until the next poll begins."""
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            read = await read_waiting(
                self._archive,
                clock=self._clock,
                follow=self._follow,
                goes_on=lambda: self._crawl is None and not self._stopping.is_set(),
                pause=READING_PAUSE,
            )
        # As for a poll: after the next one it is tried again.
        except Exception:
            log.exception("reading_failed")
        else:
            if read:
                log.info("read", texts=read, waiting=self._archive.unread())

    def _learn(self, now: datetime) -> None:
        """Tell an adaptive pace of the releases that it does not know yet."""
        if not self._pace.adaptive:
            return
        known_to, self._learned_to = self._learned_to, now
        self._pace.learn(self._archive.appearances(now - MEMORY, found_after=known_to))

    def _follow(self, stored: Stored, now: datetime) -> None:
        """Queue what follows from a release, and have it sent without waiting for the poll's end.

        A poll fetches what is new before it looks again at what is known. Where the event is there
        in every language, nothing is waited for; else for one more page, which may have it.
        """
        if self._herald.queue_alerts(stored, now):
            languages = set(self._site.languages)
            events = (self._archive.event(event_id) for event_id in stored.event_ids)
            whole = all(languages <= event.releases.keys() for event in events)
            wait = PAGES_APART * self._crawl_options.pause + PAGE_WITHIN
            self._rounds.deliver_in(0 if whole else wait)

    async def _one_poll(self) -> CrawlReport:
        self._crawl = Crawl(
            self._archive,
            self._site,
            self._crawl_options,
            timezone=self._schedule.zone,
            announce_from=self._schedule.announced_from,
            follow=self._follow,
            clock=self._clock,
            read_later=True,
            media=self._media,
        )
        try:
            report = await self._crawl.run()
        finally:
            self._crawl = None
        counts = report.counts
        log.info(
            "poll",
            outcome=report.outcome,
            requests=counts.requests,
            new=counts.new,
            changed=counts.changed,
            withdrawn=counts.withdrawn,
            failed=counts.failed,
            message=counts.message,
        )
        return report

    async def _listen(self) -> None:
        while True:
            try:
                return await self._herald.listen()
            # As for a poll: what a press comes to must not end the daemon. It comes again.
            except Exception:
                log.exception("listening_failed")
                await asyncio.sleep(LISTEN_AGAIN.total_seconds())

    async def _digest(self, kind: PeriodKind) -> None:
        try:
            self._herald.queue_digest(kind, self._clock())
        # As for a poll: a digest that cannot be made must not end the daemon.
        except Exception:
            log.exception("digest_failed", kind=kind)
        await self._rounds.deliver()

    async def _end_crawl(self) -> None:
        if self._crawl is None:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN):
                await self._crawl.stop()

    def _trouble(self, message: str) -> None:
        self._failures += 1
        if self._failures == TROUBLE_AFTER:
            self._herald.trouble("poll", message, self._clock())

    def _all_well(self) -> None:
        if self._failures >= TROUBLE_AFTER:
            self._herald.trouble_over("poll", self._clock())
        self._failures = 0
