"""Files of releases in the archive: stored once, given back byte for byte, proved by their hash."""

from __future__ import annotations

import random

import pytest
import zstandard

from archive import Archive, NoSuchRelease, media
from tests.archive.conftest import NOW, Store, release

DECREE, COPY = "https://site.example/files/decree.pdf", "https://site.example/files/copy.pdf"
PHOTO = "https://site.example/storage/one.jpg"
TEXT = b"%PDF-1.4 The decree on grain. " * 100
NOISE = random.Random(1).randbytes(2000)

WITH_FILES = release(attachments=(DECREE, COPY), images=(PHOTO, "data:sha256:00"))


@pytest.fixture
def filled(archive: Archive, store: Store) -> Archive:
    """A release with two attachments of the same bytes and a photograph, all kept."""
    store(attachments=WITH_FILES.attachments, images=WITH_FILES.images)
    archive.want_media(WITH_FILES, ("document", "image"))
    for url, body in ((DECREE, TEXT), (COPY, TEXT), (PHOTO, NOISE)):
        archive.keep_media(url, body, "application/octet-stream", NOW)
    return archive


def problems(archive: Archive) -> dict[str, tuple[str, ...]]:
    """What is broken, by check."""
    return {check.name: check.problems for check in archive.verify() if not check.ok}


def test_files_come_back_byte_for_byte(filled: Archive) -> None:
    assert filled.media_body(DECREE) == filled.media_body(COPY) == TEXT
    assert filled.media_body(PHOTO) == NOISE
    assert filled.media_body("https://site.example/never-seen.pdf") is None


def test_identical_bytes_are_stored_once_and_packed_where_that_helps(filled: Archive) -> None:
    rows = filled.db.conn.execute("SELECT codec, length(body) FROM blobs ORDER BY codec").fetchall()
    assert [codec for codec, _ in rows] == ["raw", "zstd"]
    assert rows[0][1] == len(NOISE)
    assert rows[1][1] < len(TEXT) / 10


def test_what_is_kept_is_told_of_the_version_that_names_it(filled: Archive, store: Store) -> None:
    store(text="It rained.")
    url = release().url
    assert [medium.url for medium in filled.media(url, 1)] == sorted([DECREE, COPY, PHOTO])
    assert [medium.url for medium in filled.media(url)] == [PHOTO]
    with pytest.raises(NoSuchRelease):
        filled.media("https://site.example/en/news/never-seen-1")


def test_only_what_was_fetched_is_told_and_only_addresses_are_wanted(
    archive: Archive, store: Store
) -> None:
    store(attachments=WITH_FILES.attachments, images=WITH_FILES.images)
    archive.want_all_media(("document", "image"))
    assert archive.media(release().url) == ()
    due = archive.media_due(("document", "image"), NOW, after=0, limit=10)
    assert {url for _, url in due} == {DECREE, COPY, PHOTO}
    only = archive.media_due(["image"], NOW, after=0, limit=10)
    assert [url for _, url in only] == [PHOTO]


def test_the_files_of_an_untouched_archive_are_whole(filled: Archive) -> None:
    assert problems(filled) == {}
    (check,) = (check for check in filled.verify() if check.name == "media")
    assert check.checked == 2


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("UPDATE blobs SET body = x'00' WHERE codec = 'raw'", "is not what was fetched"),
        ("UPDATE blobs SET body = x'00' WHERE codec = 'zstd'", "is not what was fetched"),
        ("DELETE FROM blobs WHERE codec = 'raw'", f"the bytes of {PHOTO} are gone"),
    ],
)
def test_a_file_that_was_tampered_with_is_named(filled: Archive, damage: str, says: str) -> None:
    filled.db.conn.execute("PRAGMA foreign_keys = OFF")
    filled.db.conn.execute(damage)
    (problem,) = problems(filled)["media"]
    assert says in problem


def test_a_file_that_was_exchanged_with_a_valid_one_is_named(filled: Archive) -> None:
    other = zstandard.compress(b"Nothing was decreed.")
    filled.db.conn.execute("UPDATE blobs SET body = ? WHERE codec = 'zstd'", [other])
    assert list(problems(filled)) == ["media"]


def test_wanted_files_are_looked_up_and_never_scanned(filled: Archive) -> None:
    """Every poll asks: the files that are kept must cost it nothing."""
    values = {"after": 0, "kinds": "[]", "most": 3, "before": "", "limit": 1}
    plan = filled.db.conn.execute(f"EXPLAIN QUERY PLAN {media.DUE}", values).fetchall()
    assert any("media_due" in row[3] for row in plan)
