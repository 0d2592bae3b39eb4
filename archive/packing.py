"""Compression of pages and of what repeats a text, each against what it shares most with.

A page is compressed with an earlier page of the site in its language as the dictionary: all that
the two share (the chrome) costs nothing. Markdown and analysis repeat the text and are compressed
with the text as the dictionary.
"""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

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

PackingError = (zstandard.ZstdError, zlib.error)


def pack(text: str, against: str) -> bytes:
    """Compress what mostly repeats ``against``."""
    compressor = zstandard.ZstdCompressor(LEVEL, dict_data=_raw(against.encode()))
    return compressor.compress(text.encode())


def unpack(packed: bytes, against: str) -> str:
    """What ``pack`` compressed. Raises zstandard.ZstdError."""
    dictionary = _raw(against.encode())
    return zstandard.ZstdDecompressor(dict_data=dictionary).decompress(packed).decode()


def unpack_json(packed: bytes | None, against: str) -> dict[str, Any] | None:
    """The JSON object that ``pack`` compressed; None where there is none that can be read."""
    try:
        document = json.loads(unpack(packed or b"", against))
    except (zstandard.ZstdError, ValueError):
        return None
    return document if isinstance(document, dict) else None


def pack_page(db: Database, lang: str, body: bytes, now: datetime) -> tuple[bytes, int | None]:
    """The compressed bytes of a page and the id of the dictionary that was used.

    Where no dictionary serves any more, the page itself becomes the next one. ``lang`` is empty
    for a page that could not be read. To be called within a transaction.
    """
    latest = db.conn.execute(
        "SELECT id, body FROM _dictionaries WHERE lang = ? ORDER BY id DESC LIMIT ?", [lang, TRIED]
    ).fetchall()
    best: tuple[bytes, int] | None = None
    for dictionary_id, dictionary in latest:
        packed = _compressor(dictionary).compress(body)
        if best is None or len(packed) < len(best[0]):
            best = packed, dictionary_id
        if len(packed) * GOOD <= len(body):
            return best
    plain = zstandard.ZstdCompressor(LEVEL).compress(body)
    if best is not None and len(best[0]) <= len(plain) * WORTH:
        return best
    if not lang:
        return plain, None
    cursor = db.conn.execute(
        "INSERT INTO _dictionaries (lang, made_at, body) VALUES (?, ?, ?)",
        [lang, now.astimezone(UTC).isoformat(), plain],
    )
    return _compressor(plain).compress(body), int(cursor.lastrowid or 0)


def unpack_page(body: bytes, codec: str, dictionary: bytes | None) -> bytes:
    """The bytes of a page as fetched. Raises one of ``PackingError``."""
    if codec == "zlib":
        return zlib.decompress(body)
    if dictionary is None:
        return zstandard.ZstdDecompressor().decompress(body)
    return _decompressor(dictionary).decompress(body)


@lru_cache(maxsize=12)
def _compressor(dictionary: bytes) -> zstandard.ZstdCompressor:
    content = _raw(zstandard.ZstdDecompressor().decompress(dictionary))
    content.precompute_compress(level=LEVEL)
    return zstandard.ZstdCompressor(LEVEL, dict_data=content)


@lru_cache(maxsize=12)
def _decompressor(dictionary: bytes) -> zstandard.ZstdDecompressor:
    content = _raw(zstandard.ZstdDecompressor().decompress(dictionary))
    return zstandard.ZstdDecompressor(dict_data=content)


def _raw(content: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
