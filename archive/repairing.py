"""Making anew what follows from the evidence; the evidence itself is never touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from sqlite_utils import Database

from archive import deriving, duplicates, indexing
from archive.verifying import Check

Remedy = Callable[[Database, datetime], None]


def _near_duplicates(db: Database, _: datetime) -> None:
    duplicates.rebuild(db)


def _search(db: Database, _: datetime) -> None:
    indexing.rebuild(db)


def _search_thoroughly(db: Database, _: datetime) -> None:
    indexing.replace(db)


def _indexes(db: Database, _: datetime) -> None:
    db.conn.execute("REINDEX")


def _indexes_thoroughly(db: Database, _: datetime) -> None:
    rows = db.conn.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    indexing.forget(db, [name for name, _ in rows])
    for _, sql in rows:
        db.conn.execute(sql)


#: What can be made anew, by the check that finds it broken, in the order in which it has to be;
#: where the first remedy fails because the file itself is damaged, the second is tried.
REMEDIES: dict[str, tuple[Remedy, ...]] = {
    "analysis": (deriving.rebuild,),
    "near_duplicates": (_near_duplicates,),
    "search": (_search, _search_thoroughly),
    "sqlite": (_indexes, _indexes_thoroughly),
}


def wanted(checks: Sequence[Check]) -> list[str]:
    """The names of the failed checks that ``repair`` may mend, in the order in which it does."""
    failed = {check.name for check in checks if not check.ok}
    return [name for name in REMEDIES if name in failed]


def repair(
    db: Database,
    checks: Sequence[Check],
    now: datetime,
    transaction: Callable[[], AbstractContextManager[None]],
) -> list[str]:
    """Make anew what failed its check, each in a transaction; the names of what could be."""
    made = []
    unused = "sqlite" in wanted(checks)
    for name in wanted(checks):
        for number, remedy in enumerate(REMEDIES[name]):
            if _works(remedy, db, now, transaction):
                made.append(name)
                unused = unused or number > 0
                break
    if unused:
        # Gives back the pages of the file that nothing uses any more.
        _works(lambda db, _: db.conn.execute("VACUUM"), db, now, nullcontext)
    return made


def _works(
    remedy: Callable[[Database, datetime], object],
    db: Database,
    now: datetime,
    transaction: Callable[[], AbstractContextManager[None]],
) -> bool:
    """Whether a remedy could be applied; what is still broken, the next check says."""
    try:
        with transaction():
            remedy(db, now)
    except sqlite3.DatabaseError:
        return False
    return True
