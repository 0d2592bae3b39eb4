"""What changed between versions, and whether it matters; copies of a live archive."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from archive import Archive, ArchiveUnwritable, NoSuchRelease
from tests.archive.conftest import NOW, Store, release

TEXT = release().text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (TEXT.replace("40", "50"), ("numbers",)),
        (TEXT.replace("barley", "barley from Kostanay"), ("names", "sentences")),
        (TEXT.replace("shipped", "received"), ("sentences",)),
        (TEXT.replace("barley.", "barley!"), ()),
        (TEXT.replace("The minister", "The Minister"), ()),
    ],
)
def test_a_change_is_of_substance_or_cosmetic(
    archive: Archive, store: Store, text: str, kinds: tuple[str, ...]
) -> None:
    first = store()
    store(text=text)
    change = archive.diff(first.release_id, 1, 2)
    assert change.kinds == kinds
    assert change.substance is bool(kinds)


def test_words_removed_and_added_are_named(archive: Archive, store: Store) -> None:
    first = store()
    store(text=TEXT.replace("40 thousand", "2 million"))
    document = archive.diff(first.release_id, 1, 2).to_json()
    assert document["removed"] == ["40 thousand"]
    assert document["added"] == ["2 million"]


def test_another_time_of_publication_is_of_substance(archive: Archive, store: Store) -> None:
    first = store()
    store(published_at=release().published_at + timedelta(hours=1))
    assert archive.diff(first.release_id, 1, 2).kinds == ("published_at",)


def test_the_history_says_when_each_version_was_seen(archive: Archive, store: Store) -> None:
    first = store()
    store(now=NOW + timedelta(hours=1))
    store(text="Edited.", now=NOW + timedelta(hours=2))
    one, two = archive.history(first.release_id)
    assert one["first_seen_at"] == NOW.isoformat()
    assert one["last_seen_at"] == (NOW + timedelta(hours=1)).isoformat()
    assert two["first_seen_at"] == (NOW + timedelta(hours=2)).isoformat()
    with pytest.raises(NoSuchRelease):
        archive.history(7)


def test_a_backup_of_an_archive_under_way_is_whole(
    archive: Archive, store: Store, tmp_path: Path
) -> None:
    stored = store()
    copy = tmp_path / "copy.db"
    with Archive.open(archive.path) as writer, writer.transaction():
        writer.keep_fact("half", "written")
        archive.backup(copy)
    with Archive.open(copy, create=False) as opened:
        assert opened.release(stored.release_id).title == release().title
        assert opened.fact("half") is None
        assert all(check.ok for check in opened.verify())


def test_a_backup_that_cannot_be_written_says_so(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnwritable, match="cannot write the backup"):
        archive.backup(tmp_path / "no" / "copy.db")


def test_what_is_shown_of_a_change_is_printed_as_the_site_printed_it(
    archive: Archive, store: Store
) -> None:
    before = "“It’s 6.2% (of GDP)”, he said.\n\nExports: USD\xa037.4 billion."
    after = before.replace("6.2%", "6.3%").replace("billion", "billion in all")
    first = store(text=before)
    store(text=after)
    pieces = archive.diff(first.release_id, 1, 2).pieces
    assert [piece for piece in pieces if piece[0] != "same"] == [
        ("removed", " 6.2%"),
        ("added", " 6.3%"),
        ("added", " in all"),
    ]
    later = "".join(text for operation, text in pieces if operation != "removed")
    assert later == f"{release().title}\n\n{after}"


def test_marks_that_cannot_be_seen_and_other_quotation_marks_are_no_change_of_words(
    archive: Archive, store: Store
) -> None:
    first = store(text="«Зерно» отгру\u00adжено… 40 тонн.")
    store(text="“Зерно” отгружено... 41 тонн.")
    pieces = archive.diff(first.release_id, 1, 2).pieces
    assert [piece for piece in pieces if piece[0] != "same"] == [
        ("removed", " 40"),
        ("added", " 41"),
    ]
