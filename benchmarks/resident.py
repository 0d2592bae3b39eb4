"""What the daemon keeps of the machine's memory when it rests: after a start, crawls, messages.

``ukimet run`` in a process of its own polls a replica, tells a stand-in of Telegram and is measured
from outside, each time when the process that reads texts has ended: after the first poll of an
archive that is up to date; after three polls that found releases in three languages, with an alert
sent for each; after a daily digest; and, started on an empty archive, after a backfill.
``python -m benchmarks.resident``; it takes about six minutes, which are mostly waiting.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.measuring import load
from replica import Replica, serving
from replica.telegram import TOKEN, TelegramStandIn, serving_telegram

#: What the daemon may take at rest, in MB (RSS).
BOUND = 120
#: Events on the site before it is watched, each in three languages.
HISTORY = 40
FINDS = 3

#: The operator's chat, and the channels by their language.
_OPERATOR = -1001234567890
_CHANNELS = {"kk": -1001234567891, "ru": -1001234567892, "en": -1001234567893}
_PATIENCE = 300.0
#: How long the daemon may take to come to rest once nobody reads for it, in seconds.
_SETTLES = 2.0
_ZONE = ZoneInfo("Asia/Almaty")
_CONFIG = """
[archive]
path = "ukimet.db"
[site]
base_url = "{site}"
[crawl]
max_requests_per_minute = 60000
[schedule]
poll = "5s"
daily_digest = "{digest:%H:%M}"
[telegram]
api_base_url = "{telegram}"
ops_chat = {operator}
"""
_CHANNEL = """
[[telegram.channel]]
chat = {chat}
language = "{language}"
alerts = "all"
"""


class Daemon:
    """``ukimet run`` with an archive in ``folder``, looked at from outside."""

    def __init__(self, folder: Path, site: Replica, api: TelegramStandIn, digest: datetime) -> None:
        self.sent = 0
        api.weather = self._count
        text = _CONFIG.format(site=site.url, telegram=api.url, operator=_OPERATOR, digest=digest)
        for language, chat in _CHANNELS.items():
            text += _CHANNEL.format(chat=chat, language=language)
        folder.joinpath("ukimet.toml").write_text(text, encoding="utf-8")
        self._archive = folder / "ukimet.db"
        self._command = [sys.executable, "-m", "ukimet", "--config", str(folder / "ukimet.toml")]
        self._environment = os.environ | {"UKIMET_TELEGRAM__TOKEN": TOKEN}
        self._log = folder / "log.txt"

    def crawl(self) -> None:
        """``ukimet crawl``, which ends."""
        command = [*self._command, "crawl"]
        subprocess.run(command, check=True, capture_output=True, env=self._environment)

    @contextmanager
    def running(self) -> Iterator[None]:
        """``ukimet run`` while the block runs."""
        with self._log.open("wb") as log:
            command = [*self._command, "run"]
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
            try:
                yield
            finally:
                self._process.terminate()
                self._process.wait(30)

    def after_polls(self, polls: int, releases: int = 0) -> None:
        """Wait until so many more polls have ended, so many releases are archived and all read."""
        ended = "SELECT count(*) FROM runs WHERE finished_at IS NOT NULL"
        before = self._ask(ended)
        _wait_until(lambda: self._ask(ended) >= before + polls)
        _wait_until(lambda: self._ask("SELECT count(*) FROM releases") >= releases)
        _wait_until(lambda: self._ask("SELECT count(*) FROM _unread") == 0)

    def at_rest(self) -> float:
        """Wait until no process reads texts; the daemon's own memory then, in MB."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children")
        _wait_until(lambda: not children.read_text())
        time.sleep(_SETTLES)
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError(f"nothing is said of the memory of process {pid}")

    def after_messages(self, count: int) -> None:
        """Wait until Telegram has accepted so many messages since the daemon was made."""
        _wait_until(lambda: self.sent >= count)

    def _count(self, method: str) -> None:
        self.sent += method == "sendMessage"

    def _ask(self, question: str) -> int:
        try:
            with closing(sqlite3.connect(f"file:{self._archive}?mode=ro", uri=True)) as connection:
                return int(connection.execute(question).fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # the archive is just being made


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise RuntimeError(f"it did not come to pass within {_PATIENCE:.0f} s")
        time.sleep(0.1)


def states(site: Replica, api: TelegramStandIn, folder: Path) -> Iterator[tuple[str, float]]:
    """The states in which the daemon rests, and its memory in each."""
    daemon = Daemon(folder, site, api, _in_two_minutes())
    daemon.crawl()
    with daemon.running():
        daemon.after_polls(2)
        yield "after a start", daemon.at_rest()
        for number in range(1, FINDS + 1):
            site.publish()
            # The word that it has started is a message, too.
            daemon.after_messages(1 + number * len(_CHANNELS))
            daemon.after_polls(1)
        yield f"after {FINDS} polls that found releases, and alerts", daemon.at_rest()
        daemon.after_messages(1 + (FINDS + 1) * len(_CHANNELS))
        daemon.after_polls(1)
        yield "after a digest", daemon.at_rest()


def backfill(site: Replica, api: TelegramStandIn, folder: Path) -> Iterator[tuple[str, float]]:
    """The same of a daemon that begins with an empty archive."""
    daemon = Daemon(folder, site, api, datetime.now(_ZONE) - timedelta(hours=6))
    with daemon.running():
        releases = len(site.releases())
        daemon.after_polls(1, releases)
        yield f"after a backfill of {releases} releases", daemon.at_rest()


def _in_two_minutes() -> datetime:
    return datetime.now(_ZONE) + timedelta(minutes=2)


def main() -> int:
    """Print the memory in every state; 1 where one is beyond the bound."""
    most = 0.0
    for scene in (states, backfill):
        with (
            serving(history=HISTORY) as site,
            serving_telegram(_OPERATOR, *_CHANNELS.values()) as api,
            tempfile.TemporaryDirectory() as folder,
        ):
            for state, memory in scene(site, api, Path(folder)):
                print(f"{state:<50}{memory:>6.1f} MB", flush=True)
                most = max(most, memory)
    print(f"at most {BOUND} MB; load: {load()}")
    return int(most >= BOUND)


if __name__ == "__main__":
    sys.exit(main())
