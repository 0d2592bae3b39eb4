"""What storing leaves for later, so that no commit waits for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from archive import Archive
from archive.filters import Filters
from tests.archive.conftest import Store

#: More than may lie unmerged before a commit merges them itself.
MANY = 40


def segments(archive: Archive) -> int:
    """How many pieces the search index lies in."""
    (found,) = archive.db.conn.execute("SELECT count(DISTINCT segid) FROM _search_idx").fetchone()
    return int(found)


def filled(store: Store, many: int) -> None:
    for number in range(many):
        store(
            url=f"https://site.example/en/news/{number}",
            title=f"Barley {number}",
            text=f"No {number}.",
        )


def tidy(archive: Archive) -> int:
    """Tidy to the end; in how many pieces."""
    return sum(1 for _ in archive.tidy(MANY))


def test_what_was_stored_lies_in_few_pieces_afterwards(archive: Archive, store: Store) -> None:
    filled(store, MANY)
    before = segments(archive)
    tidy(archive)
    assert segments(archive) < before
    assert len(archive.search("barley", Filters(limit=MANY))) == MANY


def test_there_is_an_end_to_tidying(archive: Archive, store: Store) -> None:
    filled(store, MANY)
    assert 0 < tidy(archive) < MANY
    assert tidy(archive) == 0


def test_the_log_is_emptied_also_where_more_is_left_to_merge(
    archive: Archive, store: Store, path: Path, tmp_path: Path
) -> None:
    filled(store, MANY)
    assert sum(1 for _ in archive.tidy(1)) == 1
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as alone:
        assert alone.execute("SELECT count(*) FROM releases").fetchone() == (MANY,)


def test_the_log_is_in_the_file_when_all_is_tidy(
    archive: Archive, store: Store, path: Path, tmp_path: Path
) -> None:
    filled(store, 3)
    tidy(archive)
    # The file alone, without what was still in the log.
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as alone:
        assert alone.execute("SELECT count(*) FROM releases").fetchone() == (3,)


def test_who_reads_does_not_hold_it_up(archive: Archive, store: Store, path: Path) -> None:
    filled(store, MANY)
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM releases").fetchone() == (MANY,)
    tidy(archive)
    store(url="https://site.example/en/news/later", text="Later.")
    assert reader.execute("SELECT count(*) FROM releases").fetchone() == (MANY,)
    reader.close()
