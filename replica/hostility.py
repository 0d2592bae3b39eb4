"""Answers that a hostile or broken site gives: far too much, for ever, in the wrong encoding."""

from __future__ import annotations

import re
import zlib
from functools import cache
from urllib.parse import parse_qs, urlsplit

from replica.routes import Content

#: What an oversized page weighs, unpacked.
OVERSIZED = 100 * 1024 * 1024
_CHUNK = 1024 * 1024

_CLASS = re.compile(rb'class="([^"]+)"')
_BODY = re.compile(rb'<div class="article__body">')
_LEAD = (
    b'<div class="article__body"><p>Subscribe to the weekly letter.</p></div>'
    b'<div class="article__text">'
)


@cache
def gzip_bomb() -> bytes:
    """A page of ``OVERSIZED`` bytes in some hundred kilobytes of gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunk = b" " * _CHUNK
    packed = [packer.compress(b"<html><body>")]
    packed += [packer.compress(chunk) for _ in range(OVERSIZED // _CHUNK)]
    return b"".join([*packed, packer.flush()])


def oversized_chunks() -> list[bytes]:
    """A page of ``OVERSIZED`` bytes, piece by piece."""
    return [b"<html><body>", *[b" " * _CHUNK] * (OVERSIZED // _CHUNK)]


def redesigned(body: bytes) -> bytes:
    """A page with every class renamed: a design that nobody has announced."""
    return _CLASS.sub(lambda found: b'class="x%d"' % zlib.crc32(found[1]), body)


def drifted(body: bytes) -> bytes:
    """A release of generation C whose class of the body now stands on an advert as well."""
    return _BODY.sub(_LEAD, body, count=1)


def endless(body: bytes, target: str) -> bytes:
    """A listing page that claims that there is always one more."""
    said = parse_qs(urlsplit(target).query).get("page", ["1"])[0]
    link = f'<a rel="next" href="?page={int(said) + 1}">&raquo;</a></body>'
    return re.sub(rb'<a [^>]*rel="next".*?</a>', b"", body).replace(b"</body>", link.encode())


def in_windows_1251(right: Content) -> Content:
    """A page in an old encoding that only the header names; its own meta tag says UTF-8."""
    body = right.body.decode("utf-8").encode("cp1251", "xmlcharrefreplace")
    return Content((body,), "text/html; charset=windows-1251", right.status)
