"""Times at which releases appeared: real ones from a file, and made-up ones with other rhythms."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

COLUMN = "published_at_local"
DAYS = 120

_MONDAY = datetime(2000, 1, 3)  # noqa: DTZ001 (the site's wall clock, as in scheduler.pacing)
_GOLDEN = 0.6180339887498949


class NoTimes(Exception):
    """The file holds no times that could be measured on: the message says why."""


def read(path: Path) -> list[float]:
    """Minutes since Monday, 3 January 2000 by the site's wall clock, in order. Raises NoTimes.

    Times are kept to the minute; where a file knows no seconds, they are spread over the minute,
    evenly and always alike, so that no poll on a full minute finds them at once.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if COLUMN not in (rows.fieldnames or ()):
            raise NoTimes(f"{path} has no column {COLUMN!r}: {rows.fieldnames}")
        try:
            times = sorted(_minutes(row[COLUMN]) for row in rows if row[COLUMN])
        except ValueError as error:
            raise NoTimes(f"{path}: {error}") from error
    if not times:
        raise NoTimes(f"{path} has no times in its column {COLUMN!r}")
    if all(time.is_integer() for time in times):
        times = sorted(time + number * _GOLDEN % 1 for number, time in enumerate(times))
    return times


def _minutes(text: str) -> float:
    local = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    return (local - _MONDAY).total_seconds() / 60


def round_the_clock(rng: random.Random) -> Iterator[float]:
    """Six a day at any hour of any day: nothing to be learned."""
    for day in range(DAYS):
        for _ in range(6):
            yield 1440 * (day + rng.random())


def two_bursts(rng: random.Random) -> Iterator[float]:
    """Each day three to six at about seven in the morning, and as many before midnight."""
    for day in range(DAYS):
        for hour in (7, 22.5):
            for _ in range(rng.randint(3, 6)):
                yield 1440 * day + 60 * hour + rng.gauss(0, 15)


def sparse(rng: random.Random) -> Iterator[float]:
    """One every other working day, in office hours."""
    for day in range(DAYS):
        if day % 7 < 5 and rng.random() < 0.5:
            yield 1440 * day + 60 * rng.uniform(10, 18)


def night_office(rng: random.Random) -> Iterator[float]:
    """An office in the other half of the day, with Friday and Saturday free."""
    for day in range(DAYS):
        if day % 7 not in (4, 5):
            for _ in range(rng.randint(3, 9)):
                yield 1440 * day + 60 * (rng.uniform(20, 30) % 24)


def groups(rng: random.Random) -> Iterator[float]:
    """Three a day in office hours, each followed by two translations within the hour."""
    for day in range(DAYS):
        for _ in range(3 if day % 7 < 5 else 1):
            start = 1440 * day + 60 * rng.uniform(9, 19)
            yield start
            for _ in range(2):
                yield start + rng.expovariate(1 / 20)


Made = Callable[[random.Random], Iterator[float]]

MADE_UP: dict[str, Made] = {
    made.__name__: made for made in (round_the_clock, two_bursts, sparse, night_office, groups)
}


def made_up(name: str) -> list[float]:
    """One of the made-up series, always the same."""
    return sorted(MADE_UP[name](random.Random(name)))
