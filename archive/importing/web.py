"""WARC 1.0 and 1.1, compressed or not: pages as fetched by whoever made the file."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from archive.importing.copies import DAMAGED, FIRST_WEB, IGNORED, NO_WEB_YET, Copy, Refused
from archive.model import Page

_GZIP = b"\x1f\x8b"
#: So ``ukimet export`` and others call what told of the transfer.
_AS_SENT = "x-archive-orig-"
_LENGTH = "content-length"


class _Damaged(Exception):
    """A record is not what was once written; the next one can be read."""


class _FileDamaged(Exception):
    """The file is not what was once written, and nobody knows where its next record begins."""


def read(file: BinaryIO, *, wanted: Callable[[str], bool]) -> Iterator[Copy | Refused]:
    """A copy for every answer 200 with HTML whose address is ``wanted``, Refused for all others.

    A record's checksum has to fit. Behind damage that hides where records begin nothing is read.
    """
    records = WARCIterator(_Stream(file), check_digests=True)
    last = "the beginning"
    try:
        for record in records:
            name = record.rec_headers.get_header("WARC-Record-ID") or f"the record after {last}"
            found = _read(name, record, wanted)
            try:
                # The checksum of the compression follows the record.
                records.read_to_end()
            except _FileDamaged:
                # Without a digest nobody knows whether the damage lies in the record or behind it.
                if record.digest_checker.passed:
                    yield found
                    last = name
                raise
            yield found
            last = name
    # ValueError: a length or a digest that is none.
    except (_FileDamaged, ArchiveLoadFailed, ValueError) as error:
        message = str(error).strip().split("\n")[0]
        yield Refused(f"what follows {last}", DAMAGED, f"not read: {message}")


def _read(name: str, record: Any, wanted: Callable[[str], bool]) -> Copy | Refused:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type != "response" or not wanted(url.strip("<>")):
        return Refused(name, IGNORED, f"no answer of the site: {record.rec_type} {url}".strip())
    answer = record.http_headers
    if answer is None or answer.get_statuscode() != "200" or not _is_html(answer):
        return Refused(name, IGNORED, f"no page of HTML with status 200: {url}")
    try:
        body = _body(record)
        fetched_at = _date(record)
    except _Damaged as error:
        return Refused(name, DAMAGED, f"{error}: {url}")
    return Copy(name, Page(url.strip("<>"), body, 200, _headers(answer), fetched_at))


def _is_html(answer: Any) -> bool:
    return "html" in (answer.get_header("Content-Type") or "html").lower()


def _body(record: Any) -> bytes:
    """The bytes of the page. Raises _Damaged where some are missing, or others than were sent."""
    if record.rec_headers.get_header("WARC-Truncated"):
        raise _Damaged("cut short when it was fetched")
    sent = record.raw_stream.read()
    if record.raw_stream.limit:
        raise _Damaged("cut short")
    # Of the payload programs reckon the digest in more than one way.
    if any("block digest failed" in problem for problem in record.digest_checker.problems):
        raise _Damaged("not what its digest says")
    answer = record.http_headers
    if (answer.get_header("Transfer-Encoding") or "").lower() == "chunked":
        sent = ChunkedDataReader(io.BytesIO(sent)).read()
    return _decoded(sent, (answer.get_header("Content-Encoding") or "").lower())


def _decoded(sent: bytes, encoding: str) -> bytes:
    # Many tools keep the header and undo what it tells of.
    if encoding in {"", "identity"} or sent.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return sent
    try:
        if encoding in {"gzip", "x-gzip"}:
            return gzip.decompress(sent)
        if encoding == "deflate":
            return zlib.decompress(sent)
    except (OSError, EOFError, zlib.error) as error:
        raise _Damaged(f"its compression is broken ({error})") from error
    raise _Damaged(f"its compression ({encoding}) is not known")


def _date(record: Any) -> datetime:
    said = record.rec_headers.get_header("WARC-Date") or ""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not FIRST_WEB <= moment < NO_WEB_YET:
        raise _Damaged(f"its time cannot be read ({said!r})")
    return moment


def _headers(answer: Any) -> dict[str, str]:
    """The headers of the answer as it was sent, those kept under other names with their own."""
    plain, sent = dict[str, str](), dict[str, str]()
    for name, value in answer.headers:
        if name.lower().startswith(_AS_SENT):
            sent[name[len(_AS_SENT) :]] = value
        else:
            plain[name] = value
    kept = {name: value for name, value in plain.items() if not sent or name.lower() != _LENGTH}
    return kept | sent


class _Stream:
    """A file for warcio, decompressed: warcio itself stops at damage as if the file ended there."""

    def __init__(self, file: BinaryIO) -> None:
        start = file.read(len(_GZIP))
        file.seek(0)
        self._file: Any = gzip.GzipFile(fileobj=file) if start == _GZIP else file
        self._read = 0
        self._damage: str | None = None

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes, none at the end. Raises _FileDamaged, from then on always."""
        if self._damage is not None:
            raise _FileDamaged(self._damage)
        try:
            # Not more than one piece: what precedes the damage is given.
            data: bytes = self._file.read1(size)
        except (OSError, EOFError, zlib.error) as error:
            self._damage = f"the file is damaged ({error})"
            raise _FileDamaged(self._damage) from error
        self._read += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._read
