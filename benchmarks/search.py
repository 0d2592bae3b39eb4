"""How fast search is as the archive grows, on made-up releases with bodies of 3 KB.

``python -m benchmarks.search [RELEASES ...] [--folder FOLDER]``. A million takes half an hour to
make and 7 GB of disk; with ``--folder`` the archives are kept there and used again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from archive import Archive, intake
from archive.filters import Filters
from benchmarks.library import SPAN, START, fill, name_of, names_in, person_of, words_of
from benchmarks.library_news import newcomers
from benchmarks.measuring import percentile

SIZES = (10_000, 100_000)
#: Different queries of each sort, each asked a few times.
QUERIES, TIMES = 20, 3
#: New releases that are committed one by one.
NEW = 40

#: Milliseconds on the clock and of CPU of every call.
Times = list[tuple[float, float]]
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
        taken: Times = []
        for query, filters in queries:
            taken += [_timed(partial(archive.search, query, filters)) for _ in range(TIMES)]
        yield name, taken
    look_up = partial(intake.same_text, archive.db, "0" * 63 + "7", "en", START)
    yield "duplicate look-up", [_timed(look_up) for _ in range(200)]
    yield "new release, committed", [_timed(store) for store in newcomers(archive, NEW)]


def _timed(action: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _cell(taken: Times) -> str:
    wall, cpu = (sorted(times) for times in zip(*taken, strict=True))
    figures = percentile(wall, 0.5), percentile(wall, 0.95), percentile(cpu, 0.95)
    return "".join(f"{figure:>9.2f}" for figure in figures)


def main() -> None:
    """Print a table, the sizes side by side."""
    parser = argparse.ArgumentParser(prog="benchmarks.search")
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--folder", type=Path, help="keep the archives here and use them again")
    options = parser.parse_args()
    table: dict[str, list[str]] = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(options.folder or folder, f"{size}.db")
            with Archive.open(path) as archive:
                if not archive.counts()["releases"]:
                    fill(archive, size)
                for name, taken in measure(archive, size):
                    table.setdefault(name, []).append(_cell(taken))
                    print(size, name, table[name][-1], file=sys.stderr, flush=True)
    load = Path("/proc/loadavg")
    if load.exists():
        print(f"load of the machine at the end: {load.read_text().strip()}")
    print(f"{'ms, limit 20':<30}" + "".join(f"{size:>27,}" for size in options.sizes))
    print(" " * 30 + f"{'p50':>9}{'p95':>9}{'CPU p95':>9}" * len(options.sizes))
    for name, cells in table.items():
        print(f"{name:<30}" + "".join(cells))


if __name__ == "__main__":
    main()
