"""Texts are read in a process of its own, which ends when nothing is left to be read.

The lexicons, the dictionary and what is remembered of words take some 35 MB, which an idle daemon
need not keep: a process that has ended gives back all of it. The library that finds the main text
of a page of unknown markup is loaded there, too.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from multiprocessing.connection import Connection
from typing import Any

import structlog

from archive import Release, unread
from crawler import extraction
from meetings.linking import Traits
from meetings.model import Analysis

log = structlog.get_logger("scheduler")

#: How long one text may take, in seconds, the start of the process included. It takes milliseconds.
ANSWER_WITHIN = 30.0
#: How often a text is given to a new process after one was lost with it, before it is read here.
ATTEMPTS = 2


class ReaderLost(Exception):
    """No process answers, although it was started anew."""


class ReaderProcess:
    """Reads releases in a child process, which is started when needed; for one thread.

    Where no process answers, the work is done in this one: nothing is lost by it but room.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._used = False

    def start(self) -> None:
        """Start the process if there is none, so that it is ready when a text comes."""
        self._used = True
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "scheduler.reader_main", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the daemon, which ends it in good order
            )
        self._line = Connection(ours.detach())

    def read(self, release: Release) -> tuple[Analysis, Traits]:
        """What a release says, and what links it to releases on the same event."""
        try:
            analysis, traits = self._ask("read", unread.matter(release))
        except ReaderLost:
            return unread.read(release)
        return analysis, traits

    def extract(self, html: str) -> str:
        """The main text of a page of any markup; "" for none."""
        try:
            return str(self._ask("extract", {"html": html}))
        except ReaderLost:
            return extraction.extract(html)

    def close_if_idle(self) -> bool:
        """End the process if it has not been needed since the last call; whether one has ended."""
        idle = self._process is not None and not self._used
        if idle:
            self.close()
        self._used = False
        return idle

    def close(self) -> None:
        """End the process, if there is one."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            # It has nothing to lose: a text that it was given is still here.
            self._process.kill()
            self._process.wait()
        self._line = self._process = None

    def _ask(self, name: str, matter: dict[str, Any]) -> Any:
        for _ in range(ATTEMPTS):
            try:
                return self._ask_once(name, matter)
            # However it was lost (killed for want of memory, say), the text is still here.
            except (OSError, EOFError) as error:
                log.warning("reader_lost", work=name, error=repr(error))
                self.close()
        raise ReaderLost

    def _ask_once(self, name: str, matter: dict[str, Any]) -> Any:
        self.start()
        assert self._line is not None
        self._line.send((name, matter))
        if not self._line.poll(ANSWER_WITHIN):
            raise TimeoutError(f"no answer within {ANSWER_WITHIN:g} seconds")
        return self._line.recv()


def _environment() -> dict[str, str]:
    """The environment without what configures Ukimet, and so without its secrets."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UKIMET_")}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
