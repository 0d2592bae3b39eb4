"""The chain over all versions: what was archived cannot be altered, added or taken away unseen.

Every link is a hash over the link before it and over one version, in the order of arrival. Who
alters an archive and makes the chain anew is found out by a head that was noted elsewhere before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

#: What the first link stands on.
GENESIS = "0" * 64

_APPEND = """
INSERT INTO chain (release_id, version, sha256)
SELECT v.release_id, v.version, ukimet_link(
    coalesce((SELECT sha256 FROM chain ORDER BY link DESC LIMIT 1), ?),
    v.release_id, r.url, v.version, v.sha256, p.fetched_at, p.sha256
)
FROM versions AS v
JOIN releases AS r ON r.id = v.release_id
JOIN pages AS p ON p.id = v.page_id
WHERE v.release_id = ? AND v.version = ?
"""

_LINKS = """
SELECT c.link, c.sha256, c.release_id, r.url, c.version, v.sha256, p.fetched_at, p.sha256
FROM chain AS c
LEFT JOIN versions AS v ON v.release_id = c.release_id AND v.version = c.version
LEFT JOIN releases AS r ON r.id = c.release_id
LEFT JOIN pages AS p ON p.id = v.page_id
ORDER BY c.link
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: its number (the first is 1) and its hash (hex SHA-256)."""

    link: int
    sha256: str


def link_sha256(
    previous: str,
    release_id: int,
    url: str,
    version: int,
    version_sha256: str,
    fetched_at: str,
    page_sha256: str,
) -> str:
    """The hash of a link: SHA-256 over these seven, each on a line of its own, in UTF-8."""
    parts = (previous, release_id, url, version, version_sha256, fetched_at, page_sha256)
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def append(db: Database, release_id: int, version: int) -> None:
    """Add the link of a version that was just archived; to be called within its transaction."""
    db.conn.execute(_APPEND, [GENESIS, release_id, version])


def head(db: Database) -> Link | None:
    """The last link; None where nothing was archived yet."""
    return _link(db, "ORDER BY link DESC LIMIT 1")


def find(db: Database, sha256: str) -> Link | None:
    """The link with that hash, such as a head that was noted earlier."""
    return _link(db, "WHERE sha256 = ?", sha256.strip().lower())


def problems(db: Database) -> Iterator[str | None]:
    """Where the chain is broken, a sentence each; None for every link that holds."""
    previous, expected = GENESIS, 1
    for number, sha256, release_id, url, version, *covered in db.conn.execute(_LINKS):
        what = f"link {number} (version {version} of release {release_id}, {url})"
        if number != expected:
            # Without the links between, this one cannot be computed.
            yield f"links {expected} to {number - 1} are gone: versions were taken away"
        elif url is None or None in covered:
            yield f"{what}: the version, its release or its page was taken away"
        elif link_sha256(previous, release_id, url, version, *covered) != sha256:
            yield f"{what} does not fit: it, its version, its page or a time was altered afterwards"
        else:
            yield None
        previous, expected = sha256, number + 1
    for release_id, version in db.conn.execute(
        "SELECT release_id, version FROM versions EXCEPT SELECT release_id, version FROM chain"
    ):
        yield f"version {version} of release {release_id} is in no link: it was put in from outside"


def _link(db: Database, rest: str, *values: str) -> Link | None:
    row = db.conn.execute(f"SELECT link, sha256 FROM chain {rest}", values).fetchone()
    return Link(*row) if row else None
