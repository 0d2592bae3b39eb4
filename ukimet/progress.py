"""Progress of a crawl on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from crawler.task import Standing

#: In a pipe, one line for every so many done, and for every so many found before that.
LINE_EVERY = 100
FOUND_EVERY = 1000
#: So many releases must have been fetched before anything is said of the time left,
FEWEST = 10
#: and so many of the latest are what it is reckoned from.
LATEST = 300


class TimeLeft:
    """How long a crawl will still take, as soon as that is known.

    ``pause`` is the least number of seconds from one request to the next that manners ask for;
    ``clock`` counts seconds.
    """

    def __init__(self, pause: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._passed: deque[tuple[float, int]] = deque(maxlen=LATEST)

    def __call__(self, standing: Standing) -> float | None:
        """Seconds; None where it is not known.

        That is: while listings may still name more, before a few releases were fetched, and where
        the day's requests will not do.
        """
        if not standing.complete or standing.remaining > standing.requests_left:
            self._passed.clear()
            return None
        now = self._clock()
        if not self._passed or standing.done > self._passed[-1][1]:
            self._passed.append((now, standing.done))
        began, done = self._passed[0]
        if standing.done - done < FEWEST:
            return None
        each = (now - began) / (standing.done - done)
        return standing.remaining * max(each, self._pause)


def in_words(seconds: float) -> str:
    """A time left as a person says it, rounded up."""
    minutes = int(-(-seconds // 60))
    if minutes <= 1:
        return "a minute at most"
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"about {minutes} min"
    return f"about {hours} h {rest} min" if hours < 10 else f"about {hours + (rest > 0)} h"


@contextmanager
def progress_bar(
    what: str,
    *,
    pause: float,
    out: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Callable[[Standing], None]]:
    """Gives the function that a crawl calls with its standing; ``what`` is counted.

    ``pause`` as for TimeLeft; written to ``out``, by default standard error.
    """
    stream = out or sys.stderr
    left = TimeLeft(pause, clock)
    if not stream.isatty():
        yield _Lines(what, left, stream)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[said]}"))
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        yield _Bar(bar, bar.add_task(what, total=None, said=""), left)


class _Bar:
    """A bar that moves to and fro until it is known how much there is."""

    def __init__(self, bar: Progress, task: TaskID, left: TimeLeft) -> None:
        self._bar, self._task, self._left = bar, task, left

    def __call__(self, standing: Standing) -> None:
        total = standing.wanted if standing.complete else None
        said = _said(standing, self._left(standing))
        self._bar.update(self._task, completed=standing.done, total=total, said=said)


class _Lines:
    def __init__(self, what: str, left: TimeLeft, out: TextIO) -> None:
        self._what, self._left, self._out = what, left, out
        self._done = self._found = 0

    def __call__(self, standing: Standing) -> None:
        left = self._left(standing)
        if standing.done >= self._done + LINE_EVERY:
            self._done = standing.done - standing.done % LINE_EVERY
            self._out.write(f"{self._what}: {_said(standing, left)}\n")
        elif standing.done == 0 and standing.wanted >= self._found + FOUND_EVERY:
            self._found = standing.wanted - standing.wanted % FOUND_EVERY
            self._out.write(f"{self._what}: {standing.wanted} found so far\n")


def _said(standing: Standing, left: float | None) -> str:
    counts = f"{standing.done} of {standing.wanted}"
    if not standing.complete:
        return f"{counts} found so far"
    return counts if left is None else f"{counts}, {in_words(left)} left"
