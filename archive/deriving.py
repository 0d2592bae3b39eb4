"""What was read in the texts (analyses, people, events): whether it is there, and making it anew.

None of it is evidence: it follows from the versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from archive import analyses, facts, linking, unread
from archive.figures import unpack_document

_VERSIONS = """
SELECT v.release_id, v.version, v.version = r.current_version AS current, r.event_id, r.url, r.lang,
       v.title, v.text, v.published_at, v.images, v.alternates,
       a.packed, a.figures,
       EXISTS (SELECT 1 FROM _unread AS u
               WHERE u.release_id = v.release_id AND u.version = v.version) AS unread
FROM releases AS r
JOIN versions AS v ON v.release_id = r.id
LEFT JOIN _analyses AS a ON a.rowid = (
    SELECT n.rowid FROM _analyses AS n WHERE n.release_id = v.release_id AND n.version = v.version
    ORDER BY n.analysed_at DESC, n.rowid DESC LIMIT 1
)
"""

_PERSON = ("name", "office", "country", "organisation", "role")


def problems(db: Database) -> Iterator[str | None]:
    """What is missing or does not follow from the versions, a sentence each; None where it does."""
    for row in db.query(f"{_VERSIONS} ORDER BY v.release_id, v.version"):
        what = f"version {row['version']} of release {row['release_id']}"
        document = unpack_document(row["packed"], row["figures"], row["title"], row["text"])
        if row["unread"]:
            yield None
        elif row["packed"] is None:
            yield f"{what} has not been analysed"
        elif document is None:
            yield f"the analysis of {what} cannot be read"
        elif row["current"] and _people(document) != _kept_people(db, row["release_id"]):
            yield f"the people of release {row['release_id']} are not those of its analysis"
        elif row["current"] and not _event_stands(db, row["event_id"]):
            yield f"event {row['event_id']} is not what its releases tell"
        else:
            yield None


def rebuild(db: Database, now: datetime) -> None:
    """Analyse what has no readable analysis; make people and events anew.

    To be called within a transaction. What was analysed stays as it was.
    """
    # One at a time: the texts of an archive may be more than the memory holds.
    for version in db.conn.execute("SELECT release_id, version FROM versions").fetchall():
        (row,) = db.query(f"{_VERSIONS} WHERE v.release_id = ? AND v.version = ?", version)
        if row["unread"]:
            continue
        document = unpack_document(row["packed"], row["figures"], row["title"], row["text"])
        if document is None:
            document = _analyse(db, row, now)
        if row["current"] and _people(document) != _kept_people(db, row["release_id"]):
            facts.keep(db, row["release_id"], document)
    for (event_id,) in db.conn.execute("SELECT id FROM events").fetchall():
        linking.refresh(db, event_id)


def _analyse(db: Database, row: dict[str, Any], now: datetime) -> dict[str, Any]:
    analysis, _ = unread.read(unread.release_of(row))
    db.conn.execute(
        "DELETE FROM _analyses WHERE release_id = ? AND version = ?",
        [row["release_id"], row["version"]],
    )
    document = analysis.to_json()
    analyses.keep(db, row["release_id"], row["version"], document, now=now)
    return document


def _people(document: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The people of an analysis as ``participations`` holds them."""
    people = [tuple(person[key] for key in _PERSON) for person in document["participants"]]
    mentioned = [
        (*(person[key] for key in _PERSON[:-1]), "mentioned")
        for person in document["mentioned_persons"]
    ]
    return people + mentioned


def _kept_people(db: Database, release_id: int) -> list[tuple[Any, ...]]:
    return db.conn.execute(
        f"SELECT {', '.join(_PERSON)} FROM participations WHERE release_id = ? ORDER BY position",
        [release_id],
    ).fetchall()


def _event_stands(db: Database, event_id: int) -> bool:
    told = linking.told(db, event_id)
    columns = ", ".join(told)
    row = db.conn.execute(f"SELECT {columns} FROM events WHERE id = ?", [event_id]).fetchone()
    return bool(row == tuple(told.values()))
