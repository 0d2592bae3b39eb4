"""WARC 1.1: the pages as fetched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from http import HTTPStatus
from io import BytesIO
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.filters import Filters
from archive.model import Page
from archive.store import Archive

#: What these say was true of the transfer and is not of the bytes that are kept.
_OF_THE_TRANSFER = ("content-length", "content-encoding", "transfer-encoding")


def write(archive: Archive, filters: Filters, file: BinaryIO) -> int:
    """A ``response`` record for the page of every version, oldest release first.

    Each record is compressed by itself. Headers are those of the answer; those that told of the
    transfer, which was compressed, are kept under ``X-Archive-Orig-`` names.
    """
    writer = WARCWriter(file, gzip=True, warc_version="1.1")
    info = {"software": "Ukimet", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("ukimet.warc.gz", info))
    count = 0
    for count, page in enumerate(_pages(archive, filters), start=1):  # noqa: B007
        record = writer.create_warc_record(
            page.url,
            "response",
            payload=BytesIO(page.body),
            length=len(page.body),
            http_headers=_headers(page),
            warc_headers_dict={"WARC-Date": _date(page)},
        )
        writer.write_record(record)
    return count


def _pages(archive: Archive, filters: Filters) -> Iterator[Page]:
    for release in archive.releases(filters):
        for version in range(1, release.versions + 1):
            yield archive.page(release.id, version)


def _headers(page: Page) -> StatusAndHeaders:
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_TRANSFER else name, value)
        for name, value in page.headers.items()
    ]
    headers.append(("Content-Length", str(len(page.body))))
    line = f"{page.status} {HTTPStatus(page.status).phrase}"
    return StatusAndHeaders(line, headers, protocol="HTTP/1.1")


def _date(page: Page) -> str:
    moment = page.fetched_at.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="microseconds") + "Z"
