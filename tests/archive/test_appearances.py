"""When releases were published, found, and looked for before: what a pace is learned from."""

from __future__ import annotations

from datetime import timedelta

from archive import Archive, Page
from archive.reading import Appearance
from archive.runs import Run, RunCounts
from tests.archive.conftest import NOW, Store, meeting, release, traits

HOUR = timedelta(hours=1)
FIRST = release()
SECOND = release(
    url="https://site.example/en/news/other-101",
    title="Minister opens a school",
    text="A school was opened.",
    published_at=FIRST.published_at + HOUR,
)


def test_each_release_says_when_it_was_looked_for_in_vain(
    archive: Archive, run: Run, store: Store
) -> None:
    store(FIRST, now=NOW)
    archive.finish_run(run, "done", RunCounts(), NOW)
    archive.start_run("poll", NOW + HOUR / 2, announce_from=None)
    later = archive.start_run("poll", NOW + HOUR, announce_from=None)
    archive.store(
        SECOND,
        Page(SECOND.url, b"<html></html>", 200, {}, NOW + HOUR),
        analysis=meeting(),
        traits=traits(SECOND, meeting()),
        now=NOW + HOUR,
        run=later,
    )
    assert archive.appearances(NOW - 24 * HOUR) == [
        Appearance(FIRST.published_at, NOW, looked_before=None),
        # The run between the two was cut off: it proves nothing.
        Appearance(SECOND.published_at, NOW + HOUR, looked_before=NOW),
    ]


def test_only_what_is_new_and_recent_is_given(archive: Archive, store: Store) -> None:
    store(FIRST, now=NOW)
    store(SECOND, now=NOW + HOUR)
    found_later = archive.appearances(NOW - 24 * HOUR, found_after=NOW)
    published_later = archive.appearances(SECOND.published_at)
    assert [one.published_at for one in found_later] == [SECOND.published_at]
    assert published_later == found_later


def test_a_new_version_is_no_new_appearance(archive: Archive, store: Store) -> None:
    store(FIRST, now=NOW)
    store(FIRST, now=NOW + HOUR, text="The minister left the terminal.")
    assert len(archive.appearances(NOW - 24 * HOUR)) == 1
