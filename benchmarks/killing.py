"""A backfill killed with SIGKILL at random moments: what is lost, and what is asked for twice.

``python -m benchmarks.killing [EVENTS] [KILLS]``; 120 events in three languages, 20 kills.
"""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from archive import Archive
from replica import serving

_LOOK_EVERY = 0.01
_PATIENCE = 60.0


class Backfill:
    """``ukimet crawl`` in a folder of its own; killed, and at last let finish.

    ``url`` is that of the one site; with ``others`` (names and addresses of further ones) it is the
    daemon that is killed, which crawls all of them at the same time.
    """

    def __init__(
        self, folder: Path, url: str, seed: int = 0, others: Mapping[str, str] | None = None
    ) -> None:
        self.path = folder / "ukimet.db"
        self._random = random.Random(seed)
        self._config = folder / "ukimet.toml"
        sites = {"primeminister": url} | dict(others or {})
        self._killed = "run" if others else "crawl"
        tables = "".join(
            f'[[site]]\nname = "{name}"\nbase_url = "{at}"\n' for name, at in sites.items()
        )
        self._config.write_text(
            f'[archive]\npath = "{self.path}"\n{tables}[crawl]\nmax_requests_per_minute = 600000\n',
            encoding="utf-8",
        )

    def moments(self, kills: int, releases: int) -> list[int]:
        """So many random numbers of archived releases, ascending, at which to kill."""
        return sorted(self._random.sample(range(1, releases), kills))

    def kill_after(self, archived: int) -> bool:
        """Crawl until so many releases are archived, then a random instant, then SIGKILL.

        False where the crawl ended before.
        """
        process = self._start(self._killed)
        started = time.monotonic()
        while process.poll() is None and self._count() < archived:
            if time.monotonic() - started > _PATIENCE:
                break
            time.sleep(_LOOK_EVERY)
        time.sleep(self._random.uniform(0, _LOOK_EVERY))
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def finish(self) -> None:
        """Crawl to the end; CalledProcessError where that fails."""
        process = self._start("crawl")
        if process.wait(timeout=600):
            raise subprocess.CalledProcessError(process.returncode, "ukimet crawl")

    def archived(self) -> set[str]:
        """The addresses of everything archived."""
        with Archive.open(self.path) as archive:
            return {release.url for release in archive.releases()}

    def problems(self) -> list[str]:
        """What `verify` finds wrong, and releases archived more than once."""
        with Archive.open(self.path) as archive:
            found = [problem for check in archive.verify() for problem in check.problems]
            found += [
                f"{r.url} has {r.versions} versions" for r in archive.releases() if r.versions > 1
            ]
        return found

    def _start(self, what: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "ukimet", "--config", str(self._config), what]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _count(self) -> int:
        """Releases archived so far, looked up beside the crawl that writes."""
        if not self.path.exists():
            return 0
        try:
            with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
                return int(connection.execute("SELECT count(*) FROM releases").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # the schema is just being made


def main() -> int:
    """Print what 20 kills cost; 1 where anything was lost or repeated."""
    events, kills = (int(value) for value in (*sys.argv[1:], "120", "20")[:2])
    with tempfile.TemporaryDirectory() as folder, serving(history=events) as site:
        backfill = Backfill(Path(folder), site.url)
        killed = sum(backfill.kill_after(at) for at in backfill.moments(kills, 3 * events))
        backfill.finish()
        served = {release["url"] for release in site.releases()}
        asked = [url for r in site.requests() if (url := site.url + r["path"]) in served]
        lost, problems = served - backfill.archived(), backfill.problems()
    twice = len(asked) - len(set(asked))
    print(f"{'releases':<34}{len(served):>8}")
    print(f"{'killed in mid-crawl':<34}{killed:>8}")
    print(f"{'lost':<34}{len(lost):>8}")
    print(f"{'archived twice, or damaged':<34}{len(problems):>8}")
    print(f"{'pages asked for a second time':<34}{twice:>8}  (at most one a kill)")
    print(json.dumps({"lost": sorted(lost), "problems": problems}) if lost or problems else "")
    return 1 if lost or problems or twice > killed else 0


if __name__ == "__main__":
    sys.exit(main())
