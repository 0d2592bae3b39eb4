"""The process that reads texts for the daemon: ``python -m scheduler.reader_main DESCRIPTOR``.

It answers what comes in on an inherited socket (``scheduler.reader``) until that is closed.
"""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection

from meetings.release import read_release


def main(descriptor: int) -> None:
    """Answer each text with its analysis and traits; return when the daemon has gone."""
    line = Connection(descriptor)
    while True:
        try:
            matter = line.recv()
        except (EOFError, ConnectionResetError):
            return
        line.send(read_release(**matter))


if __name__ == "__main__":
    main(int(sys.argv[1]))
