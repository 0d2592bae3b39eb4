"""Comma-separated values (RFC 4180), UTF-8, with a header."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from archive.exporting.flat import COLUMNS, flat
from archive.filters import Filters
from archive.store import Archive


def write(archive: Archive, filters: Filters, file: BinaryIO) -> int:
    """A release a row, oldest first; people are "name (office, country)", split by "; "."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    count = 0
    for count, release in enumerate(archive.releases(filters), start=1):  # noqa: B007
        row = flat(release)
        rows.writerow({name: _cell(name, value) for name, value in row.items()})
    text.detach()
    return count


def _cell(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return _people(value) if name == "participants" else value


def _people(people: Sequence[Mapping[str, Any]]) -> str:
    cells = []
    for person in people:
        about = ", ".join(part for part in (person["office"], person["country"]) if part)
        cells.append(f"{person['name']} ({about})" if about else str(person["name"]))
    return "; ".join(cells)
