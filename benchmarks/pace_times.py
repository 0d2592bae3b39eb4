"""Times at which releases appeared: real ones from a file, and made-up ones with other rhythms."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

COLUMN = "published_at_local"
#: Taken where there is none of that name.
OTHER_NAMES = ("published_at", "published", "time", "datetime", "date")
DAYS = 120
#: Minutes from the first time to the last; walking through more takes too long.
LONGEST = 25 * 366 * 1440.0

_MONDAY = datetime(2000, 1, 3)  # noqa: DTZ001 (the site's wall clock, as in scheduler.pacing)
_GOLDEN = 0.6180339887498949


class NoTimes(Exception):
    """The file holds no times that could be measured on: the message says why."""


def read(path: Path) -> list[float]:
    """Minutes since Monday, 3 January 2000 by the site's wall clock, in order. Raises NoTimes.

    The column is ``published_at_local``, however it is spelt, or the only one there is; rows in any
    order, parted by commas, semicolons or tabs. Where a file knows no seconds, times are spread
    over the minute, evenly and always alike, so that no poll on a full minute finds them at once.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
            mark = max(",;\t", key=head.count)
            names = [_plain(name) for name in next(csv.reader([head], delimiter=mark), [])]
            column = 0 if len(names) == 1 and names[0][:1].isalpha() else _place(names, path)
            times = [
                _minutes(row[column], f"{path}, line {number}")
                for number, row in enumerate(csv.reader(file, delimiter=mark), 2)
                if len(row) > column and row[column].strip()
            ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise NoTimes(f"{path} is no file of comma-separated values: {error}") from error
    if not times:
        raise NoTimes(f"{path} has no times in its column {COLUMN!r}")
    times.sort()
    if times[-1] - times[0] > LONGEST:
        raise NoTimes(f"{path} spans {(times[-1] - times[0]) / 1440:.0f} days: is a year mistyped?")
    if all(time.is_integer() for time in times):
        times = sorted(time + number * _GOLDEN % 1 for number, time in enumerate(times))
    return times


def _plain(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").replace("_", " ").split())


def _place(names: list[str], path: Path) -> int:
    for name in (COLUMN, *OTHER_NAMES):
        if name in names:
            return names.index(name)
    raise NoTimes(f"{path} has no column {COLUMN!r}, but {names}")


def _minutes(text: str, where: str) -> float:
    try:
        local = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError as error:
        raise NoTimes(f"{where}: {text!r} is no time such as 2021-03-01 08:26") from error
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


def sessions(rng: random.Random) -> Iterator[float]:
    """Two to eight on working days; on Tuesdays six more in the two hours from ten o'clock."""
    for day in range(DAYS):
        for _ in range(rng.randint(2, 8) if day % 7 < 5 else rng.randint(0, 1)):
            yield 1440 * day + 60 * rng.gauss(14, 3) % 1440
        for _ in range(6 if day % 7 == 1 else 0):
            yield 1440 * day + 60 * rng.uniform(10, 12)


def first_weeks(rng: random.Random) -> Iterator[float]:
    """No more than three weeks of an office: hardly anything can have been learned."""
    for day in range(21):
        for _ in range(rng.randint(3, 9) if day % 7 < 5 else rng.randint(0, 2)):
            yield 1440 * day + 60 * (rng.gauss(11, 1) if rng.random() < 0.5 else rng.gauss(16, 2))


Made = Callable[[random.Random], Iterator[float]]

MADE_UP: dict[str, Made] = {
    made.__name__: made
    for made in (round_the_clock, two_bursts, sparse, night_office, groups, sessions, first_weeks)
}


def made_up(name: str) -> list[float]:
    """One of the made-up series, always the same."""
    return sorted(MADE_UP[name](random.Random(name)))
