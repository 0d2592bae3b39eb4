"""How fast search is as the archive grows, on made-up releases with bodies of 3 KB.

``python -m benchmarks.search [RELEASES ...] [--folder FOLDER]``. A million takes minutes to make
and 7 GB of disk; with ``--folder`` the archives are kept there and used again.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from archive import Archive, intake
from archive.filters import Filters
from archive.stems import LANGUAGES
from benchmarks.library import SPAN, START, fill, name_of, names_in, person_of, words_of
from benchmarks.library_news import newcomers
from benchmarks.measuring import load, median, percentile

SIZES = (10_000, 100_000, 1_000_000)
#: Bytes that a release of such an archive takes on disk, with room for sorting.
DISK = 9_000
#: How often everything is measured, and different queries of each sort in a round.
ROUNDS, QUERIES = 5, 20
#: New releases that are committed one by one, and looked for, in a round.
NEW, LOOKED_UP = 40, 200
#: What a call may take at most, in ms of CPU (p95), where something is promised: the clock says as
#: much of the disk and of what else runs.
BOUNDS = {
    "rare word": 10,
    "most common word": 50,
    "rare, language, 30 days": 50,
    "middling, language, 30 days": 50,
    "common, language, 30 days": 50,
    "common, language, 12 years": 50,
    "common, another language": 50,
    "duplicate look-up": 1,
    "new release, committed": 10,
}

#: Milliseconds on the clock and of CPU of every call, by rounds.
Times = list[list[tuple[float, float]]]
Cases = dict[str, list[tuple[str, Filters]]]


def cases(count: int) -> Cases:
    """The queries by sort, for an archive of ``count`` releases."""
    made: Cases = {}
    recent = START + SPAN - timedelta(days=30)
    for number in range(QUERIES):
        lang = ("en", "ru", "kk")[number % 3]
        other = ("ru", "kk", "en")[number % 3]
        words = words_of(lang).plain
        # The ten most used words of each language, by turns.
        common, second = words[number // 3], words[number // 3 + 10]
        middle = words[1000 + number]
        rare = name_of(lang, number * names_in(count) // QUERIES)
        asked = {
            "rare word": (rare, Filters()),
            "middling word": (middle, Filters()),
            "most common word": (common, Filters()),
            "two common words": (f"{common} {second}", Filters()),
            "common and rare": (f"{common} {rare}", Filters()),
            "common OR common": (f"{common} OR {words_of(other).plain[number // 3]}", Filters()),
            "common NOT common": (f"{common} -{second}", Filters()),
            "phrase of common words": (f'"{common} {second}"', Filters()),
            "phrase of middling words": (f'"{middle} {common}"', Filters()),
            "beginning, 6 letters": (f"{middle[:6]}*", Filters()),
            "rare, language, 30 days": (rare, Filters(lang=lang, start=recent)),
            "middling, language, 30 days": (middle, Filters(lang=lang, start=recent)),
            "common, language, 30 days": (common, Filters(lang=lang, start=recent)),
            "common, language, 12 years": (
                common,
                Filters(lang=lang, start=START + timedelta(days=365)),
            ),
            "common, another language": (common, Filters(lang=other)),
            "common, kind": (common, Filters(kind="bilateral")),
            "common, country": (common, Filters(country=("UZ", "NL")[number % 2])),
            "common, busy person": (common, Filters(person=person_of(number % 5))),
            "common, seldom seen person": (common, Filters(person=person_of(2000 + number))),
        }
        for name, query in asked.items():
            made.setdefault(name, []).append(query)
    return made


def measure(archive: Archive, count: int) -> Iterator[tuple[str, Times]]:
    """Each sort of work with what every call of it took."""
    for name, queries in cases(count).items():
        asked = [partial(archive.search, query, filters) for query, filters in queries]
        yield name, [_round(asked) for _ in range(ROUNDS)]
    look_up = partial(intake.same_text, archive.db, "0" * 63 + "7", "en", START)
    yield "duplicate look-up", [_round([look_up] * LOOKED_UP) for _ in range(ROUNDS)]
    stores = list(newcomers(archive, NEW * ROUNDS))
    by_round = [stores[first : first + NEW] for first in range(0, len(stores), NEW)]
    committed: Times = []
    tidied: Times = []
    for some in by_round:
        committed.append([])
        tidied.append([])
        # As after a poll that finds an event in three languages.
        for first in range(0, len(some), len(LANGUAGES)):
            committed[-1] += _round(some[first : first + len(LANGUAGES)])
            tidied[-1] += _round([partial(tidy, archive)])
    yield "new release, committed", committed
    yield "tidying after three of them", tidied


def tidy(archive: Archive) -> None:
    """Do what a crawl does when the releases of one event are stored."""
    for _ in archive.tidy(len(LANGUAGES)):
        pass


def fits(folder: Path, size: int) -> bool:
    """Whether an archive of ``size`` releases has room in a folder; says so where not."""
    free, needed = shutil.disk_usage(folder).free, size * DISK
    if free < needed:
        print(
            f"{size:,} releases: not measured: {folder} has {free / 1e9:.1f} GB free and "
            f"{needed / 1e9:.1f} GB are needed; name another place with --folder",
            file=sys.stderr,
        )
    return free >= needed


def _round(actions: Sequence[Callable[[], object]]) -> list[tuple[float, float]]:
    return [_timed(action) for action in actions]


def _timed(action: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """What one sort of work took in milliseconds: medians of the rounds, and how they differed."""

    p50: float
    p95: float
    cpu_p95: float
    #: The lowest and the highest CPU p95 of the rounds.
    noise: tuple[float, float]

    @classmethod
    def of(cls, taken: Times) -> Cell:
        """The figures of all rounds."""
        wall, cpu = (
            [sorted(call[clock] for call in round_) for round_ in taken] for clock in (0, 1)
        )
        cpu_p95 = [percentile(times, 0.95) for times in cpu]
        return cls(
            median([percentile(times, 0.5) for times in wall]),
            median([percentile(times, 0.95) for times in wall]),
            median(cpu_p95),
            (min(cpu_p95), max(cpu_p95)),
        )

    def __str__(self) -> str:
        low, high = self.noise
        return f"{self.p50:>9.2f}{self.p95:>9.2f}{self.cpu_p95:>9.2f}{f'{low:.1f}-{high:.1f}':>14}"


def main() -> int:
    """Print a table, the sizes side by side; 1 where a bound does not hold."""
    parser = argparse.ArgumentParser(prog="benchmarks.search")
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--folder", type=Path, help="keep the archives here and use them again")
    options = parser.parse_args()
    table: dict[str, list[Cell]] = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(options.folder or folder, f"{size}.db")
            if not path.exists() and not fits(path.parent, size):
                return 1
            with Archive.open(path) as archive:
                if not archive.counts()["releases"]:
                    print(f"making an archive of {size:,} releases", file=sys.stderr, flush=True)
                    fill(archive, size)
                for name, taken in measure(archive, size):
                    table.setdefault(name, []).append(Cell.of(taken))
                    print(size, name, table[name][-1], file=sys.stderr, flush=True)
    print(f"medians of {ROUNDS} rounds of {QUERIES} queries; load: {load()}")
    print(f"{'ms, limit 20':<30}{'at most':>8}" + "".join(f"{size:>41,}" for size in options.sizes))
    head = f"{'p50':>9}{'p95':>9}{'CPU p95':>9}{'from-to':>14}"
    print(" " * 38 + head * len(options.sizes))
    for name, cells in table.items():
        bound = BOUNDS.get(name, "")
        print(f"{name:<30}{bound:>8}" + "".join(str(cell) for cell in cells))
    kept = all(
        cell.cpu_p95 < bound for name, bound in BOUNDS.items() for cell in table.get(name, [])
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
