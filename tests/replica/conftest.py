"""Fetching without help: what the replica sends is looked at byte by byte."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from replica import Replica, serving

#: Releases as the control interface tells of them.
Releases = list[dict[str, Any]]


@dataclass(frozen=True)
class Fetched:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.body)


def words_of(text: str) -> str:
    """``text`` with every run of white space (non-breaking too) as one space."""
    return " ".join(text.split())


def text_of(tree: LexborHTMLParser | LexborNode, selector: str) -> str:
    """The text of the first element that matches; there must be one."""
    node = tree.css_first(selector)
    assert node is not None, selector
    return node.text(strip=True)


def fetch(
    url: str, headers: Mapping[str, str] | None = None, method: str = "GET", timeout: float = 10
) -> Fetched:
    """One request on a connection of its own, no redirects followed, nothing decompressed."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=timeout)
    target = address.path + (f"?{address.query}" if address.query else "")
    with closing(connection):
        connection.request(method, target, headers=dict(headers or {}))
        response = connection.getresponse()
        body = response.read()
        return Fetched(response.status, {k.lower(): v for k, v in response.getheaders()}, body)


@pytest.fixture(scope="module")
def site_c() -> Iterator[Replica]:
    """A replica of generation C that the tests of a module only read."""
    with serving("C", history=30) as replica:
        yield replica


@pytest.fixture(scope="module")
def site_b() -> Iterator[Replica]:
    """A replica of generation B that the tests of a module only read."""
    with serving("B", history=30) as replica:
        yield replica


@pytest.fixture
def site() -> Iterator[Replica]:
    """A replica of generation C with a little history, free to be changed."""
    with serving("C", history=4) as replica:
        yield replica
