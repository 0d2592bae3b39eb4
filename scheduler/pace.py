"""How long to wait until the next poll."""

from __future__ import annotations

from datetime import timedelta

from scheduler.options import ScheduleOptions, duration

#: By how much the wait grows with every poll that finds nothing, and after a poll that fails.
SLOWER = 1.25
FAILED = 2.0


class Pace:
    """The wait between polls: fixed, or adapted to what the last polls found.

    Adaptive: after a new release the fastest poll, since releases come in groups (three languages,
    several items of one session); then slower with every empty poll, up to the slowest. After a
    failure either pace backs off, up to the slowest poll or the fixed interval if that is longer.
    """

    def __init__(self, options: ScheduleOptions) -> None:
        self._fastest = duration(options.fastest_poll)
        self._slowest = duration(options.slowest_poll)
        self._fixed = None if options.poll == "adaptive" else duration(options.poll)
        self._wait = self._fixed or self._fastest

    @property
    def wait(self) -> timedelta:
        """The time from the end of the last poll to the next one."""
        return self._wait

    def after_poll(self, *, new: int) -> timedelta:
        """Note a poll that worked and found ``new`` releases."""
        if self._fixed is not None:
            self._wait = self._fixed
        elif new:
            self._wait = self._fastest
        else:
            self._wait = min(self._wait * SLOWER, self._slowest)
        return self._wait

    def after_failure(self) -> timedelta:
        """Note a poll that failed."""
        longest = max(self._slowest, self._fixed or self._slowest)
        self._wait = min(self._wait * FAILED, longest)
        return self._wait
