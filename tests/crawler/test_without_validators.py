"""A site that sends neither ETag nor Last-Modified: what it lists decides, nothing is repeated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from replica import Replica, serving
from tests.crawler.crawling import Crawling
from tests.reactor import ReactorThread

LISTINGS = ["/en/news", "/kz/news", "/ru/news"]


@pytest.fixture
def bare() -> Iterator[Replica]:
    with serving(history=5, validators=False) as site:
        yield site


@pytest.fixture
def polling(reactor: ReactorThread, tmp_path: Path, bare: Replica) -> Crawling:
    crawling = Crawling(reactor, tmp_path / "ukimet.db", bare.url)
    crawling.crawl()
    bare.requests(clear=True)
    return crawling


def test_an_unchanged_poll_costs_one_request_a_language(bare: Replica, polling: Crawling) -> None:
    report = polling.crawl()
    assert (report.outcome, report.counts.requests) == ("done", 3)
    asked = bare.requests()
    assert sorted(r["path"] for r in asked) == LISTINGS
    assert {r["status"] for r in asked} == {200}
    assert all(r["if_none_match"] is None and r["if_modified_since"] is None for r in asked)


def test_only_what_is_new_is_fetched(bare: Replica, polling: Crawling) -> None:
    published = {release["path"] for release in bare.publish()}
    assert polling.crawl().counts.new == len(published)
    assert {r["path"] for r in bare.requests()} - set(LISTINGS) == published


def test_a_silent_edit_is_found_by_the_text_alone(bare: Replica, polling: Crawling) -> None:
    release = bare.publish()[0]
    polling.crawl()
    polling.ahead = timedelta(hours=1)
    assert polling.crawl().counts.changed == 0
    bare.edit(release["url"], body="It was said differently.\n\nTwice.")
    polling.ahead = timedelta(hours=6)
    assert polling.crawl().counts.changed == 1
