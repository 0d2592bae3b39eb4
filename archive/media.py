"""Attachments and images of releases: which are wanted, what was fetched, and what proves it.

A release names addresses. Where the operator wants the files kept, each address is fetched once;
the same bytes under two addresses are stored once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import zstandard
from sqlite_utils import Database

from archive.model import Release
from archive.rows import one, rows

MediaKind = Literal["document", "image"]

#: What could not be fetched is asked for so often in all, and not sooner than this.
MOST_ATTEMPTS = 3
TRY_AGAIN_AFTER = timedelta(hours=6)
#: Most files are compressed already: a higher level takes long and saves nothing.
_LEVEL = 3

_COLUMNS: dict[MediaKind, str] = {"document": "attachments", "image": "images"}

_WANT = "INSERT OR IGNORE INTO media (url, kind, status) VALUES (?, ?, 'wanted')"

#: What is to be fetched of some kinds (JSON), after a row and with a last try before a moment.
DUE = """
SELECT rowid, url FROM media
WHERE status IN ('wanted', 'failed') AND kind IN (SELECT value FROM json_each(:kinds))
    AND +rowid > :after  -- kept files are many, those that are due have an index
    AND (status = 'wanted' OR (attempts < :most AND fetched_at <= :before))
ORDER BY +rowid LIMIT :limit
"""

_OF = """
SELECT m.url, m.sha256, m.content_type, m.length
FROM versions AS v, json_each(v.attachments) AS j JOIN media AS m ON m.url = j.value
WHERE v.release_id = :id AND v.version = :version AND m.status = 'kept'
UNION
SELECT m.url, m.sha256, m.content_type, m.length
FROM versions AS v, json_each(v.images) AS j JOIN media AS m ON m.url = j.value
WHERE v.release_id = :id AND v.version = :version AND m.status = 'kept'
ORDER BY m.url
"""


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that a release shows or links to, as it is kept; ``length`` in bytes."""

    url: str
    sha256: str
    content_type: str | None
    length: int

    def to_json(self) -> dict[str, Any]:
        """As in ``media`` of ``ukimet show --json``."""
        return {
            "url": self.url,
            "sha256": self.sha256,
            "content_type": self.content_type,
            "bytes": self.length,
        }


def want(db: Database, release: Release, kinds: Collection[MediaKind]) -> None:
    """Note the addresses of a release that are to be fetched; those that are known stay."""
    named = {"document": release.attachments, "image": release.images}
    for kind in kinds:
        urls = [url for url in named[kind] if _is_fetchable(url)]
        db.conn.executemany(_WANT, [(url, kind) for url in urls])


def want_all(db: Database, kinds: Collection[MediaKind]) -> None:
    """Note the addresses of every version that is archived, as ``want`` does."""
    for kind in kinds:
        named = db.conn.execute(
            f"SELECT DISTINCT j.value FROM versions AS v, json_each(v.{_COLUMNS[kind]}) AS j"
        ).fetchall()
        db.conn.executemany(_WANT, [(url, kind) for (url,) in named if _is_fetchable(url)])


def due(
    db: Database, kinds: Collection[MediaKind], now: datetime, *, after: int, limit: int
) -> list[tuple[int, str]]:
    """Addresses that are to be fetched, each with its number, those after number ``after``."""
    values = {
        "after": after,
        "kinds": json.dumps(list(kinds)),
        "most": MOST_ATTEMPTS,
        "before": _utc(now - TRY_AGAIN_AFTER),
        "limit": limit,
    }
    return [(int(number), str(url)) for number, url in db.conn.execute(DUE, values)]


def keep(db: Database, url: str, body: bytes, content_type: str | None, now: datetime) -> None:
    """Keep the bytes fetched from a wanted address; to be called within a transaction."""
    sha256 = hashlib.sha256(body).hexdigest()
    if one(db, "SELECT 1 FROM blobs WHERE sha256 = ?", [sha256]) is None:
        packed = zstandard.ZstdCompressor(_LEVEL).compress(body)
        codec, stored = ("zstd", packed) if len(packed) < len(body) else ("raw", body)
        db.conn.execute(
            "INSERT INTO blobs (sha256, codec, body) VALUES (?, ?, ?)", [sha256, codec, stored]
        )
    db.conn.execute(
        "UPDATE media SET status = 'kept', reason = NULL, sha256 = ?, content_type = ?, "
        "length = ?, fetched_at = ?, attempts = attempts + 1 WHERE url = ?",
        [sha256, content_type, len(body), _utc(now), url],
    )


def note_failure(db: Database, url: str, reason: str, now: datetime, *, final: bool) -> None:
    """Note that a wanted address was not fetched; ``final``: it is never asked for again."""
    db.conn.execute(
        "UPDATE media SET status = ?, reason = ?, fetched_at = ?, attempts = attempts + 1 "
        "WHERE url = ?",
        ["refused" if final else "failed", reason, _utc(now), url],
    )


def of(db: Database, release_id: int, version: int) -> tuple[Medium, ...]:
    """The files of a version that are kept, by address."""
    found = db.conn.execute(_OF, {"id": release_id, "version": version})
    return tuple(Medium(*row) for row in found)


def body_of(db: Database, url: str) -> bytes | None:
    """The bytes fetched from an address; None where none are kept. Raises zstandard.ZstdError."""
    row = one(
        db,
        "SELECT b.codec, b.body FROM media AS m JOIN blobs AS b ON b.sha256 = m.sha256 "
        "WHERE m.url = ?",
        [url],
    )
    return None if row is None else _unpacked(row["codec"], row["body"])


def problems(db: Database) -> Iterator[str | None]:
    """Bytes that are not what was fetched, and files without bytes; None for what is whole."""
    for sha256, codec, body in db.conn.execute("SELECT sha256, codec, body FROM blobs"):
        try:
            whole = hashlib.sha256(_unpacked(codec, body)).hexdigest() == sha256
        except zstandard.ZstdError:
            whole = False
        yield None if whole else f"the file with SHA-256 {sha256} is not what was fetched"
    for row in rows(
        db,
        "SELECT url FROM media WHERE status = 'kept' "
        "AND NOT EXISTS (SELECT 1 FROM blobs AS b WHERE b.sha256 = media.sha256)",
    ):
        yield f"the bytes of {row['url']} are gone"


def _unpacked(codec: str, body: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(body) if codec == "zstd" else bytes(body)


def _is_fetchable(url: str) -> bool:
    """Whether there is anything to ask for: the bytes of a ``data:`` URI are in the page."""
    return url.startswith(("http://", "https://"))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
