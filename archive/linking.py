"""Which event a release tells of: the kk, ru and en releases of one event share its row."""

from __future__ import annotations

import json
from datetime import timedelta
from html import escape
from typing import Any

from sqlite_utils import Database

from archive import analyses, follow_ups, keys
from archive.figures import unpack_document
from archive.model import Release
from archive.rows import one, rows
from meetings.linking import Traits, same_event
from meetings.model import Analysis

#: Releases of one event in other languages appear within this time of one another.
WINDOW = timedelta(hours=48)

#: Of several analyses of the current version of a release ``r``: the latest.
_LATEST_OF_CURRENT = (
    "(SELECT n.rowid FROM _analyses AS n WHERE n.release_id = r.id "
    "AND n.version = r.current_version ORDER BY n.analysed_at DESC, n.rowid DESC LIMIT 1)"
)

#: Whose reading an event goes by, best first: the facts are read alike well, the names are not.
_PREFERRED = "CASE lang WHEN 'en' THEN 0 WHEN 'ru' THEN 1 ELSE 2 END"

#: A release that is not read yet joins others when it is; until then it has an event of its own.
READ = (
    "NOT EXISTS (SELECT 1 FROM _unread AS u "
    "WHERE u.release_id = r.id AND u.version = r.current_version)"
)


def event_for(db: Database, release: Release, traits: Traits, site_id: int | None) -> int | None:
    """The event that a release of the site in another language already tells of, if any."""
    linked = _by_language_link(db, release)
    if linked is not None:
        return linked
    low, high = keys.key_span(release.published_at - WINDOW, release.published_at + WINDOW)
    candidates = db.conn.execute(
        "SELECT r.event_id, a.packed, r.lang, r.url, v.title, v.text, v.published_at, v.images, "
        "v.alternates FROM releases AS r JOIN versions AS v "
        "ON v.release_id = r.id AND v.version = r.current_version "
        f"JOIN _analyses AS a ON a.rowid = {_LATEST_OF_CURRENT} "
        "WHERE r.id >= ? AND r.id < ? AND r.lang <> ? AND r.site_id IS ? "
        "AND NOT EXISTS "
        "(SELECT 1 FROM releases AS s WHERE s.event_id = r.event_id AND s.lang = ?)",
        [low, high, release.lang, site_id, release.lang],
    )
    matching = {
        event_id
        for event_id, *columns in candidates
        if (theirs := analyses.traits(*columns)) is not None and same_event(traits, theirs)
    }
    # Two that fit are one too many: no link is better than a wrong one.
    return matching.pop() if len(matching) == 1 else None


def relink(db: Database, release_id: int, event_id: int, release: Release, traits: Traits) -> int:
    """The event of a changed release: a lone one may turn out to belong to another's event.

    One that was announced is joined to another only where the pages themselves link the two; its
    messages then belong to that event. What the event says is for the caller to ``refresh``, when
    the facts of the release are kept.
    """
    if _is_alone(db, release_id, event_id):
        said = "SELECT 1 FROM deliveries WHERE subject = ? LIMIT 1"
        if one(db, said, [f"event:{event_id}"]) is None:
            other = event_for(db, release, traits, _site_of(db, release_id))
        else:
            other = _by_language_link(db, release)
        return _join(db, release_id, event_id, other)
    return _part(db, release_id, event_id, release)


def relink_by_page(db: Database, release_id: int, event_id: int, release: Release) -> int:
    """The event of an unchanged release, whose page may link to another language by now."""
    if not release.alternates:
        return event_id
    if _is_alone(db, release_id, event_id):
        linked = _join(db, release_id, event_id, _by_language_link(db, release))
    else:
        linked = _part(db, release_id, event_id, release)
    if linked != event_id:
        refresh(db, linked)
    return linked


def still_there(db: Database, event_id: int, now: int) -> int | None:
    """The event that a release was taken from, where it is another than ``now`` and has others."""
    row = one(db, "SELECT id FROM events WHERE id = ? AND id <> ?", [event_id, now])
    return None if row is None else event_id


def _site_of(db: Database, release_id: int) -> int | None:
    row = one(db, "SELECT site_id FROM releases WHERE id = ?", [release_id])
    return row["site_id"] if row else None


def _is_alone(db: Database, release_id: int, event_id: int) -> bool:
    sql = "SELECT 1 FROM releases WHERE event_id = ? AND id <> ? LIMIT 1"
    return one(db, sql, [event_id, release_id]) is None


def _join(db: Database, release_id: int, event_id: int, other: int | None) -> int:
    """Give a lone release and its event's messages to another event; the event they belong to."""
    if other is None or other == event_id:
        return event_id
    db.conn.execute("UPDATE releases SET event_id = ? WHERE id = ?", [other, release_id])
    db.conn.execute("DELETE FROM events WHERE id = ?", [event_id])
    _move_messages(db, event_id, other)
    return other


def _part(db: Database, release_id: int, event_id: int, release: Release) -> int:
    """Move a release from an event that it shares to the one that its page links to instead.

    It stays where pages link it to a release of its event, too, and where the other event has a
    release in its language. Alerts that show it go with it, where the other event has none.
    """
    other = _by_language_link(db, release)
    if other is None or other == event_id or _is_linked_within(db, release_id, event_id, release):
        return event_id
    spoken = "SELECT 1 FROM releases WHERE event_id = ? AND lang = ?"
    if one(db, spoken, [other, release.lang]) is not None:
        return event_id
    db.conn.execute("UPDATE releases SET event_id = ? WHERE id = ?", [other, release_id])
    db.conn.execute(
        "UPDATE deliveries SET subject = :new WHERE subject = :old AND kind = 'alert' "
        "AND EXISTS (SELECT 1 FROM deliveries AS m WHERE instr(m.html, :link) "
        # An alert that answers this one is another event's.
        "AND (m.id = deliveries.id OR (m.target_id = deliveries.id AND m.kind <> 'alert'))) "
        "AND NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.sink = deliveries.sink "
        "AND d.chat = deliveries.chat AND d.kind = 'alert' AND d.subject = :new)",
        {
            "old": f"event:{event_id}",
            "new": f"event:{other}",
            "link": f'href="{escape(release.url)}"',
        },
    )
    refresh(db, event_id)
    return other


def _is_linked_within(db: Database, release_id: int, event_id: int, release: Release) -> bool:
    """Whether pages link the release to another one of its event, in either direction."""
    row = one(
        db,
        "SELECT 1 FROM releases AS r JOIN versions AS v "
        "ON v.release_id = r.id AND v.version = r.current_version WHERE r.event_id = ? "
        "AND r.id <> ? AND (EXISTS (SELECT 1 FROM addresses AS a JOIN json_each(?) AS link "
        "ON link.value = a.url WHERE a.release_id = r.id) "
        "OR EXISTS (SELECT 1 FROM json_each(v.alternates) AS link WHERE link.value = ?))",
        [event_id, release_id, json.dumps(list(release.alternates.values())), release.url],
    )
    return row is not None


def _move_messages(db: Database, event_id: int, other: int) -> None:
    """The messages of one event become further ones of another's: of alerts, part 2 and so on."""
    db.conn.execute(
        "UPDATE deliveries SET subject = :new, part = part + coalesce((SELECT max(d.part) "
        "FROM deliveries AS d WHERE d.sink = deliveries.sink AND d.chat = deliveries.chat "
        "AND d.kind = deliveries.kind AND d.subject = :new), 0) WHERE subject = :old",
        {"old": f"event:{event_id}", "new": f"event:{other}"},
    )


def new_event(db: Database, release: Release, analysis: Analysis | None, *, announce: bool) -> int:
    """A row for an event that no other release tells of yet; of a text not yet read, no meeting."""
    is_meeting, kind = (analysis.is_meeting, analysis.kind) if analysis else (False, "other")
    cursor = db.conn.execute(
        "INSERT INTO events (is_meeting, kind, published_at, announce) VALUES (?, ?, ?, ?)",
        [is_meeting, kind, release.published_at.isoformat(), announce],
    )
    return int(cursor.lastrowid or 0)


def refresh(db: Database, event_id: int) -> None:
    """Make the event say again what the current versions of its releases say."""
    values = told(db, event_id)
    if values:
        assignments = ", ".join(f"{column} = ?" for column in values)
        db.conn.execute(
            f"UPDATE events SET {assignments} WHERE id = ?", [*values.values(), event_id]
        )
        follow_ups.link(db, event_id)


def told(db: Database, event_id: int) -> dict[str, Any]:
    """What the current versions of its releases say of an event, by column of ``events``.

    Empty where none of them has been analysed.
    """
    found = list(
        rows(
            db,
            "SELECT r.published_at, v.title, v.text, a.packed, a.figures FROM releases AS r "
            "JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version "
            f"LEFT JOIN _analyses AS a ON a.rowid = {_LATEST_OF_CURRENT} "
            f"WHERE r.event_id = ? ORDER BY {_PREFERRED}, r.id DESC",
            [event_id],
        )
    )
    documents = [
        unpack_document(row["packed"], row["figures"], row["title"], row["text"]) for row in found
    ]
    readings = [document for document in documents if document is not None]
    if not readings:
        return {}
    # One language of three that calls it a meeting is outvoted: it was misread there.
    meetings = [reading for reading in readings if reading["is_meeting"]]
    others = [reading for reading in readings if not reading["is_meeting"]]
    (meeting, *_) = meetings if meetings and len(meetings) >= len(others) else others
    return {
        "is_meeting": meeting["is_meeting"],
        "kind": meeting["kind"],
        "city": _first(readings, "place", "city"),
        "country": _first(readings, "place", "country"),
        "date_start": _first(readings, "date", "start"),
        "date_end": _first(readings, "date", "end"),
        "published_at": min(row["published_at"] for row in found),
    }


def _by_language_link(db: Database, release: Release) -> int | None:
    """By the links between languages that the pages themselves carry, in either direction."""
    for url in release.alternates.values():
        row = one(
            db,
            "SELECT r.event_id FROM addresses AS a JOIN releases AS r ON r.id = a.release_id "
            f"WHERE a.url = ? AND r.lang <> ? AND {READ}",
            [url, release.lang],
        )
        if row is not None:
            return int(row["event_id"])
    low, high = keys.key_span(release.published_at - WINDOW, release.published_at + WINDOW)
    row = one(
        db,
        "SELECT r.event_id FROM releases AS r JOIN versions AS v "
        "ON v.release_id = r.id AND v.version = r.current_version "
        "JOIN json_each(v.alternates) AS link ON link.value = ? "
        f"WHERE r.id >= ? AND r.id < ? AND r.lang <> ? AND {READ}",
        [release.url, low, high, release.lang],
    )
    return int(row["event_id"]) if row else None


def _first(readings: list[dict[str, Any]], group: str, key: str) -> Any:
    return next((r[group][key] for r in readings if r[group][key] is not None), None)
