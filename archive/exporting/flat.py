"""A release as one row: what spreadsheets and data frames get."""

from __future__ import annotations

from typing import Any

from archive.model import ArchivedRelease

#: In this order; described in docs/archive.md.
COLUMNS = (
    "id",
    "url",
    "lang",
    "section",
    "title",
    "published_at",
    "status",
    "versions",
    "first_seen_at",
    "event_id",
    "sha256",
    "is_meeting",
    "kind",
    "city",
    "country",
    "date_start",
    "date_end",
    "participants",
    "summary",
    "text",
)


def flat(release: ArchivedRelease) -> dict[str, Any]:
    """The values of COLUMNS; of a text that was not read yet, None for what is read in it."""
    analysis = release.analysis
    place, date = analysis.get("place") or {}, analysis.get("date") or {}
    return {
        "id": release.id,
        "url": release.url,
        "lang": release.lang,
        "section": release.section,
        "title": release.title,
        "published_at": release.published_at,
        "status": release.status,
        "versions": release.versions,
        "first_seen_at": release.first_seen_at,
        "event_id": release.event_id,
        "sha256": release.sha256,
        "is_meeting": analysis.get("is_meeting"),
        "kind": analysis.get("kind"),
        "city": place.get("city"),
        "country": place.get("country"),
        "date_start": date.get("start"),
        "date_end": date.get("end"),
        "participants": analysis.get("participants") or [],
        "summary": analysis.get("summary"),
        "text": release.text,
    }
