"""Gzip of pages that are mostly the same: what pages share is compressed once for all of them.

Deflate streams that end on a byte may be put one after another (RFC 1951, RFC 1952), so a page is
compressed part by part and the shared parts come from a cache.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache

_LEVEL = 6
_RAW = -15  # a deflate stream without header and checksum
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"  # deflate, no name, no time, Unix
_END = b"\x03\x00"  # a last block with nothing in it


class Shared(bytes):
    """Bytes that stand in many pages."""


def gzip_pieces(parts: Sequence[bytes]) -> tuple[bytes, ...]:
    """``parts`` as the pieces of one gzip file; the same parts always give the same bytes."""
    checksum = 0
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    deflated = (_deflated_once(p) if isinstance(p, Shared) else _deflated(p) for p in parts)
    size = sum(map(len, parts)) & 0xFFFFFFFF
    return (_HEADER, *deflated, _END + struct.pack("<II", checksum, size))


def _deflated(part: bytes) -> bytes:
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    return compressor.compress(part) + compressor.flush(zlib.Z_FULL_FLUSH)


@lru_cache(maxsize=64)
def _deflated_once(part: Shared) -> bytes:
    return _deflated(part)
