"""An archive of an earlier version is brought up to date and loses nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from archive import Archive
from archive.database import register_functions
from archive.migrations import MIGRATIONS

_ROW = (
    "INSERT INTO deliveries (id, sink, chat, kind, subject, lang, html, payload_sha256, state, "
    "due_at, created_at, target_id, message_id) VALUES (?, 'telegram', '-1001', ?, 'event:1', "
    "'en', 'words', 'x', 'sent', 't', 't', ?, 17)"
)


def test_messages_keep_their_ids_and_what_they_belong_to(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    register_functions(connection)
    MIGRATIONS.apply(Database(connection), stop_before="0020_replies")
    connection.execute(_ROW, [5, "alert", None])
    connection.execute(_ROW, [9, "edit", 5])
    connection.close()
    with Archive.open(path) as archive:
        rows = archive.db.query("SELECT id, kind, target_id, message_id FROM deliveries")
        assert [tuple(row.values()) for row in rows] == [(5, "alert", None, 17), (9, "edit", 5, 17)]
        assert archive.db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
        archive.db.conn.execute(_ROW, [10, "reply", 9])
