"""Releases that are archived and not yet read: analysed, joined to events and followed up later.

Analysing a text takes longer than fetching and archiving its page. A release of the past, of which
nobody is to be told, is therefore archived at once, in an event of its own that is no meeting, and
marked; afterwards it is read in the order of archiving, which comes to the same as reading it at
once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from archive import analyses, duplicates, facts, linking
from archive.model import Release, Stored
from archive.rows import one
from meetings.linking import Traits
from meetings.model import Analysis

#: How a release is read: by :func:`read`, or by whoever has that done in another process.
Reader = Callable[[Release], tuple[Analysis, Traits]]

_WAITING = """
SELECT u.id AS waiting, u.release_id, u.version, r.url, r.lang, v.title, v.text, v.published_at,
       v.images, v.alternates
FROM _unread AS u
JOIN releases AS r ON r.id = u.release_id
JOIN versions AS v ON v.release_id = u.release_id AND v.version = u.version
ORDER BY u.id LIMIT 1
"""


def matter(release: Release) -> dict[str, Any]:
    """What ``meetings.release.read_release`` is to be called with to read a release."""
    return {
        "text": release.text,
        "lang": release.lang,
        "title": release.title,
        "published_at": release.published_at,
        "url": release.url,
        "images": tuple(release.images),
        "alternates": dict(release.alternates),
    }


def read(release: Release) -> tuple[Analysis, Traits]:
    """What a release says, and what links it to releases on the same event."""
    # Loaded late: a daemon has its texts read by another process, and need not know how.
    from meetings.release import read_release

    return read_release(**matter(release))


def waiting(db: Database) -> int:
    """How many versions have not been read yet."""
    (count,) = db.conn.execute("SELECT count(*) FROM _unread").fetchone()
    return int(count)


def next_waiting(db: Database) -> dict[str, Any] | None:
    """The version that has waited longest, or None where all are read."""
    return one(db, _WAITING)


def release_of(row: dict[str, Any]) -> Release:
    """The release of a row of ``next_waiting``, as far as reading its text needs it."""
    return Release(
        url=row["url"],
        lang=row["lang"],
        title=row["title"],
        published_at=datetime.fromisoformat(row["published_at"]),
        text=row["text"],
        images=tuple(json.loads(row["images"])),
        alternates=json.loads(row["alternates"]),
    )


def settle(
    db: Database,
    row: dict[str, Any],
    release: Release,
    analysis: Analysis,
    traits: Traits,
    *,
    now: datetime,
    then: Callable[[Stored], None] | None,
) -> None:
    """Keep what was read of a row of ``next_waiting``; to be called within a transaction."""
    release_id, version = int(row["release_id"]), int(row["version"])
    document = analysis.to_json()
    analyses.keep(db, release_id, version, document, now=now)
    db.conn.execute("DELETE FROM _unread WHERE id = ?", [row["waiting"]])
    current = one(
        db,
        "SELECT event_id FROM releases WHERE id = ? AND current_version = ?",
        [release_id, version],
    )
    if current is None:
        return  # it was changed meanwhile, and the change was read
    duplicates.note(db, release_id)
    before = int(current["event_id"])
    # The event first: who is named in its other languages tells who is meant here.
    event_id = linking.relink(db, release_id, before, release, traits)
    facts.keep(db, release_id, document)
    linking.refresh(db, event_id)
    announced = one(db, "SELECT 1 FROM events WHERE id = ? AND announce = 1", [event_id])
    if then is not None and announced is not None:
        left = linking.still_there(db, before, event_id)
        then(Stored(release_id, version, event_id, "new", left))
