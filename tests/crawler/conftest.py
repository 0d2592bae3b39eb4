"""A replica with a past, and a crawler for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from replica import Replica, serving
from tests.crawler.crawling import Crawling
from tests.reactor import ReactorThread


@pytest.fixture
def site() -> Iterator[Replica]:
    with serving(history=5) as replica:
        yield replica


@pytest.fixture
def crawling(reactor: ReactorThread, tmp_path: Path, site: Replica) -> Crawling:
    return Crawling(reactor, tmp_path / "ukimet.db", site.url)
