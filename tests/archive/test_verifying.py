"""``verify`` names every way in which an archive was tampered with, and where."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest
import zstandard

from archive import Archive, ArchiveDamaged, chain, repairing
from tests.archive.conftest import NOW, Store, meeting, release

TEXT = release().text
LONG = (
    "Wheat was sold to Baku after a year without a contract, and more is to follow soon. Vessels "
    "leave from Aktau twice a week; the buyers are mills that lost their suppliers elsewhere."
)


def problems(archive: Archive, noted: str | None = None) -> dict[str, list[str]]:
    """What is broken, by check."""
    return {c.name: list(c.problems) for c in archive.verify(noted=noted) if not c.ok}


def tamper(archive: Archive, *statements: str) -> None:
    """As anybody can who has the file: with sqlite3 and nothing of ours."""
    with closing(sqlite3.connect(archive.path, isolation_level=None)) as plain:
        for statement in statements:
            plain.execute(statement)


@pytest.fixture
def filled(archive: Archive, store: Store) -> Archive:
    """Four releases, the first with two versions, the last two nearly the same; five addresses."""
    store()
    store(url="https://site.example/en/news/grain-101", text="Barley was sold to Ankara.")
    store(text=TEXT.replace("40", "50"))
    store(url="https://site.example/en/news/wheat-102", text=LONG)
    store(url="https://site.example/en/news/wheat-103", text=LONG.replace("soon", "very soon"))
    store(url="https://site.example/en/news/wheat-104", text=LONG)
    return archive


def first(archive: Archive) -> int:
    return archive.release(release().url).id


def test_an_untouched_archive_is_whole(filled: Archive) -> None:
    assert problems(filled) == {}


@pytest.mark.parametrize(
    ("damage", "check", "says"),
    [
        ("UPDATE versions SET text = 'He was never there.' WHERE version = 2", "versions",
         "version 2 of release {id} was changed"),
        ("UPDATE _pages SET body = x'00' WHERE id = 1", "pages", "page 1 (https://site.example/en"),
        ("UPDATE _pages SET sha256 = 'no' WHERE id = 3", "pages", "page 3"),
        ("UPDATE _pages SET sha256 = 'no' WHERE id = 3", "chain",
         "link 3 (version 2 of release {id}, https://site.example/"),
        ("UPDATE _pages SET fetched_at = '2020-01-01T00:00:00+00:00' WHERE id = 1", "chain",
         "link 1 "),
        ("UPDATE versions SET sha256 = 'no' WHERE version = 2", "chain", "link 3 "),
        ("UPDATE chain SET sha256 = 'no' WHERE link = 2", "chain", "link 2 "),
        ("DELETE FROM chain WHERE link = 2", "chain", "links 2 to 2 are gone"),
        ("DELETE FROM versions WHERE version = 2", "chain", "was taken away"),
        ("DELETE FROM versions WHERE version = 2", "foreign_keys", "row 3 of chain"),
        ("INSERT INTO versions (release_id, version, title, published_at, text, images, "
         "attachments, alternates, reader, sha256, page_id, first_seen_at, last_seen_at) SELECT "
         "release_id, 9, title, published_at, text, images, attachments, alternates, reader, "
         "sha256, page_id, first_seen_at, last_seen_at FROM versions WHERE version = 2",
         "chain", "version 9 of release {id} is in no link"),
        ("UPDATE releases SET current_version = 1", "releases", "does not show its current"),
        ("UPDATE releases SET title = 'Nothing happened'", "releases", "does not show its current"),
        ("UPDATE _other_addresses SET release_id = 7", "foreign_keys", "row 1 of _other_addresses"),
        ("DELETE FROM _search_docsize WHERE id = {id}", "search", "release {id} (Minister visits"),
        ("DELETE FROM _search_data WHERE id > 1000", "search", "the index"),
        ("DELETE FROM _analyses WHERE version = 2", "analysis", "version 2 of release {id} has"),
        ("UPDATE _analyses SET packed = x'00' WHERE version = 2", "analysis", "cannot be read"),
        ("DELETE FROM _participations WHERE release_id = {id}", "analysis", "people of release"),
        ("DELETE FROM _sketches", "near_duplicates", "cannot be found by its near duplicates"),
        ("UPDATE near_duplicates SET similarity = 0.5", "near_duplicates", "not as alike as noted"),
        ("UPDATE events SET country = 'XX'", "analysis", "event 1 is not what"),
    ],
)  # fmt: skip
def test_tampering_is_named(filled: Archive, damage: str, check: str, says: str) -> None:
    release_id = first(filled)
    tamper(filled, damage.format(id=release_id))
    found = problems(filled)
    assert any(says.format(id=release_id) in problem for problem in found[check]), found


def test_an_index_that_says_something_else_is_found(filled: Archive) -> None:
    columns, release_id = "text_terms, title_terms", first(filled)
    filled.db.conn.execute(
        f"INSERT INTO _search (_search, rowid, {columns}) "
        f"SELECT 'delete', id, {columns} FROM _search_source WHERE id = ?",
        [release_id],
    )
    filled.db.conn.execute(
        f"INSERT INTO _search (rowid, {columns}) VALUES (?, 'nothing', 'happened')", [release_id]
    )
    assert set(problems(filled)) == {"search"}


def test_who_alters_a_version_with_all_its_hashes_is_found_by_the_chain(filled: Archive) -> None:
    """The page, the version and their hashes fit one another again; the chain knows better."""
    other = b"<html>Nothing happened.</html>"
    filled.db.conn.execute(
        "UPDATE _pages SET body = ?, codec = 'zstd', base_id = NULL, sha256 = ? WHERE id = 3",
        [zstandard.compress(other), hashlib.sha256(other).hexdigest()],
    )
    assert list(problems(filled)) == ["chain"]


def remade_without_the_second_version(archive: Archive) -> None:
    """The perfect forgery: the version is gone and the chain was computed anew."""
    release_id = first(archive)
    archive.db.conn.execute("PRAGMA foreign_keys = OFF")
    archive.db.conn.execute("DELETE FROM chain")
    archive.db.conn.execute("DELETE FROM _analyses WHERE release_id = ? AND version = 2",
                            [release_id])  # fmt: skip
    archive.db.conn.execute("DELETE FROM versions WHERE release_id = ? AND version = 2",
                            [release_id])  # fmt: skip
    for row in archive.db.conn.execute(
        "SELECT release_id, version FROM versions ORDER BY page_id"
    ).fetchall():
        chain.append(archive.db, *row)
    archive.db.conn.execute(
        "UPDATE releases SET current_version = 1, sha256 = (SELECT sha256 FROM versions AS v "
        "WHERE v.release_id = releases.id)"
    )


def test_a_chain_made_anew_is_found_out_by_a_head_that_was_noted(filled: Archive) -> None:
    head = filled.head()
    assert head is not None
    assert head.link == 5
    assert problems(filled, head.sha256) == {}
    remade_without_the_second_version(filled)
    assert "chain" not in problems(filled)
    assert "is not in the chain" in problems(filled, head.sha256)["chain"][0]


def test_a_head_stays_in_the_chain_as_the_archive_grows(filled: Archive, store: Store) -> None:
    noted = filled.head()
    store(text="Another text.")
    assert noted is not None
    assert filled.link(noted.sha256.upper()) == noted
    assert filled.head() != noted
    assert problems(filled, noted.sha256) == {}


def test_what_becomes_current_again_is_no_new_link(filled: Archive, store: Store) -> None:
    before = filled.head()
    store(text=TEXT, analysis=meeting(kind="statement", analyser_version="later"))
    store(text=TEXT)
    assert filled.head() == before
    assert problems(filled) == {}


def test_a_message_that_was_altered_is_found(archive: Archive) -> None:
    archive.db.conn.execute(
        "INSERT INTO deliveries (sink, chat, kind, subject, lang, html, payload_sha256, state, "
        "due_at, created_at) VALUES ('terminal', 'en', 'alert', 'event:1', 'en', 'Hello', 'no', "
        "'queued', '2026-03-02T09:00:00+00:00', '2026-03-02T09:00:00+00:00')"
    )
    assert set(problems(archive)) == {"outbox"}


def test_a_writer_is_never_held_up(filled: Archive) -> None:
    """While any check is under way, another connection may write."""
    wrote: set[str] = set()

    def write(check: str, done: int, _: int | None) -> None:
        with closing(sqlite3.connect(filled.path, timeout=0, isolation_level=None)) as other:
            other.execute("UPDATE _facts SET value = value || 'x'")
        wrote.add(check)

    assert all(check.ok for check in filled.verify(progress=write))
    assert wrote == {check.name for check in filled.verify()}


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM _search_docsize",
        "DELETE FROM _search_data",
        "DELETE FROM _search_data WHERE id = 10",
        "DELETE FROM _analyses",
        "UPDATE _analyses SET packed = x'00'",
        "DELETE FROM _participations",
        "DELETE FROM _sketches",
        "UPDATE events SET country = 'XX', is_meeting = 0",
    ],
)
def test_what_is_derived_is_made_anew(filled: Archive, damage: str) -> None:
    evidence = [*filled.db.conn.execute("SELECT * FROM chain")]
    tamper(filled, damage)
    checks = filled.verify()
    assert {check.name for check in checks if not check.ok} <= set(repairing.REMEDIES)
    assert filled.repair(checks, NOW)
    assert problems(filled) == {}
    assert [hit.release.id for hit in filled.search("shipped")] == [first(filled)]
    assert [*filled.db.conn.execute("SELECT * FROM chain")] == evidence


def test_evidence_is_never_repaired(filled: Archive) -> None:
    tamper(filled, "UPDATE versions SET text = 'He was never there.' WHERE version = 2")
    before = problems(filled)
    filled.repair(filled.verify(), NOW)
    after = problems(filled)
    assert after["versions"] == before["versions"]
    # The page needs the text that was read from it.
    assert set(after) == {"pages", "versions"}
    with pytest.raises(ArchiveDamaged, match="ukimet verify"):
        filled.release(release().url)
