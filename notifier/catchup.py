"""One digest instead of a flood: after a pause, and when more comes than anybody reads.

An alert that would be one too many within the hour, or that is no longer fresh when it is found,
is noted as dropped at once and told in a digest as soon as no more of them come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from archive import Archive
from archive.model import Event
from notifier.deliveries import Deliveries, Queued, stamp
from notifier.digest import Period, compile_digest
from notifier.render import render_digest
from notifier.settings import Audience
from notifier.wanted import wants_alert

#: What was published longer ago when it is found is told in a digest and not by an alert.
FRESH_FOR = timedelta(hours=24)
#: The digest is made when nothing more was put aside for so long, or after so long in any case.
_CALM, _AT_LATEST = timedelta(minutes=5), timedelta(hours=1)

_LATE = "for a digest: no longer fresh when it was found"
_FLOOD = "for a digest: too many alerts within an hour"


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """A digest of what was put aside for ``chat``: its messages, and how many were a flood."""

    chat: str
    queued: tuple[Queued, ...]
    flood: int


class CatchUp:
    """What is put aside and told together. At most ``per_hour`` alerts an hour go to one chat."""

    def __init__(
        self, archive: Archive, zone: ZoneInfo, per_hour: int, *, announce_late: bool = False
    ) -> None:
        self._archive = archive
        self._deliveries = Deliveries(archive.db)
        self._zone = zone
        self._per_hour = per_hour
        self._announce_late = announce_late

    def reason(self, event: Event, channel: Audience, now: datetime) -> str | None:
        """Why an alert of ``event`` is to be put aside; None where it may go out."""
        if not self._announce_late and now - event.published_at > FRESH_FOR:
            return _LATE
        since = stamp(now - timedelta(hours=1))
        recent = self._deliveries.value(
            "recent_alerts", sink=channel.sink, chat=channel.key, since=since
        )
        return _FLOOD if recent >= self._per_hour else None

    def queue(self, channel: Audience, now: datetime) -> CaughtUp | None:
        """Queue the digest of what was put aside for a channel; None where it is not yet time."""
        place = {"sink": channel.sink, "chat": channel.key}
        aside = list(self._deliveries.rows("put_aside", **place))
        times = [datetime.fromisoformat(row["created_at"]) for row in aside]
        if not aside or (now - max(times) < _CALM and now - min(times) < _AT_LATEST):
            return None
        # Two that were put aside may have turned out to be one event.
        subjects = dict.fromkeys(row["subject"] for row in aside)
        found = [self._archive.event(int(each.removeprefix("event:"))) for each in subjects]
        # What has become known since, in another language, may be what the channel excludes.
        events = [event for event in found if wants_alert(channel, event)]
        days = sorted(event.published_at.astimezone(self._zone).date() for event in events or found)
        period = Period.span(days[0], days[-1], self._zone)
        digest = compile_digest(events, period, channel.language, only_meetings=False)
        subject = f"catchup:{stamp(now)}"
        queued = tuple(
            self._deliveries.queue(channel, "catchup", subject, post, now, part)
            for part, post in enumerate(render_digest(digest), start=1)
        )
        first = queued[0].delivery_id if queued else None
        for row in aside:
            self._deliveries.run("tell_aside", id=row["id"], target_id=first or row["id"])
        return CaughtUp(channel.key, queued, sum(row["error"] == _FLOOD for row in aside))
