"""Making anew what follows from the evidence; the evidence itself is never touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from sqlite_utils import Database

from archive import deriving, indexing
from archive.verifying import Check

#: What can be made anew, by the check that finds it broken, in the order in which it has to be.
MENDABLE = ("analysis", "search", "sqlite")


def wanted(checks: Sequence[Check]) -> list[str]:
    """The names of the failed checks that ``repair`` may mend, in the order in which it does."""
    failed = {check.name for check in checks if not check.ok}
    return [name for name in MENDABLE if name in failed]


def repair(
    db: Database,
    checks: Sequence[Check],
    now: datetime,
    transaction: Callable[[], AbstractContextManager[None]],
) -> list[str]:
    """Make anew what failed its check, each in a transaction; the names of what could be."""
    made = []
    for name in wanted(checks):
        try:
            with transaction():
                _remedy(db, name, now)
            if name == "sqlite":
                # Pages that nothing uses are given back.
                db.conn.execute("VACUUM")
        except sqlite3.DatabaseError:
            continue  # too damaged: the check that follows says what is still broken
        made.append(name)
    return made


def _remedy(db: Database, name: str, now: datetime) -> None:
    if name == "analysis":
        deriving.rebuild(db, now)
    elif name == "search":
        indexing.rebuild(db)
    else:
        db.conn.execute("REINDEX")
