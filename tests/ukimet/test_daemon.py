"""``ukimet run`` as a process: it ends when told to, in good order, and suffers no second one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from replica import Replica, serving
from tests.ukimet.conftest import Shell


@pytest.fixture
def site() -> Iterator[Replica]:
    with serving(history=3) as replica:
        yield replica


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Look again and again, since another process is at work."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)


@contextmanager
def running(shell: Shell) -> Iterator[subprocess.Popen[str]]:
    with shell.start("run") as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()


def terminate(process: subprocess.Popen[str]) -> float:
    """SIGTERM; returns how many seconds it took to end, and checks that it ended well."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 0, err
    return time.monotonic() - began


def polls(site: Replica) -> int:
    return sum(request["path"] == "/kz/news" for request in site.requests())


@pytest.mark.parametrize("state", ["idle", "crawling", "hanging"])
def test_sigterm_ends_it_within_five_seconds_and_the_archive_is_whole(
    shell: Shell, site: Replica, state: str
) -> None:
    shell.configure(site.url)
    if state == "hanging":
        site.fail("hang", match="^/ru/")
    with running(shell) as process:
        wanted = {"idle": 2, "crawling": 1, "hanging": 1}[state]
        wait_for(lambda: polls(site) >= wanted, "a poll")
        assert terminate(process) < 5
    site.recover()
    assert shell("verify").code == 0
    assert shell("crawl").code == 0
    assert shell("status", "--json").json["releases"] == len(site.releases())


def test_a_second_one_is_refused_while_the_first_works(shell: Shell, site: Replica) -> None:
    shell.configure(site.url)
    with running(shell) as process:
        wait_for(lambda: polls(site) >= 1, "a poll")
        for command in ("run", "crawl", "deliver"):
            refused = shell(command)
            assert refused.code == 1
            assert str(process.pid) in refused.err
        assert shell("status").code == 0
        terminate(process)
    assert shell("crawl").code == 0


def test_killed_outright_it_goes_on_where_it_was(shell: Shell, site: Replica) -> None:
    shell.configure(site.url)
    with running(shell) as process:
        wait_for(lambda: len(site.requests()) >= 5, "some requests")
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    assert shell("verify").code == 0
    assert shell("crawl").code == 0
    lines = shell("export", "--format", "jsonl").out.splitlines()
    assert len(lines) == len(site.releases())
    # Nothing of the past is announced, though the first run was cut off.
    assert shell("status", "--json").json["undelivered"] == 0


#: What takes megabytes and is needed for reading pages and texts, which another process does, or
#: not at all: libraries of what Scrapy has switched off, Telegram's where messages are printed.
HEAVY = {
    "aiohttp",
    "babel.dates",
    "babel.numbers",
    "meetings.pipeline",
    "pyarrow",
    "pymorphy3",
    "requests",
    "telegram",
    "tldextract",
    "trafilatura",
    "twisted.conch",
}


def found_by_polls(log: str) -> int:
    return sum(map(int, re.findall(r"event=poll .* new=(\d+)", log)))


def test_after_finds_and_messages_it_has_loaded_nothing_heavy(shell: Shell, site: Replica) -> None:
    shell.configure(site.url)
    assert shell("crawl").code == 0
    command = [sys.executable, "-X", "importtime", "-m", "ukimet", "run"]
    said, imports = shell.folder / "said.txt", shell.folder / "imports.txt"
    with said.open("wb") as out, imports.open("wb") as err:
        process = subprocess.Popen(
            command, cwd=shell.folder, env=shell.environment, stdout=out, stderr=err
        )
    try:
        wait_for(lambda: "event=poll" in imports.read_text(), "a poll")
        site.publish()
        # So short a text makes the general rules read its page, too.
        site.publish(lang="en", title="The Prime Minister held a meeting", body="He did.")
        wait_for(lambda: "--- alert" in said.read_text(), "an alert", 60)
        wait_for(lambda: found_by_polls(imports.read_text()) == 4, "polls that found all", 60)
    finally:
        process.terminate()
        process.wait(20)
    loaded = set(re.findall(r"^import time:.*\| +(\S+)$", imports.read_text(), re.MULTILINE))
    assert "scrapy" in loaded
    assert not loaded & HEAVY
