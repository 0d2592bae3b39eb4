"""Filters that hardly any release passes, as the releases that pass them.

Looking for a common word among a hundred releases begins with the releases: beginning with the
word, tens of thousands would be looked into.
"""

from __future__ import annotations

import json

from sqlite_utils import Database

from archive.filters import Filters

#: Up to so many releases are looked into one by one, at about a tenth of a millisecond each.
FEW = 1000

#: What counts for a country, each of them by an index: its events, and those with its people.
_EVENTS = (
    "SELECT id FROM events WHERE country = ? LIMIT ?",
    "SELECT r.event_id FROM participations AS p CROSS JOIN releases AS r ON r.id = p.release_id "
    "WHERE p.country = ? AND p.role <> 'mentioned' LIMIT ?",
)


def few(db: Database, filters: Filters) -> str | None:
    """The ids (a JSON list) of the releases of a country where they are few, else None."""
    if not filters.country:
        return None
    events: set[int] = set()
    for sql in _EVENTS:
        rows = db.conn.execute(sql, [filters.country.upper(), FEW + 1]).fetchall()
        if len(rows) > FEW:
            return None
        events.update(event_id for (event_id,) in rows)
    ids = db.conn.execute(
        "SELECT id FROM releases WHERE event_id IN (SELECT value FROM json_each(?)) LIMIT ?",
        [json.dumps(sorted(events)), FEW + 1],
    ).fetchall()
    return None if len(ids) > FEW else json.dumps([release_id for (release_id,) in ids])
