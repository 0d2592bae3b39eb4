"""Opening the file: what cannot be used is refused with a word on what to do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from archive import Archive, ArchiveDamaged, ArchiveTooNew, ArchiveUnwritable, NoSuchRelease


def test_an_archive_that_is_not_there_is_made_only_when_asked(path: Path) -> None:
    with pytest.raises(ArchiveUnwritable, match="ukimet crawl"):
        Archive.open(path, create=False)
    Archive.open(path).close()
    Archive.open(path, create=False).close()


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnwritable, match="does not exist"):
        Archive.open(tmp_path / "no" / "ukimet.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_is_refused(path: Path) -> None:
    Archive.open(path).close()
    path.chmod(0o400)
    with pytest.raises(ArchiveUnwritable, match="cannot be written"):
        Archive.open(path)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnwritable, match="is a folder"):
        Archive.open(tmp_path)


def test_a_file_that_is_no_archive_is_refused(path: Path) -> None:
    path.write_bytes(b"this is a letter to the editor" * 100)
    with pytest.raises(ArchiveDamaged, match="restore a backup"):
        Archive.open(path)


def test_an_archive_of_a_later_version_is_refused(archive: Archive, path: Path) -> None:
    archive.db.conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('ukimet', '9999_from_the_future', '2030-01-01')"
    )
    with pytest.raises(ArchiveTooNew, match="9999_from_the_future"):
        Archive.open(path)


def test_the_file_says_that_it_is_an_archive_of_ukimet(archive: Archive, path: Path) -> None:
    assert archive.db.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (0x556B6D74,)
    plain.close()


def test_a_reader_sees_the_archive_while_it_is_written(archive: Archive, path: Path) -> None:
    with archive.transaction():
        archive.keep_fact("held", "open")
        with Archive.open(path) as reader:
            assert reader.fact("held") is None
    with Archive.open(path) as reader:
        assert reader.fact("held") == "open"


@pytest.mark.parametrize("ref", ["7", "https://site.example/en/news/nothing-1", "nonsense"])
def test_what_is_not_there_is_said_so(archive: Archive, ref: str) -> None:
    with pytest.raises(NoSuchRelease):
        archive.release(ref)
