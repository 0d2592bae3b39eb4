"""The view ``versions`` tells what the table told, whatever a release has said since."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from archive.versions import shorten
from tests.archive.conftest import NOW, Store, release

URL = release().url
LATER = NOW + timedelta(hours=3)
SQL = (
    "SELECT version, title, published_at, sha256, first_seen_at, last_seen_at FROM versions "
    "ORDER BY version"
)


def told(archive: Archive) -> list[tuple[Any, ...]]:
    return archive.db.conn.execute(SQL).fetchall()


def titles(archive: Archive) -> list[str]:
    return [row[0] for row in archive.db.conn.execute("SELECT title FROM _versions ORDER BY 1")]


def test_a_release_and_its_only_version_keep_one_title(archive: Archive, store: Store) -> None:
    store(release())
    shown = archive.db.conn.execute(
        "SELECT current_version, title, published_at, sha256, first_seen_at, last_seen_at "
        "FROM releases"
    ).fetchall()
    assert told(archive) == shown
    assert titles(archive) == [""]


def test_a_version_stays_what_it_was_when_its_release_says_something_else(
    archive: Archive, store: Store
) -> None:
    store(release())
    (first,) = told(archive)
    store(release(title="The terminal was closed"), now=LATER)
    store(release(title="The terminal was closed for ever"), now=LATER + timedelta(hours=1))
    assert told(archive)[0] == first
    assert [row[1] for row in told(archive)][1:] == [
        "The terminal was closed",
        "The terminal was closed for ever",
    ]
    assert all(check.ok for check in archive.verify())


def test_a_version_that_is_current_again_says_when_it_was_seen(
    archive: Archive, store: Store
) -> None:
    store(release())
    store(release(title="The terminal was closed"), now=LATER)
    again = LATER + timedelta(hours=1)
    store(release(), now=again)
    assert [(row[4], row[5]) for row in told(archive)] == [
        (NOW.isoformat(), again.isoformat()),
        (LATER.isoformat(), LATER.isoformat()),
    ]


def test_a_withdrawn_release_was_last_seen_when_it_was_there(
    archive: Archive, store: Store
) -> None:
    store(release())
    archive.mark_withdrawn(URL, now=LATER)
    assert told(archive)[0][5] == NOW.isoformat()
    assert archive.release(URL).status == "withdrawn"


@pytest.mark.parametrize("versions", [1, 2])
def test_a_version_that_has_not_changed_was_seen_again(
    archive: Archive, store: Store, versions: int
) -> None:
    for version in range(versions):
        store(release(text=f"Text number {version}."))
    store(release(text=f"Text number {versions - 1}."), now=LATER)
    assert told(archive)[-1][5] == LATER.isoformat()


def test_addresses_within_the_site_are_kept_without_it(archive: Archive, store: Store) -> None:
    links = {"ru": "https://site.example/ru/news/x-1", "kk": "https://other.example/kz/x"}
    images = ("https://site.example/a.jpg", "https://site.example.org/b.jpg")
    store(release(alternates=links, images=images))
    found = archive.release(URL)
    assert found.images == images
    ((kept, alternates),) = archive.db.conn.execute("SELECT images, alternates FROM _versions")
    assert "https://site.example/" not in kept + alternates
    assert "https://site.example.org/" in kept
    plain = archive.db.conn.execute("SELECT json_extract(alternates, '$.ru') FROM versions")
    assert plain.fetchall() == [(links["ru"],)]


@pytest.mark.parametrize("url", ["https://site.example", "about:blank", "", "http://s.example/a"])
def test_addresses_are_left_alone_where_they_are_of_another_site(url: str) -> None:
    said = '["https://site.example/a.jpg"]'
    assert shorten(said, url) == said


def test_who_writes_to_versions_writes_as_to_a_table(
    archive: Archive, store: Store, path: Path
) -> None:
    store(release())
    plain = sqlite3.connect(path, isolation_level=None)
    before = plain.execute("SELECT title, sha256, images FROM versions").fetchall()
    plain.execute("UPDATE versions SET text = 'Nothing happened.'")
    assert plain.execute("SELECT text FROM versions").fetchall() == [("Nothing happened.",)]
    assert plain.execute("SELECT title, sha256, images FROM versions").fetchall() == before
    assert {check.name for check in archive.verify() if not check.ok} >= {"versions"}
    plain.execute("DELETE FROM versions")
    assert plain.execute("SELECT count(*) FROM _versions").fetchone() == (0,)
    plain.close()
