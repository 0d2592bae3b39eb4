"""How long to wait until the next poll."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from archive.reading import Appearance
from scheduler.options import ScheduleOptions, duration
from scheduler.pacing.budget import Bounds
from scheduler.pacing.forecast import Forecast

#: By how much the wait grows after a poll that fails.
FAILED = 2.0
#: How far back the archive is learned from: what is older would weigh next to nothing.
MEMORY = timedelta(days=400)
#: A release whose time of publication lies before a poll that did not show it is taken to have
#: appeared when it was found, if that was no longer ago than this: times are filled in by hand, and
#: translations keep the time of the original. Beyond, it is an old one that had been missed.
BACKDATED = timedelta(days=1)

_MONDAY = datetime(2000, 1, 3)  # noqa: DTZ001 (moments are counted on the site's wall clock)
_MINUTE = timedelta(minutes=1)


class Pace:
    """The wait between polls: fixed, or adapted to when releases are to be expected.

    Adaptive: learned from the archive (scheduler/pacing, docs/pace.md), never shorter than the
    fastest poll, never longer than the slowest. After a failure either pace backs off, up to the
    slowest poll or the fixed interval if that is longer.
    """

    def __init__(self, options: ScheduleOptions) -> None:
        self._zone = options.zone
        self._fastest = duration(options.fastest_poll)
        self._slowest = duration(options.slowest_poll)
        self._fixed = None if options.poll == "adaptive" else duration(options.poll)
        self._wait = self._fixed or self._fastest
        self._forecast = Forecast(
            Bounds(self._fastest / _MINUTE, self._slowest / _MINUTE, options.daily_polls)
        )

    @property
    def adaptive(self) -> bool:
        """Whether there is any use in ``learn``."""
        return self._fixed is None

    @property
    def wait(self) -> timedelta:
        """The time from the end of the last poll to the next one."""
        return self._wait

    def learn(self, releases: Iterable[Appearance]) -> None:
        """Take note of releases that were not known to the pace before."""
        appeared = (appeared_at(release) for release in releases)
        self._forecast.learn(sorted(self._moment(time) for time in appeared if time is not None))

    def after_poll(self, now: datetime) -> timedelta:
        """Note a poll that worked and ended at ``now``."""
        if self._fixed is not None:
            self._wait = self._fixed
        else:
            minutes = self._forecast.wait(self._moment(now))
            wait = timedelta(minutes=minutes)
            self._wait = min(max(wait, self._fastest), self._slowest)
        return self._wait

    def after_failure(self) -> timedelta:
        """Note a poll that failed."""
        longest = max(self._slowest, self._fixed or self._slowest)
        self._wait = min(self._wait * FAILED, longest)
        return self._wait

    def _moment(self, time: datetime) -> float:
        return (time.astimezone(self._zone).replace(tzinfo=None) - _MONDAY) / _MINUTE


def appeared_at(release: Appearance) -> datetime | None:
    """When a release became visible, as far as can be told; None: only the day is known."""
    published, found = release.published_at, release.first_seen_at
    if published > found:
        return found
    missed = release.looked_before is not None and published < release.looked_before
    if missed and found - published <= BACKDATED:
        return found
    if (published.hour, published.minute, published.second) == (0, 0, 0):
        return None
    return published
