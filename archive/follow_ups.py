"""Links between events, made when one of them is archived (table ``event_links``)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlite_utils import Database

from archive import keys
from meetings.follow_ups import (
    TOLD,
    Named,
    Relation,
    Told,
    conceivable,
    is_holder,
    is_sure,
    says_outcome,
)
from meetings.places.cities import identify

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
        pairs = _conceivable_pairs(db, event)
        # Of all at once: on a busy day there are hundreds.
        named = _named(db, {each.id for pair in pairs for each in pair[:2]})
        links = [
            (first.id, second.id, found)
            for first, second, found in pairs
            if is_sure(found, first.told, second.told, named[first.id], named[second.id])
        ]
        db.conn.executemany(
            "INSERT INTO event_links (from_event_id, to_event_id, kind) VALUES (?, ?, ?)", links
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


def _conceivable_pairs(db: Database, event: _Event) -> list[tuple[_Event, _Event, Relation]]:
    """An event with each that it may belong to, the earlier one first, and how they would."""
    pairs = []
    for other in _candidates(db, event):
        first, second = sorted((event, other), key=lambda each: (each.published_at, each.id))
        if (found := conceivable(first.told, second.told)) is not None:
            pairs.append((first, second, found))
    return pairs


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


def _named(db: Database, event_ids: Iterable[int]) -> dict[int, Named]:
    """Who and what the releases of each event name."""
    ids = json.dumps(sorted(event_ids))
    # CROSS: from the events to their releases, and not through all people of the archive.
    of_events = "FROM json_each(?) AS i CROSS JOIN releases AS r ON r.event_id = i.value CROSS JOIN"
    people: dict[int, set[int]] = defaultdict(set)
    bodies: dict[int, set[tuple[str, str]]] = defaultdict(set)
    holders: dict[int, set[int]] = defaultdict(set)
    for event_id, person_id, office in db.conn.execute(
        f"SELECT r.event_id, p.person_id, p.office {of_events} participations AS p "
        "ON p.release_id = r.id WHERE p.person_id IS NOT NULL",
        [ids],
    ):
        people[event_id].add(person_id)
        if is_holder(office):
            holders[event_id].add(person_id)
    for event_id, lang, name in db.conn.execute(
        f"SELECT r.event_id, r.lang, o.name {of_events} organisations AS o ON o.release_id = r.id",
        [ids],
    ):
        bodies[event_id].add((lang, name))
    return {
        each: Named(frozenset(people[each] - holders[each]), frozenset(bodies[each]))
        for each in event_ids
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
