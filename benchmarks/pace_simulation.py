"""Walking forward through the times of releases with a policy of polling."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.measuring import median, percentile
from benchmarks.pace_policies import Policy, adaptive, fixed, knowing, simple
from scheduler.pacing.budget import Bounds

DAY = 1440.0
#: Walks with different first polls, so that no figure hangs on where the polls happen to fall;
#: fewer where the file is long and each walk is worth more.
WALKS = 16
WALK_DAYS = 500
#: A poll that finds nothing costs one request for each language.
LANGUAGES = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """Polls a day, and the delay of every release in minutes with the moment it appeared."""

    polls: float
    delays: tuple[tuple[float, float], ...]
    shortest: float
    longest: float

    def summary(self, since: float = -math.inf) -> dict[str, Any]:
        """Figures over the releases that appeared at ``since`` or later."""
        delays = sorted(delay for time, delay in self.delays if time >= since)
        mean = sum(delays) / len(delays)
        return {
            "polls_per_day": round(self.polls, 1),
            "requests_per_day": round(self.polls * LANGUAGES, 1),
            "mean_delay_min": round(mean, 3),
            "median_delay_min": round(median(delays), 3),
            "p95_delay_min": round(percentile(delays, 0.95), 3),
            "to_fixed_with_as_many_polls": round(mean / (DAY / self.polls / 2), 3),
        }


@dataclass(frozen=True, slots=True)
class Span:
    """The whole days from the first release to the last."""

    start: float
    end: float

    @classmethod
    def of(cls, times: Sequence[float]) -> Span:
        """The span of ordered times."""
        return cls(times[0] // DAY * DAY, (times[-1] // DAY + 1) * DAY)

    @property
    def days(self) -> float:
        """How many days."""
        return (self.end - self.start) / DAY

    @property
    def middle(self) -> float:
        """Where the second half begins."""
        return (self.start + self.end) / 2


def walk(times: Sequence[float], policy: Policy, span: Span, first: float) -> Outcome:
    """Poll from ``first`` minutes after the start until all is found and the span is over."""
    now, found, polls = span.start + first, 0, 0
    delays: list[tuple[float, float]] = []
    shortest, longest = math.inf, 0.0
    while now < span.end or found < len(times):
        polls += 1
        known = found
        while found < len(times) and times[found] <= now:
            delays.append((times[found], now - times[found]))
            found += 1
        wait = policy(now, times[known:found])
        shortest, longest = min(shortest, wait), max(longest, wait)
        now += wait
    return Outcome(polls / ((now - span.start) / DAY), tuple(delays), shortest, longest)


def walks(
    times: Sequence[float], span: Span, make: Callable[[], Policy], interval: float
) -> Outcome:
    """Several walks with first polls spread over ``interval`` minutes, taken together."""
    count = max(1, min(WALKS, int(WALK_DAYS / span.days)))
    done = [walk(times, make(), span, interval * number / count) for number in range(count)]
    return Outcome(
        sum(each.polls for each in done) / count,
        tuple(delay for each in done for delay in each.delays),
        min(each.shortest for each in done),
        max(each.longest for each in done),
    )


def compare(times: Sequence[float], bounds: Bounds) -> dict[str, Any]:
    """Every policy on the same times; the report as JSON (``benchmarks.pace`` describes it)."""
    span = Span.of(times)
    learned = walks(times, span, lambda: adaptive(bounds), bounds.slowest)
    interval = DAY / learned.polls
    outcomes = {
        "adaptive": learned,
        "fixed": walks(times, span, lambda: fixed(interval), interval),
        "simple": walks(times, span, lambda: simple(bounds), bounds.slowest),
        "knowing": _knowing(times, span, replace(bounds, daily=learned.polls)),
    }
    whole = {name: outcome.summary() for name, outcome in outcomes.items()}
    halved = times[-1] >= span.middle
    late = {name: outcome.summary(span.middle) for name, outcome in outcomes.items() if halved}
    return {
        "releases": len(times),
        "days": span.days,
        "whole": whole | _verdict(whole),
        "second_half": late | _verdict(late) if halved else None,
        "waits_min": {"shortest": learned.shortest, "longest": learned.longest},
    }


def _knowing(times: Sequence[float], span: Span, bounds: Bounds) -> Outcome:
    """The knowing policy with its budget set so that it uses as many polls as the other did."""
    outcome = walks(times, span, lambda: knowing(bounds, times, span.days), bounds.slowest)
    again = replace(bounds, daily=bounds.daily**2 / outcome.polls)
    return walks(times, span, lambda: knowing(again, times, span.days), bounds.slowest)


def _verdict(summary: dict[str, Any]) -> dict[str, Any]:
    delay = {name: figures["mean_delay_min"] for name, figures in summary.items()}
    to_fixed, to_knowing = delay["adaptive"] / delay["fixed"], delay["adaptive"] / delay["knowing"]
    return {
        "adaptive_to_fixed": round(to_fixed, 3),
        "adaptive_to_knowing": round(to_knowing, 3),
        "half_of_fixed": to_fixed <= 0.5,
        "within_15_percent_of_knowing": to_knowing <= 1.15,
    }
