"""``verify`` tells where an archive is broken."""

from __future__ import annotations

import pytest

from archive import Archive
from tests.archive.conftest import Store


def broken(archive: Archive) -> set[str]:
    return {check.name for check in archive.verify() if not check.ok}


def test_an_untouched_archive_is_whole(archive: Archive, store: Store) -> None:
    store()
    store(text="An edited text.")
    assert broken(archive) == set()


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("UPDATE versions SET text = 'The minister was never there.'", "versions"),
        ("UPDATE pages SET body = x'00'", "pages"),
        ("UPDATE pages SET sha256 = 'no'", "pages"),
        ("UPDATE releases SET sha256 = 'no'", "releases"),
        ("DELETE FROM addresses", "releases"),
        ("INSERT INTO _search (_search) VALUES ('delete-all')", "search"),
    ],
)
def test_tampering_is_found(archive: Archive, store: Store, damage: str, check: str) -> None:
    store()
    archive.db.conn.execute(damage)
    assert check in broken(archive)


def test_a_message_that_was_altered_is_found(archive: Archive) -> None:
    archive.db.conn.execute(
        "INSERT INTO deliveries (sink, chat, kind, subject, lang, html, payload_sha256, state, "
        "due_at, created_at) VALUES ('terminal', 'en', 'alert', 'event:1', 'en', 'Hello', 'no', "
        "'queued', '2026-03-02T09:00:00+00:00', '2026-03-02T09:00:00+00:00')"
    )
    assert broken(archive) == {"outbox"}
