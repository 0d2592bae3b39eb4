"""Reading what a crawl archived and left to be read, without holding up the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from archive import Archive
from archive.unread import Reader, read
from crawler.task import Clock, Follow

#: So many texts are read in one go; the loop waits for about a tenth of a second.
SLICE = 8


async def read_waiting(
    archive: Archive,
    *,
    clock: Clock,
    follow: Follow | None,
    goes_on: Callable[[], bool] = lambda: True,
    reader: Reader = read,
    pause: float = 0.0,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Read the texts that wait until none is left or ``goes_on`` says no; how many were read.

    ``pause`` is how long the loop is left to others between two slices, in seconds; ``progress`` is
    called with the numbers done and in all. Cut off at any
    moment, it is resumed by the next call.
    """
    total, done = archive.unread(), 0
    while goes_on():
        fresh = archive.read_waiting(
            SLICE,
            clock=clock,
            then=(lambda stored: follow(stored, clock())) if follow else None,
            reader=reader,
        )
        done += fresh
        if progress is not None and fresh:
            progress(done, total)
        if fresh < SLICE:
            break
        await asyncio.sleep(pause)
    return done
