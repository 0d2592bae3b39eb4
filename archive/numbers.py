"""Hashes and times as the numbers that they are, which take half the room and less.

What is not written as Ukimet writes it stays as it is, so that nothing is told otherwise.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def digest(sha256: str) -> bytes | str:
    """The 32 bytes of a hash in lower-case hex."""
    try:
        found = bytes.fromhex(sha256)
    except ValueError:
        return sha256
    return found if found.hex() == sha256 else sha256


def microseconds(moment: str) -> int | str:
    """Microseconds since 1970 of a moment in UTC, in ISO 8601 as Python writes it."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if found.tzinfo is None or found.isoformat() != moment or not moment.endswith("+00:00"):
        return moment
    return (found - _EPOCH) // _MICROSECOND
