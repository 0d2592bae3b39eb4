"""An archive that the first schema made opens in every later version and loses nothing."""

from __future__ import annotations

import gzip
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive import Archive
from archive.database import PAGE_SIZE
from tests.archive.conftest import NOW

FIXTURE = Path(__file__).parent / "data" / "schema_0001.db.gz"
#: From before people's names, figures, addresses and headers were kept once (0130 to 0133).
BEFORE_ONCE = Path(__file__).parent / "data" / "schema_0121.db.gz"
#: The same archive, from before analyses were kept as lists (0141).
BEFORE_LISTS = Path(__file__).parent / "data" / "schema_0133.db.gz"
MINISTER = "https://site.example/en/news/minister-visits-grain-terminal-100"


@pytest.fixture
def old(path: Path) -> Path:
    """A copy of the archive of the first schema: four versions of three releases."""
    path.write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    return path


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


def test_who_opens_while_another_migrates_waits_and_finds_it_done(old: Path) -> None:
    together = threading.Barrier(4)

    def opened(_: int) -> int:
        together.wait(timeout=60)
        with Archive.open(old) as archive:
            return archive.counts()["versions"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(opened, range(4))) == [4, 4, 4, 4]


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


#: What those who query an archive may rely on, whatever it is kept in.
RELIED_ON = (
    "SELECT url, release_id, first_seen_at FROM addresses ORDER BY url",
    "SELECT release_id, position, name, office, country, organisation, role, person_id, "
    "span_start, span_end FROM participations ORDER BY release_id, position",
    "SELECT release_id, position, text, value, unit, qualifier, subject, period, span_start, "
    "span_end FROM figures ORDER BY release_id, position",
    "SELECT release_id, position, speaker, person_id, text FROM quotes ORDER BY 1, 2",
    "SELECT id, url, status, json(headers), fetched_at, sha256, body, codec FROM pages ORDER BY id",
    "SELECT person_id, lang, office, country, releases FROM offices ORDER BY 1, 2, 3",
    "SELECT release_id, version, title, published_at, text, images, attachments, alternates, "
    "reader, doubts, sha256, page_id, run_id, first_seen_at, last_seen_at, source FROM versions "
    "ORDER BY release_id, version",
    "SELECT id, url, lang, section, title, published_at, current_version, status, first_seen_at, "
    "last_seen_at, event_id, sha256, site_id FROM releases ORDER BY id",
    "SELECT * FROM chain ORDER BY link",
)


@pytest.mark.parametrize("earlier", [BEFORE_ONCE, BEFORE_LISTS])
def test_what_is_kept_otherwise_since_is_told_by_the_same_tables_as_before(
    earlier: Path, path: Path
) -> None:
    path.write_bytes(gzip.decompress(earlier.read_bytes()))
    plain = sqlite3.connect(path)
    before = [plain.execute(sql).fetchall() for sql in RELIED_ON]
    plain.close()
    assert all(before)
    with Archive.open(path) as archive:
        assert [check.name for check in archive.verify() if not check.ok] == []
        analysis = archive.release("https://site.example/en/news/harbour-talks-101").analysis
        assert [figure["text"] for figure in analysis["figures"]][:2] == [
            "12.5%",
            "USD 3.2 billion",
        ]
    plain = sqlite3.connect(path)  # with nothing of ours
    assert [plain.execute(sql).fetchall() for sql in RELIED_ON] == before
    plain.close()


@pytest.mark.parametrize("earlier", [BEFORE_ONCE, BEFORE_LISTS])
def test_an_analysis_that_was_damaged_before_a_migration_is_made_anew(
    earlier: Path, path: Path
) -> None:
    path.write_bytes(gzip.decompress(earlier.read_bytes()))
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("UPDATE _analyses SET packed = x'00' WHERE rowid = 1")
    plain.close()
    with Archive.open(path) as archive:
        checks = archive.verify()
        assert {check.name for check in checks if not check.ok} == {"analysis"}
        assert archive.repair(checks, NOW) == ["analysis"]
        assert all(check.ok for check in archive.verify())
