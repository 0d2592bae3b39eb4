"""Compression of pages and of what repeats a text, each against what it shares most with.

A page is compressed with an earlier page of the site in its language as the dictionary, its
neighbour (archive/bases.py) or one that is kept as a dictionary, and with the text that was read
from it: what the two pages share costs nothing, and the text is kept once. Markdown and analysis
repeat the text and are compressed with it as the dictionary.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import zstandard
from sqlite_utils import Database

#: Beyond level 9 a page takes several times as long and saves little.
LEVEL = 9
#: A dictionary serves while it halves what a page takes without one.
WORTH = 0.5
#: A page this many times smaller than it was needs no better dictionary.
GOOD = 12
#: How many of the latest dictionaries of a language are tried: designs may live side by side.
TRIED = 3
#: For what is as short as a text. Its bytes are those of level 9, in a third of the time.
SHORT_LEVEL = 7

PackingError = (zstandard.ZstdError, zlib.error)


#: What a packed text begins with is the number of the file in ``data`` that it was packed against
#: as well: what Markdown may look like, and the list that is kept of an analysis. Those files never
#: change: another one would be another number.
MARKDOWN, ANALYSIS = 1, 2
_PREAMBLES = {bytes([number]): f"packing_{number}.txt" for number in (MARKDOWN, ANALYSIS)}

#: How the bytes of a page are compressed where the text read from it is a part of the dictionary.
WITH_TEXT = "zstd+text"
#: The same, where the earlier page is not a dictionary, but the page of another version.
WITH_PAGE = "zstd+page"

#: Of ``pages AS p LEFT JOIN _dictionaries AS d``: what ``unpack_page`` takes.
PACKED = f"""p.body, p.codec, d.body,
CASE WHEN p.codec IN ('{WITH_TEXT}', '{WITH_PAGE}') THEN (
    SELECT ukimet_page_text(w.title, w.text, w.images, w.alternates) FROM versions AS w
    WHERE w.page_id = p.id ORDER BY w.release_id, w.version LIMIT 1
) END"""


class PackedPage(NamedTuple):
    """The compressed bytes of a page, how, and the earlier page they need: one of the two ids."""

    body: bytes
    codec: str
    dictionary_id: int | None
    base_id: int | None = None


class Base(NamedTuple):
    """The page of a version that another one may be compressed against.

    ``worth``: more than this a page compressed against it should not take.
    """

    id: int
    content: bytes
    worth: int


def pack(text: str, against: str, preamble: int = MARKDOWN) -> bytes:
    """Compress what mostly repeats ``against``, or looks like the ``preamble``."""
    number = bytes([preamble])
    dictionary = _raw(_preamble(number) + against.encode())
    # Unpacked against another text than it was packed with, it would be garbage: the sum tells.
    compressor = zstandard.ZstdCompressor(SHORT_LEVEL, dict_data=dictionary, write_checksum=True)
    return number + compressor.compress(text.encode())


def unpack(packed: bytes, against: str) -> str:
    """What ``pack`` compressed, now or before there was a preamble. Raises zstandard.ZstdError."""
    dictionary = against.encode()
    if packed[:1] in _PREAMBLES:
        dictionary, packed = _preamble(packed[:1]) + dictionary, packed[1:]
    return zstandard.ZstdDecompressor(dict_data=_raw(dictionary)).decompress(packed).decode()


def page_text(title: str, text: str, images: str, alternates: str) -> bytes:
    """What was read from a page, as the page itself may have it; to be the end of a dictionary.

    ``images`` and ``alternates`` are the JSON of the columns of ``versions``.
    """
    paragraphs = "</p>\n<p>".join(text.split("\n\n"))
    return f"{images}{alternates}{title}\n<p>{paragraphs}</p>".encode()


def pack_page(
    db: Database,
    lang: str,
    body: bytes,
    now: datetime,
    *,
    text: bytes = b"",
    base: Base | None = None,
) -> PackedPage:
    """Compress the bytes of a page that has the ``page_text`` given.

    Where no dictionary serves any more, the page itself becomes the next one. ``lang`` and
    ``text`` are empty for a page that could not be read. To be called within a transaction.
    """
    codec = WITH_TEXT if text else "zstd"
    best: PackedPage | None = None
    if base is not None:
        best = PackedPage(_against(base.content + text, body), WITH_PAGE, None, base.id)
        if len(best.body) <= base.worth:
            return best
    latest = db.conn.execute(
        "SELECT id, body FROM _dictionaries WHERE lang = ? ORDER BY id DESC LIMIT ?", [lang, TRIED]
    ).fetchall()
    for dictionary_id, dictionary in latest:
        packed = PackedPage(_packed(body, dictionary, text), codec, dictionary_id)
        if best is None or len(packed.body) < len(best.body):
            best = packed
        if len(best.body) * GOOD <= len(body):
            return best
    plain = zstandard.ZstdCompressor(LEVEL).compress(body)
    if best is not None and len(best.body) <= len(plain) * WORTH:
        return best
    if not lang:
        return PackedPage(plain, "zstd", None)
    cursor = db.conn.execute(
        "INSERT INTO _dictionaries (lang, made_at, body) VALUES (?, ?, ?)",
        [lang, now.astimezone(UTC).isoformat(), plain],
    )
    return PackedPage(_packed(body, plain, text), codec, int(cursor.lastrowid or 0))


def unpack_page(
    body: bytes,
    codec: str,
    dictionary: bytes | None,
    text: bytes | None,
    *,
    base: bytes | None = None,
) -> bytes:
    """The bytes of a page as fetched, from the columns of ``PACKED`` and its base, if it has one.

    Raises one of ``PackingError``.
    """
    if codec == "zlib":
        return zlib.decompress(body)
    if codec in (WITH_TEXT, WITH_PAGE):
        whole = _raw((_content(dictionary or b"") if base is None else base) + (text or b""))
        return zstandard.ZstdDecompressor(dict_data=whole).decompress(body)
    if dictionary is None:
        return zstandard.ZstdDecompressor().decompress(body)
    return _decompressor(dictionary).decompress(body)


def pack_pages_again(db: Database, table: str) -> None:
    """Compress every page that a version was read from as new ones are; within a transaction.

    ``table``: what the schema calls the table of pages at the time.
    """
    pages = db.conn.execute(
        "SELECT p.id, r.lang, p.fetched_at, "
        f"ukimet_page_text(v.title, v.text, v.images, v.alternates) FROM {table} AS p "
        "JOIN versions AS v ON v.page_id = p.id JOIN releases AS r ON r.id = v.release_id "
        "GROUP BY p.id ORDER BY p.id"
    ).fetchall()
    for page_id, lang, fetched_at, text in pages:
        old = db.conn.execute(
            f"SELECT {PACKED} FROM {table} AS p "
            "LEFT JOIN _dictionaries AS d ON d.id = p.dictionary_id WHERE p.id = ?",
            [page_id],
        ).fetchone()
        moment = datetime.fromisoformat(fetched_at)
        new = pack_page(db, lang, unpack_page(*old), moment, text=text)
        db.conn.execute(
            f"UPDATE {table} SET body = ?, codec = ?, dictionary_id = ? WHERE id = ?",
            [*new[:3], page_id],
        )


def _packed(body: bytes, dictionary: bytes, text: bytes) -> bytes:
    if not text:
        return _compressor(dictionary).compress(body)
    return _against(_content(dictionary) + text, body)


def _against(dictionary: bytes, body: bytes) -> bytes:
    whole = _raw(dictionary)
    return zstandard.ZstdCompressor(LEVEL, dict_data=whole, write_checksum=True).compress(body)


@lru_cache(maxsize=12)
def _content(dictionary: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(dictionary)


@lru_cache(maxsize=len(_PREAMBLES))
def _preamble(number: bytes) -> bytes:
    return files("archive").joinpath("data", _PREAMBLES[number]).read_bytes()


@lru_cache(maxsize=12)
def _compressor(dictionary: bytes) -> zstandard.ZstdCompressor:
    content = _raw(_content(dictionary))
    content.precompute_compress(level=LEVEL)
    return zstandard.ZstdCompressor(LEVEL, dict_data=content)


@lru_cache(maxsize=12)
def _decompressor(dictionary: bytes) -> zstandard.ZstdDecompressor:
    content = _raw(_content(dictionary))
    return zstandard.ZstdDecompressor(dict_data=content)


def _raw(content: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
