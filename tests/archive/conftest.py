"""An archive on disk and releases written for these tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from archive import Archive, Page, Release, Stored
from archive.runs import Run
from meetings.linking import Traits, traits_of
from meetings.model import Analysis, Person, Place

ALMATY = timezone(timedelta(hours=5))
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Store = Callable[..., Stored]


def release(**changes: Any) -> Release:
    """A release about a visit to a grain terminal; ``changes`` replace its fields."""
    plain = Release(
        url="https://site.example/en/news/minister-visits-grain-terminal-100",
        lang="en",
        title="Minister visits the grain terminal",
        published_at=datetime(2026, 3, 2, 13, 20, tzinfo=ALMATY),
        text="The minister visited the terminal.\n\nIt shipped 40 thousand tons of barley.",
        markdown="The minister visited the terminal.\n\nIt shipped 40 thousand tons of barley.",
        section="news",
        images=("https://site.example/storage/one.jpg",),
        reader="C",
    )
    return replace(plain, **changes)


def meeting(**changes: Any) -> Analysis:
    """An analysis that found a bilateral meeting in Ankara."""
    plain = Analysis(
        is_meeting=True,
        kind="bilateral",
        place=Place("Ankara", "TR"),
        participants=(Person("Aigerim Sadykova", "Minister of Trade", "KZ", role="visitor"),),
        analyser_version="test",
    )
    return replace(plain, **changes)


def traits(of: Release, analysis: Analysis) -> Traits:
    return traits_of(
        analysis,
        lang=of.lang,
        title=of.title,
        text=of.text,
        published_at=of.published_at,
        url=of.url,
        images=of.images,
        alternates=of.alternates,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ukimet.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive.open(path) as opened:
        yield opened


@pytest.fixture
def run(archive: Archive) -> Run:
    return archive.start_run("poll", NOW, announce_from=None)


@pytest.fixture
def store(archive: Archive, run: Run) -> Store:
    """Stores a release as the crawler does; keyword arguments change the release."""

    def storing(
        copy: Release | None = None,
        *,
        analysis: Analysis | None = None,
        now: datetime = NOW,
        then: Callable[[Stored], None] | None = None,
        **changes: Any,
    ) -> Stored:
        copy = copy or release(**changes)
        analysis = analysis or meeting()
        page = Page(copy.url, b"<html>" + copy.text.encode() + b"</html>", 200, {}, now)
        return archive.store(
            copy,
            page,
            analysis=analysis,
            traits=traits(copy, analysis),
            now=now,
            run=run,
            then=then,
        )

    return storing
