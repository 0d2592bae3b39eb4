"""What was read in a release is told by tables, and by the same words as in the release."""

from __future__ import annotations

import json
from typing import Any

from archive import Archive, analyses
from archive.shapes import shape, unshape
from meetings import analyse
from meetings.model import Analysis, Document, Figure, Person, Quote
from tests.archive.conftest import NOW, Store, meeting, release, traits

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


def figure(text: str, whole: str, **said: Any) -> Figure:
    at = whole.find(text)
    return Figure(text, 3.0, span=(at, at + len(text)), **({"unit": "percent"} | said))


def test_figures_are_told_whatever_of_them_stands_in_the_release(
    archive: Archive, store: Store
) -> None:
    sentence, other = "In May 30 ships came, 12% more.", "Last year 7 barges sank."
    whole = f"{TITLE}\n{sentence} {other}"
    found = (
        figure("30 ships", whole, unit="ships", subject=sentence, period="In May"),
        figure("12%", whole, subject=sentence, qualifier=">", period="in spring"),
        figure("7 barges", whole, unit="barges", subject=other, period="In May"),
        figure("7 barges", whole, unit="ships", subject="", period="Last year"),
        Figure("nine", 9.0, "barges", subject=other, period="Last year"),
        Figure("nine", 9.0, ""),
    )
    store(release(title=TITLE, text=f"{sentence} {other}"), analysis=meeting(figures=found))
    told = read(archive, "SELECT text, unit, subject, period, span_start FROM figures")
    assert told == [
        (each.text, each.unit, each.subject, each.period, each.span[0] if each.span else None)
        for each in found
    ]
    document = archive.release(release().url).analysis
    assert document == json.loads(json.dumps(meeting(figures=found).to_json()))


def test_a_real_analysis_is_kept_as_a_list_and_comes_back_whole() -> None:
    text = f"Minister of Trade Aigerim Sadykova met farmers in Ankara on 3 May 2025. {TEXT}"
    document = json.loads(json.dumps(analyse(text, lang="en", title=TITLE).to_json()))
    whole = f"{TITLE}\n{text}"
    kept = shape(document | {"figures": None}, whole)
    assert kept is not None
    assert unshape(kept, whole) == document | {"figures": None}
    assert "Sadykova" not in json.dumps(kept)


def test_an_analysis_with_more_in_it_than_a_list_holds_is_kept_as_it_is(
    archive: Archive, store: Store
) -> None:
    stored = store(release())
    later = meeting().to_json() | {"mood": "cheerful"}
    with archive.transaction():
        analyses.keep(archive.db, stored.release_id, 1, later, now=NOW)
    assert archive.release(stored.release_id).analysis == later


def test_what_links_a_release_is_worked_out_from_what_is_kept(
    archive: Archive, store: Store
) -> None:
    copy = release(title=TITLE, text=f"{TEXT} It cost 1,234 tenge, said Ms Sadykova.")
    analysis = meeting(
        participants=(Person("Aigerim Sadykova", "Minister of Trade", "KZ"),),
        mentioned_persons=(Person("Iwan Nowak", "President", "KZ"),),
    )
    store(copy, analysis=analysis)
    ((*columns,),) = read(
        archive,
        "SELECT a.packed, r.lang, r.url, v.title, v.text, v.published_at, v.images, v.alternates "
        "FROM releases AS r JOIN versions AS v ON v.release_id = r.id "
        "JOIN _analyses AS a ON a.release_id = r.id",
    )
    assert analyses.traits(*columns) == traits(copy, analysis)
    assert analyses.traits(b"", *columns[1:]) is None
