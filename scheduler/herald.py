"""Between the crawl and the readers: what follows from a release, and what is due to be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Literal

import structlog

from archive import Archive, Stored
from crawler.version import VERSION
from notifier.deliveries import Queued
from notifier.delivery import DeliveryReport, deliver_due
from notifier.digest import Period
from notifier.operator_chat import Line, OperatorChat
from notifier.outbox import Outbox
from notifier.settings import Audience, TelegramSettings
from notifier.sinks import Sink
from scheduler.options import ScheduleOptions, clock_time

PeriodKind = Literal["daily", "weekly"]

log = structlog.get_logger("scheduler")

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

TROUBLE = (
    "The site{site} could not be read: {message}\nUkimet keeps trying; `ukimet doctor` says more."
)
STARTED = "Ukimet {version} has started: it watches {site} and writes to {places}.{before}"
CUT_OFF = "\nThe run before was cut off; it goes on where it was."
TROUBLE_OVER = "The site{site} can be read again."


class Herald:
    """The notifier with the operator's channels and hours.

    ``line`` is how presses of buttons in the operator's chat arrive, where they do.
    """

    def __init__(
        self,
        archive: Archive,
        *,
        channels: Sequence[Audience],
        schedule: ScheduleOptions,
        telegram: TelegramSettings,
        sinks: Mapping[str, Sink],
        clock: Callable[[], datetime],
        line: Line | None = None,
    ) -> None:
        self._archive = archive
        self._channels = tuple(channels)
        self._schedule = schedule
        self._telegram = telegram
        self._sinks = sinks
        self._clock = clock
        self._line = line
        self.outbox = Outbox(
            archive,
            timezone=schedule.timezone,
            alerts_per_hour=telegram.alerts_per_hour,
            # An operator who names a date to announce from wants what was published since.
            announce_late=schedule.announced_from is not None,
        )

    def follow(self, stored: Stored, now: datetime) -> None:
        """Queue what follows from a new or changed release, within its transaction."""
        self.queue_alerts(stored, now)

    def queue_alerts(self, stored: Stored, now: datetime) -> list[Queued]:
        """As ``follow``; returns what was done to the outbox."""
        return [
            done
            for event_id in stored.event_ids
            for done in self.outbox.queue_alerts(event_id, self._channels, now)
        ]

    def period(self, kind: PeriodKind, now: datetime) -> Period:
        """The period whose digest was last due before ``now``."""
        zone = self._schedule.zone
        local = now.astimezone(zone)
        if kind == "daily":
            closes = clock_time(self._schedule.daily_digest)
            day = local.date() if _reached(local, closes) else local.date() - timedelta(days=1)
            return Period.daily(day, zone, closes)
        name, closes = self._schedule.weekly
        back = (local.weekday() - _DAYS.index(name)) % 7
        if back == 0 and not _reached(local, closes):
            back = 7
        return Period.weekly(local.date() - timedelta(days=back), zone, closes)

    def queue_digest(self, kind: PeriodKind, now: datetime) -> list[Queued]:
        """Queue the digest that is due; a second call for the same period does nothing."""
        period = self.period(kind, now)
        queued = self.outbox.queue_digest(self._channels, period, now)
        log.info("digest", kind=kind, period=period.subject, queued=len(queued))
        return queued

    def queue_missed_digests(self, now: datetime, latest: timedelta) -> None:
        """Make up for a digest whose hour passed while the daemon was not running."""
        kinds: tuple[PeriodKind, ...] = ("daily", "weekly")
        for kind in kinds:
            if now - self.period(kind, now).end <= latest:
                self.queue_digest(kind, now)

    async def deliver(self) -> DeliveryReport:
        """Send what is due, and first what was put aside when it was too much or too late.

        Raises TokenRefused where Telegram refuses the bot's token.
        """
        self.outbox.queue_catch_up(self._channels, self._telegram.ops_chat, self._clock())
        quiet = self._schedule.quiet
        local = self._clock().astimezone(self._schedule.zone)
        is_quiet = quiet is not None and quiet.covers(local)
        held = {(each.sink, each.key) for each in self._channels if each.quiet == "hold"}
        report = await deliver_due(
            self._archive,
            self._sinks,
            self._clock,
            settle=self._telegram.settle,
            silent=is_quiet,
            ops_chat=self._telegram.ops_chat,
            resting=held if is_quiet else (),
        )
        if report.sent or report.failed or report.held:
            log.info(
                "delivered",
                sent=report.sent,
                failed=report.failed,
                held=report.held,
                uncertain=report.uncertain,
                waiting=report.waiting,
            )
        return report

    async def listen(self) -> None:
        """Take up what is pressed in the operator's chat, until cancelled; at once if nothing is.

        A failure of Telegram's is waited out.
        """
        chat = self._telegram.ops_chat
        if self._line is None or chat is None:
            return
        await OperatorChat(self._line, self.outbox.decisions, chat, self._clock).listen()

    def tell_start(self, site: str, now: datetime, *, cut_off: bool) -> None:
        """Tell the operator's chat, where there is one, that the daemon works.

        ``cut_off``: the run before did not end in good order. A daemon that is started again and
        again says so once in a while only.
        """
        chat = self._telegram.ops_chat
        if self._line is not None and chat is not None:
            before = CUT_OFF if cut_off else ""
            count = len(self._channels)
            places = f"{count} place" if count == 1 else f"{count} places"
            text = STARTED.format(version=VERSION, site=site, places=places, before=before)
            self.outbox.tell_start(chat, text, now)

    def trouble(self, name: str, message: str, now: datetime, *, site: str = "") -> None:
        """Tell the operator, once, of something that does not mend itself.

        ``site`` is the site's name after a space, where there are several.
        """
        text = TROUBLE.format(site=site, message=message)
        self.outbox.queue_ops(self._telegram.ops_chat, name, text, now)

    def warn(self, name: str, text: str, now: datetime) -> None:
        """Tell the operator, once, of something that needs them though the site can be read."""
        self.outbox.queue_ops(self._telegram.ops_chat, name, text, now)

    def trouble_over(self, name: str, now: datetime, *, site: str = "") -> None:
        """Tell the operator that it has mended itself."""
        text = TROUBLE_OVER.format(site=site)
        self.outbox.end_trouble(self._telegram.ops_chat, name, text, now)


def _reached(local: datetime, closes: time) -> bool:
    return local.time() >= closes
