"""What a hostile site can make a crawl hold in memory, measured in a process of its own."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from archive import Archive

#: MB that a crawl may weigh at its peak, whatever the site sends.
MOST_MEMORY = 300
HUGE = 100 * 1024 * 1024
#: Pages just under what the crawler takes, full of pictures in data: URIs of this many bytes.
PICTURE = 350 * 1024
PICTURES = 20

RELEASE = (
    '<html lang="en"><body><article class="article"><h1 class="article__title">The grain was '
    'weighed, part {number}</h1><div class="article__date">18 November 2025, 18:20</div>'
    '<div class="article__body"><p>Part {number} of the grain was weighed in the port by the '
    "people of the port, and it weighed as much as it had weighed before they weighed it.</p>"
    "{more}</div></article></body></html>"
)


def address(number: int) -> str:
    return f"/en/news/the-grain-was-weighed-{number}"


def listing(*numbers: int) -> bytes:
    links = "".join(f'<a class="news__item" href="{address(n)}">Part {n}</a>' for n in numbers)
    return f'<html><body>{links}<a rel="next" href="?page=2">Next</a></body></html>'.encode()


@cache
def heavy(number: int) -> bytes:
    picture = f'<img src="data:image/png;base64,{chr(65 + number % 26) * PICTURE}">'
    return RELEASE.format(number=number, more=picture * PICTURES).encode()


@cache
def bomb() -> bytes:
    return gzip.compress(b" " * HUGE, 9)


class Hostile(BaseHTTPRequestHandler):
    """Releases 101–104 are heavy, 105 is a bomb, 106 never ends; the listing leads in circles."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/en/news":
            self.answer(listing(*range(101, 107)))
        elif path == address(105):
            self.answer(bomb(), encoding="gzip")
        elif path == address(106):
            self.pour()
        elif path.startswith("/en/news/"):
            self.answer(heavy(int(path.rpartition("-")[2])))
        else:
            self.send_error(404)

    def answer(self, body: bytes, encoding: str = "identity") -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def pour(self) -> None:
        """A page of a length that is not told."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        chunk = b"<p>grain</p>" * 10_000
        try:
            for _ in range(HUGE // len(chunk)):
                self.wfile.write(chunk)
        except ConnectionError:
            return  # the crawler has had enough, as it should

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def hostile() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Hostile) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_no_page_of_a_hostile_site_fills_the_memory(hostile: str, tmp_path: Path) -> None:
    path = tmp_path / "ukimet.db"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.ingest", "ukimet", hostile, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert json.loads(done.stdout)["peak"] < MOST_MEMORY
    with Archive.open(path) as archive:
        archived = {release.url.removeprefix(hostile) for release in archive.releases()}
        named = {row["reason"] for row in archive.failures(10)}
    assert archived == {address(number) for number in range(101, 105)}
    assert named == {"too_large"}
    assert path.stat().st_size < MOST_MEMORY * 1024 * 1024 / 10
