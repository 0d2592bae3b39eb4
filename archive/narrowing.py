"""Filters that hardly any release passes, as the releases that pass them.

Looking for a common word among a hundred releases begins with the releases: beginning with the
word, tens of thousands would be looked into.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from archive import registry
from archive.filters import Filters

#: Up to so many releases are looked into one by one, at about a tenth of a millisecond each.
FEW = 1000

_TAKING_PART = "_participations AS p CROSS JOIN releases AS r ON r.id = p.release_id"

#: A query for events with its parameters, answered by an index.
_Events = tuple[str, list[Any]]


def few(db: Database, filters: Filters) -> list[int] | None:
    """The ids of the releases of a person or a country where they are few.

    They are all that pass one of the filters; None where neither is asked for or has few.
    """
    for asked in (_of_person(filters.person), _of_country(filters.country)):
        if asked and (ids := _releases(db, asked)) is not None:
            return ids
    return None


def _of_person(person: str | None) -> Iterable[_Events]:
    if not person:
        return ()
    people, values = registry.meant(person)
    unknown, name = registry.unknown(person)
    return (
        (f"SELECT r.event_id FROM {_TAKING_PART} WHERE p.person_id IN ({people})", values),
        (
            f"SELECT r.event_id FROM {_TAKING_PART} JOIN _namings AS n ON n.id = p.naming_id "
            f"WHERE {unknown}",
            name,
        ),
    )


def _of_country(country: str | None) -> Iterable[_Events]:
    if not country:
        return ()
    code = country.upper()
    return (
        ("SELECT id FROM events WHERE country = ?", [code]),
        (
            f"SELECT r.event_id FROM _namings AS n CROSS JOIN {_TAKING_PART} "
            "WHERE p.naming_id = n.id AND n.country = ? AND n.role <> 'mentioned'",
            [code],
        ),
    )


def _releases(db: Database, asked: Iterable[_Events]) -> list[int] | None:
    """The releases of the events that are asked for; None where they are more than a few."""
    events: set[int] = set()
    for sql, values in asked:
        rows = db.conn.execute(f"{sql} LIMIT ?", [*values, FEW + 1]).fetchall()
        if len(rows) > FEW:
            return None
        events.update(event_id for (event_id,) in rows)
    ids = db.conn.execute(
        "SELECT id FROM releases WHERE event_id IN (SELECT value FROM json_each(?)) LIMIT ?",
        [json.dumps(sorted(events)), FEW + 1],
    ).fetchall()
    return None if len(ids) > FEW else [release_id for (release_id,) in ids]
