"""When the releases of the past appeared: working days, office hours, languages minutes apart."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from replica.clock import ALMATY

if TYPE_CHECKING:
    from datetime import date

    from replica.languages import Lang
    from replica.model import Event

_SATURDAY, _SUNDAY = 5, 6
#: No release of the past is younger than this, so that the next one is visibly newer.
_QUIET = timedelta(minutes=30)

#: How many minutes after the event's own time each language may appear.
_LAG_MINUTES: dict[str, tuple[int, int]] = {"kk": (0, 6), "ru": (0, 4), "en": (5, 24)}


@dataclass(frozen=True, slots=True)
class Planned:
    """One release that is to stand in the history; ``at`` is its second of creation."""

    event: Event
    lang: Lang
    at: datetime


def plan_history(events: list[Event], now: datetime, seed: int) -> list[Planned]:
    """The releases of ``events`` (oldest first) with their times, in order of publication."""
    planned = []
    for event, moment in zip(events, event_times(len(events), now, seed), strict=True):
        rng = random.Random(f"{seed}:{event.id}")
        for lang, text in event.texts.items():
            planned.append(Planned(event, lang, text.published_at or _lagged(moment, lang, rng)))
    return sorted(planned, key=lambda item: item.at)


def event_times(count: int, now: datetime, seed: int) -> list[datetime]:
    """``count`` moments before ``now``, ascending; the same for the same day and seed."""
    latest, day, times = now - _QUIET, now.date(), list[datetime]()
    while len(times) < count:
        times += sorted((t for t in _times_of_day(day, seed) if t < latest), reverse=True)
        day -= timedelta(days=1)
    return sorted(times[:count])


def _times_of_day(day: date, seed: int) -> list[datetime]:
    rng = random.Random(f"{seed}:{day}")
    if day.weekday() == _SUNDAY:
        return []
    count = rng.choice((0, 0, 1)) if day.weekday() == _SATURDAY else rng.randint(2, 6)
    midnight = datetime(day.year, day.month, day.day, tzinfo=ALMATY)
    # Most releases follow the meetings of the late morning and of the afternoon.
    minutes = (
        int(rng.triangular(8 * 60 + 30, 20 * 60, rng.choice((11, 16)) * 60)) for _ in range(count)
    )
    return [midnight + timedelta(minutes=m, seconds=rng.randint(0, 59)) for m in minutes]


def _lagged(moment: datetime, lang: Lang, rng: random.Random) -> datetime:
    return moment + timedelta(minutes=rng.randint(*_LAG_MINUTES[lang]), seconds=rng.randint(0, 59))
