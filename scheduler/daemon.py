"""The daemon: polls, digests and deliveries on one loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from archive import Archive, Stored
from crawler.crawling import CrawlReport
from crawler.options import CrawlOptions, MediaChoice, SiteOptions
from crawler.task import Clock, utc_now
from scheduler.herald import Herald, PeriodKind
from scheduler.memory import give_back
from scheduler.options import ScheduleOptions, clock_time
from scheduler.reader import ReaderProcess
from scheduler.reading import read_waiting
from scheduler.rounds import Rounds
from scheduler.watching import STOP_WITHIN, SiteWatch

log = structlog.get_logger("scheduler")

#: How often the outbox is looked through for what has become due.
DELIVER_EVERY = timedelta(seconds=10)
#: How long the operator's buttons rest when one of them came to a failure of our own.
LISTEN_AGAIN = timedelta(minutes=1)
#: How long the loop is left to others, in seconds, after a few texts of the past were read.
READING_PAUSE = 0.1
#: How often it is seen whether the process that reads texts has been idle since; then it ends.
READER_RESTS_AFTER = timedelta(minutes=1)
#: A digest whose hour was missed (the machine slept) is still made up to this much later.
LATEST_DIGEST = timedelta(hours=4)


class Daemon:
    """Everything that happens by itself; ``run`` returns when ``stop`` has been called.

    Each of the ``sites`` has polls of its own, which may run at the same time.
    """

    def __init__(
        self,
        archive: Archive,
        herald: Herald,
        *,
        sites: Sequence[SiteOptions],
        crawl: CrawlOptions,
        schedule: ScheduleOptions,
        media: MediaChoice = "none",
        clock: Clock = utc_now,
    ) -> None:
        self._archive = archive
        self._herald = herald
        self._schedule = schedule
        self._clock = clock
        self._rounds = Rounds(herald)
        self._reader = ReaderProcess()
        self._watches = [
            SiteWatch(
                archive,
                herald,
                self._rounds,
                site,
                crawl=crawl,
                schedule=schedule,
                media=media,
                reader=self._reader,
                clock=clock,
                several=len(sites) > 1,
            )
            for site in sites
        ]
        self._jobs = AsyncIOScheduler(timezone=schedule.zone)
        self._stopping = asyncio.Event()
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
        for watch in self._watches:
            watch.learn(now)
        places = " and ".join(watch.site.base_url for watch in self._watches)
        cut_off = any(watch.was_cut_off for watch in self._watches)
        self._herald.tell_start(places, now, cut_off=cut_off)
        self._add_jobs(now)
        self._jobs.start()
        listening = asyncio.create_task(self._listen())
        self._go_on_reading()
        names = ", ".join(watch.site.name for watch in self._watches)
        log.info("started", name=names, site=places, archive=str(self._archive.path))
        try:
            await self._stopping.wait()
        finally:
            log.info("stopping")
            listening.cancel()
            self._jobs.shutdown(wait=False)
            await asyncio.gather(*(watch.stop() for watch in self._watches))
            if self._reading is not None:
                await self._reading
            self._reader.close()
            await self._rounds.close(STOP_WITHIN / 2)
            with contextlib.suppress(asyncio.CancelledError):
                await listening
            for watch in self._watches:
                watch.keep_next(None)
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
            self._rest,
            IntervalTrigger(seconds=int(READER_RESTS_AFTER.total_seconds())),
            id="rest",
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
        for watch in self._watches:
            self._poll_at(watch, watch.not_unwelcome(now))

    @property
    def _zone(self) -> object:
        return self._schedule.zone

    def _poll_at(self, watch: SiteWatch, moment: datetime) -> None:
        watch.keep_next(moment)
        self._jobs.add_job(
            self._poll,
            DateTrigger(moment),
            args=[watch],
            id=f"poll {watch.site.name}",
            replace_existing=True,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    async def _poll(self, watch: SiteWatch) -> None:
        try:
            report = await watch.poll()
        finally:
            if not self._stopping.is_set():
                self._poll_at(watch, watch.not_unwelcome(self._clock() + watch.wait))
        await self._rounds.deliver()
        if report is not None and not self.reports.full():
            self.reports.put_nowait(report)
        self._go_on_reading()

    def _go_on_reading(self) -> None:
        """Have what waits to be read read until the next poll begins."""
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())

    async def _rest(self) -> None:
        """Where nothing was read for a while, give back the memory that reading took."""
        # A coroutine, since the scheduler calls anything else in another thread.
        if self._reader.close_if_idle():
            give_back(self._archive)

    async def _read(self) -> None:
        try:
            read = await read_waiting(
                self._archive,
                clock=self._clock,
                follow=self._follow,
                goes_on=self._may_read,
                reader=self._reader.read,
                pause=READING_PAUSE,
            )
        # As for a poll: after the next one it is tried again.
        except Exception:
            log.exception("reading_failed")
        else:
            if read:
                log.info("read", texts=read, waiting=self._archive.unread())

    def _may_read(self) -> bool:
        """Whether nothing more urgent is under way."""
        return not self._stopping.is_set() and not any(w.crawling for w in self._watches)

    def _follow(self, stored: Stored, now: datetime) -> None:
        """Queue what follows from a release that was read late, and have it sent."""
        if self._herald.queue_alerts(stored, now):
            self._rounds.deliver_in(0)

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
