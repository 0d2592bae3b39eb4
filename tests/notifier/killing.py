"""``ukimet deliver`` in processes of its own, killed with SIGKILL at random moments.

The stand-in of Telegram listens on a real socket; a quarter of all sends goes wrong in every way,
others post in between. Nothing waits for the clock: between two processes what was accepted late
arrives, and then everything that waits is made due, as if the settle time had passed. The processes
are forked from one that has imported the program already: they start in milliseconds, so that
thousands of messages can be had, and a slow machine does not spend its time on imports.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import wait
from pathlib import Path

from archive import Archive
from notifier.outbox import Outbox
from replica.telegram import TelegramStandIn
from tests.notifier.newsroom import Clock
from tests.notifier.ordeal import Outcome, queue_texts, texts
from tests.telegram_standin import TOKEN, Fault, serving_telegram
from ukimet.cli import main

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__, "ukimet.commands.watch"])
_LOG = "deliver.log"
#: Of a look, eight calls or more, about a quarter fails.
_SEND_FAULTS, _LOOK_FAULTS = 0.25, 0.03
_FAULTS = (
    Fault("cut"),
    Fault("cut", taken="at once"),
    Fault("cut", taken="late"),
    Fault("half", taken="at once"),
    Fault("status"),
    Fault("status", status=500, taken="at once"),
    Fault("flood"),
    Fault("hang"),
    Fault("hang", taken="at once"),
)
#: A process that has not called for so long (s) hangs on a call without an answer, or waits.
_HANGS = 0.5
_STARTS_WITHIN = 30.0
_MOST_PROCESSES = 2_000
_LANGUAGES = ("kk", "ru", "en")


@dataclass
class Weather:
    """Says what goes wrong with each call, and lets others post in between."""

    api: TelegramStandIn
    random: random.Random
    faults: Counter[str] = field(default_factory=Counter)

    def __call__(self, method: str) -> Fault | None:
        sends = method == "sendMessage"
        chance = _SEND_FAULTS if sends else _LOOK_FAULTS
        # Others post where the bot posts: would they go on during a look, it would never end.
        if sends and self.random.random() < 0.5:
            _, parameters = self.api.calls[-1]
            self.api.chats[int(parameters["chat_id"])].add("others", own=False)
        if self.random.random() >= chance:
            return None
        fault = self.random.choice(_FAULTS)
        self.faults[fault.kind] += 1
        return fault


def deliver_under_fire(folder: Path, chats: int, each: int, seed: int) -> Outcome:
    """Deliver ``each`` messages to each of ``chats`` channels, by processes that are killed."""
    rng = random.Random(seed)
    ids = [-1001000000000 - number for number in range(chats)]
    path = folder / "ukimet.db"
    wanted = {chat: [f"{text} {chat}" for text in texts(each)] for chat in ids}
    with Archive.open(path) as archive:
        for chat in ids:
            queue_texts(archive, str(chat), wanted[chat], Clock(datetime.now(UTC)))
    kills = processes = 0
    with serving_telegram(*ids) as api, Archive.open(path) as archive:
        weather = Weather(api, rng)
        api.weather = weather
        _configure(folder, api.url, ids)
        while archive.undelivered():
            processes += 1
            if processes > _MOST_PROCESSES:
                raise RuntimeError(f"not done after {_MOST_PROCESSES} processes")
            # The first one is sure to be killed in the midst of it, the others at any moment.
            at_latest = 4 if processes == 1 else 15 * chats
            kills += _run_and_kill(folder, api, rng, at_latest)
            api.take_late()
            with archive.transaction():
                archive.db.conn.execute("UPDATE deliveries SET due_at = created_at")
        held = len(Outbox(archive).unsettled())
        shown = Counter(text for chat in ids for text in api.chats[chat].texts())
    everything = [
        text.replace("<b>", "").replace("</b>", "") for t in wanted.values() for text in t
    ]
    return Outcome(
        messages=len(everything),
        lost=sum(shown[text] == 0 for text in everything) - held,
        repeated=sum(shown[text] > 1 for text in everything),
        held=held,
        kills=kills,
        faults=weather.faults.total(),
    )


def _configure(folder: Path, url: str, chats: list[int]) -> None:
    tables = "\n".join(
        f'[[telegram.channel]]\nchat = {chat}\nlanguage = "{_LANGUAGES[number % 3]}"'
        for number, chat in enumerate(chats)
    )
    (folder / "ukimet.toml").write_text(
        f'[archive]\npath = "ukimet.db"\n[schedule]\nquiet_hours = ""\n[telegram]\n'
        f'api_base_url = "{url}"\n{tables}\n',
        encoding="utf-8",
    )


def _run_and_kill(folder: Path, api: TelegramStandIn, rng: random.Random, at_latest: int) -> bool:
    """One round by a process of its own; whether it was killed before it ended by itself.

    It is killed before it has made ``at_latest`` calls, if it makes so many. Raises RuntimeError
    where it ended in an error that nobody foresaw.
    """
    enough = len(api.calls) + rng.randrange(1, at_latest)
    process = _CONTEXT.Process(target=_deliver, args=(folder,))
    process.start()
    seen, until = len(api.calls), time.monotonic() + _STARTS_WITHIN
    while not wait([process.sentinel], timeout=rng.uniform(0.0005, 0.005)):
        if len(api.calls) != seen:
            seen, until = len(api.calls), time.monotonic() + _HANGS
        if seen >= enough or time.monotonic() > until:
            process.kill()
            break
    process.join()
    killed = process.exitcode == -signal.SIGKILL
    process.close()
    if "Traceback" in (log := (folder / _LOG).read_text(encoding="utf-8")):
        raise RuntimeError(log)
    return killed


def _deliver(folder: Path) -> None:
    """What the process does: ``ukimet deliver`` in ``folder``, all it prints into a file there."""
    for name in [name for name in os.environ if name.startswith("UKIMET_")]:
        del os.environ[name]
    os.environ["UKIMET_TELEGRAM__TOKEN"] = TOKEN
    os.chdir(folder)
    with Path(_LOG).open("wb") as log:
        os.dup2(log.fileno(), sys.stdout.fileno())
        os.dup2(log.fileno(), sys.stderr.fileno())
    sys.argv = ["ukimet", "deliver"]
    main()
