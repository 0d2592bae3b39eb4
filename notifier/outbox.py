"""What is to be said, to whom and when: decided in the transaction of what it follows from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from archive import Archive
from notifier.announcing import LANGUAGE_GRACE, Announcing
from notifier.catchup import CatchUp
from notifier.decisions import Decisions
from notifier.deliveries import Deliveries, Delivery, Queued, stamp
from notifier.digest import Period, compile_digest
from notifier.life import Life
from notifier.markup import Post, clean, cut, escape
from notifier.render import render_digest
from notifier.settings import ALERTS_PER_HOUR, TERMINAL, Audience, Channel
from notifier.told import tell
from notifier.wanted import wants

FLOOD = (
    "Too many alerts within an hour for chat {chat}: {count} more were told in one digest. "
    "telegram.alerts_per_hour sets how many may go out one by one."
)

_OPS_TEXT = 3_500
_STARTED = "started"
#: A daemon that falls over at every start would fill the chat.
_STARTS_APART = timedelta(minutes=10)


class Outbox:
    """The messages of one archive. ``timezone`` is that of the readers (marks, periods).

    ``announce_late``: what is found long after it was published is told by an alert all the same.
    """

    def __init__(
        self,
        archive: Archive,
        *,
        timezone: str = "Asia/Almaty",
        language_grace: timedelta = LANGUAGE_GRACE,
        alerts_per_hour: int = ALERTS_PER_HOUR,
        announce_late: bool = False,
    ) -> None:
        self._archive = archive
        self._deliveries = Deliveries(archive.db)
        zone = ZoneInfo(timezone)
        self._catch_up = CatchUp(archive, zone, alerts_per_hour, announce_late=announce_late)
        self.decisions = Decisions(archive, zone)
        announcing = Announcing(archive, language_grace, self._catch_up)
        self._life = Life(archive, zone, announcing)

    def queue_alerts(
        self, event_id: int, channels: Iterable[Audience], now: datetime
    ) -> list[Queued]:
        """Queue what the channels are to hear of an event, or mend what they have heard.

        To be called after every change to one of the event's releases, within the transaction
        that changed it. At most one alert an event and channel, ever; later changes become edits
        of it. Returns what was done.
        """
        with self._archive.transaction():
            event = self._archive.event(event_id)
            done: list[Queued] = []
            for channel in channels:
                told = tell(event, channel.language)
                if told is not None:
                    done += self._life.follow(event, told, channel, now)
            return done

    def queue_digest(
        self, channels: Iterable[Audience], period: Period, now: datetime
    ) -> list[Queued]:
        """Queue the digest of ``period`` for the channels that want it and have not had it.

        Nothing is queued where there is nothing to say. Returns what was done.
        """
        with self._archive.transaction():
            events = self._archive.events(period.start, period.end, only_meetings=False)
            news = [event for event in events if event.announce]
            done: list[Queued] = []
            for channel in channels:
                wanted = channel.daily if period.kind == "daily" else channel.weekly
                if wanted and not self._said(channel, period.kind, period.subject):
                    only_meetings = channel.alerts != "all"
                    digest = compile_digest(
                        [event for event in news if wants(channel, event)],
                        period,
                        channel.language,
                        only_meetings=only_meetings,
                    )
                    for part, post in enumerate(render_digest(digest), start=1):
                        row = self._deliveries.queue(
                            channel, period.kind, period.subject, post, now, part
                        )
                        done.append(row)
            return done

    def queue_catch_up(
        self, channels: Iterable[Audience], ops_chat: int | str | None, now: datetime
    ) -> list[Queued]:
        """Queue digests of the alerts that were put aside, and tell the operator of a flood.

        To be called every now and then; nothing happens while more is still being put aside.
        """
        with self._archive.transaction():
            done: list[Queued] = []
            for channel in channels:
                caught_up = self._catch_up.queue(channel, now)
                if caught_up is None:
                    continue
                done += caught_up.queued
                if caught_up.flood:
                    text = FLOOD.format(chat=caught_up.chat, count=caught_up.flood)
                    name = f"flood:{caught_up.chat}:{stamp(now)}"
                    told = self.queue_ops(ops_chat, name, text, now)
                    done += [told] if told else []
            return done

    def queue_ops(
        self,
        chat: int | str | None,
        trouble: str,
        text: str,
        now: datetime,
        buttons: tuple[tuple[str, str], ...] = (),
    ) -> Queued | None:
        """Tell the operator of a trouble; None where they have been told and it has not ended.

        ``chat`` None prints it; ``trouble`` names the trouble, ``text`` is plain.
        """
        with self._archive.transaction():
            channel, subject = _ops_channel(chat), f"trouble:{trouble}"
            latest = self._ops(channel, subject)
            if latest is not None and latest.part == 1:
                return None
            return self._deliveries.queue(
                channel, "ops", subject, _ops_post("⚠️", text, buttons), now
            )

    def tell_start(self, chat: int | str, text: str, now: datetime) -> Queued | None:
        """Tell the operator that the daemon has started; None where that was said just now."""
        with self._archive.transaction():
            channel = _ops_channel(chat)
            latest = self._ops(channel, _STARTED)
            if latest is not None and now - latest.created_at < _STARTS_APART:
                return None
            return self._deliveries.queue(channel, "ops", _STARTED, _ops_post("🟢", text), now)

    def end_trouble(
        self, chat: int | str | None, trouble: str, text: str, now: datetime
    ) -> Queued | None:
        """Tell the operator that a trouble is over; None where they were not told of it.

        A warning that was not sent yet is dropped instead.
        """
        with self._archive.transaction():
            channel, subject = _ops_channel(chat), f"trouble:{trouble}"
            latest = self._ops(channel, subject)
            if latest is None or latest.part != 1:
                return None
            over = self._deliveries.queue(
                channel, "ops", subject, _ops_post("✅", text), now, part=2
            )
            if latest.state == "queued":
                for delivery_id in (latest.id, over.delivery_id):
                    self._deliveries.run("drop", id=delivery_id, error="over before it was told")
                return Queued(latest.id, "dropped", channel.key)
            return over

    def unsettled(self) -> list[Delivery]:
        """Messages that wait for the operator: refused, or perhaps delivered."""
        return [Delivery.of(row) for row in self._deliveries.rows("unsettled")]

    def settle(
        self, delivery_id: int, *, send_again: bool, now: datetime, by: str = "command line"
    ) -> bool:
        """The operator's word on an unsettled message: send it again, or leave it.

        Returns False where no unsettled message has that id.
        """
        return self.decisions.decide(delivery_id, "again" if send_again else "settled", by, now)

    def _said(self, channel: Audience, kind: str, subject: str) -> bool:
        said = self._deliveries.value(
            "said", sink=channel.sink, chat=channel.key, kind=kind, subject=subject
        )
        return said is not None

    def _ops(self, channel: Audience, subject: str) -> Delivery | None:
        return self._deliveries.one(
            "latest_ops", sink=channel.sink, chat=channel.key, subject=subject
        )


def _ops_channel(chat: int | str | None) -> Channel:
    return Channel(chat=TERMINAL if chat is None else chat, language="en")


def _ops_post(sign: str, text: str, buttons: tuple[tuple[str, str], ...] = ()) -> Post:
    lines = [clean(line) for line in cut(text, _OPS_TEXT).splitlines()]
    return Post(f"{sign} {escape(chr(10).join(lines).strip())}", buttons)
