"""Proving the archive whole: every check reads, and none holds up a daemon that writes."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from archive import bases, chain, deriving, duplicates, indexing, media
from archive.content import content_sha256
from archive.packing import PACKED, PackingError

#: One sentence for every problem, None for every thing that was looked at and is whole.
Findings = Iterator[str | None]
#: Called with the name of the check, how much is done, and how much there is (None: not known).
Progress = Callable[[str, int, int | None], None]


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


def verify(
    db: Database, *, noted: str | None = None, progress: Progress | None = None
) -> list[Check]:
    """Run every check; none stops the others.

    ``noted`` is a head of the chain that was written down earlier: it has to be in the chain still.
    """
    checks: list[tuple[str, Findings, str | None]] = [
        ("sqlite", _sqlite_problems(db), None),
        ("foreign_keys", _foreign_key_problems(db), None),
        ("pages", _page_problems(db), "pages"),
        ("media", media.problems(db), "blobs"),
        ("versions", _version_problems(db), "versions"),
        ("chain", _chain_problems(db, noted), "chain"),
        ("releases", _release_problems(db), "releases"),
        ("analysis", deriving.problems(db), "versions"),
        ("near_duplicates", duplicates.problems(db), "releases"),
        ("search", indexing.problems(db), "releases"),
        ("outbox", _outbox_problems(db), "deliveries"),
    ]
    tell = progress or (lambda *_: None)
    return [_check(db, name, findings, table, tell) for name, findings, table in checks]


def _check(db: Database, name: str, findings: Findings, table: str | None, tell: Progress) -> Check:
    problems: list[str] = []
    total = None
    tell(name, 0, None)
    try:
        with _snapshot(db):
            total = _count(db, table) if table else None
            for done, finding in enumerate(findings, start=1):
                if finding is not None:
                    problems.append(finding)
                tell(name, done, total)
    except (sqlite3.DatabaseError, *PackingError, ValueError) as error:
        problems.append(f"could not be read: {error}")
    return Check(name, 1 if total is None else total, tuple(problems))


@contextmanager
def _snapshot(db: Database) -> Iterator[None]:
    """The archive as of one moment, whatever a daemon writes; undone at the end."""
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")


def _sqlite_problems(db: Database) -> Findings:
    for (message,) in db.conn.execute("PRAGMA main.integrity_check"):
        yield None if message == "ok" else str(message)


def _foreign_key_problems(db: Database) -> Findings:
    for table, rowid, parent, _ in db.conn.execute("PRAGMA foreign_key_check"):
        yield f"row {rowid} of {table} points to nothing in {parent}"


def _page_problems(db: Database) -> Findings:
    rows = db.conn.execute(
        f"SELECT p.id, p.url, p.sha256, p.base_id, {PACKED} FROM pages AS p "
        "LEFT JOIN _dictionaries AS d ON d.id = p.dictionary_id ORDER BY p.id"
    )
    for page_id, url, sha256, *packed in rows:
        try:
            content = bases.unpacked(db, *packed)
            whole = hashlib.sha256(content).hexdigest() == sha256
            if whole:
                bases.remember(sha256, content)
        except PackingError:
            whole = False
        yield None if whole else f"page {page_id} ({url}) is not what was fetched"


def _version_problems(db: Database) -> Findings:
    for row in db.query(
        "SELECT release_id, version, title, published_at, text, attachments, sha256 FROM versions"
    ):
        actual = content_sha256(
            row["title"],
            datetime.fromisoformat(row["published_at"]),
            row["text"],
            json.loads(row["attachments"]),
        )
        what = f"version {row['version']} of release {row['release_id']}"
        yield None if actual == row["sha256"] else f"{what} was changed afterwards"


def _chain_problems(db: Database, noted: str | None) -> Findings:
    if noted is not None and chain.find(db, noted) is None:
        yield f"the noted head {noted} is not in the chain: what it stood for was altered since"
    yield from chain.problems(db)


def _release_problems(db: Database) -> Findings:
    rows = db.query(
        "SELECT r.id, r.url, v.version FROM releases AS r "
        "LEFT JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version "
        "AND v.sha256 = r.sha256 AND v.title = r.title AND v.published_at = r.published_at"
    )
    for row in rows:
        what = f"release {row['id']} ({row['url']})"
        yield None if row["version"] is not None else f"{what} does not show its current version"


def _outbox_problems(db: Database) -> Findings:
    for row in db.query(
        "SELECT id, sink, kind, html, buttons, payload_sha256, state, message_id FROM deliveries"
    ):
        payload = hashlib.sha256((row["html"] + "\n" + row["buttons"]).encode()).hexdigest()
        posted = (row["state"], row["sink"]) == ("sent", "telegram") and row["kind"] != "edit"
        if payload != row["payload_sha256"]:
            yield f"delivery {row['id']} does not hold what was to be sent"
        elif posted and row["message_id"] is None:
            yield f"delivery {row['id']} is marked as sent and has no message"
        else:
            yield None


def _count(db: Database, table: str) -> int:
    (row,) = db.query(f"SELECT count(*) AS n FROM {table}")
    return int(row["n"])
