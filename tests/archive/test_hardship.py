"""A full disk, a locked file, two writers, a damaged file: what was promised happens."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archive import Archive, ArchiveDamaged, ArchiveUnwritable, repairing
from tests.archive import acts
from tests.archive.conftest import NOW, release


def broken(archive: Archive) -> set[str]:
    return {check.name for check in archive.verify() if not check.ok}


@pytest.fixture
def filled(path: Path) -> Path:
    acts.filled(path)
    return path


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """What a full disk does to a program, by a limit on the size of its files."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [0, 10_000, 60_000])
def test_a_full_disk_loses_nothing_and_is_said(filled: Path, room: int) -> None:
    new = release(url=acts.URL + "-3", text="Wheat was sold.")
    with Archive.open(filled) as archive:
        with no_file_beyond(room):
            with pytest.raises(ArchiveUnwritable, match="see that the disk has room"):
                acts.store(archive, new, queue=True)
            assert archive.search("terminal")
        assert archive.known(new.url) is None
        assert archive.undelivered() == 0
        acts.store(archive, new, queue=True)
        assert archive.undelivered() == 1
        assert broken(archive) == set()


def test_a_backup_onto_a_full_disk_leaves_the_old_backup(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("the backup of yesterday")
    full = pytest.raises(ArchiveUnwritable, match="cannot write the backup")
    with Archive.open(filled) as archive, no_file_beyond(50_000), full:
        archive.backup(copy)
    assert copy.read_text() == "the backup of yesterday"


def test_a_migration_on_a_full_disk_leaves_the_old_archive(path: Path) -> None:
    acts.of_the_first_schema(path)
    old = path.read_bytes()
    with no_file_beyond(len(old) // 2), pytest.raises(ArchiveUnwritable, match="free space"):
        Archive.open(path)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (1,)
    with Archive.open(path) as archive:
        assert broken(archive) == set()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3000k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here: the limit on the size of files stands for it")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_an_archive_outlives_a_disk_that_fills_up(small_disk: Path) -> None:
    path = small_disk / "ukimet.db"
    acts.filled(path)
    stored = 2

    def fill(archive: Archive) -> None:
        nonlocal stored
        while stored < 1000:
            url = f"{acts.URL}-{stored + 1}"
            acts.store(archive, release(url=url, text=f"Day {stored}."))
            stored += 1

    full = pytest.raises(ArchiveUnwritable, match="see that the disk has room")
    with Archive.open(path) as archive, full:
        fill(archive)
    # Opening may need room as well; nothing that was committed is lost for want of it.
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    with Archive.open(path) as archive:
        assert archive.counts()["releases"] == stored
        assert broken(archive) == set()


def test_a_locked_archive_says_so_and_is_written_later(filled: Path) -> None:
    new = release(url=acts.URL + "-3", text="Wheat was sold.")
    with Archive.open(filled) as archive:
        archive.db.conn.execute("PRAGMA busy_timeout = 1")
        with closing(sqlite3.connect(filled, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ArchiveUnwritable, match=r"database is locked; .* no other program"):
                acts.store(archive, new)
            assert archive.known(acts.URL) is not None
            other.execute("ROLLBACK")
        acts.store(archive, new)
        assert broken(archive) == set()


def test_two_writers_take_turns(filled: Path) -> None:
    """Each archives its own releases and all archive the same ones: every release is there once."""

    def write(writer: int) -> None:
        with Archive.open(filled) as archive:
            for number in range(5):
                for text in (f"Day {number}.", f"Day {number} of writer {writer}."):
                    url = f"{acts.URL}-{text.replace(' ', '-').strip('.')}"
                    acts.store(archive, release(url=url, text=text))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    with Archive.open(filled) as archive:
        assert archive.counts()["releases"] == 2 + 5 + 2 * 5
        head = archive.head()
        assert head is not None
        assert head.link == archive.counts()["versions"] == 3 + 15
        assert broken(archive) == set()


def damage(path: Path, table: str) -> None:
    """Overwrite the last page of the file that belongs to a table or an index."""
    with closing(sqlite3.connect(path)) as plain:
        ((page, size),) = plain.execute(
            "SELECT max(pageno), pgsize FROM dbstat WHERE name = ?", [table]
        )
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


@pytest.mark.parametrize("table", ["_search_data", "_search_docsize", "releases_lang"])
def test_a_damaged_page_of_what_is_derived_is_made_good(filled: Path, table: str) -> None:
    damage(filled, table)
    with Archive.open(filled) as archive:
        checks = archive.verify()
        assert {check.name for check in checks if not check.ok} <= set(repairing.REMEDIES)
        assert not all(check.ok for check in checks)
        assert archive.repair(checks, NOW)
        assert broken(archive) == set()
        assert len(archive.search("minister")) == 2


@pytest.mark.parametrize(("table", "check"), [("_pages", "pages"), ("_versions", "versions")])
def test_a_damaged_page_of_evidence_is_named_and_not_made_good(
    filled: Path, table: str, check: str
) -> None:
    damage(filled, table)
    with Archive.open(filled) as archive:
        checks = archive.verify()
        assert {"sqlite", check} <= {check.name for check in checks if not check.ok}
        assert len(checks) == len(archive.verify())
        archive.repair(checks, NOW)
        assert check in broken(archive)


def test_a_damaged_head_of_the_file_is_refused_with_what_to_do(filled: Path) -> None:
    with filled.open("r+b") as file:
        file.write(b"\xa5" * 4096)
    with pytest.raises(ArchiveDamaged, match="restore a backup"):
        Archive.open(filled)
