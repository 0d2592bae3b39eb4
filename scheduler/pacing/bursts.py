"""What a release says of the next hours: news comes in groups."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

#: Spans of time since the latest release, by their ends in minutes; beyond the last one a release
#: no longer belongs to the group.
ENDS = (5.0, 15.0, 30.0, 60.0, 120.0)
STARTS = (0.0, *ENDS[:-1])
BEYOND = len(ENDS)
#: What is expected before anything is known: how many further releases follow in each span beyond
#: the rhythm's own (translations, several items of one session), and how many of the rhythm's
#: releases come when no group is under way.
PRIOR_FOLLOWERS = (0.08, 0.10, 0.08, 0.06, 0.04)
PRIOR_ALONE = 0.75
#: How many releases it takes to outweigh that.
BELIEF = 30.0


@dataclass(slots=True)
class Bursts:
    """Counts of what came after a release, by the span of time that had passed since.

    ``seen``: releases that came in the span; ``expected``: how many the rhythm alone would have
    brought while it lasted; ``waited``: hours for which it lasted. The last entry of each is for
    the time beyond all spans.
    """

    seen: list[float] = field(default_factory=lambda: [0.0] * (BEYOND + 1))
    expected: list[float] = field(default_factory=lambda: [0.0] * (BEYOND + 1))
    waited: list[float] = field(default_factory=lambda: [0.0] * (BEYOND + 1))

    def learn(self, start: float, end: float, brings: Callable[[float, float], float]) -> None:
        """Note a release at ``end`` (minutes) that was the first after the one at ``start``.

        ``brings``: how many releases the rhythm expects between two moments.
        """
        gap = end - start
        for span, begins, ends in zip(
            range(BEYOND + 1), (*STARTS, ENDS[-1]), (*ENDS, math.inf), strict=True
        ):
            until = min(gap, ends)
            self.expected[span] += brings(start + begins, start + until)
            self.waited[span] += (until - begins) / 60
            if gap < ends:
                self.seen[span] += 1
                return

    @property
    def alone(self) -> float:
        """The share of the rhythm's rate that is left when no group is under way."""
        seen = self.seen[BEYOND] + BELIEF * PRIOR_ALONE
        return min(seen / (self.expected[BEYOND] + BELIEF), 1.0)

    def hazards(self) -> list[float]:
        """Releases an hour beyond the rhythm's in each span after a release; none beyond."""
        result = []
        for span, (begins, ends) in enumerate(zip(STARTS, ENDS, strict=True)):
            excess = self.seen[span] - self.alone * self.expected[span]
            followers = max(excess + BELIEF * PRIOR_FOLLOWERS[span], 0.0)
            result.append(followers / (self.waited[span] + BELIEF * (ends - begins) / 60))
        return [*result, 0.0]


def span_of(gap: float) -> int:
    """Which span a time since the latest release, in minutes, lies in."""
    return next((span for span, end in enumerate(ENDS) if gap < end), BEYOND)


def chances(rate: float) -> list[float]:
    """How probable it is to be in each span, at a steady rate of releases an hour."""
    left = [math.exp(-rate * end / 60) for end in (0.0, *ENDS)]
    return [before - after for before, after in pairwise(left)] + [left[-1]]
