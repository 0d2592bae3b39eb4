"""Links between events, made when one of them is archived (table ``event_links``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlite_utils import Database

from archive import keys
from meetings.follow_ups import TOLD, Named, Told, conceivable, is_holder, is_sure, says_outcome
from meetings.places_cities import identify

_DAY = timedelta(days=1)
_COLUMNS = "e.*, r.lang, r.title"


@dataclass(frozen=True, slots=True)
class _Event:
    id: int
    published_at: datetime
    told: Told


def link(db: Database, event_id: int) -> None:
    """Link an event with those about the same time that it belongs to; within a transaction."""
    db.conn.execute(
        "DELETE FROM event_links WHERE from_event_id = :id OR to_event_id = :id", {"id": event_id}
    )
    of_event = db.query(
        f"SELECT {_COLUMNS} FROM releases AS r JOIN events AS e ON e.id = r.event_id "
        "WHERE e.id = ?",
        [event_id],
    )
    for event in _events(list(of_event)).values():
        named: Named | None = None
        for other in _candidates(db, event):
            first, second = sorted((event, other), key=lambda each: (each.published_at, each.id))
            found = conceivable(first.told, second.told)
            if found is None:
                continue
            named = named or _named(db, event.id)
            if is_sure(found, first.told, second.told, named, _named(db, other.id)):
                db.conn.execute(
                    "INSERT INTO event_links (from_event_id, to_event_id, kind) VALUES (?, ?, ?)",
                    [first.id, second.id, found],
                )


def related(db: Database, event_id: int) -> list[dict[str, Any]]:
    """The events that belong to one: ``id`` and ``relation``, what each is to it."""
    rows = db.query(
        "SELECT from_event_id AS id, CASE kind WHEN 'outcome' THEN 'meeting' ELSE kind END "
        "AS relation FROM event_links WHERE to_event_id = :id UNION ALL SELECT to_event_id, "
        "CASE kind WHEN 'announcement' THEN 'meeting' ELSE kind END FROM event_links "
        "WHERE from_event_id = :id ORDER BY 1",
        {"id": event_id},
    )
    return list(rows)


def earlier_on_the_story(db: Database, event_id: int) -> list[int]:
    """The events that one follows up, also by way of another; the first published first.

    That is its announcement and what it is the outcome of; another part of one occasion is not.
    """
    rows = db.query(
        "WITH RECURSIVE story (id) AS (SELECT :id UNION SELECT l.from_event_id FROM story "
        "JOIN event_links AS l ON l.to_event_id = story.id "
        "AND l.kind IN ('announcement', 'outcome')) "
        "SELECT e.id FROM story JOIN events AS e ON e.id = story.id WHERE e.id <> :id "
        "ORDER BY e.published_at, e.id",
        {"id": event_id},
    )
    return [int(row["id"]) for row in rows]


def _candidates(db: Database, event: _Event) -> list[_Event]:
    """Events told about the same time, and those held on the same day."""
    told, moment = event.told, event.published_at
    if told.is_meeting:
        low, high = keys.key_span(moment - _DAY, moment + TOLD)
    elif told.is_outcome:
        low, high = keys.key_span(moment - TOLD, moment)
    elif told.foretells:
        held = datetime.combine(told.days[0], time(), moment.tzinfo)
        low, high = keys.key_span(held, held + 2 * _DAY)
    else:
        low, high = 0, 0
    rows = db.query(
        f"SELECT {_COLUMNS} FROM releases AS r JOIN events AS e ON e.id = r.event_id "
        "WHERE r.id >= ? AND r.id < ? AND e.id <> ? UNION "
        f"SELECT {_COLUMNS} FROM events AS e JOIN releases AS r ON r.event_id = e.id "
        "WHERE e.date_start = ? AND e.id <> ?",
        [low, high, event.id, told.days[0].isoformat(), event.id],
    )
    return list(_events(list(rows)).values())


def _events(rows: list[dict[str, Any]]) -> dict[int, _Event]:
    """Events from rows of one for each of their releases."""
    outcomes = {row["id"] for row in rows if says_outcome(row["lang"], row["title"])}
    return {
        row["id"]: _Event(
            row["id"],
            datetime.fromisoformat(row["published_at"]),
            Told(
                published=datetime.fromisoformat(row["published_at"]).date(),
                is_meeting=bool(row["is_meeting"]),
                kind=row["kind"],
                start=_day(row["date_start"]),
                end=_day(row["date_end"]),
                country=row["country"],
                city=identify(row["city"]) if row["city"] else None,
                is_outcome=row["id"] in outcomes,
            ),
        )
        for row in rows
    }


def _named(db: Database, event_id: int) -> Named:
    people = db.conn.execute(
        "SELECT p.person_id, p.office FROM releases AS r "
        "JOIN participations AS p ON p.release_id = r.id "
        "WHERE r.event_id = ? AND p.person_id IS NOT NULL",
        [event_id],
    ).fetchall()
    bodies = db.conn.execute(
        "SELECT r.lang, o.name FROM releases AS r JOIN organisations AS o ON o.release_id = r.id "
        "WHERE r.event_id = ?",
        [event_id],
    ).fetchall()
    holders = {person_id for person_id, office in people if is_holder(office)}
    return Named(
        frozenset(person_id for person_id, _ in people) - holders,
        frozenset((lang, name) for lang, name in bodies),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
