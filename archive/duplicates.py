"""Releases that were published again with small changes at another address: found and linked.

A text that waits to be read (archive/unread.py) is compared when it is. They stay releases of
their own. The same text at two addresses is one release (archive/intake.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlite_utils import Database

from archive import keys
from archive.linking import READ
from archive.similarity import likeness, sketch

#: How far apart near duplicates are published, at the most.
WITHIN = timedelta(days=30)
#: How many hashes of their sketches two texts have in common for them to be compared,
SHARED = 2
#: and how many texts a new one is compared with, the likeliest first: a millisecond each.
COMPARED = 4

#: The releases to compare with: hashes (JSON), lowest and highest id, SHARED, own id, language, id,
#: COMPARED.
CANDIDATES = """
SELECT r.id, v.title, v.text
FROM (
    SELECT release_id, count(*) AS shared FROM _sketches
    WHERE hash IN (SELECT value FROM json_each(?)) AND release_id BETWEEN ? AND ?
    GROUP BY release_id
    HAVING shared >= ?
) AS found
JOIN releases AS r ON r.id = found.release_id
JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version
WHERE r.id <> ? AND r.lang = ?
ORDER BY found.shared DESC, abs(r.id - ?)
LIMIT ?
"""

_CURRENT = """
SELECT r.id, r.url, r.lang, v.title, v.text
FROM releases AS r
JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version
"""

_LINKED = """
SELECT r.id, r.url, n.similarity
FROM near_duplicates AS n
JOIN releases AS r ON r.id = CASE n.release_id WHEN :id THEN n.earlier_id ELSE n.release_id END
WHERE n.release_id = :id OR n.earlier_id = :id
ORDER BY n.similarity DESC, r.id
"""

_SPAN = keys.first_key(keys.EPOCH + WITHIN)


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Another release that says nearly the same; ``similarity`` is 0.8 to 1."""

    id: int
    url: str
    similarity: float

    def to_json(self) -> dict[str, Any]:
        """As in ``near_duplicates`` of ``ukimet show --json``."""
        return {"id": self.id, "url": self.url, "similarity": self.similarity}


def forget(db: Database, release_id: int) -> None:
    """Take away the links of a release whose current text is about to be another, or not read yet.

    Hashes of what it said before stay in the index, where they do no harm: texts are compared.
    """
    db.conn.execute(
        "DELETE FROM near_duplicates WHERE release_id = ? OR earlier_id = ?", [release_id] * 2
    )


def note(db: Database, release_id: int) -> None:
    """Link a release with its near duplicates; to be called when its current text has been read."""
    forget(db, release_id)
    (row,) = db.query(f"{_CURRENT} WHERE r.id = ?", [release_id])
    hashes = sketch(row["text"])
    candidates = db.conn.execute(
        CANDIDATES,
        [
            json.dumps(hashes),
            release_id - _SPAN,
            release_id + _SPAN,
            SHARED,
            release_id,
            row["lang"],
            release_id,
            COMPARED,
        ],
    ).fetchall()
    db.conn.executemany(
        "INSERT OR IGNORE INTO _sketches (hash, release_id) VALUES (?, ?)",
        [(each, release_id) for each in hashes],
    )
    for other, title, text in candidates:
        similarity = likeness(row["title"], row["text"], title, text)
        if similarity is not None:
            db.conn.execute(
                "INSERT INTO near_duplicates (release_id, earlier_id, similarity) VALUES (?, ?, ?)",
                [max(release_id, other), min(release_id, other), similarity],
            )


def of(db: Database, release_id: int) -> tuple[NearDuplicate, ...]:
    """The near duplicates of a release, the likest first."""
    rows = db.conn.execute(_LINKED, {"id": release_id})
    return tuple(NearDuplicate(*row) for row in rows)


def problems(db: Database) -> Iterator[str | None]:
    """Releases whose hashes are missing, and links that do not hold; None for what is whole."""
    for row in db.query(f"{_CURRENT} WHERE {READ}"):
        (kept,) = db.conn.execute(
            "SELECT count(*) FROM _sketches WHERE release_id = ? "
            "AND hash IN (SELECT value FROM json_each(?))",
            [row["id"], json.dumps(wanted := sketch(row["text"]))],
        ).fetchone()
        what = f"release {row['id']} ({row['url']})"
        yield None if kept == len(wanted) else f"{what} cannot be found by its near duplicates"
    for row in db.query(
        "SELECT n.*, a.title AS a_title, a.text AS a_text, b.title AS b_title, b.text AS b_text "
        f"FROM near_duplicates AS n JOIN ({_CURRENT}) AS a ON a.id = n.release_id "
        f"JOIN ({_CURRENT}) AS b ON b.id = n.earlier_id"
    ):
        actual = likeness(row["a_title"], row["a_text"], row["b_title"], row["b_text"])
        if actual != row["similarity"]:
            yield f"releases {row['release_id']} and {row['earlier_id']} are not as alike as noted"


def rebuild(db: Database) -> None:
    """Make all hashes and links anew; to be called within a transaction."""
    db.conn.execute("DELETE FROM near_duplicates")
    db.conn.execute("DELETE FROM _sketches")
    read = db.conn.execute(f"SELECT r.id FROM releases AS r WHERE {READ} ORDER BY r.id")
    for (release_id,) in read.fetchall():
        note(db, release_id)
