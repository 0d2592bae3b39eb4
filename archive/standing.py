"""How an archive stands: what is in it, what failed, what is in doubt, what has not arrived."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from archive.rows import one


def counts(db: Database) -> dict[str, int]:
    """Numbers for the status page."""
    result: dict[str, int] = {}
    for name in ("releases", "versions", "events", "meetings"):
        result[name] = _count(db, f"SELECT count(*) AS n FROM {name}")
    for row in list(db.query("SELECT lang, count(*) AS n FROM releases GROUP BY lang")):
        result[f"releases_{row['lang']}"] = row["n"]
    result["withdrawn"] = _count(
        db, "SELECT count(*) AS n FROM releases WHERE status = 'withdrawn'"
    )
    return result


def releases_by_language(db: Database, site_id: int) -> dict[str, int]:
    """How many releases of a site there are in each language."""
    return dict(
        db.conn.execute(
            "SELECT lang, count(*) FROM releases WHERE site_id = ? GROUP BY lang", [site_id]
        ).fetchall()
    )


def failures(db: Database, limit: int) -> list[dict[str, Any]]:
    """Rows of ``failures``, the latest first."""
    return list(
        db.query(
            "SELECT url, reason, message, first_failed_at, failed_at, attempts FROM failures "
            "ORDER BY failed_at DESC LIMIT ?",
            [limit],
        )
    )


def unsure(db: Database, site_id: int | None = None) -> list[dict[str, Any]]:
    """Releases (of one site) whose current version is in doubt, latest first, with the reasons."""
    rows = db.query(
        "SELECT r.url, r.title, v.doubts FROM releases AS r JOIN versions AS v "
        "ON v.release_id = r.id AND v.version = r.current_version "
        "WHERE r.status = 'unsure' AND (:site IS NULL OR r.site_id = :site) ORDER BY r.id DESC",
        {"site": site_id},
    )
    return [row | {"doubts": json.loads(row["doubts"])} for row in rows]


def undelivered(db: Database) -> int:
    """How many messages have not arrived yet."""
    return _count(
        db,
        "SELECT count(*) AS n FROM deliveries WHERE state IN ('queued', 'sending', 'uncertain')",
    )


def sent(db: Database, kind: str) -> int:
    """How many messages of a kind have been delivered."""
    row = one(db, "SELECT count(*) AS n FROM deliveries WHERE state = 'sent' AND kind = ?", [kind])
    return int(row["n"]) if row else 0


def _count(db: Database, sql: str) -> int:
    row = one(db, sql, [])
    return int(row["n"]) if row else 0
