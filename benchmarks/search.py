"""How fast search is as the archive grows, on made-up releases with bodies of about 3 KB.

``python -m benchmarks.search [RELEASES ...]``.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from archive import Archive, Page, Release
from archive.filters import Filters
from benchmarks.measuring import milliseconds, percentile
from meetings.linking import traits_of
from meetings.model import Analysis

SIZES = (1_000, 5_000)
SYLLABLES = (
    "ba",
    "ker",
    "tu",
    "mi",
    "sol",
    "ra",
    "den",
    "po",
    "lis",
    "ga",
    "ne",
    "vor",
    "ti",
    "cha",
)
START = datetime(2012, 1, 12, tzinfo=UTC)


def vocabulary(rng: random.Random) -> list[str]:
    """Words of two to four syllables; those in front are used most, as in any language."""
    made = {"".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(20_000)}
    return sorted(made, key=lambda word: (len(word), word))


def fill(archive: Archive, count: int) -> list[str]:
    """Store ``count`` releases; returns the words from the most common to the rarest."""
    rng = random.Random(count)
    words = vocabulary(rng)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    run = archive.start_run("full", START, announce_from=None)
    analysis = Analysis(analyser_version="benchmark")
    for number in range(count):
        body = " ".join(rng.choices(words, weights, k=480))
        moment = START + timedelta(hours=4 * number)
        url = f"https://site.example/en/news/release-{number}"
        release = Release(url, "en", f"Release {number} {words[number % 900]}", moment, body, body)
        traits = traits_of(
            analysis,
            lang="en",
            title=release.title,
            text="",
            published_at=moment,
            url=url,
            images=(),
            alternates={},
        )
        page = Page(url, b"", 200, {}, moment)
        archive.store(release, page, analysis=analysis, traits=traits, now=moment, run=run)
    return words


def measure(count: int) -> None:
    """Fill an archive and print a row of the table."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder, "a.db")) as archive:
        words = fill(archive, count)
        rare, common = words[-3000], words[0]
        recent = Filters(lang="en", start=START + timedelta(hours=4 * count - 24 * 30))
        cells = []
        for word, filters in ((rare, Filters()), (common, Filters()), (common, recent)):
            taken = milliseconds(partial(archive.search, word, filters), 20)
            cells.append(f"{percentile(taken, 0.5):>8.1f}{percentile(taken, 0.95):>8.1f}")
        print(f"{count:>9}" + "".join(cells), flush=True)


def main(sizes: list[int]) -> None:
    """Print the table."""
    print("ms, limit 20:      rare p50   p95  common p50 p95  common, 30 days p50 p95")
    for size in sizes:
        measure(size)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
