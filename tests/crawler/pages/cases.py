"""The fixtures: one folder per saved page, in the layout of web-poet.

``python -m tests.crawler.pages.cases FOLDER`` prints what the readers make of a fixture today, to
be reviewed and saved as its ``output.json`` or ``exception.json``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawler.pages import PageRefused, UnreadablePage, read_listing, read_release

FIXTURES = Path(__file__).parent / "fixtures"
ALMATY = ZoneInfo("Asia/Almaty")


@dataclass(frozen=True)
class Case:
    """One saved page and what must be read from it."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.relative_to(FIXTURES).as_posix()

    @property
    def output(self) -> dict[str, Any] | None:
        return self._load("output.json")

    @property
    def exception(self) -> dict[str, Any] | None:
        return self._load("exception.json")

    def read(self) -> dict[str, Any]:
        """What the reader makes of the page, as JSON; a refusal is raised."""
        info = self._load("inputs/HttpResponse-info.json") or {}
        meta = self._load("meta.json") or {}
        body = (self.folder / "inputs" / "HttpResponse-body.html").read_bytes()
        read: Callable[..., Any] = {"release": read_release, "listing": read_listing}[meta["reads"]]
        declared = info["headers"].get("Content-Type", "").partition("charset=")[2]
        found = read(
            info["url"],
            body,
            encoding=declared or None,
            timezone=ALMATY,
            now=datetime.fromisoformat(meta["frozen_time"]),
        )
        document: dict[str, Any] = json.loads(json.dumps(asdict(found), default=_iso))
        return document

    def _load(self, name: str) -> dict[str, Any] | None:
        path = self.folder / name
        if not path.exists():
            return None
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return document


def _iso(value: Any) -> str:
    return str(value.isoformat())


def all_cases() -> list[Case]:
    """Every fixture, by name."""
    return [Case(path.parent) for path in sorted(FIXTURES.glob("*/*/meta.json"))]


def main(folders: list[str]) -> None:
    """Print what is read from each folder's page."""
    for folder in folders:
        try:
            said = Case(Path(folder).resolve()).read()
        except PageRefused as refusal:
            said = {"name": type(refusal).__name__}
            if isinstance(refusal, UnreadablePage):
                said["missing"] = list(refusal.missing)
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
