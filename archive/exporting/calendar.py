"""iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, BinaryIO

from icalendar import Calendar, Event, vUri

from archive.filters import Filters
from archive.store import Archive

_LANGUAGES = ("en", "ru", "kk")


def write(archive: Archive, filters: Filters, file: BinaryIO) -> int:
    """Meetings as events of whole days, newest first, in the language asked for or the first there.

    A meeting whose text gives no date is held to have been on the day of its publication.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Ukimet//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Meetings")
    meetings = archive.meetings(filters)
    for meeting in meetings:
        calendar.add_component(_event(meeting, filters.lang))
    file.write(calendar.to_ical())
    return len(meetings)


def _event(meeting: Mapping[str, Any], lang: str | None) -> Event:
    languages = [lang, *_LANGUAGES] if lang else _LANGUAGES
    spoken = next(each for each in languages if meeting[f"title_{each}"])
    published = datetime.fromisoformat(meeting["published_at"])
    start = _day(meeting["date_start"]) or published.date()
    end = max(start, _day(meeting["date_end"]) or start)
    event = Event()
    event.add("uid", f"event-{meeting['id']}@ukimet")
    event.add("dtstamp", published.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", end + timedelta(days=1))
    event.add("summary", meeting[f"title_{spoken}"])
    event.add("url", vUri(meeting[f"url_{spoken}"]))
    event.add("categories", [meeting["kind"]])
    place = ", ".join(part for part in (meeting["city"], meeting["country"]) if part)
    if place:
        event.add("location", place)
    people = [str(person["name"]) for person in meeting["people"]]
    if people:
        event.add("description", "\n".join(people))
    return event


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
