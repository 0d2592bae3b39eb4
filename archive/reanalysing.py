"""Today's analysis over what is archived already.

What an earlier analyser said stays beside it. Each version of a release is marked by its new
analysis, so a run that was cut off is resumed by starting another. No message follows from it, now
or later: an event that was told goes on being told by what was read then (archive/reading.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive import analyses, facts, keys, linking, unread
from archive.model import Release
from archive.store import Archive
from meetings.linking import Traits
from meetings.model import ANALYSER_VERSION

#: Versions written in one transaction: a few tens of ms for which a daemon may have to wait.
BATCH = 5


@dataclass(frozen=True, slots=True)
class Reanalysed:
    """How many versions of releases were read anew, and how many say something else since."""

    read: int
    changed: int


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One version of a release that today's analyser has not read."""

    release_id: int
    version: int
    release: Release
    before: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Read:
    """A version with what today's analyser says of it."""

    waiting: _Waiting
    document: dict[str, Any]
    traits: Traits


_WAITING = """
FROM versions AS v JOIN releases AS r ON r.id = v.release_id
JOIN _analyses AS a ON a.release_id = v.release_id AND a.version = v.version
WHERE v.release_id >= :low AND NOT EXISTS (
    SELECT 1 FROM _analyses AS n WHERE n.release_id = v.release_id AND n.version = v.version
    AND n.analyser_version = :analyser
) AND NOT EXISTS (
    SELECT 1 FROM _analyses AS n WHERE n.release_id = a.release_id AND n.version = a.version
    AND (n.analysed_at, n.rowid) > (a.analysed_at, a.rowid)
)
"""


def reanalyse(
    archive: Archive,
    *,
    clock: Callable[[], datetime],
    since: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reanalysed:
    """Read every version of the releases published since a moment by today's analyser.

    What it has read already is left out. ``progress`` is called with the numbers done and in all.
    Raises ArchiveUnwritable; what was read until then stays.
    """
    low = keys.first_key(since) if since else 0
    total = archive.db.conn.execute(
        f"SELECT count(*) {_WAITING}", {"low": low, "analyser": ANALYSER_VERSION}
    ).fetchone()[0]
    read = changed = 0
    while waiting := list(_waiting(archive, low)):
        done = [_analysed(each) for each in waiting]
        with archive.transaction():
            for each in done:
                _keep(archive, each, clock())
        read += len(done)
        changed += sum(_without_version(d.document) != d.waiting.before for d in done)
        low = waiting[-1].release_id
        if progress is not None:
            progress(read, max(total, read))
    return Reanalysed(read, changed)


def _waiting(archive: Archive, low: int) -> Iterator[_Waiting]:
    rows = archive.db.query(
        "SELECT r.id, r.url, r.lang, v.version, v.title, v.text, v.published_at, v.images, "
        "v.alternates, ukimet_document(a.packed, a.figures, v.title, v.text) AS document "
        f"{_WAITING} "
        "ORDER BY v.release_id, v.version LIMIT :limit",
        {"low": low, "analyser": ANALYSER_VERSION, "limit": BATCH},
    )
    for row in list(rows):
        release = unread.release_of(row)
        before = _without_version(json.loads(row["document"] or "{}"))
        yield _Waiting(row["id"], row["version"], release, before)


def _analysed(waiting: _Waiting) -> _Read:
    release = waiting.release
    analysis, traits = unread.read(release)
    # As it will be read from the archive, so that it can be compared with what is there.
    document: dict[str, Any] = json.loads(json.dumps(analysis.to_json(), ensure_ascii=False))
    return _Read(waiting, document, traits)


def _keep(archive: Archive, done: _Read, now: datetime) -> None:
    db, release_id = archive.db, done.waiting.release_id
    analyses.keep(db, release_id, done.waiting.version, done.document, now=now, again=True)
    # The site may have changed the release since it was looked at here.
    row = db.conn.execute(
        "SELECT event_id FROM releases WHERE id = ? AND current_version = ?",
        [release_id, done.waiting.version],
    ).fetchone()
    if row is not None:
        event_id = linking.relink(db, release_id, row[0], done.waiting.release, done.traits)
        facts.keep(db, release_id, done.document)
        linking.refresh(db, event_id)


def _without_version(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "analyser_version"}
