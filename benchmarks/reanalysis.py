"""What it costs to read an archive anew: ``python -m benchmarks.reanalysis [RELEASES]``.

The archive holds the replica's releases as an earlier analyser left them. The run is cut off
half-way and resumed; a transaction is how long a daemon may have to wait.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive import Archive, Page, Release
from archive.reanalysing import reanalyse
from benchmarks.measuring import Meter, percentile
from meetings.linking import Traits
from meetings.model import Analysis
from replica import serving


class _CutOff(Exception):
    """The run is stopped here."""


class _Timed(Archive):
    """An archive that notes how long its transactions take, in ms."""

    taken: list[float]

    @contextmanager
    def transaction(self, *, lasting: bool = True) -> Iterator[None]:
        start = time.perf_counter()
        with super().transaction(lasting=lasting):
            yield
        self.taken.append((time.perf_counter() - start) * 1000)


def fill(archive: Archive, releases: int) -> None:
    """Archive ``releases`` of the replica's, each text again and again under other addresses."""
    with serving(history=60) as site:
        rows = site.releases()
    start = datetime(2020, 1, 1, 12, tzinfo=UTC)
    archive.db.conn.execute("PRAGMA synchronous = OFF")
    for number in range(releases):
        row = rows[number % len(rows)]
        lang, url = row["lang"], f"https://site.example/{row['lang']}/news/release-{number}"
        release = Release(
            url=url,
            lang=lang,
            title=row["title"],
            published_at=start + timedelta(hours=4 * number),
            text=row["text"],
        )
        traits = Traits(
            lang, url, release.published_at.isoformat(), "other", (), (), (), (), (), ()
        )
        archive.store(
            release,
            Page(url, b"<html></html>", 200, {}, start),
            analysis=Analysis(analyser_version="before"),
            traits=traits,
            now=start,
        )
    archive.db.conn.execute("PRAGMA synchronous = FULL")


def main(releases: int) -> None:
    """Fill, read anew with one interruption, and print the cost."""
    with tempfile.TemporaryDirectory() as folder, _Timed.open(Path(folder, "a.db")) as archive:
        archive.taken = []
        fill(archive, releases)
        archive.taken.clear()
        meter = Meter()

        def cut_off(done: int, total: int) -> None:
            if done >= total // 2:
                raise _CutOff

        try:
            reanalyse(archive, clock=lambda: datetime.now(UTC), progress=cut_off)
        except _CutOff:
            print(f"cut off at half of {releases} releases", flush=True)
        rest = reanalyse(archive, clock=lambda: datetime.now(UTC))
        cost = meter.read()
        taken = sorted(archive.taken)
        (left,) = archive.db.conn.execute(
            "SELECT count(*) FROM versions AS v WHERE 2 <> (SELECT count(*) FROM _analyses AS a "
            "WHERE a.release_id = v.release_id AND a.version = v.version)"
        ).fetchone()
    print(f"resumed: {rest.read} read, {left} left out or read twice")
    print(f"CPU: {cost['cpu'] / releases * 1000:.1f} ms a release, peak {cost['memory']:.0f} MB")
    middle, worst = percentile(taken, 0.5), percentile(taken, 0.99)
    print(f"transactions: median {middle:.0f} ms, p99 {worst:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
