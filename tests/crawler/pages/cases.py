"""The fixtures: one folder per saved page, in the layout of web-poet.

``python -m tests.crawler.pages.cases FOLDER`` prints what the readers make of a fixture today, to
be reviewed and saved as its ``output.json`` or ``exception.json``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawler.fixtures import read_fixture, refusal_as_json
from crawler.pages import PageRefused

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
        return read_fixture(self.folder)

    def _load(self, name: str) -> dict[str, Any] | None:
        path = self.folder / name
        if not path.exists():
            return None
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return document


def all_cases() -> list[Case]:
    """Every fixture, by name."""
    return [Case(path.parent) for path in sorted(FIXTURES.glob("*/*/meta.json"))]


def main(folders: list[str]) -> None:
    """Print what is read from each folder's page."""
    for folder in folders:
        try:
            said = Case(Path(folder).resolve()).read()
        except PageRefused as refusal:
            said = refusal_as_json(refusal)
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
