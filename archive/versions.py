"""What a version has in common with its release is kept once.

The first version of a release has the title, hash and times of its release, until another one
becomes current or the release is withdrawn: until then it has no hash of its own, and the view
``versions`` takes all of them from ``releases``. Addresses within the site are kept without it.
"""

from __future__ import annotations

from sqlite_utils import Database

#: What a version and its release both have.
_SHARED = ("title", "published_at", "sha256", "first_seen_at", "last_seen_at")

#: JSON as Python writes it has no such letter.
_SITE = "\x01"

_SETTLE = f"""
UPDATE _versions SET {", ".join(f"{name} = r.{name}" for name in _SHARED)}
FROM releases AS r WHERE r.id = _versions.release_id AND r.id = ? AND _versions.sha256 = ''
"""


def own(version: int, **shared: str) -> dict[str, str]:
    """What a version that is about to be kept has of its own: of the first one all is empty."""
    return dict.fromkeys(_SHARED, "") if version == 1 else shared


def settle(db: Database, release_id: int) -> None:
    """Let a version keep what it says itself; to be called before its release says something else.

    To be called within a transaction.
    """
    db.conn.execute(_SETTLE, [release_id])


def seen(db: Database, release_id: int, version: int, moment: str) -> None:
    """Note that a version of a release was seen again; the release is for the caller to note."""
    db.conn.execute(
        "UPDATE _versions SET last_seen_at = ? WHERE release_id = ? AND version = ? "
        "AND sha256 <> ''",
        [moment, release_id, version],
    )


def shorten(addresses: str, url: str) -> str:
    """JSON with addresses, without the site where it is that of the release at ``url``."""
    end = url.find("/", len("https://"))
    if end < 0 or _SITE in addresses:
        return addresses
    return addresses.replace(f'"{url[: end + 1]}', f'"{_SITE}')
