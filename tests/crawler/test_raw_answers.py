"""Answers that no web server gives: heads without end, markup without a bottom."""

from __future__ import annotations

import resource
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from crawler.pages import UnreadablePage, read_release
from tests.crawler.crawling import ALMATY, Crawling
from tests.crawler.test_dates import NOW
from tests.reactor import ReactorThread

#: Kilobytes that an answer may cost at its peak.
MOST_MEMORY = 100 * 1024
ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
RELEASE = "/en/news/a-release-of-this-day-31001"
LISTING = f'<html><body><a href="{RELEASE}">A release of this day</a></body></html>'.encode()

Answer = Callable[[socket.socket], None]


@contextmanager
def raw_site(answer: Answer) -> Iterator[str]:
    """A site whose one release is answered by ``answer``; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server, answer), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def _serve(server: socket.socket, answer: Answer) -> None:
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.settimeout(20)
                path = connection.recv(65536).split(b" ")[1].decode()
                if path == RELEASE:
                    answer(connection)
                elif path.endswith("/news"):
                    connection.sendall(_plain(LISTING))
                else:
                    connection.sendall(ROBOTS)


def _plain(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Connection: close\r\n\r\n" + body


def _headers_without_end(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(300_000):
        connection.sendall(b"X-%d: %s\r\n" % (number, b"a" * 1000))


def _divisions_without_end(connection: socket.socket) -> None:
    connection.sendall(_plain(b"<div>" * 300_000 + b"<h1>A release</h1>"))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [(_headers_without_end, "too_large"), (_divisions_without_end, "UnreadablePage")],
)
def test_an_answer_without_end_is_named_and_costs_little(
    reactor: ReactorThread, tmp_path: Path, answer: Answer, outcome: str
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with raw_site(answer) as url:
        report = Crawling(reactor, tmp_path / "ukimet.db", url).crawl(languages=("en",))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (report.outcomes, report.counts.failed) == ({outcome: 1}, 1)
    assert grown < MOST_MEMORY


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 5_000,
        b"".join(b"<b id=%d>" % number for number in range(1_000)) + b"<p>x" * 8_000,
        b"<div " + b" ".join(b"a%d" % number for number in range(9_000)) + b">",
        ("<div>" * 5_000).encode("utf-16"),
        b"<SPAN>" * 401 + b"<br>" * 4_000,
    ],
)
def test_markup_that_is_nested_without_end_is_refused_before_it_is_parsed(body: bytes) -> None:
    with pytest.raises(UnreadablePage, match="nested"):
        read_release("https://primeminister.kz/en/news/a-b-31001", body, timezone=ALMATY, now=NOW)


def test_long_and_many_paragraphs_that_nobody_closes_are_read_as_ever() -> None:
    body = (
        b"<h1>A release of many words</h1><p>18 November 2026, 18:20"
        + b"<p>It was said that the bridge is open." * 5_000
    )
    release = read_release(
        "https://primeminister.kz/en/news/a-b-31001", body, timezone=ALMATY, now=NOW
    )
    assert release.text.count("It was said that the bridge is open.") == 5_000
