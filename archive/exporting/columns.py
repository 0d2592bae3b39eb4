"""Apache Parquet."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from archive.exporting.flat import flat
from archive.filters import Filters
from archive.model import ArchivedRelease
from archive.store import Archive

#: Releases a row group: some 30 MB of text.
_GROUP = 5_000
_MOMENT = pa.timestamp("s", tz="UTC")
_PERSON = pa.struct(
    [(name, pa.string()) for name in ("name", "office", "country", "organisation", "role")]
)
_SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("url", pa.string()),
        ("lang", pa.string()),
        ("section", pa.string()),
        ("title", pa.string()),
        ("published_at", _MOMENT),
        ("status", pa.string()),
        ("versions", pa.int32()),
        ("first_seen_at", _MOMENT),
        ("event_id", pa.int64()),
        ("sha256", pa.string()),
        ("is_meeting", pa.bool_()),
        ("kind", pa.string()),
        ("city", pa.string()),
        ("country", pa.string()),
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("participants", pa.list_(_PERSON)),
        ("summary", pa.string()),
        ("text", pa.string()),
    ]
)


def write(archive: Archive, filters: Filters, file: BinaryIO) -> int:
    """A release a row, oldest first; times are UTC, participants a list of structs."""
    releases, count = archive.releases(filters), 0
    with parquet.ParquetWriter(file, _SCHEMA, compression="zstd") as writer:
        while rows := [_row(release) for release in islice(releases, _GROUP)]:
            writer.write_table(pa.Table.from_pylist(rows, _SCHEMA))
            count += len(rows)
    return count


def _row(release: ArchivedRelease) -> dict[str, Any]:
    row = flat(release)
    for name in ("date_start", "date_end"):
        row[name] = date.fromisoformat(row[name]) if row[name] else None
    return row
