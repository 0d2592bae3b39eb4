"""Reading releases, events and meetings back out of the archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from archive import agreement, follow_ups, keys
from archive.bases import unpacked
from archive.filters import Filters
from archive.model import ArchiveDamaged, ArchivedRelease, Event, NoSuchRelease, Page, Status
from archive.packing import PACKED
from archive.rows import is_key, one

_RELEASE = """
SELECT r.*, v.version, v.title AS v_title, v.published_at AS v_published_at, v.text,
       ukimet_unpack(v._markdown, v.text) AS markdown,
       v.images, v.attachments, v.alternates, v.sha256 AS v_sha256,
       v.source, coalesce((SELECT p.fetched_at FROM pages AS p WHERE p.id = v.page_id),
       v.first_seen_at) AS fetched_at,
       (SELECT count(*) FROM versions AS n WHERE n.release_id = r.id) AS versions,
       (SELECT ukimet_document(a.packed, a.figures, v.title, v.text) FROM _analyses AS a
        WHERE a.release_id = r.id AND a.version = v.version
        ORDER BY a.again AND :as_told, a.analysed_at DESC, a.rowid DESC LIMIT 1) AS document,
       (SELECT s.name FROM sites AS s WHERE s.id = r.site_id) AS site
FROM releases AS r
JOIN versions AS v ON v.release_id = r.id AND v.version = coalesce(:version, r.current_version)
WHERE r.id = :id
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address before its page is fetched."""

    id: int
    status: Status
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Appearance:
    """When a release was published, found, and looked for in vain.

    ``looked_before``: the start of the last crawl that read the site before the one that found the
    release; None where there was none, or the release was not found by a crawl.
    """

    published_at: datetime
    first_seen_at: datetime
    looked_before: datetime | None


def known(db: Database, url: str) -> Known | None:
    """The release seen at ``url``."""
    row = one(
        db,
        "SELECT r.id, r.status, r.last_seen_at FROM addresses AS a "
        "JOIN releases AS r ON r.id = a.release_id WHERE a.url = ?",
        [url],
    )
    if row is None:
        return None
    return Known(row["id"], row["status"], datetime.fromisoformat(row["last_seen_at"]))


def release(
    db: Database, ref: str | int, version: int | None = None, *, as_told: bool = False
) -> ArchivedRelease:
    """A release by id or address, in its current version or the one asked for.

    ``as_told``: with what was read in it when it was archived, and not later.
    """
    text = str(ref).strip()
    found = None if is_key(text) else known(db, text.rstrip("/"))
    release_id = int(text) if is_key(text) else found.id if found else 0
    asked = {"id": release_id, "version": version, "as_told": as_told}
    row = _row(db, asked) if release_id else None
    if row is not None:
        return _release(db, row)
    if version is not None and one(db, _RELEASE, asked | {"version": None}):
        raise NoSuchRelease(f"release {ref} has no version {version}")
    raise NoSuchRelease(
        f"nothing in the archive answers to {ref!r}: give a release's id or its address"
    )


def _row(db: Database, asked: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return one(db, _RELEASE, asked)
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged(
            f"release {asked['id']} cannot be read ({error}): `ukimet verify` says what is broken"
        ) from error


def page(db: Database, of: ArchivedRelease) -> Page:
    """The page from which a version was first read."""
    url, status, headers, fetched_at, *packed = db.conn.execute(
        f"SELECT p.url, p.status, p.headers, p.fetched_at, p.base_id, {PACKED} "
        "FROM versions AS v JOIN pages AS p ON p.id = v.page_id "
        "LEFT JOIN _dictionaries AS d ON d.id = p.dictionary_id "
        "WHERE v.release_id = ? AND v.version = ?",
        [of.id, of.version],
    ).fetchone()
    return Page(
        url=url,
        body=unpacked(db, *packed),
        status=status,
        headers=json.loads(headers),
        fetched_at=datetime.fromisoformat(fetched_at),
    )


def releases(
    db: Database, filters: Filters, *, newest_first: bool = False
) -> Iterator[ArchivedRelease]:
    """Releases that the filters let through, by time of publication."""
    order = "DESC" if newest_first else "ASC"
    conditions, values = filters.conditions()
    where = " AND ".join(conditions) or "1"
    limit = "" if filters.limit is None else f"LIMIT {int(filters.limit)}"
    ids = db.conn.execute(
        f"SELECT r.id FROM releases AS r JOIN events AS e ON e.id = r.event_id WHERE {where} "
        f"ORDER BY r.id {order} {limit}",
        values,
    )
    for (release_id,) in ids:
        yield release(db, release_id)


def event(db: Database, event_id: int) -> Event:
    """One event with its releases, a language at most once (the latest).

    Where it was told already, the releases say what they said then: an analysis that was made
    again must not change a message.
    """
    row = one(db, "SELECT * FROM events WHERE id = ?", [event_id])
    if row is None:
        raise NoSuchRelease(f"there is no event {event_id} in the archive")
    ids = db.query("SELECT id FROM releases WHERE event_id = ? ORDER BY id", [event_id])
    told = one(db, "SELECT 1 FROM deliveries WHERE subject = ? LIMIT 1", [f"event:{event_id}"])
    found = [release(db, member["id"], as_told=told is not None) for member in ids]
    return Event(
        id=event_id,
        is_meeting=bool(row["is_meeting"]),
        kind=row["kind"],
        published_at=datetime.fromisoformat(row["published_at"]),
        announce=bool(row["announce"]),
        releases={member.lang: member for member in found},
        spellings=tuple(
            db.conn.execute(
                "SELECT DISTINCT s.lang, s.spelling FROM releases AS r "
                "JOIN participations AS p ON p.release_id = r.id "
                "JOIN spellings AS s ON s.person_id = p.person_id "
                "WHERE r.event_id = ? AND p.role <> 'mentioned'",
                [event_id],
            )
        ),
    )


def events(db: Database, start: datetime, end: datetime, *, only_meetings: bool) -> list[Event]:
    """Events with a release published within [start, end) that is not unsure, oldest first."""
    low, high = keys.key_span(start, end)
    rows = db.query(
        "SELECT e.id, min(r.id) AS first FROM releases AS r JOIN events AS e ON e.id = r.event_id "
        "WHERE r.id >= ? AND r.id < ? AND r.status <> 'unsure' AND (e.is_meeting OR ?) "
        "GROUP BY e.id ORDER BY first",
        [low, high, not only_meetings],
    )
    found = [event(db, row["id"]) for row in list(rows)]
    return [each for each in found if start <= each.published_at < end]


def appearances(
    db: Database,
    since: datetime,
    *,
    found_after: datetime | None = None,
    site_id: int | None = None,
) -> list[Appearance]:
    """When the releases published since a moment appeared, the first published first.

    ``found_after``: only what was archived later than this. ``site_id``: only those of one site.
    Releases marked unsure are left out.
    """
    rows = db.conn.execute(
        "SELECT r.published_at, r.first_seen_at, (SELECT p.started_at FROM runs AS p "
        "WHERE p.id < v.run_id AND p.site_id IS r.site_id AND p.outcome IN ('done', 'partial') "
        "ORDER BY p.id DESC LIMIT 1) "
        "FROM releases AS r JOIN versions AS v ON v.release_id = r.id AND v.version = 1 "
        "WHERE r.id >= :first AND r.first_seen_at > :after AND r.status <> 'unsure' "
        "AND (:site IS NULL OR r.site_id = :site) ORDER BY r.id",
        {
            "first": keys.first_key(since),
            "after": found_after.astimezone(UTC).isoformat() if found_after else "",
            "site": site_id,
        },
    )
    return [
        Appearance(
            datetime.fromisoformat(published),
            datetime.fromisoformat(found),
            datetime.fromisoformat(looked) if looked else None,
        )
        for published, found, looked in rows
    ]


def meetings(db: Database, filters: Filters) -> list[dict[str, Any]]:
    """Rows of the view ``meetings``, newest first.

    Each with its participants, the events that belong to it, where its languages disagree, and
    which of them is missing.
    """
    conditions, values = filters.conditions()
    where = " AND ".join(["e.is_meeting = 1", "r.status <> 'unsure'", *conditions])
    limit = -1 if filters.limit is None else filters.limit
    rows = db.query(
        "SELECT m.* FROM meetings AS m WHERE m.id IN (SELECT e.id FROM events AS e "
        f"JOIN releases AS r ON r.event_id = e.id WHERE {where}) "
        "ORDER BY datetime(m.published_at) DESC, m.id DESC LIMIT ?",
        [*values, limit],
    )
    return [
        row
        | {
            "people": _people(db, row["id"], filters.lang),
            "related": follow_ups.related(db, row["id"]),
            "disagreements": agreement.disagreements(db, row["id"]),
            "missing": agreement.missing(db, row["id"]),
        }
        for row in list(rows)
    ]


def _people(db: Database, event_id: int, lang: str | None) -> list[dict[str, Any]]:
    """Who took part, as the release in ``lang`` names them, else the English, Russian or Kazakh."""
    row = one(
        db,
        "SELECT r.id FROM releases AS r WHERE r.event_id = ? AND EXISTS (SELECT 1 FROM "
        "participations AS p WHERE p.release_id = r.id AND p.role <> 'mentioned') "
        "ORDER BY r.lang <> ?, CASE r.lang WHEN 'en' THEN 0 WHEN 'ru' THEN 1 ELSE 2 END LIMIT 1",
        [event_id, lang or ""],
    )
    if row is None:
        return []
    return list(
        db.query(
            "SELECT name, office, country, organisation, role, person_id FROM participations "
            "WHERE release_id = ? AND role <> 'mentioned' ORDER BY position",
            [row["id"]],
        )
    )


def _release(db: Database, row: dict[str, Any]) -> ArchivedRelease:
    others = db.query(
        "SELECT url FROM _other_addresses WHERE release_id = ? ORDER BY rowid", [row["id"]]
    )
    siblings = dict(json.loads(row["alternates"]))
    siblings |= {
        other["lang"]: other["url"]
        for other in db.query(
            "SELECT lang, url FROM releases WHERE event_id = ? AND lang <> ? ORDER BY id",
            [row["event_id"], row["lang"]],
        )
    }
    siblings[row["lang"]] = row["url"]
    return ArchivedRelease(
        id=row["id"],
        url=row["url"],
        urls=(row["url"], *(address["url"] for address in others)),
        lang=row["lang"],
        section=row["section"],
        title=row["v_title"],
        published_at=datetime.fromisoformat(row["v_published_at"]),
        text=row["text"],
        markdown=row["markdown"],
        images=tuple(json.loads(row["images"])),
        attachments=tuple(json.loads(row["attachments"])),
        versions=row["versions"],
        current_version=row["current_version"],
        status=row["status"],
        first_seen_at=datetime.fromisoformat(row["first_seen_at"]),
        event_id=row["event_id"],
        siblings={lang: siblings[lang] for lang in ("kk", "ru", "en") if lang in siblings},
        sha256=row["v_sha256"],
        analysis=json.loads(row["document"]) if row["document"] else {},
        version=row["version"],
        fetched_at=datetime.fromisoformat(row["fetched_at"]),
        source=row["source"],
        site=row["site"],
    )
