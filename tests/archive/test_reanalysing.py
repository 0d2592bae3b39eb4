"""Reading the archive anew: what earlier analysers said stays, and a cut-off run is resumed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from archive import Archive, reanalysing
from archive.reanalysing import BATCH, reanalyse
from meetings import ANALYSER_VERSION
from tests.archive.conftest import NOW, Store, meeting, release

TEXT = "Prime Minister of Kazakhstan Daniyar Ospanbekov met with {} in Baku. Trade grew by 12%."


def said(archive: Archive) -> list[tuple[str, int]]:
    sql = "SELECT analyser_version, count(*) FROM _analyses GROUP BY 1 ORDER BY 1"
    return archive.db.conn.execute(sql).fetchall()


def fill(store: Store, count: int) -> None:
    for number in range(count):
        url = f"https://site.example/en/news/meeting-{number}"
        day = release().published_at + timedelta(days=number)
        text = TEXT.format(f"Minister Aigul Kim{'abcdefghijklmnopqrstuvwxyz'[number]}ova")
        store(url=url, title=f"Meeting {number}", text=text, published_at=day)


def test_today_s_reading_counts_and_the_earlier_one_stays(archive: Archive, store: Store) -> None:
    stored = store(text=TEXT.format("Aigul Kimova"))
    store(text=TEXT.format("Boris Pakov"))
    done = reanalyse(archive, clock=lambda: NOW)
    assert (done.read, done.changed) == (2, 2)
    assert said(archive) == sorted([(ANALYSER_VERSION, 2), ("test", 2)])
    assert archive.release(stored.release_id).analysis["figures"][0]["value"] == 12
    assert archive.release(stored.release_id, 1).analysis["analyser_version"] == ANALYSER_VERSION
    assert archive.db.conn.execute("SELECT value, unit FROM figures").fetchall() == [
        (12, "percent")
    ]
    assert [row["name"]["en"] for row in archive.people()] != ["Aigerim Sadykova"]
    (row,) = archive.meetings()
    assert (row["city"], row["country"]) == ("Baku", "AZ")
    assert reanalyse(archive, clock=lambda: NOW).read == 0


def test_what_the_earlier_reading_alone_said_is_said_no_more(
    archive: Archive, store: Store
) -> None:
    stored = store(text="Nothing of note.", analysis=meeting())
    reanalyse(archive, clock=lambda: NOW)
    row = archive.db.conn.execute("SELECT city, country, is_meeting FROM events").fetchone()
    assert row == (None, None, 0)
    assert archive.event(stored.event_id).kind == "other"


def test_only_what_was_published_since_a_day_is_read(archive: Archive, store: Store) -> None:
    fill(store, 4)
    since = release().published_at + timedelta(days=2)
    assert reanalyse(archive, clock=lambda: NOW, since=since).read == 2


def test_progress_is_told_and_transactions_are_short(
    archive: Archive, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, 2 * BATCH + 1)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        assert not archive.db.conn.in_transaction
        told.append((done, total))

    reanalyse(archive, clock=lambda: NOW, progress=progress)
    whole = 2 * BATCH + 1
    assert told == [(BATCH, whole), (2 * BATCH, whole), (whole, whole)]


def test_a_change_that_comes_in_between_is_not_overwritten(
    archive: Archive, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = store(text=TEXT.format("Aigul Kimova"))
    analysed = reanalysing._analysed

    def meanwhile(waiting: reanalysing._Waiting) -> reanalysing._Read:
        store(text="The site says something else now.", analysis=meeting(kind="phone_call"))
        return analysed(waiting)

    monkeypatch.setattr(reanalysing, "_analysed", meanwhile)
    monkeypatch.setattr(reanalysing, "_waiting", _once(reanalysing._waiting))
    reanalyse(archive, clock=lambda: NOW)
    assert archive.release(stored.release_id).analysis["kind"] == "phone_call"
    assert archive.event(stored.event_id).kind == "phone_call"


def _once(waiting: object) -> object:
    calls = iter([waiting])

    def first(*arguments: object) -> object:
        function = next(calls, None)
        return function(*arguments) if callable(function) else iter(())

    return first


_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from archive import Archive
from archive.reanalysing import reanalyse
def progress(done, total):
    os.kill(os.getpid(), signal.SIGKILL)
with Archive.open(sys.argv[1]) as archive:
    reanalyse(archive, clock=lambda: datetime.now(UTC), progress=progress)
"""


def test_a_run_that_was_killed_is_resumed(archive: Archive, store: Store, path: Path) -> None:
    fill(store, BATCH + 3)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(path)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert reanalyse(archive, clock=lambda: NOW).read == 3
    assert all(check.ok for check in archive.verify())
