"""How answers are taken in: as Scrapy does, but the head of an answer has a bound too.

``DOWNLOAD_MAXSIZE`` bounds bodies only: a server that sends headers without end would fill the
memory until the time is up.
"""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure

#: Bytes of status line and headers that are read of one answer; the usual is 1 KB.
LONGEST_HEAD = 256 * 1024


class HeadTooLarge(Exception):
    """An answer's headers do not end."""

    def __init__(self) -> None:
        super().__init__(f"the headers are larger than {LONGEST_HEAD // 1024} KB")


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler of HTTP and HTTPS with a bound on the head of an answer."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _bounded(self._pool._factory)


def _bounded(factory: Any) -> Any:
    """A class of connections like those of ``factory``, each with a bound on its heads."""

    class Bounded(factory):  # type: ignore[misc]
        noisy = False

        def buildProtocol(self, address: IAddress | None) -> Any:  # noqa: N802 (Twisted's name)
            protocol = super().buildProtocol(address)
            protocol.dataReceived = _Head(protocol).received
            return protocol

    return Bounded


class _Head:
    """Counts what a connection receives before the body of the answer in hand begins."""

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol
        self._deliver = protocol.dataReceived
        self._parser: Any = None
        self._length = 0

    def received(self, data: bytes) -> None:
        parser = self._protocol._parser
        if parser is not self._parser:
            self._parser, self._length = parser, 0
        if parser is not None and parser.bodyDecoder is None:
            self._length += len(data)
        if self._length > LONGEST_HEAD:
            self._protocol._giveUp(Failure(HeadTooLarge()))  # type: ignore[no-untyped-call]
            self._protocol.transport.abortConnection()
            return
        self._deliver(data)
        if parser is not None and parser.bodyDecoder is not None:
            self._length = 0
