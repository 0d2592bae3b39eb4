"""Analyses as they were kept before migration 0141, packed again as they are now."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from archive.figures import pack_document
from archive.packing import PackingError, unpack

_NONE: list[Any] = [None] * 9


def pack_analyses_again(db: Database) -> None:
    """Pack every analysis as new ones are; within a transaction.

    One that cannot be read any more is left out: then ``verify`` says that it is missing.
    """
    ids = db.conn.execute("SELECT rowid FROM _analyses").fetchall()
    for (rowid,) in ids:
        title, text, packed, column = db.conn.execute(
            "SELECT v.title, v.text, a.packed, a.figures FROM _analyses AS a "
            "JOIN versions AS v ON v.release_id = a.release_id AND v.version = a.version "
            "WHERE a.rowid = ?",
            [rowid],
        ).fetchone()
        try:
            document = json.loads(unpack(packed, text))
            if document["figures"] is None:
                document["figures"] = _figures(column, f"{title}\n{text}")
            anew, figures = pack_document(document, title, text)
        except (*PackingError, ValueError, TypeError, KeyError, IndexError):
            db.conn.execute("DELETE FROM _analyses WHERE rowid = ?", [rowid])
            continue
        db.conn.execute(
            "UPDATE _analyses SET packed = ?, figures = ? WHERE rowid = ?", [anew, figures, rowid]
        )


def _figures(column: str, whole: str) -> list[dict[str, Any]]:
    """Of a column of before: subjects told by where they begin, units and periods written out."""
    found = []
    for row in json.loads(column):
        value, unit, start, size, subject, length, qualifier, period, text = row + _NONE[len(row) :]
        span = None if start is None else [start, start + size]
        found.append(
            {
                "text": whole[slice(*span)] if text is None and span else text,
                "value": float(value),
                "unit": unit,
                "qualifier": qualifier,
                "subject": subject if length is None else whole[subject : subject + length],
                "period": period,
                "span": span,
            }
        )
    return found
