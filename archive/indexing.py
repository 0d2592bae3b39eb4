"""The full-text index: taking a release in and out of it, proving it, and making it anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from sqlite_utils import Database

_COLUMNS = "text_terms, title_terms"
#: Segments of one size are merged by ``merge_some``, two by two; by a commit, and then at once,
#: where there are 32 of them.
_MERGING = {"automerge": 0, "usermerge": 2, "crisismerge": 32}
#: What one call of ``merge_some`` writes at most, in pages of the index of 4 KB.
_PIECE = 64
#: How many changes a statement counts as that merged something.
_WORKED = 2
#: The tables in which FTS5 keeps an index.
_SHADOWS = ("data", "idx", "docsize", "config")


def add(db: Database, release_id: int) -> None:
    """Index the current version of a release."""
    db.conn.execute(
        f"INSERT INTO _search (rowid, {_COLUMNS}) "
        f"SELECT id, {_COLUMNS} FROM _search_source WHERE id = ?",
        [release_id],
    )


def remove(db: Database, release_id: int) -> None:
    """Take a release out; to be called while the archive still shows what was indexed."""
    db.conn.execute(
        f"INSERT INTO _search (_search, rowid, {_COLUMNS}) "
        f"SELECT 'delete', id, {_COLUMNS} FROM _search_source WHERE id = ?",
        [release_id],
    )


def settle(db: Database) -> None:
    """Say how the index merges what is added: when it is told to, not within a commit.

    By default every twentieth commit or so merges a megabyte while a release waits for it.
    """
    for setting, value in _MERGING.items():
        db.conn.execute("INSERT INTO _search (_search, rank) VALUES (?, ?)", [setting, value])


def merge_some(db: Database) -> bool:
    """Merge a piece of what was added, a few ms long; whether there was anything to merge.

    An index in few pieces takes a sixth less room, and a word is found in it sooner.
    """
    before = db.conn.total_changes
    db.conn.execute("INSERT INTO _search (_search, rank) VALUES ('merge', ?)", [_PIECE])
    # The statement itself is a change, and the only one where it had nothing to do.
    return db.conn.total_changes - before >= _WORKED


def rebuild(db: Database) -> None:
    """Make the whole index anew from the current versions."""
    db.conn.execute("INSERT INTO _search (_search) VALUES ('rebuild')")


def replace(db: Database) -> None:
    """Put a new index in place of one that is too broken to be emptied.

    To be called within a transaction. The pages of the old one stay behind in the file, unused,
    until the next VACUUM.
    """
    sql = _sql(db)
    forget(db, ["_search", *(f"_search_{shadow}" for shadow in _SHADOWS)])
    db.conn.execute(sql)
    settle(db)
    rebuild(db)


def forget(db: Database, names: Sequence[str]) -> None:
    """Take tables or indexes out of the schema alone, for what is too broken to be dropped."""
    marks = ", ".join("?" * len(names))
    db.conn.execute("PRAGMA writable_schema = ON")
    db.conn.execute(f"DELETE FROM sqlite_schema WHERE name IN ({marks})", names)
    db.conn.execute("PRAGMA writable_schema = RESET")


def problems(db: Database) -> Iterator[str | None]:
    """Where the index does not match the current versions, a sentence each; within a transaction.

    FTS5 checks an index by a statement that writes, for which it would hold up every writer for
    minutes: a copy of the index, among the temporary tables, is checked in its place.
    """
    for release_id, title in db.conn.execute(
        "SELECT r.id, r.title FROM releases AS r "
        "WHERE NOT EXISTS (SELECT 1 FROM _search_docsize AS d WHERE d.id = r.id)"
    ):
        yield f"release {release_id} ({title}) is not in the index"
    for (release_id,) in db.conn.execute(
        "SELECT id FROM _search_docsize EXCEPT SELECT id FROM releases"
    ):
        yield f"the index holds {release_id}, which is no release"
    db.conn.execute("CREATE TEMP VIEW _proof_source AS SELECT * FROM main._search_source")
    try:
        db.conn.execute(
            _sql(db)
            .replace("VIRTUAL TABLE _search", "VIRTUAL TABLE temp._proof", 1)
            .replace("'_search_source'", "'_proof_source'", 1)
        )
        for shadow in _SHADOWS:
            db.conn.execute(f"DELETE FROM temp._proof_{shadow}")
            db.conn.execute(f"INSERT INTO temp._proof_{shadow} SELECT * FROM main._search_{shadow}")
        # By another name FTS5 opens it anew, and reads what was put into it.
        db.conn.execute("ALTER TABLE temp._proof RENAME TO _proof_copy")
        db.conn.execute(
            "INSERT INTO temp._proof_copy (_proof_copy, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError as error:
        yield f"the index does not match the releases ({error})"


def _sql(db: Database) -> str:
    (sql,) = db.conn.execute("SELECT sql FROM main.sqlite_schema WHERE name = '_search'").fetchone()
    return str(sql)
