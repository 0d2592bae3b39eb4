"""How fast search is as the archive grows, on made-up releases with bodies of about 3 KB.

``python -m benchmarks.search [RELEASES ...] [--db FILE]``: a million takes about half an hour to
make and 10 GB of disk; with ``--db`` the archive is kept and used again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from archive import Archive, intake
from archive.filters import Filters
from benchmarks.library import SPAN, START, fill, words_of
from benchmarks.measuring import milliseconds, percentile

SIZES = (10_000, 100_000)
#: Different queries of each sort, each asked a few times.
QUERIES, TIMES = 10, 5

Cases = dict[str, list[tuple[str, Filters]]]


def cases() -> Cases:
    """The queries by sort."""
    made: Cases = {}
    recent = START + SPAN - timedelta(days=30)
    for number in range(QUERIES):
        lang = ("en", "ru", "kk")[number % 3]
        other = ("ru", "kk", "en")[number % 3]
        words = words_of(lang).plain
        common, rare, middle = words[number], words[-2000 - number], words[400 + number]
        asked = {
            "rare word": (rare, Filters()),
            "middling word": (middle, Filters()),
            "most common word": (common, Filters()),
            "two common words": (f"{common} {words[number + 3]}", Filters()),
            "common and rare": (f"{common} {rare}", Filters()),
            "common phrase": (f'"{common} {words[number + 1]}"', Filters()),
            "common OR common": (f"{common} OR {words_of(other).plain[number]}", Filters()),
            "common, language": (common, Filters(lang=lang)),
            "common, other language": (common, Filters(lang=other)),
            "common, language, 30 days": (common, Filters(lang=lang, start=recent)),
            "middling, language, 30 days": (middle, Filters(lang=lang, start=recent)),
            "rare, language, 30 days": (rare, Filters(lang=lang, start=recent)),
            "common, language, 12 years": (
                common,
                Filters(lang=lang, start=START + timedelta(days=365)),
            ),
        }
        for name, query in asked.items():
            made.setdefault(name, []).append(query)
    return made


def measure(archive: Archive) -> Iterator[tuple[str, list[float]]]:
    """Each sort of query with its times in ms, shortest first."""
    for name, queries in cases().items():
        taken: list[float] = []
        for query, filters in queries:
            taken += milliseconds(partial(archive.search, query, filters), TIMES)
        yield name, sorted(taken)
    look_up = partial(intake.same_text, archive.db, "0" * 63 + "7", "en", START)
    yield "duplicate look-up", milliseconds(look_up, 50)


def main() -> None:
    """Print a table, the sizes side by side."""
    parser = argparse.ArgumentParser(prog="benchmarks.search")
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--db", type=Path, help="keep the archive here; only for one size")
    options = parser.parse_args()
    table: dict[str, list[str]] = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = options.db or Path(folder, "archive.db")
            with Archive.open(path) as archive:
                if not archive.counts()["releases"]:
                    fill(archive, size)
                for name, taken in measure(archive):
                    p50, p95 = percentile(taken, 0.5), percentile(taken, 0.95)
                    table.setdefault(name, []).append(f"{p50:>9.2f}{p95:>9.2f}")
                print(f"measured {size}", file=sys.stderr)
    print(f"{'ms, limit 20':<30}" + "".join(f"{size:>10}      " + "  " for size in options.sizes))
    print(" " * 30 + f"{'p50':>9}{'p95':>9}" * len(options.sizes))
    for name, cells in table.items():
        print(f"{name:<30}" + "".join(cells))


if __name__ == "__main__":
    main()
