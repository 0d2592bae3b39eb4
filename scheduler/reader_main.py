"""The process that reads for the daemon: ``python -m scheduler.reader_main DESCRIPTOR``.

It answers what comes in on an inherited socket (``scheduler.reader``) until that is closed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

from crawler.extraction import extract
from meetings.release import read_release

#: What it does, by the name under which it is asked for.
WORK: Mapping[str, Callable[..., Any]] = {"read": read_release, "extract": extract}


def main(descriptor: int) -> None:
    """Answer each piece of work with what came of it; return when the daemon has gone."""
    line = Connection(descriptor)
    while True:
        try:
            name, matter = line.recv()
        except (EOFError, ConnectionResetError):
            return
        line.send(WORK[name](**matter))


if __name__ == "__main__":
    main(int(sys.argv[1]))
