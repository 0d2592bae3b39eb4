"""What is exported can be read by the tools it is meant for, and says what the archive says."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree
from pyarrow import parquet
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive import Archive, Page
from archive.exporting.feed import NEWEST
from archive.exporting.formats import FORMATS
from archive.filters import Filters
from meetings.model import DateRange
from tests.archive.conftest import NOW, Store, meeting, release, traits

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TALKS = "https://site.example/ru/news/peregovory-7"


@pytest.fixture
def filled(archive: Archive, store: Store) -> Archive:
    """Two versions of an English release and one of a Russian one."""
    store(analysis=meeting(date=DateRange("2026-02-28", "2026-03-01")))
    store(text='The minister left.\n\nIt shipped 50 thousand tons, "so far"; more <soon>.')
    store(url=TALKS, lang="ru", title="Переговоры", text="Состоялись переговоры.")
    return archive


def exported(archive: Archive, name: str, **filters: object) -> bytes:
    file = io.BytesIO()
    FORMATS[name].write(archive, Filters(**filters), file)  # type: ignore[arg-type]
    assert not file.closed
    return file.getvalue()


def test_json_lines_are_the_releases(filled: Archive) -> None:
    lines = [json.loads(line) for line in exported(filled, "jsonl").splitlines()]
    assert lines == [each.to_json() for each in filled.releases()]


def test_csv_has_a_row_for_every_release_whatever_is_in_its_text(filled: Archive) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(filled, "csv").decode(), newline="")))
    assert [row["lang"] for row in rows] == [each.lang for each in filled.releases()]
    (english,) = [row for row in rows if row["lang"] == "en"]
    assert english["text"] == filled.release(release().url).text
    assert english["participants"] == "Aigerim Sadykova (Minister of Trade, KZ)"
    assert english["published_at"] == "2026-03-02T13:20:00+05:00"
    assert (english["is_meeting"], english["country"]) == ("1", "TR")


def test_parquet_keeps_the_types_and_the_people(filled: Archive) -> None:
    table = parquet.read_table(io.BytesIO(exported(filled, "parquet", lang="en")))
    (row,) = table.to_pylist()
    assert row["published_at"] == datetime(2026, 3, 2, 8, 20, tzinfo=UTC)
    assert row["participants"][0]["office"] == "Minister of Trade"
    assert row["text"] == filled.release(release().url).text
    assert row["is_meeting"] is True


def test_a_warc_is_valid_and_has_the_page_of_every_version(filled: Archive) -> None:
    written = exported(filled, "warc")
    records = [
        (
            record.rec_type,
            record.rec_headers.get_header("WARC-Target-URI"),
            record.raw_stream.read(),
        )
        for record in ArchiveIterator(io.BytesIO(written), check_digests="raise")
    ]
    pages = [
        ("response", each.url, filled.page(each.id, version).body)
        for each in filled.releases()
        for version in range(1, each.versions + 1)
    ]
    assert [record[0] for record in records] == ["warcinfo", "response", "response", "response"]
    assert records[1:] == pages
    assert written.count(b"\x1f\x8b") >= len(records)


def test_warcio_finds_no_fault_with_a_warc(
    filled: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("warc") / "ukimet.warc.gz"
    path.write_bytes(exported(filled, "warc"))

    class Arguments:
        inputs = (str(path),)
        verbose = False

    assert Checker(Arguments()).process_all() == 0


def test_the_headers_in_a_warc_are_those_of_the_answer(archive: Archive) -> None:
    copy, body = release(), "<html>Қазақстан</html>".encode()
    headers = {"Server": "nginx", "Content-Length": "7", "Content-Encoding": "gzip", "Etag": '"x"'}
    page = Page(copy.url, body, 200, headers, NOW)
    archive.store(copy, page, analysis=meeting(), traits=traits(copy, meeting()), now=NOW)
    records = ArchiveIterator(io.BytesIO(exported(archive, "warc")))
    (record,) = [record for record in records if record.rec_type == "response"]
    http = record.http_headers
    assert http.statusline == "200 OK"
    assert http.get_header("Etag") == '"x"'
    assert http.get_header("Content-Length") == str(len(body))
    assert http.get_header("X-Archive-Orig-Content-Length") == "7"
    assert http.get_header("Content-Encoding") is None
    assert record.rec_headers.get_header("WARC-Date") == "2026-03-02T09:00:00.000000Z"
    assert record.rec_headers.protocol == "WARC/1.1"


def test_the_feed_has_the_newest_first_with_their_texts(filled: Archive) -> None:
    feed = etree.fromstring(exported(filled, "atom"))
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert ids == [each.url for each in filled.releases(newest_first=True)]
    (content,) = feed.xpath(f"a:entry[a:id='{release().url}']/a:content/text()", namespaces=ATOM)
    assert "&lt;soon&gt;" in content
    assert feed.xpath("count(a:entry/a:updated)", namespaces=ATOM) == 2


def test_a_feed_holds_no_more_than_news(filled: Archive, store: Store) -> None:
    for number in range(NEWEST):
        store(url=f"https://site.example/en/news/n-{number}", text=f"Number {number} was opened.")
    assert exported(filled, "atom").count(b"<entry>") == NEWEST
    assert exported(filled, "atom", limit=2).count(b"<entry>") == 2


def test_the_feed_of_an_empty_archive_is_a_feed(archive: Archive) -> None:
    feed = etree.fromstring(exported(archive, "atom"))
    assert feed.xpath("count(a:entry)", namespaces=ATOM) == 0


def test_the_calendar_has_the_meetings_on_their_days(filled: Archive) -> None:
    calendar: Any = Calendar.from_ical(exported(filled, "ics"))
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(filled.meetings())
    days = {(event["dtstart"].dt, event["dtend"].dt) for event in events.values()}
    assert (date(2026, 3, 2), date(2026, 3, 3)) in days
    (talks,) = [event for event in events.values() if str(event["summary"]) == "Переговоры"]
    assert str(talks["url"]) == TALKS
    assert str(talks["location"]) == "Ankara, TR"
    assert str(talks["description"]) == "Aigerim Sadykova"
