"""The log of requests that the replica has answered, kept in memory."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from typing import Any

_KEPT = 50_000


@dataclass(slots=True)
class Entry:
    """One request: ``status`` None means that no response was begun (hang, reset)."""

    number: int
    time: str
    method: str
    path: str
    status: int | None = None
    fault: str | None = None
    if_none_match: str | None = None
    if_modified_since: str | None = None
    accept_encoding: str | None = None
    user_agent: str | None = None


class Journal:
    """The last 50,000 requests, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_KEPT)
        self._count = 0

    def add(self, **fields: Any) -> Entry:
        """A new entry, numbered; the caller fills in how the request ended."""
        self._count += 1
        entry = Entry(number=self._count, **fields)
        self._entries.append(entry)
        return entry

    def clear(self) -> None:
        """Forgets every entry and starts to number anew."""
        self._entries.clear()
        self._count = 0

    def to_json(self) -> list[dict[str, Any]]:
        """The entries as JSON objects."""
        return [asdict(entry) for entry in self._entries]
