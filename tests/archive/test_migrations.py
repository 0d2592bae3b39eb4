"""An archive that the first schema made opens in every later version and loses nothing."""

from __future__ import annotations

import gzip
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from archive import Archive

FIXTURE = Path(__file__).parent / "data" / "schema_0001.db.gz"
MINISTER = "https://site.example/en/news/minister-visits-grain-terminal-100"


@pytest.fixture
def old(path: Path) -> Path:
    """A copy of the archive of the first schema: four versions of three releases."""
    path.write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    return path


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {name for (name,) in connection.execute("SELECT sql FROM sqlite_schema") if name}
    finally:
        connection.close()


def test_an_archive_of_the_first_schema_is_whole_in_this_version(old: Path) -> None:
    with Archive.open(old) as archive:
        assert [check.name for check in archive.verify() if not check.ok] == []
        release = archive.release(MINISTER)
        assert (release.versions, release.analysis["kind"]) == (2, "bilateral")
        assert release.markdown.startswith("The **minister**")
        assert "40 thousand" in archive.release(MINISTER, version=1).markdown
        assert archive.page(MINISTER, 1).body.startswith(b"<html>The minister visited")
        assert archive.release("https://site.example/kz/news/kelissoz-3").status == "withdrawn"
        assert [hit.release.lang for hit in archive.search("узбекистан")] == ["ru"]


#: Opens an archive and kills the process when the given statement of a migration begins.
_KILLED = """
import os, signal, sys
from archive import Archive, migrations
original = migrations.statements
def dying(script):
    for number, statement in enumerate(original(script)):
        if number == int(sys.argv[2]) and sys.argv[3] in script:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement
migrations.statements = dying
Archive.open(sys.argv[1])
"""


@pytest.mark.parametrize(
    ("script", "statement"), [("ukimet_terms", 2), ("ukimet_terms", 4), ("_dictionaries", 6)]
)
def test_a_migration_that_is_killed_leaves_the_old_or_the_new(
    old: Path, script: str, statement: int
) -> None:
    before = tables(old)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(old), str(statement), script],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    left = tables(old)
    assert any("ukimet_stems" in sql for sql in left) == (script == "ukimet_terms")
    assert not any("_dictionaries" in sql for sql in left)
    if script == "ukimet_terms":
        assert {sql for sql in before if "_search" in sql} == {s for s in left if "_search" in s}
    with Archive.open(old) as archive:
        assert all(check.ok for check in archive.verify())
        assert archive.counts()["versions"] == 4
