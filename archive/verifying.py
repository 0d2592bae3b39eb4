"""Proving the archive whole."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from archive.content import content_sha256
from archive.packing import PackingError, unpack_page


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was proved, or where it is broken."""

    name: str
    checked: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is broken."""
        return not self.problems


def verify(db: Database) -> list[Check]:
    """Run every check; none stops the others."""
    return [
        _check("sqlite", _sqlite_problems(db)),
        _check("foreign_keys", _foreign_key_problems(db)),
        _check("pages", _page_problems(db), _count(db, "pages")),
        _check("versions", _version_problems(db), _count(db, "versions")),
        _check("analyses", _analysis_problems(db), _count(db, "_analyses")),
        _check("releases", _release_problems(db), _count(db, "releases")),
        _check("search", _search_problems(db), _count(db, "releases")),
        _check("outbox", _outbox_problems(db), _count(db, "deliveries")),
    ]


def _check(name: str, problems: Iterator[str], checked: int = 1) -> Check:
    found: list[str] = []
    try:
        found.extend(problems)
    except (sqlite3.DatabaseError, *PackingError, ValueError) as error:
        found.append(f"could not be read: {error}")
    return Check(name, checked, tuple(found))


def _sqlite_problems(db: Database) -> Iterator[str]:
    for (message,) in db.conn.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield str(message)


def _foreign_key_problems(db: Database) -> Iterator[str]:
    for table, rowid, parent, _ in db.conn.execute("PRAGMA foreign_key_check"):
        yield f"row {rowid} of {table} points to nothing in {parent}"


def _page_problems(db: Database) -> Iterator[str]:
    rows = db.conn.execute(
        "SELECT p.id, p.url, p.sha256, p.body, p.codec, d.body FROM pages AS p "
        "LEFT JOIN _dictionaries AS d ON d.id = p.dictionary_id"
    )
    for page_id, url, sha256, *packed in rows:
        try:
            whole = hashlib.sha256(unpack_page(*packed)).hexdigest() == sha256
        except PackingError:
            whole = False
        if not whole:
            yield f"page {page_id} ({url}) is not what was fetched"


def _version_problems(db: Database) -> Iterator[str]:
    for row in db.query("SELECT * FROM versions"):
        actual = content_sha256(
            row["title"],
            datetime.fromisoformat(row["published_at"]),
            row["text"],
            json.loads(row["attachments"]),
        )
        if actual != row["sha256"]:
            yield f"version {row['version']} of release {row['release_id']} was changed afterwards"


def _analysis_problems(db: Database) -> Iterator[str]:
    rows = db.query(
        "SELECT v.release_id, v.version FROM versions AS v WHERE NOT EXISTS (SELECT 1 FROM "
        "_analyses AS a WHERE a.release_id = v.release_id AND a.version = v.version) AND NOT "
        "EXISTS (SELECT 1 FROM _unread AS u WHERE u.release_id = v.release_id AND "
        "u.version = v.version)"
    )
    for row in rows:
        yield f"version {row['version']} of release {row['release_id']} was never read"


def _release_problems(db: Database) -> Iterator[str]:
    rows = db.query(
        "SELECT r.id FROM releases AS r LEFT JOIN versions AS v ON v.release_id = r.id "
        "AND v.version = r.current_version AND v.sha256 = r.sha256 WHERE v.version IS NULL"
    )
    for row in rows:
        yield f"release {row['id']} does not show its current version"
    rows = db.query(
        "SELECT r.id FROM releases AS r WHERE NOT EXISTS "
        "(SELECT 1 FROM addresses AS a WHERE a.release_id = r.id AND a.url = r.url)"
    )
    for row in rows:
        yield f"release {row['id']} has lost its address"


def _search_problems(db: Database) -> Iterator[str]:
    try:
        db.conn.execute("INSERT INTO _search (_search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield f"the index does not match the releases ({error})"


def _outbox_problems(db: Database) -> Iterator[str]:
    for row in db.query(
        "SELECT id, html, buttons, payload_sha256, state, message_id FROM deliveries"
    ):
        payload = hashlib.sha256((row["html"] + "\n" + row["buttons"]).encode()).hexdigest()
        if payload != row["payload_sha256"]:
            yield f"delivery {row['id']} does not hold what was to be sent"
    for row in db.query(
        "SELECT id FROM deliveries WHERE state = 'sent' AND sink = 'telegram' "
        "AND kind <> 'edit' AND message_id IS NULL"
    ):
        yield f"delivery {row['id']} is marked as sent and has no message"


def _count(db: Database, table: str) -> int:
    (row,) = db.query(f"SELECT count(*) AS n FROM {table}")
    return int(row["n"])
