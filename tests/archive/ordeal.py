"""Writes to an archive, each killed wherever it can be; a program of its own.

It forks a child for every kill, which costs milliseconds where a new interpreter would cost a
second, and prints one JSON object: by act, how often it was killed and what was wrong afterwards.

A child dies by SIGKILL before the n-th statement that writes; or, as abruptly, by SIGXFSZ in the
midst of the write that would take a file beyond so many bytes: of a commit, a checkpoint, a copy.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from archive import Archive
from tests.archive.acts import ACTS, Act, copy_of

#: A file may grow by so many more bytes each time.
BYTES_APART = 120_000
#: After how many kills the act is done again.
AGAIN = 4
_READS = ("SELECT", "PRAGMA", "SAVEPOINT", "RELEASE", "BEGIN", "WITH", "-- PRAGMA", "-- SELECT")


def state(path: Path) -> str:
    """A hash over all that an archive and the copy beside it hold."""
    return _hash(path) + _hash(copy_of(path))


def _hash(path: Path) -> str:
    if not path.exists():
        return "-"
    digest = hashlib.sha256()
    with closing(sqlite3.connect(path)) as plain:
        tables = plain.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        for name, sql in tables:
            digest.update(f"{sql}\n".encode())
            if not sql.startswith("CREATE VIRTUAL"):
                # When a migration was made is no part of what an archive holds.
                columns = "name" if name == "_sqlite_migrations" else "*"
                for row in plain.execute(f"SELECT {columns} FROM {name}"):
                    digest.update(repr(row).encode())
    return digest.hexdigest()


def killed(act: Act, path: Path, prepare: Callable[[], None]) -> bool:
    """Do the act in a child that prepares its own death; False where it survived."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            prepare()
            for step in act.steps:
                step(path)
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    if os.WIFSIGNALED(ended):
        return True
    if os.WEXITSTATUS(ended):
        raise RuntimeError("the act failed where it was to be killed or to succeed")
    return False


def before_statement(number: int) -> None:
    """Die before the so manieth statement that writes, on any connection opened from now on."""
    connect, left = sqlite3.connect, number

    def trace(statement: str) -> None:
        nonlocal left
        left -= not statement.lstrip().upper().startswith(_READS)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def dying(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(trace)
        return connection

    sqlite3.connect = dying  # type: ignore[assignment]


def beyond_bytes(size: int) -> None:
    """Die in the midst of the write that takes a file beyond ``size`` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def suffer(act: Act, folder: Path) -> dict[str, Any]:
    """Kill one act in every way: each time the archive is as before or as after one of its steps.

    Done again (tried after every fourth kill), it is as if nothing had happened.
    """
    origin, path = folder / "origin.db", folder / "archive.db"
    act.prepare(origin)
    allowed = [state(fresh(origin, path))]
    for step in act.steps:
        step(path)
        allowed.append(state(path))
    with Archive.open(path) as archive:
        problems = [problem for check in archive.verify() for problem in check.problems]
    kills = 0
    for way, apart in ((before_statement, act.apart), (beyond_bytes, BYTES_APART)):
        at = apart
        while killed(act, fresh(origin, path), partial(way, at)):
            kills += 1
            if state(path) not in allowed:
                problems.append(f"{way.__name__} {at}: neither the old nor the new")
            at += apart
            if kills % AGAIN:
                continue
            for step in act.steps:
                step(path)
            if state(path) != allowed[-1]:
                problems.append(f"{way.__name__} {at}: done again, it is not as it should be")
    return {"kills": kills, "problems": problems}


def fresh(origin: Path, path: Path) -> Path:
    """A copy of the archive as it was before the act, and nothing else beside it."""
    for left in path.parent.iterdir():
        if left != origin:
            left.unlink()
    shutil.copyfile(origin, path)
    return path


def main() -> None:
    """Every act, in a folder that is given; the outcome as JSON on standard output."""
    outcomes = {}
    for name, act in ACTS.items():
        folder = Path(sys.argv[1], name)
        folder.mkdir()
        outcomes[name] = suffer(act, folder)
    json.dump(outcomes, sys.stdout)


if __name__ == "__main__":
    main()
