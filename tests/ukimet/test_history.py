"""``history``, ``diff`` and ``backup`` as a user runs them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.ukimet.conftest import Shell

OLD = Path(__file__).parents[1] / "archive" / "data" / "schema_0001.db.gz"
MINISTER = "https://site.example/en/news/minister-visits-grain-terminal-100"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with an archive in which one release was edited."""
    (tmp_path / "ukimet.db").write_bytes(gzip.decompress(OLD.read_bytes()))
    return Shell(tmp_path)


def test_what_was_changed_is_told(shell: Shell) -> None:
    versions = shell("history", MINISTER, "--json").json["versions"]
    assert [row["version"] for row in versions] == [1, 2]
    change = shell("diff", MINISTER, "--json").json
    assert (change["removed"], change["added"], change["kinds"]) == (["40"], ["50"], ["numbers"])
    assert "~~40~~ **50** thousand" in shell("diff", MINISTER, "1", "2").out
    unchanged = shell("diff", "https://site.example/ru/news/peregovory-2")
    assert (unchanged.code, "only one version" in unchanged.err) == (1, True)


def test_a_backup_replaces_nothing_unless_told_to(shell: Shell) -> None:
    assert shell("backup", "copy.db").code == 0
    again = shell("backup", "copy.db")
    assert (again.code, "--force" in again.err) == (1, True)
    assert shell("backup", "copy.db", "--force").code == 0
    assert shell("--db", "copy.db", "verify").code == 0
    assert shell("backup", "ukimet.db", "--force").code == 1
