"""Policies of polling that are compared: each is told what a poll found and says how long to wait.

A policy is a callable of the moment and the releases that have just been found, in minutes (see
``scheduler.pacing.rhythm``), and gives the minutes to wait. It never sees what is to come; the
knowing policy has been told the rates of the whole file beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scheduler.pacing.budget import Bounds
from scheduler.pacing.forecast import Forecast, Week
from scheduler.pacing.rhythm import CELLS, HOUR, WEEK, smoothed

Policy = Callable[[float, Sequence[float]], float]


def fixed(interval: float) -> Policy:
    """The same wait always."""
    return lambda _now, _found: interval


def adaptive(bounds: Bounds) -> Policy:
    """What the daemon does with poll = "adaptive", from an empty archive on."""
    forecast = Forecast(bounds)

    def wait(now: float, found: Sequence[float]) -> float:
        forecast.learn(found)
        return forecast.wait(now)

    return wait


def simple(bounds: Bounds) -> Policy:
    """What the daemon did before it learned: fast after news, then a quarter slower each time."""
    current = bounds.fastest

    def wait(_now: float, found: Sequence[float]) -> float:
        nonlocal current
        current = bounds.fastest if found else min(current * 1.25, bounds.slowest)
        return current

    return wait


def knowing(bounds: Bounds, times: Sequence[float], days: float) -> Policy:
    """Knows the rate of each hour of the week over the whole file, past and future.

    The rates are the counts, each hour mixed with its two neighbours; the budget is spent on them
    by the same law of the square root, within the same bounds.
    """
    counts = [0.0] * CELLS
    for time in times:
        counts[int(time % WEEK // HOUR)] += 1
    week = Week([count * 7 / days for count in smoothed(counts)])
    spend = bounds.spend((rate, 1 / CELLS) for rate in week.rates)
    return lambda now, _found: bounds.wait(now, week.rate, spend)
