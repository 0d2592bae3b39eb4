"""Pages as fetched: those that versions were read from, and those of what could not be read."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlite_utils import Database

from archive import bases
from archive.headers import own_headers
from archive.model import Page
from archive.numbers import digest, microseconds
from archive.packing import Base, pack_page
from archive.rows import insert, one
from archive.runs import Run


def keep_page(
    db: Database,
    page: Page,
    lang: str,
    text: bytes,
    *,
    release_url: str = "",
    base: Base | None = None,
) -> int:
    """Keep the bytes of a page that has the ``page_text`` given (empty: it was not read); its id.

    ``release_url`` is the address of the release of which a version is about to have the page, and
    ``base`` what the page may be compressed against. To be called within a transaction.
    """
    packed = pack_page(db, lang, page.body, page.fetched_at, text=text, base=base)
    headers_id, headers = own_headers(db, page.headers)
    sha256 = hashlib.sha256(page.body).hexdigest()
    bases.remember(sha256, page.body)
    return insert(
        db,
        "_pages",
        url="" if page.url == release_url else page.url,
        status=page.status,
        headers_id=headers_id,
        headers=headers,
        fetched_at=microseconds(page.fetched_at.astimezone(UTC).isoformat()),
        sha256=digest(sha256),
        **packed._asdict(),
    )


def keep_failure(
    db: Database,
    run: Run,
    url: str,
    *,
    reason: str,
    message: str,
    now: datetime,
    page: Page | None,
) -> None:
    """Note that ``url`` could not be fetched or read; its latest page is kept with it."""
    moment = now.isoformat()
    db.conn.execute(
        "INSERT INTO failures (url, run_id, reason, message, first_failed_at, failed_at, attempts, "
        "page_id) VALUES (?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (url) DO UPDATE SET "
        "run_id = excluded.run_id, reason = excluded.reason, message = excluded.message, "
        "failed_at = excluded.failed_at, attempts = attempts + 1, "
        "page_id = coalesce(page_id, excluded.page_id)",
        [url, run.id, reason, message, moment, moment, _kept_once(db, url, page)],
    )
    db.conn.execute("UPDATE _validators SET fetched_at = ? WHERE url = ?", [moment, url])


def _kept_once(db: Database, url: str, page: Page | None) -> int | None:
    """The id of a page kept for a failure: the first one, lest every retry fill the disk."""
    row = one(db, "SELECT page_id FROM failures WHERE url = ?", [url])
    if page is None or (row is not None and row["page_id"] is not None):
        return None
    return keep_page(db, page, "", b"")
