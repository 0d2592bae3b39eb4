"""When in the week releases appear: rates by hour, learned with forgetting, drawn to a prior."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import mul

#: Moments are minutes on the wall clock of the site since Monday, 3 January 2000, 00:00.
HOUR = 60.0
DAY = 24 * HOUR
WEEK = 7 * DAY
CELLS = 168

#: After this long a release counts half: offices change their habits with seasons and people.
HALF_LIFE = 90 * DAY
#: What an archive that knows nothing expects: releases a week, believed as much as so many weeks
#: of looking.
PRIOR_PER_WEEK = 35.0
PRIOR_WEEKS = 0.5
#: How many releases the profiles of the day's hours and of the week's days need to outweigh the
#: prior's profiles.
HOURS_BELIEF = 24.0
DAYS_BELIEF = 14.0
#: An hour of the week may differ from what its day and its hour of the day say: its own count
#: counts as much as these when so many releases were expected in it.
CELL_BELIEF = 4.0
#: Share of all releases that may come at any time, whatever was seen so far.
ANY_TIME = 0.01

#: How sure it is that the office is awake at the usual hours and days, and how much one release
#: says of that: less than its own probability, since several may come of one occasion.
USUAL_OFFICE = 0.9
EVIDENCE = 0.5

#: The prior is an office: relative rates of the hours of a working day, and of the days.
OFFICE_HOURS = (
    *(0.01,) * 7, 0.1, 0.4, 1.0, 1.0, 1.0, 1.0,
    0.8, 1.0, 1.0, 1.0, 1.0, 0.8, 0.5, 0.3, 0.15, 0.1, 0.01,
)  # fmt: skip
OFFICE_DAYS = (1.0, 1.0, 1.0, 1.0, 1.0, 0.3, 0.2)


def shares(weights: Sequence[float]) -> list[float]:
    """The weights, scaled to a sum of one."""
    total = sum(weights)
    return [weight / total for weight in weights]


def smoothed(values: Sequence[float]) -> list[float]:
    """Each value mixed with its two neighbours, a quarter each, around the clock."""
    count = len(values)
    return [(values[i - 1] + 2 * values[i] + values[(i + 1) % count]) / 4 for i in range(count)]


#: How probable a profile is beforehand, its shares, and their logarithms.
Turns = tuple[tuple[float, list[float], list[float]], ...]


def _turns(office: Sequence[float]) -> Turns:
    """An office's profile, the same later on the clock or in the week, and an even one."""
    size = len(office)
    turned = [shares([*office[-turn:], *office[:-turn]]) for turn in range(size)]
    profiles = [*turned, [1 / size] * size]
    other = (1 - USUAL_OFFICE) / size
    return tuple(
        (other if number else USUAL_OFFICE, profile, [math.log(share) for share in profile])
        for number, profile in enumerate(profiles)
    )


_HOURS, _DAYS = _turns(OFFICE_HOURS), _turns(OFFICE_DAYS)


@dataclass(slots=True)
class Rhythm:
    """Counts of releases by hour of the week, older ones counting less.

    Instead of decaying all counts with every release, later releases weigh more, and ``rates``
    takes that back: learning one release is a single addition.
    """

    _counts: list[float] = field(default_factory=lambda: [0.0] * CELLS)
    #: The moment whose releases weigh 1, and that of the oldest release.
    _unit: float | None = None
    _oldest: float = math.inf

    def learn(self, moment: float) -> None:
        """Note a release that appeared at ``moment``."""
        if self._unit is None:
            self._unit = moment
        self._oldest = min(self._oldest, moment)
        self._counts[int(moment % WEEK // HOUR)] += 2.0 ** ((moment - self._unit) / HALF_LIFE)

    def rates(self, now: float) -> list[float]:
        """Expected releases an hour in each of the 168 hours of the week, Monday first."""
        counts, weeks = self._recent(now)
        known = sum(counts)
        counts_by_hour = [sum(counts[hour::24]) for hour in range(24)]
        hours = smoothed(counts_by_hour)
        days = [sum(counts[24 * day : 24 * day + 24]) for day in range(7)]
        by_hour = _drawn(hours, _likely(counts_by_hour, _HOURS), HOURS_BELIEF)
        by_day = _drawn(days, _likely(days, _DAYS), DAYS_BELIEF)
        expected = [day * hour for day in by_day for hour in by_hour]
        cells = shares(
            [
                share * (CELL_BELIEF + count) / (CELL_BELIEF + known * near)
                for share, count, near in zip(
                    expected, smoothed(counts), smoothed(expected), strict=True
                )
            ]
        )
        a_week = (known + PRIOR_PER_WEEK * PRIOR_WEEKS) / (weeks + PRIOR_WEEKS)
        return [a_week * ((1 - ANY_TIME) * share + ANY_TIME / CELLS) for share in cells]

    def _recent(self, now: float) -> tuple[list[float], float]:
        """Counts weighted by age, and the weeks in which they came, weighted alike."""
        if self._unit is None:
            return self._counts, 0.0
        weight = 2.0 ** ((self._unit - now) / HALF_LIFE)
        age = max(now - self._oldest, 0.0)
        weeks = HALF_LIFE / math.log(2) * (1 - 2.0 ** (-age / HALF_LIFE)) / WEEK
        return [count * weight for count in self._counts], weeks


def _likely(counts: Sequence[float], turns: Turns) -> list[float]:
    """The office's profile at the place of the clock where the counts put it, or none at all.

    Each of the ``turns`` counts as much as it makes the counts probable.
    """
    weights = [
        math.log(before) + EVIDENCE * sum(map(mul, counts, logs)) for before, _, logs in turns
    ]
    most = max(weights)
    likely = shares([math.exp(weight - most) for weight in weights])
    return [
        sum(weight * profile[at] for weight, (_, profile, _) in zip(likely, turns, strict=True))
        for at in range(len(counts))
    ]


def _drawn(counts: Sequence[float], prior: Sequence[float], belief: float) -> list[float]:
    """Shares of the counts, drawn to the prior's shares as if by ``belief`` releases."""
    total = sum(counts) + belief
    return [(count + belief * share) / total for count, share in zip(counts, prior, strict=True)]
