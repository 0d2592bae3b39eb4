"""The full-text index: taking a release in and out of it, proving it, and making it anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

_COLUMNS = "title, text, title_terms, text_terms"
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


def rebuild(db: Database) -> None:
    """Make the whole index anew from the current versions; to be called within a transaction."""
    try:
        _fill(db)
    except sqlite3.DatabaseError:
        sql = _sql(db)
        _forget(db)
        db.conn.execute(sql)
        _fill(db)


def _fill(db: Database) -> None:
    db.conn.execute("INSERT INTO _search (_search) VALUES ('rebuild')")


def _forget(db: Database) -> None:
    """Take away an index that is too broken to be emptied.

    Pages of the file that cannot be given back stay behind unused, until the next VACUUM.
    """
    _strike(db, "_search")
    for shadow in _SHADOWS:
        try:
            db.conn.execute(f"DROP TABLE _search_{shadow}")
        except sqlite3.DatabaseError:
            _strike(db, f"_search_{shadow}")


def _strike(db: Database, table: str) -> None:
    """Take a table out of the schema alone."""
    db.conn.execute("PRAGMA writable_schema = ON")
    db.conn.execute("DELETE FROM sqlite_schema WHERE tbl_name = ?", [table])
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
