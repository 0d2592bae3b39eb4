"""The daemon for some minutes while releases appear at random, stopped and started in between.

Every meeting must be announced once: none lost, none repeated.
``python -m benchmarks.soak [MINUTES]``.
"""

from __future__ import annotations

import contextlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from replica import Replica, serving

CONFIG = """
[archive]
path = "ukimet.db"
[site]
base_url = "{url}"
[crawl]
max_requests_per_minute = 60000
[schedule]
poll = "2s"
[telegram]
alerts_per_hour = 100000
"""

#: Seconds between two publications, and between two restarts of the daemon.
PUBLISH = (2.0, 15.0)
RESTART = (20.0, 60.0)


def ukimet(folder: Path, command: str) -> list[str]:
    """A command line for the archive in ``folder``."""
    return [sys.executable, "-m", "ukimet", "--config", str(folder / "ukimet.toml"), command]


class Daemon:
    """``ukimet run`` in a folder; everything it ever printed goes to one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = folder / "printed.txt"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        with self.printed.open("ab") as out, (self.folder / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "ukimet",
                    "--config",
                    str(self.folder / "ukimet.toml"),
                    "run",
                ],
                stdout=out,
                stderr=log,
            )

    def stop(self) -> float:
        """SIGTERM; returns the seconds it took to end."""
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(30)
        if code != 0:
            raise RuntimeError(f"the daemon ended with {code}")
        return time.monotonic() - began


def soak(site: Replica, folder: Path, minutes: float) -> bool:
    """Publish and restart at random for so long, then count the alerts; whether all was well."""
    (folder / "ukimet.toml").write_text(CONFIG.format(url=site.url), encoding="utf-8")
    rng, daemon = random.Random(7), Daemon(folder)
    subprocess.run(ukimet(folder, "crawl"), check=True, capture_output=True)
    published: set[str] = set()
    stops: list[float] = []
    daemon.start()
    end = time.monotonic() + minutes * 60
    next_restart = time.monotonic() + rng.uniform(*RESTART)
    while time.monotonic() < end:
        time.sleep(rng.uniform(*PUBLISH))
        published |= {r["url"] for r in site.publish() if r["lang"] == "en"}
        if time.monotonic() > next_restart:
            stops.append(daemon.stop())
            if rng.random() < 0.5:
                published |= {r["url"] for r in site.publish() if r["lang"] == "en"}
            daemon.start()
            next_restart = time.monotonic() + rng.uniform(*RESTART)
    time.sleep(20)  # the last release has to be noticed too
    stops.append(daemon.stop())
    return report(folder, published, stops)


def report(folder: Path, published: set[str], stops: list[float]) -> bool:
    """Compare what was printed with what the archive holds as meetings of the time."""
    text = (folder / "printed.txt").read_text(encoding="utf-8")
    alerts = re.split(r"^--- ", text, flags=re.MULTILINE)
    links = [re.findall(r"<(http[^>]+)>", alert) for alert in alerts if alert.startswith("alert")]
    said = [found[0] for found in links if found]
    with contextlib.closing(sqlite3.connect(folder / "ukimet.db")) as db:
        known = {url for (url,) in db.execute("SELECT url FROM releases WHERE lang = 'en'")}
        meetings = {url for (url,) in db.execute("SELECT url_en FROM meetings")}
    expected = published & meetings
    lost, repeated = expected - set(said), len(said) - len(set(said))
    print(f"published {len(published)} events, archived {len(published & known)}, ", end="")
    print(f"meetings among them {len(expected)}; alerts {len(said)}")
    print(f"lost {len(lost)}, repeated {repeated}, not meant {len(set(said) - expected)}")
    print(f"stopped {len(stops)} times, the slowest took {max(stops):.1f} s")
    return not lost and not repeated and set(said) <= expected and published <= known


def main(minutes: float) -> int:
    """Run against a replica in this process."""
    with serving(history=20) as site, tempfile.TemporaryDirectory() as folder:
        return 0 if soak(site, Path(folder), minutes) else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))
