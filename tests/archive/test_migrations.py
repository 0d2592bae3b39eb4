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
from archive.database import PAGE_SIZE

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


def kill_within(path: Path, script: str, statement: int) -> set[str]:
    """Open the archive, dying at a statement of a migration; what the schema is afterwards."""
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(path), str(statement), script],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    return tables(path)


@pytest.mark.parametrize(
    ("script", "statement"), [("ukimet_terms", 2), ("ukimet_terms", 4), ("_dictionaries", 6)]
)
def test_a_migration_that_is_killed_leaves_the_old_or_the_new(
    old: Path, script: str, statement: int
) -> None:
    before = tables(old)
    left = kill_within(old, script, statement)
    assert any("ukimet_stems" in sql for sql in left) == (script == "ukimet_terms")
    assert not any("_dictionaries" in sql for sql in left)
    if script == "ukimet_terms":
        assert {sql for sql in before if "_search" in sql} == {s for s in left if "_search" in s}
    with Archive.open(old) as archive:
        assert all(check.ok for check in archive.verify())
        assert archive.counts()["versions"] == 4


def test_a_new_index_is_there_whole_or_the_one_before(old: Path) -> None:
    left = kill_within(old, "keys of names alone", 3)
    assert any(
        sql.startswith("CREATE VIRTUAL TABLE _search USING fts5(\n    title") for sql in left
    )
    with Archive.open(old) as archive:
        assert all(check.ok for check in archive.verify())
        assert [hit.release.lang for hit in archive.search("узбекистан")] == ["ru"]


def page_size(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        return int(size)
    finally:
        connection.close()


def test_an_archive_of_small_pages_gets_large_ones(old: Path) -> None:
    assert page_size(old) == 4096
    with Archive.open(old) as archive:
        assert all(check.ok for check in archive.verify())
    assert page_size(old) == PAGE_SIZE


def test_an_archive_that_others_read_keeps_its_pages_until_it_is_opened_alone(old: Path) -> None:
    with sqlite3.connect(old) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM releases").fetchone()
        with Archive.open(old) as archive:
            assert archive.counts()["releases"] == 3
    reader.close()
    assert page_size(old) == 4096
    with Archive.open(old) as archive:
        assert archive.counts()["releases"] == 3
    assert page_size(old) == PAGE_SIZE
