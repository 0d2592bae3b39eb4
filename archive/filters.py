"""The filters that search, meetings and export share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive import keys, registry

#: CROSS: from the event to its people. By all participations of a country, the cost is quadratic.
_TAKING_PART = (
    "releases AS pr CROSS JOIN _participations AS p ON p.release_id = pr.id "
    "CROSS JOIN _namings AS n ON n.id = p.naming_id"
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which releases are asked for; None lets everything through.

    ``start`` and ``end`` (aware) bound the time of publication, ``end`` excluded. ``person``: words
    of a name or their beginnings, in any spelling that the registry of people knows, or where these
    find nobody any part of a name; ``country`` an ISO 3166-1 alpha-2 code: of a participant's
    office or the place; ``site`` the name of a site (``Archive.sites``).
    """

    lang: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    person: str | None = None
    country: str | None = None
    kind: str | None = None
    site: str | None = None
    limit: int | None = None

    def conditions(self) -> tuple[list[str], list[Any]]:
        """SQL conditions over ``releases AS r JOIN events AS e`` with their parameters."""
        sql: list[str] = []
        values: list[Any] = []
        if self.start or self.end:
            low, high = keys.key_span(self.start, self.end)
            sql.append("r.id >= ? AND r.id < ?")
            values += [low, high]
        others, more = self.traits()
        return [*sql, *others], [*values, *more]

    def asks_for_events(self) -> bool:
        """Whether the conditions need the table of events."""
        return bool(self.kind or self.person or self.country)

    def traits(self) -> tuple[list[str], list[Any]]:
        """The conditions without those on the time of publication, with their parameters."""
        sql: list[str] = []
        values: list[Any] = []
        if self.lang:
            sql.append("r.lang = ?")
            values.append(self.lang)
        if self.site:
            sql.append("r.site_id = (SELECT id FROM sites WHERE name = ?)")
            values.append(self.site)
        if self.kind:
            sql.append("e.kind = ?")
            values.append(self.kind)
        if self.person:
            people, more = registry.meant(self.person)
            unknown, name = registry.unknown(self.person)
            sql.append(
                f"EXISTS (SELECT 1 FROM {_TAKING_PART} WHERE pr.event_id = e.id "
                f"AND (p.person_id IN ({people}) OR ({unknown})))"
            )
            values += [*more, *name]
        if self.country:
            sql.append(
                f"(e.country = ? OR EXISTS (SELECT 1 FROM {_TAKING_PART} "
                "WHERE pr.event_id = e.id AND n.role <> 'mentioned' AND n.country = ?))"
            )
            values += [self.country.upper()] * 2
        return sql, values
