"""What was read in a release is told by tables, and by the same words as in the release."""

from __future__ import annotations

import json
from typing import Any

from archive import Archive
from meetings import analyse
from meetings.model import Analysis, Document, Figure, Quote
from tests.archive.conftest import Store, meeting, release

TITLE = "Talks in Ankara"
TEXT = (
    "Trade grew to 5 billion dollars.\n\n"
    "“We will open two terminals in spring,” said Minister Aigerim Sadykova.\n\n"
    "A memorandum on grain was signed."
)
SAID = "We will open two terminals in spring,"


def read(archive: Archive, sql: str) -> list[Any]:
    return archive.db.conn.execute(sql).fetchall()


def facts(**changes: Any) -> Analysis:
    whole = f"{TITLE}\n{TEXT}"
    at, begin = whole.find("5 billion"), whole.find("“")
    end = whole.find("”") + 1
    return meeting(
        figures=(
            Figure(
                "5 billion dollars",
                5e9,
                "USD",
                subject="Trade grew to 5 billion dollars.",
                span=(at, at + 17),
            ),
            Figure("twice", 2, "times", subject="said in other words than the text"),
        ),
        quotes=(Quote("Aigerim Sadykova", SAID, (begin, end)),),
        documents=(Document("memorandum on grain", "signed"),),
        organisations=("Grain Union",),
        **changes,
    )


def test_every_fact_is_a_row(archive: Archive, store: Store) -> None:
    store(release(title=TITLE, text=TEXT), analysis=facts())
    assert read(archive, "SELECT text, value, unit, subject FROM figures ORDER BY position") == [
        ("5 billion dollars", 5e9, "USD", "Trade grew to 5 billion dollars."),
        ("twice", 2, "times", "said in other words than the text"),
    ]
    sql = (
        "SELECT q.speaker, q.text, p.name_en FROM quotes AS q JOIN people AS p ON p.id = person_id"
    )
    assert read(archive, sql) == [("Aigerim Sadykova", SAID, "Aigerim Sadykova")]
    assert read(archive, "SELECT text, status FROM documents") == [
        ("memorandum on grain", "signed")
    ]
    assert read(archive, "SELECT name FROM organisations") == [("Grain Union",)]


def test_a_sentence_that_stands_in_the_release_is_not_kept_twice(
    archive: Archive, store: Store
) -> None:
    store(release(title=TITLE, text=TEXT), analysis=facts())
    ((column,),) = read(archive, "SELECT figures FROM _analyses")
    assert "Trade" not in column
    assert "said in other words than the text" in column
    document = archive.release(release().url).analysis
    assert document == json.loads(json.dumps(facts().to_json()))


def test_a_new_version_replaces_what_the_old_one_said(archive: Archive, store: Store) -> None:
    store(release(title=TITLE, text=TEXT), analysis=facts())
    store(release(title=TITLE, text=TEXT + " Nothing else."), analysis=meeting())
    for table in ("figures", "quotes", "documents", "organisations"):
        assert read(archive, f"SELECT count(*) FROM {table}") == [(0,)]


def test_the_places_of_a_real_analysis_lead_to_its_words(archive: Archive, store: Store) -> None:
    analysis = analyse(TEXT, lang="en", title=TITLE)
    assert analysis.figures
    assert analysis.quotes
    store(release(title=TITLE, text=TEXT), analysis=analysis)
    told = read(archive, "SELECT text, subject FROM figures ORDER BY position")
    assert told == [(figure.text, figure.subject) for figure in analysis.figures]
    assert read(archive, "SELECT text FROM quotes") == [(quote.text,) for quote in analysis.quotes]
