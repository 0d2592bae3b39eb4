"""The wait until the next poll, from everything that is known of when releases appear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from scheduler.pacing.budget import Bounds
from scheduler.pacing.bursts import BEYOND, Bursts, chances, span_of
from scheduler.pacing.rhythm import CELLS, DAY, HOUR, WEEK, Rhythm

#: A day's own level outweighs the rhythm's after so many releases: a holiday grows quiet in its
#: course, a day of sessions keeps the polls close.
DAY_BELIEF = 6.0
#: Rates are worked out afresh after this long, and sooner when so much more is known.
REFRESH = DAY
GROWTH = 1.05


class Week:
    """Rates by hour of the week, to be asked at any moment."""

    def __init__(self, rates: Sequence[float]) -> None:
        self.rates = tuple(rates)
        self._sums = tuple(accumulate(rates, initial=0.0))

    def rate(self, moment: float) -> float:
        """Releases an hour at a moment, in a straight line between the middles of two hours."""
        before, part = divmod(moment % WEEK / HOUR - 0.5, 1)
        cell = int(before)
        return self.rates[cell] * (1 - part) + self.rates[(cell + 1) % CELLS] * part

    def brings(self, start: float, end: float) -> float:
        """How many releases are expected between two moments."""
        weeks = end // WEEK - start // WEEK
        return weeks * self._sums[-1] + self._since_monday(end) - self._since_monday(start)

    def _since_monday(self, moment: float) -> float:
        hours, part = divmod(moment % WEEK / HOUR, 1)
        return self._sums[int(hours)] + part * self.rates[int(hours)]


@dataclass(slots=True)
class Forecast:
    """Learns from releases in the order of time and says when to look next.

    Moments are minutes on the site's wall clock (see ``rhythm``). The same releases and the same
    moments always give the same waits.
    """

    bounds: Bounds
    _rhythm: Rhythm = field(default_factory=Rhythm)
    _bursts: Bursts = field(default_factory=Bursts)
    _known: int = 0
    _latest: float = float("-inf")
    _today: list[float] = field(default_factory=list)
    # What was worked out of these, when, and from how many releases.
    _week: Week = field(init=False)
    _alone: float = field(init=False)
    _hazards: list[float] = field(init=False)
    _spend: float | None = field(init=False)
    _worked_out: float = field(init=False)
    _known_then: int = field(init=False)

    def __post_init__(self) -> None:
        self._work_out(0.0)

    def learn(self, moments: Iterable[float]) -> None:
        """Note releases by the moments at which they appeared, oldest first.

        One that is older than those learned before counts for the rhythm, not for the groups.
        """
        for moment in moments:
            if self._stale(moment):
                self._work_out(moment)
            if self._known and moment >= self._latest:
                self._bursts.learn(self._latest, moment, self._week.brings)
            self._rhythm.learn(moment)
            self._known += 1
            self._latest = max(moment, self._latest)
            midnight = moment // DAY * DAY
            self._today = [*(m for m in self._today if m >= midnight), moment]

    def wait(self, now: float) -> float:
        """Minutes until the next poll, when the last one has ended at ``now``."""
        if self._stale(now):
            self._work_out(now)
        spend = self._spend = self._spend or self.bounds.spend(self._states())
        level = self._level(now)

        def rate(moment: float) -> float:
            group = self._hazards[span_of(moment - self._latest)]
            return level * self._alone * self._week.rate(moment) + group

        return self.bounds.wait(now, rate, spend)

    def _level(self, now: float) -> float:
        """How busy today is, compared with what its hours so far would have brought."""
        midnight = now // DAY * DAY
        seen = sum(1 for moment in self._today if moment >= midnight)
        return (DAY_BELIEF + seen) / (DAY_BELIEF + self._week.brings(midnight, now))

    def _stale(self, now: float) -> bool:
        return now - self._worked_out >= REFRESH or self._known > self._known_then * GROWTH

    def _work_out(self, now: float) -> None:
        self._week = Week(self._rhythm.rates(now))
        self._alone = self._bursts.alone
        self._hazards = self._bursts.hazards()
        self._spend = None
        self._worked_out, self._known_then = now, self._known

    def _states(self) -> list[tuple[float, float]]:
        """The rates that are to be met with, and how much of the week is spent at each."""
        return [
            (self._alone * rate + self._hazards[span], chance / CELLS)
            for rate in self._week.rates
            for span, chance in zip(range(BEYOND + 1), chances(rate), strict=True)
        ]
