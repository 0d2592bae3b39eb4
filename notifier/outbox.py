"""What is to be said, to whom and when: decided in the transaction of what it follows from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from archive import Archive
from archive.model import Event
from notifier.deliveries import Deliveries, Delivery, payload, stamp
from notifier.digest import Period, compile_digest
from notifier.markup import Post, clean, cut, escape
from notifier.render import mark, mark_of, render_alert, render_digest
from notifier.settings import TERMINAL, Channel
from notifier.told import Told, tell

#: How long an alert waits for the channel's own language.
LANGUAGE_GRACE = timedelta(minutes=2)

#: What has been archived for longer is no news to a channel that has not heard of it.
NEWS_FOR = timedelta(hours=48)

_OPS_TEXT = 3_500


@dataclass(frozen=True, slots=True)
class Queued:
    """One thing that was done to the outbox."""

    delivery_id: int
    action: Literal["queued", "replaced", "edited", "dropped"]
    chat: str


class Outbox:
    """The messages of one archive. ``timezone`` is that of the readers (marks, periods)."""

    def __init__(
        self,
        archive: Archive,
        *,
        timezone: str = "Asia/Almaty",
        language_grace: timedelta = LANGUAGE_GRACE,
    ) -> None:
        self._archive = archive
        self._deliveries = Deliveries(archive.db)
        self._zone = ZoneInfo(timezone)
        self._grace = language_grace

    def queue_alerts(
        self, event_id: int, channels: Iterable[Channel], now: datetime
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
                    done += self._alert(event, told, channel, now)
            return done

    def queue_digest(
        self, channels: Iterable[Channel], period: Period, now: datetime
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
                        news, period, channel.language, only_meetings=only_meetings
                    )
                    for part, post in enumerate(render_digest(digest), start=1):
                        row = self._insert(channel, period.kind, period.subject, post, now, part)
                        done.append(row)
            return done

    def queue_ops(
        self, chat: int | str | None, trouble: str, text: str, now: datetime
    ) -> Queued | None:
        """Tell the operator of a trouble; None where they have been told and it has not ended.

        ``chat`` None prints it; ``trouble`` names the trouble, ``text`` is plain.
        """
        with self._archive.transaction():
            channel, subject = _ops_channel(chat), f"trouble:{trouble}"
            latest = self._ops(channel, subject)
            if latest is not None and latest.part == 1:
                return None
            return self._insert(channel, "ops", subject, _ops_post("⚠️", text), now)

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
            over = self._insert(channel, "ops", subject, _ops_post("✅", text), now, part=2)
            if latest.state == "queued":
                for delivery_id in (latest.id, over.delivery_id):
                    self._deliveries.run("drop", id=delivery_id, error="over before it was told")
                return Queued(latest.id, "dropped", channel.key)
            return over

    def unsettled(self) -> list[Delivery]:
        """Messages that wait for the operator: refused, or perhaps delivered."""
        return [Delivery.of(row) for row in self._deliveries.rows("unsettled")]

    def settle(self, delivery_id: int, *, send_again: bool, now: datetime) -> bool:
        """The operator's word on an unsettled message: send it again, or leave it.

        Returns False where no unsettled message has that id.
        """
        with self._archive.transaction():
            if send_again:
                changed = self._deliveries.run("release_held", id=delivery_id, due_at=stamp(now))
            else:
                changed = self._deliveries.run("confirm_held", id=delivery_id)
            return changed > 0

    def _alert(self, event: Event, told: Told, channel: Channel, now: datetime) -> list[Queued]:
        alert = self._deliveries.one(
            "alert", sink=channel.sink, chat=channel.key, subject=_subject(event)
        )
        if alert is None:
            wanted = channel.alerts == "all" or (channel.alerts == "meetings" and event.is_meeting)
            if not wanted or told.is_withdrawn or not _is_news(event, now):
                return []
            due = now + self._grace if told.is_fallback else now
            post = render_alert(told)
            return [
                self._insert(
                    channel, "alert", _subject(event), post, now, due=due, lang=told.spoken
                )
            ]
        if alert.state == "queued":
            return self._replace(alert, told, channel, now)
        if alert.state in ("sending", "uncertain", "sent"):
            return self._edit(alert, told, channel, now)
        return []

    def _replace(
        self, alert: Delivery, told: Told, channel: Channel, now: datetime
    ) -> list[Queued]:
        fresh = payload(render_alert(told))
        # It waited for its language and not for Telegram, which may have asked for patience.
        arrived = alert.lang != channel.language and not told.is_fallback and alert.error is None
        due = min(alert.due_at, now) if arrived else alert.due_at
        if fresh["payload_sha256"] == alert.payload_sha256 and due == alert.due_at:
            return []
        self._deliveries.run(
            "replace_payload", id=alert.id, lang=told.spoken, due_at=stamp(due), **fresh
        )
        return [Queued(alert.id, "replaced", alert.chat)]

    def _edit(self, alert: Delivery, told: Told, channel: Channel, now: datetime) -> list[Queued]:
        shown = self._deliveries.one("shown", alert_id=alert.id) or alert
        pending = self._deliveries.one("unsent_edit", target_id=alert.id)
        post = self._correction(told, shown, channel, now)
        if pending is not None:
            again = render_alert(told, mark_of(pending.post))
            if post is not None and again == pending.post:
                return []
            self._deliveries.run("drop", id=pending.id, error="superseded by a later change")
        if post is None:
            return [Queued(pending.id, "dropped", channel.key)] if pending else []
        edit = self._insert(channel, "edit", alert.subject, post, now, target_id=alert.id)
        return [Queued(edit.delivery_id, "edited", channel.key)]

    def _correction(
        self, told: Told, shown: Delivery, channel: Channel, now: datetime
    ) -> Post | None:
        """The post that is to replace what the chat shows; None where it says the same."""
        same = render_alert(told, mark_of(shown.post))
        if same == shown.post:
            return None
        if same.html != shown.post.html:
            return render_alert(told, mark(told, now.astimezone(self._zone)))
        # Only the buttons to other languages differ: no correction, hence no mark; and a terminal
        # has no buttons that could be changed.
        return None if channel.sink == "terminal" else same

    def _said(self, channel: Channel, kind: str, subject: str) -> bool:
        said = self._deliveries.value(
            "said", sink=channel.sink, chat=channel.key, kind=kind, subject=subject
        )
        return said is not None

    def _ops(self, channel: Channel, subject: str) -> Delivery | None:
        return self._deliveries.one(
            "latest_ops", sink=channel.sink, chat=channel.key, subject=subject
        )

    def _insert(
        self,
        channel: Channel,
        kind: str,
        subject: str,
        post: Post,
        now: datetime,
        part: int = 1,
        *,
        due: datetime | None = None,
        lang: str | None = None,
        target_id: int | None = None,
    ) -> Queued:
        delivery_id = self._deliveries.insert(
            sink=channel.sink,
            chat=channel.key,
            kind=kind,
            subject=subject,
            part=part,
            lang=lang or channel.language,
            due_at=stamp(due or now),
            created_at=stamp(now),
            target_id=target_id,
            **payload(post),
        )
        return Queued(delivery_id, "queued", channel.key)


def _subject(event: Event) -> str:
    return f"event:{event.id}"


def _is_news(event: Event, now: datetime) -> bool:
    first_seen = min(release.first_seen_at for release in event.releases.values())
    return event.announce and first_seen > now - NEWS_FOR


def _ops_channel(chat: int | str | None) -> Channel:
    return Channel(chat=TERMINAL if chat is None else chat, language="en")


def _ops_post(sign: str, text: str) -> Post:
    lines = [clean(line) for line in cut(text, _OPS_TEXT).splitlines()]
    return Post(f"{sign} {escape(chr(10).join(lines).strip())}")
