"""Taking a release in: same content, new version, new address, or new release."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

from archive import analyses, chain, duplicates, facts, indexing, keys, linking, versions
from archive.bases import base_for
from archive.content import content_sha256, text_sha256
from archive.model import Outcome, Page, Release, Status, Stored
from archive.packing import pack, page_text
from archive.pages import keep_page
from archive.rows import insert, one
from archive.runs import Run
from meetings.linking import Traits
from meetings.model import Analysis

#: A copy of a release: never seen, with what is archived, or with something else.
Novelty = Literal["new", "same", "other"]

#: The same text under two addresses is one release where both were published this close together;
#: a text that returns every week (an invitation to a broadcast) is a new release each time.
SAME_TEXT_WITHIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class _Copy:
    """One fetched copy of a release with all that is needed to store it."""

    release: Release
    page: Page
    #: None: not read yet; the analysis then is an empty ``document``, else its JSON.
    reading: tuple[Analysis, Traits] | None
    document: dict[str, Any]
    now: datetime
    run: Run | None
    doubts: tuple[str, ...]
    sha256: str
    text_sha256: str
    #: Whose copy it is; None: fetched by ourselves.
    source: str | None
    site_id: int | None

    @property
    def seen_at(self) -> datetime:
        """When the site said so: now, or when another fetched it."""
        return self.now if self.source is None else self.page.fetched_at.astimezone(UTC)

    @property
    def status(self) -> Status:
        """What the release becomes by this copy."""
        return "unsure" if self.doubts else "live"


def take_in(
    db: Database,
    release: Release,
    page: Page,
    *,
    reading: tuple[Analysis, Traits] | None,
    now: datetime,
    run: Run | None,
    doubts: tuple[str, ...] = (),
    source: str | None = None,
    site_id: int | None = None,
) -> Stored:
    """Store one copy, fetched by ourselves or (``source``) by another; within a transaction."""
    copy = _Copy(
        release,
        page,
        reading,
        reading[0].to_json() if reading else {},
        now,
        run,
        doubts,
        content_sha256(release.title, release.published_at, release.text, release.attachments),
        text_sha256(release.title, release.text),
        source,
        site_id,
    )
    row = one(
        db,
        "SELECT r.id, r.current_version, r.event_id, r.status, r.sha256 FROM addresses AS a "
        "JOIN releases AS r ON r.id = a.release_id WHERE a.url = ?",
        [release.url],
    )
    if row is not None:
        return _seen_again(db, row, copy)
    twin = same_text(db, copy.text_sha256, release.lang, release.published_at, site_id)
    if twin is not None:
        seen = {"release_id": twin["id"], "first_seen_at": copy.seen_at.isoformat()}
        insert(db, "_other_addresses", url=release.url, **seen)
        return replace(_seen_again(db, twin, copy), outcome="new_address")
    return _new_release(db, copy)


def compare(db: Database, release: Release, site_id: int | None = None) -> Novelty:
    """What storing a copy would find: a release never seen, one that says the same, or another."""
    row = one(
        db,
        "SELECT r.sha256 FROM addresses AS a JOIN releases AS r ON r.id = a.release_id "
        "WHERE a.url = ?",
        [release.url],
    )
    if row is None:
        text = text_sha256(release.title, release.text)
        twin = same_text(db, text, release.lang, release.published_at, site_id)
        return "new" if twin is None else "other"
    content = content_sha256(release.title, release.published_at, release.text, release.attachments)
    return "same" if row["sha256"] == content else "other"


def withdraw(db: Database, url: str, *, now: datetime) -> Stored | None:
    """Mark the release at ``url`` as withdrawn; to be called within a transaction."""
    row = one(
        db,
        "SELECT r.id, r.current_version, r.event_id, r.status, r.url FROM addresses AS a "
        "JOIN releases AS r ON r.id = a.release_id WHERE a.url = ?",
        [url],
    )
    if row is None:
        return None
    outcome: Outcome = "unchanged"
    # A second address that is gone says nothing about the release.
    if row["status"] != "withdrawn" and row["url"] == url:
        versions.settle(db, int(row["id"]))
        db.conn.execute(
            "UPDATE releases SET status = 'withdrawn', last_seen_at = ? WHERE id = ?",
            [now.isoformat(), row["id"]],
        )
        outcome = "changed"
    return Stored(row["id"], row["current_version"], row["event_id"], outcome)


def _seen_again(db: Database, row: dict[str, Any], copy: _Copy) -> Stored:
    if copy.source is not None:
        return _seen_by_another(db, row, copy)
    release_id, event_id = int(row["id"]), int(row["event_id"])
    now = copy.now.isoformat()
    if copy.sha256 == row["sha256"]:
        versions.seen(db, release_id, row["current_version"], now)
        # What has been trusted stays trusted while it says the same.
        status = row["status"] if copy.doubts and row["status"] != "withdrawn" else copy.status
        db.conn.execute(
            "UPDATE releases SET last_seen_at = ?, status = ? WHERE id = ?",
            [now, status, release_id],
        )
        joined = linking.relink_by_page(db, release_id, event_id, copy.release)
        is_same = row["status"] == status and joined == event_id
        outcome: Outcome = "unchanged" if is_same else "changed"
        left = linking.still_there(db, event_id, joined)
        return Stored(release_id, row["current_version"], joined, outcome, left)
    earlier = one(
        db,
        "SELECT version FROM versions WHERE release_id = ? AND sha256 = ?",
        [release_id, copy.sha256],
    )
    if earlier is not None:
        version = int(earlier["version"])
        _keep_analysis(db, release_id, version, copy)
        versions.seen(db, release_id, version, now)
    else:
        version = _next_version(db, release_id)
        _add_version(db, release_id, version, copy)
    return _turn_to(db, release_id, version, event_id, copy)


def _seen_by_another(db: Database, row: dict[str, Any], copy: _Copy) -> Stored:
    """Add what another's copy of a known release says, beside what we saw ourselves."""
    release_id, event_id = int(row["id"]), int(row["event_id"])
    kept = one(
        db,
        "SELECT version FROM versions WHERE release_id = ? AND sha256 = ?",
        [release_id, copy.sha256],
    )
    if kept is not None:
        return Stored(release_id, int(kept["version"]), event_id, "unchanged")
    version, is_newest = _next_version(db, release_id), _is_newest_of_others(db, release_id, copy)
    _add_version(db, release_id, version, copy)
    if is_newest:
        return _turn_to(db, release_id, version, event_id, copy)
    return Stored(release_id, version, event_id, "changed")


def _is_newest_of_others(db: Database, release_id: int, copy: _Copy) -> bool:
    """Whether a release is known from others' copies alone, all of them older than this one."""
    row = one(
        db,
        "SELECT 1 FROM releases AS r WHERE r.id = ? AND r.status <> 'withdrawn' "
        "AND r.last_seen_at < ? AND NOT EXISTS (SELECT 1 FROM versions AS v "
        # What another brought and we have seen since is our own as well.
        "WHERE v.release_id = r.id AND (v.source IS NULL OR v.last_seen_at > v.first_seen_at))",
        [release_id, copy.seen_at.isoformat()],
    )
    return row is not None


def _turn_to(db: Database, release_id: int, version: int, event_id: int, copy: _Copy) -> Stored:
    """Let a version be what the release says now."""
    _make_current(db, release_id, version, copy)
    linked = event_id
    if copy.reading is not None:
        linked = linking.relink(db, release_id, event_id, copy.release, copy.reading[1])
        linking.refresh(db, linked)
    left = linking.still_there(db, event_id, linked)
    return Stored(release_id, version, linked, "changed", left)


def _new_release(db: Database, copy: _Copy) -> Stored:
    release = copy.release
    release_id = _free_key(db, release.published_at)
    event_id = (
        linking.event_for(db, release, copy.reading[1], copy.site_id) if copy.reading else None
    )
    if event_id is None:
        announce = copy.run is not None and copy.run.announces(release.published_at)
        analysis = copy.reading[0] if copy.reading else None
        event_id = linking.new_event(db, release, analysis, announce=announce)
    insert(
        db,
        "releases",
        id=release_id,
        url=release.url,
        lang=release.lang,
        section=release.section,
        title=release.title,
        published_at=release.published_at.isoformat(),
        current_version=1,
        status=copy.status,
        first_seen_at=copy.seen_at.isoformat(),
        last_seen_at=copy.seen_at.isoformat(),
        event_id=event_id,
        sha256=copy.sha256,
        text_sha256=copy.text_sha256,
        site_id=copy.site_id,
    )
    _add_version(db, release_id, 1, copy)
    indexing.add(db, release_id)
    if copy.reading is not None:
        duplicates.note(db, release_id)
        facts.keep(db, release_id, copy.document)
        linking.refresh(db, event_id)
    return Stored(release_id, 1, event_id, "new")


def _make_current(db: Database, release_id: int, version: int, copy: _Copy) -> None:
    # The index forgets the old words while the view still shows them.
    indexing.remove(db, release_id)
    versions.settle(db, release_id)
    db.conn.execute(
        "UPDATE releases SET title = ?, published_at = ?, section = ?, current_version = ?, "
        "status = ?, last_seen_at = ?, sha256 = ?, text_sha256 = ? WHERE id = ?",
        [
            copy.release.title,
            copy.release.published_at.isoformat(),
            copy.release.section,
            version,
            copy.status,
            copy.seen_at.isoformat(),
            copy.sha256,
            copy.text_sha256,
            release_id,
        ],
    )
    indexing.add(db, release_id)
    duplicates.forget(db, release_id)
    if copy.reading is not None:
        duplicates.note(db, release_id)
        facts.keep(db, release_id, copy.document)


def _add_version(db: Database, release_id: int, version: int, copy: _Copy) -> None:
    release, seen_at = copy.release, copy.seen_at.isoformat()
    images, alternates = json.dumps(release.images), json.dumps(dict(release.alternates))
    text = page_text(release.title, release.text, images, alternates)
    (url,) = db.conn.execute("SELECT url FROM releases WHERE id = ?", [release_id]).fetchone()
    base = base_for(db, release_id, release.lang)
    insert(
        db,
        "_versions",
        release_id=release_id,
        version=version,
        **versions.own(
            version,
            title=release.title,
            published_at=release.published_at.isoformat(),
            sha256=copy.sha256,
            first_seen_at=seen_at,
            last_seen_at=seen_at,
        ),
        text=release.text,
        _markdown=pack(release.markdown, release.text),
        images=versions.shorten(images, url),
        attachments=json.dumps(release.attachments),
        alternates=versions.shorten(alternates, url),
        reader=release.reader,
        doubts=json.dumps(copy.doubts, ensure_ascii=False),
        page_id=keep_page(db, copy.page, release.lang, text, release_url=url, base=base),
        run_id=copy.run.id if copy.run else None,
        source=copy.source,
    )
    _keep_analysis(db, release_id, version, copy)
    chain.append(db, release_id, version)


def _keep_analysis(db: Database, release_id: int, version: int, copy: _Copy) -> None:
    if copy.reading is None:
        # A text that comes back may be waiting still.
        db.conn.execute(
            "INSERT OR IGNORE INTO _unread (release_id, version) VALUES (?, ?)",
            [release_id, version],
        )
    else:
        analyses.keep(db, release_id, version, copy.document, now=copy.now)


def same_text(
    db: Database, text_sha256: str, lang: str, published_at: datetime, site_id: int | None = None
) -> dict[str, Any] | None:
    """The site's release with the same title and text that was published about the same time."""
    low, high = keys.key_span(published_at - SAME_TEXT_WITHIN, published_at + SAME_TEXT_WITHIN)
    # `+`: the hash is the better index.
    return one(
        db,
        "SELECT id, current_version, event_id, status, sha256 FROM releases "
        "WHERE text_sha256 = ? AND +lang = ? AND +id >= ? AND +id < ? AND site_id IS ?",
        [text_sha256, lang, low, high, site_id],
    )


def _free_key(db: Database, published_at: datetime) -> int:
    """The first unused key from the release's minute on."""
    key = keys.first_key(published_at)
    row = one(
        db,
        "WITH RECURSIVE taken (id) AS (SELECT id FROM releases WHERE id = ? "
        "UNION ALL SELECT r.id FROM taken JOIN releases AS r ON r.id = taken.id + 1) "
        "SELECT max(id) AS last FROM taken",
        [key],
    )
    return key if row is None or row["last"] is None else int(row["last"]) + 1


def _next_version(db: Database, release_id: int) -> int:
    row = one(db, "SELECT max(version) AS last FROM versions WHERE release_id = ?", [release_id])
    return int(row["last"]) + 1 if row else 1
