"""How densely to poll at a given rate of news, when only so many polls a day can be spent."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

#: The span until the next poll is looked through in so many steps.
STEPS = 60
#: Halvings of the interval in which the factor is sought.
HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Bounds:
    """Shortest and longest wait between polls in minutes, and how many polls a day to spend."""

    fastest: float
    slowest: float
    daily: float

    def density(self, rate: float, spend: float) -> float:
        """Polls a minute where ``rate`` releases an hour are expected.

        The delay of a release is half a wait on average, so that the sum of delays is that of
        rate / (2 × density); for a fixed number of polls it is least where the density is
        proportional to the square root of the rate. ``spend`` is the factor.
        """
        return min(max(spend * math.sqrt(rate), 1 / self.slowest), 1 / self.fastest)

    def spend(self, states: Iterable[tuple[float, float]]) -> float:
        """The factor of ``density`` that uses up the budget, as far as the bounds allow.

        ``states``: rates in releases an hour, one at least above zero, each with its share of
        the time.
        """
        least, most = 1 / self.slowest, 1 / self.fastest
        ordered = sorted((math.sqrt(rate), share) for rate, share in states)
        roots = [root for root, _ in ordered]
        shares = list(accumulate((share for _, share in ordered), initial=0.0))
        sums = list(accumulate((root * share for root, share in ordered), initial=0.0))

        def used(factor: float) -> float:
            slow, free = bisect(roots, least / factor), bisect(roots, most / factor)
            polls = least * shares[slow] + most * (shares[-1] - shares[free])
            return polls + factor * (sums[free] - sums[slow])

        # Between these two every density lies between the bounds, or on them.
        low = least / roots[-1]
        high = most / next(root for root in roots if root > 0)
        for _ in range(HALVINGS):
            middle = math.sqrt(low * high)
            if used(middle) < self.daily / 1440:
                low = middle
            else:
                high = middle
        return low

    def wait(self, now: float, rate: Callable[[float], float], spend: float) -> float:
        """Minutes from ``now`` until the density of polls adds up to one; within the bounds.

        ``rate``: releases an hour to be expected at a moment.
        """
        step = self.slowest / STEPS
        passed = due = 0.0
        for _ in range(STEPS):
            density = self.density(rate(now + passed + step / 2), spend)
            if due + density * step >= 1:
                passed += (1 - due) / density
                break
            due += density * step
            passed += step
        return min(max(passed, self.fastest), self.slowest)
