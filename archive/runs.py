"""Crawls: when they ran, what they found, and what the next one needs to ask cheaply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from archive import keys
from archive.rows import one

#: The fact that says when the first run of a site began.
WATCHING_SINCE = "watching_since"
#: A site that came so much later than the archive's first was added to it, and a date from which
#: releases are announced that lies before does not hold for it: its past would be announced.
ADDED_LATER = timedelta(days=1)
#: A release that a later run finds may carry a time of publication somewhat older than the first
#: run: editors fill the time in by hand, and translations keep the time of the original.
LATE = timedelta(hours=12)
#: Releases on one event, and copies of one text, are published this close together.
SAME_EVENT = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Run:
    """A crawl under way. ``first``: no crawl of this site has ever been completed.

    ``site_id``: the site that is crawled; None where the archive was not told.
    """

    id: int
    first: bool
    announce_from: datetime
    by_date: bool
    site_id: int | None = None

    def is_past(self, published_at: datetime) -> bool:
        """Whether a release is of an event that nobody is to be told of, in any language.

        Translations and copies appear within three days of one another.
        """
        return published_at < self.announce_from - LATE - SAME_EVENT

    def announces(self, published_at: datetime) -> bool:
        """Whether a release that this run finds is news, or belongs to the past."""
        if self.by_date:
            return published_at >= self.announce_from
        return published_at >= self.announce_from - (timedelta(0) if self.first else LATE)


@dataclass(slots=True)
class RunCounts:
    """What a crawl did; every fetched release ends in exactly one of the outcomes."""

    requests: int = 0
    found: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    failed: int = 0
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What the site sent with its last full answer, to be echoed exactly."""

    etag: str | None
    last_modified: str | None


def of_site(name: str, site_id: int | None) -> str:
    """The name under which a small fact about one site is kept."""
    return name if site_id is None else f"{name}:{site_id}"


def start(
    db: Database, kind: str, now: datetime, *, announce_from: datetime | None, site_id: int | None
) -> Run:
    """Open a run; a run of the same site that is still open was cut off and is marked so."""
    moment = now.isoformat()
    db.conn.execute(
        "UPDATE runs SET outcome = 'interrupted', finished_at = ? "
        "WHERE finished_at IS NULL AND site_id IS ?",
        [moment, site_id],
    )
    # What has not been asked for since is a release that is too old for another look.
    db.conn.execute(
        "DELETE FROM _validators WHERE fetched_at < ?",
        [(now - LOOK_AGAIN_UNTIL - timedelta(days=1)).astimezone(UTC).isoformat()],
    )
    done = one(
        db,
        "SELECT 1 FROM runs WHERE outcome IN ('done', 'partial') AND site_id IS ? LIMIT 1",
        [site_id],
    )
    db.conn.execute(
        "INSERT INTO _facts (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [of_site(WATCHING_SINCE, site_id), moment],
    )
    since = datetime.fromisoformat(fact(db, of_site(WATCHING_SINCE, site_id)) or moment)
    by_date = announce_from is not None and (
        announce_from >= since or since - _first_watched(db, since) <= ADDED_LATER
    )
    cursor = db.conn.execute(
        "INSERT INTO runs (kind, started_at, site_id) VALUES (?, ?, ?)", [kind, moment, site_id]
    )
    return Run(
        id=int(cursor.lastrowid or 0),
        first=done is None,
        announce_from=announce_from if announce_from is not None and by_date else since,
        by_date=by_date,
        site_id=site_id,
    )


def _first_watched(db: Database, since: datetime) -> datetime:
    """Since when the first of the sites has been watched; one of them ``since`` then."""
    moments = db.conn.execute("SELECT value FROM _facts WHERE name GLOB ?", [f"{WATCHING_SINCE}:*"])
    return min([since, *(datetime.fromisoformat(value) for (value,) in moments)])


def finish(
    db: Database,
    run: Run,
    outcome: str,
    counts: RunCounts,
    now: datetime,
    outcomes: Mapping[str, int],
) -> None:
    """Close a run with its counts and its named outcomes."""
    for name, count in outcomes.items():
        db.conn.execute(
            "INSERT INTO outcomes (run_id, name, count) VALUES (?, ?, ?)", [run.id, name, count]
        )
    values = asdict(counts) | {"outcome": outcome, "finished_at": now.isoformat()}
    assignments = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(f"UPDATE runs SET {assignments} WHERE id = ?", [*values.values(), run.id])


def requests_since(db: Database, moment: datetime, site_id: int | None) -> int:
    """The requests of all crawls (of one site) that began at ``moment`` or later."""
    (row,) = db.query(
        "SELECT coalesce(sum(requests), 0) AS made FROM runs WHERE started_at >= :moment "
        "AND (:site IS NULL OR site_id = :site)",
        {"moment": moment.astimezone(UTC).isoformat(), "site": site_id},
    )
    return int(row["made"])


def latest(db: Database, limit: int, site_id: int | None) -> list[dict[str, Any]]:
    """The latest finished runs (of one site), newest first, each with the name of its ``site``."""
    return list(
        db.query(
            "SELECT n.*, s.name AS site FROM runs AS n LEFT JOIN sites AS s ON s.id = n.site_id "
            "WHERE n.finished_at IS NOT NULL AND (:site IS NULL OR n.site_id = :site) "
            "ORDER BY n.id DESC LIMIT :limit",
            {"site": site_id, "limit": limit},
        )
    )


def validators(db: Database, url: str) -> Validators | None:
    """The validators kept for ``url``."""
    row = one(db, "SELECT etag, last_modified FROM _validators WHERE url = ?", [url])
    return Validators(row["etag"], row["last_modified"]) if row else None


def keep_validators(
    db: Database, url: str, etag: str | None, last_modified: str | None, now: datetime
) -> None:
    """Replace the validators kept for ``url``; a release too old for another look needs none."""
    db.conn.execute(
        "INSERT INTO _validators (url, etag, last_modified, fetched_at) SELECT ?, ?, ?, ? "
        "WHERE NOT EXISTS (SELECT 1 FROM releases WHERE url = ? AND id < ?) "
        "ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, "
        "last_modified = excluded.last_modified, fetched_at = excluded.fetched_at",
        [url, etag, last_modified, now.isoformat(), url, keys.first_key(now - LOOK_AGAIN_UNTIL)],
    )


def touch(db: Database, url: str, now: datetime) -> None:
    """Note that the page at ``url`` was looked at and had not changed."""
    moment = now.isoformat()
    db.conn.execute("UPDATE _validators SET fetched_at = ? WHERE url = ?", [moment, url])
    db.conn.execute(
        "UPDATE releases SET last_seen_at = ? WHERE id = (SELECT release_id FROM addresses "
        "WHERE url = ?)",
        [moment, url],
    )


def fact(db: Database, name: str) -> str | None:
    """A small fact that was kept under ``name``."""
    row = one(db, "SELECT value FROM _facts WHERE name = ?", [name])
    return str(row["value"]) if row else None


def keep_fact(db: Database, name: str, value: str | None) -> None:
    """Keep a small fact; None forgets it."""
    if value is None:
        db.conn.execute("DELETE FROM _facts WHERE name = ?", [name])
    else:
        db.conn.execute(
            "INSERT INTO _facts (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )


#: A release is looked at again when this share of its age has passed since the last look, so that
#: the looks grow rarer as it ages; and never again when it is older than the longest age.
LOOK_AGAIN_AFTER = 0.5
LOOK_AGAIN_SOONEST = timedelta(seconds=5)
LOOK_AGAIN_UNTIL = timedelta(days=30)
RETRY_UNTIL = timedelta(days=30)


def due_again(db: Database, now: datetime, limit: int, site_id: int | None) -> list[str]:
    """Addresses of live releases (of one site) that are due for a look at whether they changed."""
    rows = db.query(
        "SELECT r.url, r.published_at, v.fetched_at FROM releases AS r "
        "JOIN _validators AS v ON v.url = r.url WHERE r.id >= :first AND r.status <> 'withdrawn' "
        "AND (:site IS NULL OR r.site_id = :site) ORDER BY v.fetched_at",
        {"first": keys.first_key(now - LOOK_AGAIN_UNTIL), "site": site_id},
    )
    return _due(rows, now, limit, "published_at", "fetched_at")


def failures_due(db: Database, now: datetime, limit: int, site_id: int | None) -> list[str]:
    """Addresses (of one site) that could not be read and are due for another try."""
    rows = db.query(
        "SELECT f.url, f.first_failed_at, f.failed_at FROM failures AS f "
        "LEFT JOIN runs AS n ON n.id = f.run_id WHERE f.first_failed_at >= :since "
        "AND (:site IS NULL OR n.site_id = :site) ORDER BY f.failed_at",
        {"since": (now - RETRY_UNTIL).isoformat(), "site": site_id},
    )
    return _due(rows, now, limit, "first_failed_at", "failed_at")


def _due(
    rows: Iterable[dict[str, Any]], now: datetime, limit: int, since: str, last: str
) -> list[str]:
    due = []
    for row in rows:
        looked = datetime.fromisoformat(row[last])
        age = looked - datetime.fromisoformat(row[since])
        if now - looked >= max(LOOK_AGAIN_SOONEST, age * LOOK_AGAIN_AFTER):
            due.append(str(row["url"]))
    return due[:limit]
