"""Pages stay readable for ever and take little room."""

from __future__ import annotations

import hashlib
import random
import zlib
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pytest
import zstandard

from archive import Archive, Page, bases
from archive.packing import pack, unpack
from tests.archive.conftest import NOW, meeting, release, traits

PREAMBLES = {
    1: "3fbc367937ff9ebf5faf6ca0a3f0a2d9b3aa506bc108bbb852a7206264c77835",
    2: "997e2871eb40321a75e7d1624a9fe08f0dcf8871fe3831529f752390887ea3d9",
}


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


def test_the_text_of_a_page_is_kept_once(archive: Archive) -> None:
    rng = random.Random(5)
    words = [f"{rng.getrandbits(50):x}" for _ in range(300)]
    copy = release(text=f"{' '.join(words[:150])}\n\n{' '.join(words[150:])}")
    body = chrome(1) + b"<p>%s</p>" % copy.text.replace("\n\n", "</p>\n<p>").encode()
    analysis = meeting()
    for number in range(2):
        later = replace(copy, url=f"{copy.url}{number}", text=f"{number} {copy.text}")
        page = Page(later.url, body + b"%d" % number, 200, {}, NOW)
        about = traits(later, analysis)
        archive.store(later, page, analysis=analysis, traits=about, now=NOW)
    assert max(sizes(archive)) < 300
    assert archive.page(f"{copy.url}1").body == body + b"1"


def test_a_page_whose_text_was_altered_is_found_by_verify(archive: Archive) -> None:
    store(archive, 1, chrome(1))
    text = " ".join(f"{number}th word" for number in range(200))
    copy, analysis = release(text=text), meeting()
    page = Page(copy.url, chrome(1) + text.encode(), 200, {}, NOW)
    archive.store(copy, page, analysis=analysis, traits=traits(copy, analysis), now=NOW)
    archive.db.conn.execute("UPDATE versions SET text = replace(text, '7th', '8th')")
    broken = {check.name for check in archive.verify() if not check.ok}
    assert broken >= {"pages", "versions"}


def test_pages_of_every_former_kind_are_read(archive: Archive) -> None:
    urls = [store(archive, number, chrome(1) + b"%d" % number) for number in range(3)]
    frame = zstandard.ZstdCompressor().compress(chrome(1) + b"1")
    old = [("zlib", zlib.compress(chrome(1) + b"0", 9)), ("zstd", frame)]
    for page_id, (codec, body) in enumerate(old, start=1):
        archive.db.conn.execute(
            "UPDATE _pages SET body = ?, codec = ?, dictionary_id = NULL WHERE id = ?",
            [body, codec, page_id],
        )
    expected = [chrome(1) + b"%d" % number for number in range(3)]
    assert [archive.page(url).body for url in urls] == expected


def news(number: int) -> bytes:
    """What stands beside the text of a page when a release comes: the latest ones."""
    return b"".join(hashlib.sha256(b"%d" % n).hexdigest().encode() for n in range(number, 15))


def rows(archive: Archive) -> list[tuple[int, str, int | None]]:
    sql = "SELECT id, codec, base_id FROM pages ORDER BY id"
    return archive.db.conn.execute(sql).fetchall()


def test_what_a_page_shares_with_its_neighbour_costs_nothing(archive: Archive) -> None:
    bodies = [chrome(1) + news(number) for number in range(12)]
    urls = [store(archive, number, body) for number, body in enumerate(bodies)]
    bases._remembered.clear()  # as another process reads them
    assert [archive.page(url).body for url in urls] == bodies
    assert sum(sizes(archive)[1:8]) < 7 * 120
    assert all(check.ok for check in archive.verify())


def test_a_row_of_pages_that_need_one_another_comes_to_an_end(archive: Archive) -> None:
    for number in range(20):
        store(archive, number, chrome(1) + news(number % 14))
    behind: dict[int | None, int] = {None: 0}
    for page_id, _, base_id in rows(archive):
        behind[page_id] = behind[base_id] + 1
    assert 2 < max(behind.values()) <= bases.LONGEST
    assert [codec for _, codec, base_id in rows(archive) if base_id is None][1:] != []


def test_a_changed_page_is_compressed_against_its_former_self(archive: Archive) -> None:
    url = store(archive, 1, chrome(1) + news(0))
    store(archive, 2, chrome(2) + news(3))
    copy, analysis = release(url=url, text="Report number one."), meeting()
    page = Page(url, chrome(1) + news(0) + b"!", 200, {}, NOW)
    archive.store(copy, page, analysis=analysis, traits=traits(copy, analysis), now=NOW)
    assert rows(archive)[2] == (3, "zstd+page", 1)
    assert archive.page(url, 2).body == page.body


def test_a_damaged_page_takes_no_later_one_with_it(archive: Archive) -> None:
    urls = [store(archive, number, chrome(1) + news(number)) for number in range(2)]
    archive.db.conn.execute("UPDATE _pages SET body = x'00' WHERE id = 2")
    bases._remembered.clear()
    urls.append(store(archive, 3, chrome(1) + news(2)))
    assert rows(archive)[2][2] is None
    assert archive.page(urls[2]).body == chrome(1) + news(2)
    (problem,) = next(check.problems for check in archive.verify() if not check.ok)
    assert problem.startswith("page 2 ")


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
        "UPDATE _pages SET body = ?, codec = 'zlib', dictionary_id = NULL",
        [zlib.compress(chrome(1), 9)],
    )
    assert archive.page(url).body == chrome(1)
    assert all(check.ok for check in archive.verify())


@pytest.mark.parametrize("text", ["", "Үкімет отырысы"])
def test_what_is_packed_against_a_text_comes_back(text: str) -> None:
    assert unpack(pack(f"**{text}** and more", text), text) == f"**{text}** and more"
    assert unpack(pack("", text), text) == ""


def test_what_was_packed_before_there_was_a_preamble_is_read() -> None:
    against = "Үкімет отырысы"
    dictionary = zstandard.ZstdCompressionDict(
        against.encode(), dict_type=zstandard.DICT_TYPE_RAWCONTENT
    )
    old = zstandard.ZstdCompressor(9, dict_data=dictionary).compress(f"**{against}**".encode())
    assert unpack(old, against) == f"**{against}**"


@pytest.mark.parametrize("number", PREAMBLES)
def test_the_preambles_are_what_archives_were_packed_against(number: int) -> None:
    # A change to the file would make every analysis of every archive unreadable.
    content = files("archive").joinpath("data", f"packing_{number}.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == PREAMBLES[number]


def test_headers_that_all_pages_share_are_kept_once_and_come_back_in_their_order(
    archive: Archive,
) -> None:
    answers = [
        {"Server": "nginx", "Date": f"{day} Mar 2026 10:00:00 GMT", "Vary": "Accept"}
        for day in ("Tue, 03", "Wed, 04")
    ]
    answers.append({"Date": "Thu, 05 Mar 2026 10:00:00 GMT", "Server": "nginx"})
    for number, headers in enumerate(answers):
        url = f"https://site.example/en/news/report-{number}"
        copy = release(url=url, text=f"Report number {number}.")
        archive.store(
            copy, Page(url, b"<html>", 200, headers, NOW), analysis=None, traits=None, now=NOW
        )
        kept = archive.page(url)
        assert list(kept.headers.items()) == list(headers.items())
        assert kept.url == url
    own = archive.db.conn.execute("SELECT url, headers FROM _pages ORDER BY id").fetchall()
    assert own == [("", "{}"), ("", '{"1":1772618400}'), ("", "{}")]
