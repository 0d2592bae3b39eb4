"""The full-text index: taking a release in and out of it, and making it anew."""

from __future__ import annotations

from sqlite_utils import Database

_COLUMNS = "text_terms, title_terms"


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
    """Make the whole index anew from the current versions."""
    db.conn.execute("INSERT INTO _search (_search) VALUES ('rebuild')")
