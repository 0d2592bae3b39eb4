"""From a release being published to its alert being accepted by Telegram, by the real daemon.

Split into waiting for the poll and our own work: from the poll's request for the listing that has
the release to the stand-in's acceptance of the alert. The pause between requests, which politeness
asks for on the real site (``crawl.max_requests_per_minute``), is left out.
``python -m benchmarks.latency [RELEASES]``.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import median, percentile
from replica import Replica, serving
from tests.telegram_standin import TOKEN, Fault, serving_telegram

_CHAT = -1001234567890
_PATIENCE = 60.0
_POLL = 8
_CONFIG = f"""
[archive]
path = "ukimet.db"
[site]
base_url = "{{site}}"
[crawl]
max_requests_per_minute = 60000
[schedule]
poll = "{_POLL}s"
[telegram]
api_base_url = "{{telegram}}"
alerts_per_hour = 1000
[[telegram.channel]]
chat = {_CHAT}
language = "en"
alerts = "all"
"""


class Accepted:
    """When the stand-in accepted a message; called for every call that arrives."""

    def __init__(self) -> None:
        self.times: list[datetime] = []

    def __call__(self, method: str) -> Fault | None:
        """Note the time of a message; nothing goes wrong here."""
        if method == "sendMessage":
            self.times.append(datetime.now(UTC))
        return None

    def wait_for(self, count: int) -> datetime:
        """The time of the message number ``count``. Raises RuntimeError where it does not come."""
        deadline = time.monotonic() + _PATIENCE
        while len(self.times) < count:
            if time.monotonic() > deadline:
                raise RuntimeError(f"alert {count} did not come within {_PATIENCE:.0f} s")
            time.sleep(0.005)
        return self.times[count - 1]


@contextmanager
def daemon(folder: Path) -> Iterator[None]:
    """``ukimet run`` while the block runs, after a first crawl."""
    command = [sys.executable, "-m", "ukimet", "--config", str(folder / "ukimet.toml")]
    environment = os.environ | {"UKIMET_TELEGRAM__TOKEN": TOKEN}
    subprocess.run([*command, "crawl"], check=True, capture_output=True, env=environment)
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen([*command, "run"], env=environment, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def looked_at(site: Replica, published: datetime) -> datetime:
    """When the English listing was first asked for after ``published``."""
    for request in site.requests():
        asked = datetime.fromisoformat(request["time"])
        if asked >= published and request["path"].partition("?")[0].endswith("/en/news"):
            return asked
    raise RuntimeError("the listing was not asked for")


def measure(site: Replica, folder: Path, releases: int) -> list[tuple[float, float]]:
    """Seconds of waiting and of work for so many releases."""
    rng, accepted, found = random.Random(5), Accepted(), []
    with serving_telegram(_CHAT) as api:
        api.weather = accepted
        text = _CONFIG.format(site=site.url, telegram=api.url)
        (folder / "ukimet.toml").write_text(text, encoding="utf-8")
        with daemon(folder):
            site.requests(clear=True)
            while not site.requests():
                time.sleep(0.05)
            for number in range(releases):
                time.sleep(rng.uniform(0, _POLL))
                published = datetime.now(UTC)
                site.publish()
                done = accepted.wait_for(number + 1)
                asked = looked_at(site, published)
                found.append(((asked - published).total_seconds(), (done - asked).total_seconds()))
    return found


def main(releases: int) -> int:
    """Print the table; 1 where our own work took a second or more at p95."""
    with serving(history=8) as site, tempfile.TemporaryDirectory() as folder:
        found = measure(site, Path(folder), releases)
    print(f"{len(found)} releases in three languages each, a poll every {_POLL} s")
    columns = {
        "waiting for the poll": [waited for waited, _ in found],
        "our own work": [worked for _, worked in found],
        "in all": [waited + worked for waited, worked in found],
    }
    for name, values in columns.items():
        high = percentile(sorted(values), 0.95)
        print(f"{name:22} median {median(values):5.2f} s   p95 {high:5.2f} s")
    work = columns["our own work"]
    print(f"the first after the start, when the lexicons are loaded: {work[0]:.2f} s of work")
    return int(percentile(sorted(work), 0.95) >= 1.0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
