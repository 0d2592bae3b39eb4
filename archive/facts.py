"""What was read in the current version of a release, as rows for those who query the archive."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from archive import people
from archive.figures import passage
from archive.people import Mention

_TABLES = ("_quotes", "documents", "organisations", "_participations")
_NAMING = ("name", "office", "country", "organisation")

_Row = dict[str, Any]


def keep(db: Database, release_id: int, analysis: Mapping[str, Any]) -> None:
    """Let the tables say what ``analysis`` (the JSON of docs/analysis.md) says of a release.

    To be called within the transaction that made the analysed version the current one; what the
    tables said before is replaced.
    """
    row = db.conn.execute(
        "SELECT r.lang, r.event_id, v.title, v.text FROM releases AS r JOIN versions AS v "
        "ON v.release_id = r.id AND v.version = r.current_version WHERE r.id = ?",
        [release_id],
    ).fetchone()
    lang, event_id, title, text = row
    whole = f"{title}\n{text}"
    earlier = _forget(db, release_id)
    identities = _keep_people(db, release_id, lang, event_id, analysis)
    for person_id, name in earlier - {(found, name) for name, found in identities.items()}:
        people.forget_spelling(db, person_id, lang, name)
    people.forget_unnamed(db, {person_id for person_id, _ in earlier} - set(identities.values()))
    quotes = [_quote(each, whole, identities) for each in analysis["quotes"]]
    _insert(db, "_quotes", release_id, quotes)
    _insert(db, "documents", release_id, [_document(each) for each in analysis["documents"]])
    names = [{"name": name} for name in analysis["organisations"]]
    _insert(db, "organisations", release_id, names)


def keep_all(db: Database) -> None:
    """Fill the tables of every release from its latest analysis, oldest first."""
    rows = db.conn.execute("SELECT id FROM releases ORDER BY id").fetchall()
    for (release_id,) in rows:
        analysis = latest(db, release_id)
        if analysis is not None:
            keep(db, release_id, analysis)


def latest(db: Database, release_id: int) -> Mapping[str, Any] | None:
    """The latest analysis of a release's current version, if it was analysed."""
    row = db.conn.execute(
        "SELECT ukimet_document(a.packed, a.figures, v.title, v.text) "
        "FROM releases AS r JOIN versions AS v "
        "ON v.release_id = r.id AND v.version = r.current_version "
        "JOIN _analyses AS a ON a.release_id = r.id AND a.version = r.current_version "
        "WHERE r.id = ? ORDER BY a.analysed_at DESC, a.rowid DESC LIMIT 1",
        [release_id],
    ).fetchone()
    return json.loads(row[0]) if row and row[0] else None


def _forget(db: Database, release_id: int) -> set[tuple[int, str]]:
    """Empty the tables of a release; the people that it named, with their names."""
    rows = db.conn.execute(
        "SELECT DISTINCT person_id, name FROM participations "
        "WHERE release_id = ? AND person_id IS NOT NULL",
        [release_id],
    ).fetchall()
    for table in _TABLES:
        db.conn.execute(f"DELETE FROM {table} WHERE release_id = ?", [release_id])
    return set(rows)


def _keep_people(
    db: Database, release_id: int, lang: Any, event_id: int, analysis: Mapping[str, Any]
) -> dict[str, int]:
    """Write who took part and who is mentioned; the ids of the people by name."""
    identities: dict[str, int] = {}
    named = [(row, row["role"]) for row in analysis["participants"]]
    named += [(row, "mentioned") for row in analysis["mentioned_persons"]]
    for position, (row, role) in enumerate(named, start=1):
        mention = Mention(row["name"], lang, event_id, row["country"], row["office"])
        person_id = people.person_of(db, mention)
        if person_id is not None:
            identities[row["name"]] = person_id
        naming_id = _naming(db, [row[key] for key in _NAMING] + [role])
        values = {"naming_id": naming_id, "person_id": person_id, **_span(row)}
        _insert(db, "_participations", release_id, [values], position)
    return identities


def _naming(db: Database, naming: list[str | None]) -> int:
    """The id of a name with office, country, organisation and role, as many releases have it."""
    # By its name: a country has a thousand times as many.
    row = db.conn.execute(
        "SELECT id FROM _namings WHERE name = ? AND office IS ? AND +country IS ? "
        "AND organisation IS ? AND role = ?",
        naming,
    ).fetchone()
    if row is not None:
        return int(row[0])
    columns = ", ".join(_NAMING)
    cursor = db.conn.execute(
        f"INSERT INTO _namings ({columns}, role) VALUES (?, ?, ?, ?, ?)", naming
    )
    return int(cursor.lastrowid or 0)


def _quote(row: Mapping[str, Any], whole: str, identities: Mapping[str, int]) -> _Row:
    found = passage(row["text"], whole, row.get("span"))
    return {
        "speaker": row["speaker"],
        "person_id": identities.get(row["speaker"]),
        "text": None if found else row["text"],
        "text_start": found[0] if found else None,
        "text_length": found[1] if found else None,
        **_span(row),
    }


def _document(row: Mapping[str, Any]) -> _Row:
    return {"text": row["text"], "status": row["status"], **_span(row)}


def _span(row: Mapping[str, Any]) -> _Row:
    start, end = row.get("span") or (None, None)
    return {"span_start": start, "span_end": end}


def _insert(db: Database, table: str, release_id: int, rows: list[_Row], first: int = 1) -> None:
    if not rows:
        return
    columns = ["release_id", "position", *rows[0]]
    marks = ", ".join("?" * len(columns))
    db.conn.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
        [[release_id, position, *row.values()] for position, row in enumerate(rows, first)],
    )
