"""A release that is published again with small changes is linked with the first, never merged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from archive import Archive, duplicates
from archive.similarity import likeness, sketch
from tests.archive.conftest import NOW, Store, release

TEXT = (
    "The minister visited the grain terminal of Aktau and spoke with those who work there. "
    "It shipped 40 thousand tons of barley and 12 thousand tons of wheat in the last quarter. "
    "A second berth is to be opened by the end of the year, and the railway will bring wagons. "
    "Farmers of Kostanay asked for lower tariffs; the ministry promised an answer within a month. "
    "The terminal employs 210 people, most of them from the town, and trains apprentices."
)
AGAIN = "https://site.example/en/news/grain-terminal-again-200"
APPOINTED = (
    "By decree of the Government {name} was appointed Vice Minister of Trade of the Republic. "
    "Earlier {name} headed the department of foreign trade and taught at the university."
)


def again(text: str, **changes: Any) -> Any:
    """A release at another address, an hour later."""
    later = release().published_at + timedelta(hours=1)
    return release(**{"url": AGAIN, "text": text, "published_at": later} | changes)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("quarter", "quater").replace("tariffs", "tarifs"),
        TEXT + "\n\nThe visit ended in the evening. The next one will be to the port of Kuryk.",
        TEXT.replace("40 thousand", "41 thousand"),
        ". ".join(reversed(TEXT.split(". "))),
    ],
)
def test_a_text_with_small_changes_is_linked(archive: Archive, store: Store, text: str) -> None:
    first, second = store(text=TEXT), store(again(text))
    assert second.outcome == "new"
    (link,) = archive.near_duplicates(second.release_id)
    assert (link.id, link.url) == (first.release_id, release().url)
    assert 0.8 <= link.similarity <= 1
    (back,) = archive.near_duplicates(first.release_id)
    assert (back.url, back.similarity) == (AGAIN, link.similarity)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Another text, about the harvest. " * 8},
        {"text": TEXT.replace("the", "a")},
        {"published_at": release().published_at + timedelta(days=60)},
        {"lang": "ru"},
    ],
)
def test_what_is_something_else_is_not_linked(
    archive: Archive, store: Store, changes: dict[str, Any]
) -> None:
    store(text=TEXT)
    other = store(again(**{"text": TEXT + " It rained."} | changes))
    assert archive.near_duplicates(other.release_id) == ()


def test_one_template_about_two_persons_is_two_releases(archive: Archive, store: Store) -> None:
    store(text=APPOINTED.format(name="Aigerim Sadykova"))
    other = store(again(APPOINTED.format(name="Timur Ospanov")))
    assert archive.near_duplicates(other.release_id) == ()


def test_a_name_spelt_otherwise_is_the_same_name() -> None:
    spoke = TEXT[:240] + " {} spoke for the Government."
    assert likeness("", spoke.format("Kassym Alimov"), "", spoke.format("Qasym Alimov"))
    assert likeness("", spoke.format("Kassym Alimov"), "", spoke.format("Timur Alimov")) is None


def test_an_edit_links_and_parts(archive: Archive, store: Store) -> None:
    first = store(text=TEXT)
    second = store(again("Nothing yet. " * 20))
    assert archive.near_duplicates(first.release_id) == ()
    store(again(TEXT + " It rained."), now=NOW + timedelta(hours=1))
    assert len(archive.near_duplicates(first.release_id)) == 1
    store(again("Taken back. " * 20), now=NOW + timedelta(hours=2))
    assert archive.near_duplicates(second.release_id) == ()
    assert all(check.ok for check in archive.verify())


def test_short_texts_have_no_sketch() -> None:
    assert sketch("The text of the decree is attached.") == ()
    assert len(sketch(TEXT)) == 8


def test_near_duplicates_are_looked_up_and_never_scanned(archive: Archive) -> None:
    plan = archive.db.conn.execute(
        f"EXPLAIN QUERY PLAN {duplicates.CANDIDATES}", ["[1]", 1, 2, 2, 1, "en", 1, 4]
    ).fetchall()
    assert any("SEARCH _sketches USING PRIMARY KEY" in row[3] for row in plan)
    assert not any("SCAN _sketches" in row[3] or "SCAN r" in row[3] for row in plan)
