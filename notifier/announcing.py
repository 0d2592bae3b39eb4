"""Whether and when a channel is told of an event, until it has been told.

What is decided when the first release comes is decided again with every further language and every
change, for as long as the alert waits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from archive import Archive
from archive.model import Event
from notifier.catchup import CatchUp
from notifier.deliveries import Deliveries, Delivery, Queued, payload, stamp
from notifier.render import render_alert
from notifier.settings import Audience
from notifier.stories import first_post
from notifier.told import Told
from notifier.wanted import wants_alert

#: How long an alert waits for the channel's own language.
LANGUAGE_GRACE = timedelta(minutes=2)

#: What has been archived for longer is no news to a channel that has not heard of it.
NEWS_FOR = timedelta(hours=48)

#: Why an alert that waited is not sent after all; it is, where the event is wanted again.
UNWANTED = "not what the channel wants to hear of"


class Announcing:
    """Alerts that are not posts yet; ``grace`` is how long one waits for the channel's language."""

    def __init__(self, archive: Archive, grace: timedelta, catch_up: CatchUp) -> None:
        self._archive = archive
        self._deliveries = Deliveries(archive.db)
        self._grace = grace
        self._catch_up = catch_up

    def announce(self, event: Event, told: Told, channel: Audience, now: datetime) -> list[Queued]:
        """Queue the alert of an event that the channel has not been told of, if it wants one."""
        if not wants_alert(channel, event) or told.is_withdrawn or not _is_news(event, now):
            return []
        aside = self._catch_up.reason(event, channel, now)
        first = None if aside else first_post(self._archive, event, channel)
        queued = self._deliveries.queue(
            channel,
            "alert",
            f"event:{event.id}",
            render_alert(told),
            now,
            due=self._due(told, now),
            lang=told.spoken,
            target_id=first.id if first else None,
        )
        return [queued] if aside is None else self._drop(queued.delivery_id, aside, channel)

    def decide_again(
        self, alert: Delivery, event: Event, told: Told, channel: Audience, now: datetime
    ) -> list[Queued]:
        """Have an alert that waits, or was dropped, follow from the event as it is now."""
        wanted = wants_alert(channel, event)
        if alert.state == "queued":
            if not wanted:
                return self._drop(alert.id, UNWANTED, channel)
            return self._replace(alert, event, told, channel, self._sooner(alert, told, now))
        if alert.error != UNWANTED or not wanted or told.is_withdrawn or not _is_news(event, now):
            return []
        aside = self._catch_up.reason(event, channel, now)
        self._deliveries.run("take_back", id=alert.id, created_at=stamp(now))
        if aside is not None:
            return self._drop(alert.id, aside, channel)
        again = replace(alert, target_id=None)
        due = self._due(told, now)
        replaced = self._replace(again, event, told, channel, due)
        return replaced or [Queued(alert.id, "queued", channel.key)]

    def _due(self, told: Told, now: datetime) -> datetime:
        return now + self._grace if told.is_fallback else now

    def _sooner(self, alert: Delivery, told: Told, now: datetime) -> datetime:
        # It waited for its language and not for Telegram, which may have asked for patience.
        arrived = alert.lang != told.language and not told.is_fallback and alert.error is None
        return min(alert.due_at, now) if arrived else alert.due_at

    def _replace(
        self, alert: Delivery, event: Event, told: Told, channel: Audience, due: datetime
    ) -> list[Queued]:
        fresh = payload(render_alert(told))
        first = first_post(self._archive, event, channel)
        answered = first.id if first else None
        is_same = fresh["payload_sha256"] == alert.payload_sha256
        if is_same and due == alert.due_at and answered == alert.target_id:
            return []
        self._deliveries.run(
            "replace_payload",
            id=alert.id,
            lang=told.spoken,
            due_at=stamp(due),
            target_id=answered,
            **fresh,
        )
        return [Queued(alert.id, "replaced", channel.key)]

    def _drop(self, alert_id: int, reason: str, channel: Audience) -> list[Queued]:
        self._deliveries.run("drop", id=alert_id, error=reason)
        return [Queued(alert_id, "dropped", channel.key)]


def _is_news(event: Event, now: datetime) -> bool:
    first_seen = min(release.first_seen_at for release in event.releases.values())
    return event.announce and first_seen > now - NEWS_FOR
