"""Single rows by SQL, as dictionaries, asked for and added.

``Database.query`` of sqlite-utils puts a savepoint around each query, which for the look-ups of an
intake costs as much as all the rest of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

Parameters = Sequence[Any] | Mapping[str, Any]

#: Decimal digits that SQLite's integers of 64 bits always hold.
_LONGEST_KEY = 18


def rows(db: Database, sql: str, parameters: Parameters = ()) -> Iterator[dict[str, Any]]:
    """Every row of a SELECT, by the names of its columns."""
    cursor = db.conn.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def one(db: Database, sql: str, parameters: Parameters = ()) -> dict[str, Any] | None:
    """The first row of a SELECT, or None."""
    return next(rows(db, sql, parameters), None)


def insert(db: Database, table: str, **values: Any) -> int:
    """Add a row to a table; its rowid."""
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = db.conn.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values())
    )
    return int(cursor.lastrowid or 0)


def is_key(text: str) -> bool:
    """Whether a text is the number of a row, and no larger than SQLite's integers may be."""
    return text.isdecimal() and len(text) <= _LONGEST_KEY
