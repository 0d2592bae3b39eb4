"""What archiving one new release takes in an archive that is large already.

Real pages of the replica are stored one by one as the daemon does it, each in a transaction with
``synchronous`` as configured: page, version, search index, analysis, people, event. Reading the
text is measured apart, and so is looking up what is known.
``python -m benchmarks.intake [SIZE …]``, by default with 10,000 and 100,000 releases.
"""

from __future__ import annotations

import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from archive import Archive, Page, Release
from archive.unread import read
from benchmarks.library import fill
from benchmarks.measuring import percentile
from benchmarks.search import tidy
from crawler.pages import read_release
from replica import serving
from scheduler.options import ScheduleOptions

EVENTS = 34
#: What the commit of one new release, and a look-up, may take at most, in ms of CPU (p95): the
#: clock says as much of the disk and of what else runs.
COMMIT, LOOK_UP = 10.0, 1.0


@dataclass
class Timings:
    """Milliseconds on the clock and of CPU, of single actions."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, action: Callable[[], object]) -> None:
        """Time one action."""
        wall, cpu = time.perf_counter(), time.thread_time()
        action()
        self.cpu.append((time.thread_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)

    def row(self, name: str) -> str:
        """A line of the table: p50 and p95 of both."""
        figures = [percentile(sorted(t), p) for t in (self.wall, self.cpu) for p in (0.5, 0.95)]
        return f"{name:<34}" + "".join(f"{figure:>9.2f}" for figure in figures)


def pages(now: datetime) -> list[tuple[Release, Page]]:
    """Releases of a replica with their pages, all from before ``now``."""
    zone, found = ScheduleOptions().zone, []
    with serving(history=EVENTS) as site:
        for known in site.releases():
            with urllib.request.urlopen(known["url"]) as response:
                body = response.read()
            release = read_release(known["url"], body, timezone=zone, now=now)
            found.append((release, Page(known["url"], body, 200, {}, now)))
    return found


def measure(size: int, copies: list[tuple[Release, Page]], now: datetime) -> bool:
    """Print the table for one size; whether both bounds hold."""
    storing, reading, looking, again = Timings(), Timings(), Timings(), Timings()
    tidying = Timings()
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder, "a.db")) as archive:
        fill(archive, size)
        run = archive.start_run("poll", now, announce_from=None)
        (synchronous,) = archive.db.conn.execute("PRAGMA synchronous").fetchone()
        for release, page in copies:
            # As news: after everything that is archived.
            new = replace(release, published_at=release.published_at + timedelta(days=1))
            reading.take(partial(read, new))
            analysis, traits = read(new)
            looking.take(partial(archive.known, new.url))
            store = partial(archive.store, new, page, analysis=analysis, traits=traits)
            for timings in (storing, again):
                timings.take(partial(store, now=now, run=run))
            tidying.take(partial(tidy, archive))
        releases = archive.counts()["releases"]
    level = {1: "NORMAL", 2: "FULL"}.get(synchronous, str(synchronous))
    print(f"\n{releases} releases, synchronous = {level}, {len(copies)} stored, ms")
    print(f"{'':<34}{'wall p50':>9}{'p95':>9}{'CPU p50':>9}{'p95':>9}")
    print(storing.row("a new release committed"))
    print(again.row("the same again, committed"))
    print(tidying.row("tidying after each of them"))
    print(looking.row("an address looked up"))
    print(reading.row("its text read, before the commit"))
    return (
        percentile(sorted(storing.cpu), 0.95) < COMMIT
        and percentile(sorted(looking.cpu), 0.95) < LOOK_UP
    )


def main(sizes: list[int]) -> int:
    """Print a table for each size; 1 where a bound does not hold."""
    now = datetime.now(UTC)
    copies = pages(now)
    within = [measure(size, copies, now) for size in sizes]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main([int(argument) for argument in sys.argv[1:]] or [10_000, 100_000]))
