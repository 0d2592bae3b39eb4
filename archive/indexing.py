"""The full-text index: taking a release in and out of it, proving it, and making it anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from sqlite_utils import Database

_COLUMNS = "text_terms, title_terms"
#: How many segments of one size are merged, little by little and at last at once.
_MERGING = {"automerge": 8, "crisismerge": 32, "usermerge": 2}
#: How many pages of the index ``merge`` writes at once, and how often at the most: so many times,
#: and once more for so many releases that were added.
_STEP, _STEPS, _ADDED = 64, 10, 50
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
    """Say how the index merges what is added: less often than by default, in larger pieces.

    Of 10,000 releases taken in one by one the slowest twentieth took 0.3 instead of 0.75 ms, and a
    rare word was found in 0.18 instead of 0.11.
    """
    for setting, value in _MERGING.items():
        db.conn.execute("INSERT INTO _search (_search, rank) VALUES (?, ?)", [setting, value])


def merge(
    db: Database, added: int, transaction: Callable[..., AbstractContextManager[None]]
) -> None:
    """Merge pieces of like size, when so many releases were added, in transactions of a few ms.

    An index in few pieces takes a sixth less room, and a word is found in it sooner. What is left
    to merge waits for the next time.
    """
    for _ in range(_STEPS + added // _ADDED if added else 0):
        with transaction(lasting=False):
            before = db.conn.total_changes
            db.conn.execute("INSERT INTO _search (_search, rank) VALUES ('merge', ?)", [_STEP])
            # The statement itself is a change, and the only one where it had nothing to do.
            if db.conn.total_changes - before < _WORKED:
                return


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
