"""robots.txt as it was last fetched, kept in the archive."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from archive import Archive

VALID_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class RobotsCopy:
    """What robots.txt of one host said, and when."""

    body: str
    fetched_at: datetime

    @property
    def rules(self) -> Protego:
        """The rules, ready to be asked."""
        return Protego.parse(self.body)

    def is_fresh(self, now: datetime) -> bool:
        """Whether the file need not be asked for again."""
        return now - self.fetched_at < VALID_FOR


def kept_copy(archive: Archive, origin: str) -> RobotsCopy | None:
    """The copy kept for ``origin`` (``https://host``), if any."""
    stored = archive.fact(_name(origin))
    if stored is None:
        return None
    kept = json.loads(stored)
    return RobotsCopy(kept["body"], datetime.fromisoformat(kept["fetched_at"]))


def keep_copy(archive: Archive, origin: str, copy: RobotsCopy) -> None:
    """Keep what ``origin`` says now."""
    document = {"fetched_at": copy.fetched_at.isoformat(), "body": copy.body}
    archive.keep_fact(_name(origin), json.dumps(document))


def named_sitemaps(archive: Archive, origin: str) -> tuple[str, ...]:
    """The sitemaps that the kept robots.txt of ``origin`` names, each once."""
    copy = kept_copy(archive, origin)
    return tuple(dict.fromkeys(copy.rules.sitemaps)) if copy is not None else ()


def _name(origin: str) -> str:
    return f"robots:{origin}"
