"""JSON lines."""

from __future__ import annotations

import json
from typing import BinaryIO

from archive.filters import Filters
from archive.store import Archive


def write(archive: Archive, filters: Filters, file: BinaryIO) -> int:
    """The JSON object of ``ukimet show --json`` a line, oldest first; returns how many."""
    count = 0
    for count, release in enumerate(archive.releases(filters), start=1):  # noqa: B007
        file.write(json.dumps(release.to_json(), ensure_ascii=False).encode() + b"\n")
    return count
