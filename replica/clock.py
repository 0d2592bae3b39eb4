"""The replica's own clock: real time unless it is told otherwise."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

#: Local time of the site; its offset changed on 1 March 2024, so it comes from the tz database.
ALMATY = ZoneInfo("Asia/Almaty")


class Clock:
    """Tells the time of the site; may be set, frozen and moved on."""

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        self._shift = timedelta(0)
        self._stopped_at: datetime | None = None
        self.is_real = True
        if start is not None:
            self.set(start, frozen=frozen)

    def now(self) -> datetime:
        """The present moment in local time of the site."""
        moment = self._stopped_at or datetime.fromtimestamp(time.time(), UTC) + self._shift
        return moment.astimezone(ALMATY)

    def set(self, moment: datetime, *, frozen: bool = False) -> None:
        """Makes it ``moment`` now (naive: local time of the site); frozen time stands still."""
        moment = as_local(moment)
        self.is_real = False
        self._shift = moment - datetime.fromtimestamp(time.time(), UTC)
        self._stopped_at = moment if frozen else None

    def advance(self, seconds: float) -> None:
        """Moves the present by ``seconds``."""
        self.set(self.now() + timedelta(seconds=seconds), frozen=self._stopped_at is not None)

    def reset(self) -> None:
        """Back to real time."""
        self._shift, self._stopped_at, self.is_real = timedelta(0), None, True


def as_local(moment: datetime) -> datetime:
    """``moment`` in local time of the site; a naive one is taken for local time already."""
    return moment.replace(tzinfo=ALMATY) if moment.tzinfo is None else moment.astimezone(ALMATY)


def parse_moment(text: str) -> datetime:
    """An ISO 8601 date and time as local time of the site; ValueError where it is none."""
    return as_local(datetime.fromisoformat(text))
