"""One Ukimet at a time works with an archive."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process holds the lock: stop it, or leave the work to it."""


@contextmanager
def single_instance(archive_path: Path) -> Iterator[None]:
    """Hold the lock of the archive at ``archive_path``; raises AlreadyRunning.

    The kernel lets go of the lock when the process ends, however it ends.
    """
    path = archive_path.with_name(archive_path.name + ".lock")
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise AlreadyRunning(
                f"another Ukimet (process {holder}) is working with {archive_path}: stop it first, "
                "or leave the work to it"
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
