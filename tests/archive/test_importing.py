"""Others' copies are kept beside one's own, with their time and source, never in their place."""

from __future__ import annotations

import gzip
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive import Archive, Page, Release, Stored, history
from archive.exporting.formats import FORMATS
from archive.filters import Filters
from archive.importing import lines, web
from archive.importing.copies import Copy, Refused
from tests.archive.conftest import NOW, Store, meeting, release, traits

URL = release().url
LATER = NOW + timedelta(days=400)
EARLIER = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
OTHER = "The minister visited the terminal.\n\nIt shipped 14 thousand tons of barley."
Headers = dict[str, str] | None
HTML = "<html>Қазақстан</html>".encode()


def take_in(
    archive: Archive, copy: Release, *, at: datetime = EARLIER, source: str = "ia.warc.gz r1"
) -> Stored:
    page = Page(copy.url, f"<p>{copy.text}</p>".encode(), 200, {}, at)
    found = meeting()
    return archive.store(
        copy, page, analysis=found, traits=traits(copy, found), now=LATER, source=source
    )


def rows(archive: Archive) -> list[tuple[Any, ...]]:
    """All that an import may add to or change."""
    tables = ("releases", "versions", "addresses", "pages", "chain", "events", "_analyses")
    return [tuple(row) for table in tables for row in archive.db.execute(f"SELECT * FROM {table}")]


def assert_whole(archive: Archive) -> None:
    assert [problem for check in archive.verify() for problem in check.problems] == []


def test_an_unknown_release_is_as_old_as_its_copy_and_nobody_is_told(archive: Archive) -> None:
    stored = take_in(archive, release())
    kept = archive.release(URL)
    assert (stored.outcome, kept.first_seen_at, kept.fetched_at) == ("new", EARLIER, EARLIER)
    assert kept.source == "ia.warc.gz r1"
    assert not archive.event(stored.event_id).announce
    assert [hit.release.id for hit in archive.search("barley")] == [kept.id]
    assert_whole(archive)


@pytest.mark.parametrize("at", [EARLIER, LATER])
def test_a_copy_that_differs_stands_beside_what_we_fetched(
    archive: Archive, store: Store, at: datetime
) -> None:
    store()
    before = archive.release(URL)
    stored = take_in(archive, release(text=OTHER), at=at)
    assert (stored.outcome, stored.version) == ("changed", 2)
    after = archive.release(URL)
    assert replace(after, versions=1) == before
    copy = archive.release(URL, 2)
    assert (copy.text, copy.source, copy.fetched_at) == (OTHER, "ia.warc.gz r1", at)
    assert archive.page(URL, 2).body == f"<p>{OTHER}</p>".encode()
    told = [(row["source"], row["first_seen_at"]) for row in archive.history(URL)]
    assert told == [(None, NOW.isoformat()), ("ia.warc.gz r1", at.isoformat())]
    (last,) = archive.db.execute("SELECT last_seen_at FROM releases").fetchone()
    assert last == NOW.isoformat()
    store(text="A third text.", now=LATER)
    assert history.before(archive.history(URL), 3) == 1
    assert_whole(archive)


def test_a_copy_of_what_is_archived_changes_nothing(archive: Archive, store: Store) -> None:
    store()
    store(text=OTHER)
    before = rows(archive)
    assert take_in(archive, release()).outcome == "unchanged"
    assert take_in(archive, release(text=OTHER), at=LATER).outcome == "unchanged"
    assert rows(archive) == before


def test_of_others_copies_alone_the_latest_is_current_until_we_look_ourselves(
    archive: Archive, store: Store
) -> None:
    take_in(archive, release(text=OTHER))
    take_in(archive, release(text="An older text."), at=EARLIER - timedelta(minutes=1))
    assert archive.release(URL).text == OTHER
    take_in(archive, release(text="A later text."), at=EARLIER + timedelta(minutes=1))
    assert archive.release(URL).text == "A later text."
    store(text=OTHER)
    take_in(archive, release(text="The latest text."), at=LATER)
    assert (archive.release(URL).text, archive.release(URL).versions) == (OTHER, 4)
    assert_whole(archive)


def test_what_was_withdrawn_stays_so_whatever_a_copy_says(archive: Archive) -> None:
    take_in(archive, release())
    archive.mark_withdrawn(URL, now=NOW)
    take_in(archive, release(text=OTHER), at=LATER)
    kept = archive.release(URL)
    assert (kept.status, kept.current_version, kept.versions) == ("withdrawn", 1, 2)


def test_the_same_text_at_another_address_is_a_further_address(
    archive: Archive, store: Store
) -> None:
    store()
    stored = take_in(archive, release(url=f"{URL}9"))
    assert stored.outcome == "new_address"
    assert archive.release(URL).urls == (URL, f"{URL}9")
    assert archive.release(URL).versions == 1


# What files say


def test_lines_give_back_what_was_exported(archive: Archive, store: Store) -> None:
    store(attachments=("https://site.example/one.pdf",))
    store(text=OTHER)
    file = io.BytesIO()
    FORMATS["jsonl"].write(archive, Filters(), file)
    (copy,) = lines.read(io.BytesIO(file.getvalue()))
    assert isinstance(copy, Copy)
    assert copy.release is not None
    kept = archive.release(URL)
    for name in ("url", "lang", "title", "published_at", "text", "markdown", "attachments"):
        assert getattr(copy.release, name) == getattr(kept, name)
    assert copy.page.fetched_at == kept.fetched_at
    assert copy.page.body == file.getvalue().strip()
    assert copy.page.headers == {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": None}, "title: "),
        ({"published_at": "2026-03-02T13:20:00"}, "published_at: "),
        ({"published_at": "0001-01-01T00:00:00+05:00"}, "published_at: "),
        ({"lang": "de"}, "lang: "),
        ({"text": "Altered."}, "it was altered"),
        ({"fetched_at": None, "version": 2}, "does not say when"),
    ],
)
def test_a_line_that_is_none_is_named_and_the_next_is_read(
    archive: Archive, store: Store, changes: dict[str, Any], says: str
) -> None:
    store()
    line = archive.release(URL).to_json()
    file = "\n".join([json.dumps(line | changes), "", '{"url', json.dumps(line)]).encode()
    wrong, torn, whole = lines.read(io.BytesIO(file))
    assert isinstance(wrong, Refused)
    assert (wrong.record, wrong.reason, says in wrong.message) == ("line 1", "damaged", True)
    assert isinstance(torn, Refused)
    assert torn.record == "line 3"
    assert isinstance(whole, Copy)


def warc(
    *answers: tuple[bytes, dict[str, str]], compressed: bool = True, said: Headers = None
) -> bytes:
    """A file of answers 200, each with its headers; ``said``: headers of the records."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=compressed)
    for number, (body, headers) in enumerate(answers):
        http = StatusAndHeaders("200 OK", list(headers.items()), protocol="HTTP/1.1")
        about = {"WARC-Record-ID": f"<urn:r{number}>", "WARC-Date": "2019-05-06T07:08:09Z"}
        about |= said or {}
        writer.write_record(
            writer.create_warc_record(
                URL,
                "response",
                io.BytesIO(body),
                length=len(body),
                http_headers=http,
                warc_headers_dict=about,
            )
        )
    return file.getvalue()


def of_web(file: bytes) -> list[Copy | Refused]:
    return list(web.read(io.BytesIO(file), wanted=lambda url: url == URL))


@pytest.mark.parametrize("compressed", [True, False])
def test_pages_are_read_as_they_were_sent(compressed: bool) -> None:
    packed = gzip.compress(HTML)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    html = {"Content-Type": "text/html; charset=utf-8"}
    sent = [
        (HTML, html),
        (packed, html | {"Content-Encoding": "gzip"}),
        (HTML, html | {"Content-Encoding": "br"}),
        (chunked, html | {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}),
    ]
    found = of_web(warc(*sent, compressed=compressed))
    assert [each.page.body for each in found if isinstance(each, Copy)] == [HTML] * 4
    first = found[0]
    assert isinstance(first, Copy)
    assert first.record == "<urn:r0>"
    assert first.page.fetched_at == datetime(2019, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert first.page.headers["Content-Type"] == html["Content-Type"]


def test_headers_of_our_own_export_come_back_as_they_were(archive: Archive) -> None:
    headers = {"Server": "nginx", "Content-Length": "7", "Content-Encoding": "gzip"}
    copy = release()
    page = Page(copy.url, HTML, 200, headers, NOW)
    archive.store(copy, page, analysis=meeting(), traits=traits(copy, meeting()), now=NOW)
    file = io.BytesIO()
    FORMATS["warc"].write(archive, Filters(), file)
    _, found = of_web(file.getvalue())
    assert isinstance(found, Copy)
    assert found.page == page


@pytest.mark.parametrize(
    ("body", "headers", "said", "reason"),
    [
        (HTML, {"Content-Type": "image/png"}, {}, "ignored"),
        (HTML, {}, {"WARC-Date": "yesterday"}, "damaged"),
        (HTML, {}, {"WARC-Date": "0001-01-01T00:00:00+05:00"}, "damaged"),
        (HTML, {}, {"WARC-Truncated": "length"}, "damaged"),
        (b"\x1f\x8b\x08broken", {"Content-Encoding": "gzip"}, {}, "damaged"),
        (b"\x0b\x02", {"Content-Encoding": "br"}, {}, "damaged"),
    ],
)
def test_records_of_no_use_are_named(
    body: bytes, headers: dict[str, str], said: dict[str, str], reason: str
) -> None:
    (found,) = of_web(warc((body, headers), said=said))
    assert isinstance(found, Refused)
    assert (found.record, found.reason) == ("<urn:r0>", reason)


def test_a_page_that_does_not_fit_its_digest_is_refused_and_the_next_one_read() -> None:
    whole = warc((b"<p>40 thousand", {}), (HTML, {}), compressed=False)
    altered, after = of_web(whole.replace(b"40 thousand", b"50 thousand"))
    assert isinstance(altered, Refused)
    assert (altered.record, altered.reason) == ("<urn:r0>", "damaged")
    assert "digest" in altered.message
    assert isinstance(after, Copy)
    (short,) = of_web(whole[: whole.index(b"thousand")])
    assert isinstance(short, Refused)
    assert short.message.startswith("cut short")


def test_what_precedes_damage_is_read_and_what_follows_is_named() -> None:
    members = [warc((HTML + bytes([65 + n]) * 900, {})) for n in range(3)]
    one, two = len(members[0]), len(members[0] + members[1])
    whole = b"".join(members)
    for file in (whole[: two - 6], whole[: one + 40]):
        *found, rest = of_web(file)
        assert next(each.page.body[-1:] for each in found if isinstance(each, Copy)) == b"A"
        assert isinstance(rest, Refused)
        assert rest.reason == "damaged"
        assert "not read: the file is damaged" in rest.message
    (nothing,) = of_web(b"no web at all")
    assert isinstance(nothing, Refused)
    assert nothing.reason == "damaged"


def test_a_page_that_nothing_proves_whole_is_not_taken_from_a_damaged_file() -> None:
    plain = re.sub(rb"WARC-\w+-Digest: .*\r\n", b"", gzip.decompress(warc((HTML, {}))))
    member = gzip.compress(plain)
    assert [type(each) for each in of_web(member + member)] == [Copy, Copy]
    flipped = bytearray(member + member)
    flipped[-6] ^= 0xFF  # the checksum of the second record's compression
    first, rest = of_web(bytes(flipped))
    assert isinstance(first, Copy)
    assert isinstance(rest, Refused)
    assert (rest.record, rest.reason) == ("what follows <urn:r0>", "damaged")


def test_pages_of_other_sites_are_not_asked_for_their_bodies() -> None:
    (found,) = web.read(io.BytesIO(warc((HTML, {}))), wanted=lambda url: url != URL)
    assert isinstance(found, Refused)
    assert (found.reason, URL in found.message) == ("ignored", True)
