"""What the documentation shows works."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive import Archive
from ukimet.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(language: str) -> list[tuple[str, str]]:
    """Code blocks of a language, with the page they stand on."""
    pattern = re.compile(rf"```{language}\n(.*?)```", re.DOTALL)
    return [(p.name, code) for p in PAGES for code in pattern.findall(p.read_text("utf-8"))]


@pytest.mark.parametrize(("page", "sql"), blocks("sql"))
def test_the_sql_runs_on_an_archive(tmp_path: Path, page: str, sql: str) -> None:
    path = tmp_path / "ukimet.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(sql).fetchall()


def test_every_table_and_view_is_described(tmp_path: Path) -> None:
    path = tmp_path / "ukimet.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        names = {name for (name,) in rows if not name.startswith(("_", "sqlite_"))}
    described = (ROOT / "docs" / "archive.md").read_text("utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in described] == []


def test_the_readme_names_only_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"(?:^|`|bin/)ukimet ([a-z]+)", text, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"
