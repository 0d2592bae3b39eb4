"""Headers of answers: what they have in common is kept once, and moments as numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime

from sqlite_utils import Database

from archive.rows import insert


def own_headers(db: Database, headers: Mapping[str, str]) -> tuple[int, str]:
    """The id of the headers that an answer has in common with others, and its own as JSON.

    An own one is told by its number in the order of the answer, from 0.
    """
    names = _json(list(headers))
    row = db.conn.execute("SELECT id, headers FROM _headers WHERE names = ?", [names]).fetchone()
    if row is None:
        return insert(db, "_headers", names=names, headers=_json(dict(headers))), "{}"
    common = json.loads(row[1])
    own = {
        str(number): _short(value)
        for number, (name, value) in enumerate(headers.items())
        if common[name] != value
    }
    return int(row[0]), _json(own)


def shorten(db: Database) -> None:
    """Take from pages kept before what their releases and other pages have; in a transaction."""
    kept = db.conn.execute(
        "SELECT p.id, p.url, p.headers, h.headers, (SELECT r.url FROM versions AS v "
        "JOIN releases AS r ON r.id = v.release_id WHERE v.page_id = p.id "
        "ORDER BY v.release_id LIMIT 1) "
        "FROM _pages AS p LEFT JOIN _headers AS h ON h.id = p.headers_id ORDER BY p.id"
    ).fetchall()
    for page_id, url, headers, common, release_url in kept:
        # By their names, and all of them where there are no common ones yet.
        shorter = own_headers(db, json.loads(common or "{}") | json.loads(headers))
        db.conn.execute(
            "UPDATE _pages SET url = ?, headers_id = ?, headers = ? WHERE id = ?",
            ["" if url == release_url else url, *shorter, page_id],
        )


def _short(value: str) -> str | int:
    """The seconds since 1970 of a moment as HTTP writes it; another value as it is."""
    if not value.endswith(" GMT"):
        return value
    try:
        moment = parsedate_to_datetime(value).astimezone(UTC)
        is_usual = format_datetime(moment, usegmt=True) == value
    except (ValueError, TypeError, OverflowError):
        return value
    return int(moment.timestamp()) if is_usual else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
