"""Pages stay readable for ever and take little room."""

from __future__ import annotations

import random
import zlib
from datetime import timedelta

import pytest

from archive import Archive, Page
from archive.packing import pack, unpack
from tests.archive.conftest import NOW, meeting, release, traits


def chrome(seed: int) -> bytes:
    rng = random.Random(seed)
    return b"".join(
        b"<div class=%x>%x</div>" % (rng.getrandbits(40), rng.getrandbits(60)) for _ in range(900)
    )


def store(archive: Archive, number: int, body: bytes, lang: str = "en") -> str:
    url = f"https://site.example/{lang}/news/report-{number}"
    copy = release(
        url=url,
        lang=lang,
        text=f"Report number {number}.",
        published_at=release().published_at + timedelta(hours=number),
    )
    analysis = meeting()
    archive.store(
        copy,
        Page(url, body, 200, {"content-type": "text/html"}, NOW),
        analysis=analysis,
        traits=traits(copy, analysis),
        now=NOW,
    )
    return url


def sizes(archive: Archive) -> list[int]:
    rows = archive.db.conn.execute("SELECT length(body) FROM pages ORDER BY id")
    return [size for (size,) in rows]


def dictionaries(archive: Archive) -> int:
    (count,) = archive.db.conn.execute("SELECT count(*) FROM _dictionaries").fetchone()
    return int(count)


def test_a_page_costs_what_is_its_own(archive: Archive) -> None:
    pages = [chrome(1) + b"<p>Own text %d</p>" % number for number in range(5)]
    urls = [store(archive, number, body) for number, body in enumerate(pages)]
    assert max(sizes(archive)) < 200
    assert dictionaries(archive) == 1
    assert [archive.page(url).body for url in urls] == pages
    assert archive.page(urls[0]).headers == {"content-type": "text/html"}


def test_a_new_design_gets_a_new_dictionary_and_old_pages_stay_readable(archive: Archive) -> None:
    old = store(archive, 1, chrome(1) + b"old")
    new = store(archive, 2, chrome(2) + b"new")
    again = store(archive, 3, chrome(1) + b"old again")
    assert dictionaries(archive) == 2
    assert archive.page(old).body == chrome(1) + b"old"
    assert archive.page(new).body == chrome(2) + b"new"
    assert archive.page(again).body == chrome(1) + b"old again"
    assert max(sizes(archive)) < 200
    assert all(check.ok for check in archive.verify())


def test_languages_have_dictionaries_of_their_own(archive: Archive) -> None:
    store(archive, 1, chrome(1), "en")
    store(archive, 2, chrome(2), "ru")
    assert dictionaries(archive) == 2


def test_a_page_whose_dictionary_is_lost_is_found_by_verify(archive: Archive) -> None:
    store(archive, 1, chrome(1))
    archive.db.conn.execute("UPDATE _dictionaries SET body = x'00'")
    assert {check.name for check in archive.verify() if not check.ok} == {"pages"}


def test_pages_of_the_first_schema_are_read(archive: Archive) -> None:
    url = store(archive, 1, chrome(1))
    archive.db.conn.execute(
        "UPDATE pages SET body = ?, codec = 'zlib', dictionary_id = NULL",
        [zlib.compress(chrome(1), 9)],
    )
    assert archive.page(url).body == chrome(1)
    assert all(check.ok for check in archive.verify())


@pytest.mark.parametrize("text", ["", "Үкімет отырысы"])
def test_what_is_packed_against_a_text_comes_back(text: str) -> None:
    assert unpack(pack(f"**{text}** and more", text), text) == f"**{text}** and more"
    assert unpack(pack("", text), text) == ""
