"""Which digest is due when."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive
from notifier.deliveries import Deliveries
from notifier.folder import FolderSink
from notifier.markup import Post
from notifier.presses import Press
from notifier.settings import Channel, TelegramSettings
from notifier.sink_settings import FolderChannel
from scheduler.herald import Herald
from scheduler.options import ScheduleOptions


@pytest.fixture
def herald(tmp_path: Path) -> Iterator[Herald]:
    with Archive.open(tmp_path / "ukimet.db") as archive:
        yield Herald(
            archive,
            channels=[Channel(chat="terminal", language="en")],
            schedule=ScheduleOptions(daily_digest="19:00", weekly_digest="Sun 12:00"),
            telegram=TelegramSettings(),
            sinks={},
            clock=lambda: datetime.now(UTC),
        )


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-03-04T19:00:00+05:00", "day:2026-03-04"),
        ("2026-03-04T18:59:00+05:00", "day:2026-03-03"),
        ("2026-03-04T23:59:00+05:00", "day:2026-03-04"),
        # 19:00 in Almaty is 14:00 in UTC.
        ("2026-03-04T14:00:00+00:00", "day:2026-03-04"),
        ("2026-03-04T13:59:00+00:00", "day:2026-03-03"),
    ],
)
def test_the_daily_digest_closes_at_its_hour_in_almaty(herald: Herald, now: str, day: str) -> None:
    period = herald.period("daily", datetime.fromisoformat(now))
    assert period.subject == day
    assert period.end - period.start == timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        ("2026-03-08T12:00:00+05:00", "week:2026-03-02"),
        ("2026-03-08T11:59:00+05:00", "week:2026-02-23"),
        ("2026-03-11T09:00:00+05:00", "week:2026-03-02"),
    ],
)
def test_the_weekly_digest_closes_on_its_day(herald: Herald, now: str, week: str) -> None:
    period = herald.period("weekly", datetime.fromisoformat(now))
    assert period.subject == week
    assert period.end - period.start == timedelta(days=7)


def test_consecutive_digests_leave_no_gap_and_overlap_nowhere(herald: Herald) -> None:
    first = herald.period("daily", datetime.fromisoformat("2026-03-04T20:00:00+05:00"))
    second = herald.period("daily", datetime.fromisoformat("2026-03-05T20:00:00+05:00"))
    assert first.end == second.start


def test_at_night_a_place_on_hold_waits_for_the_morning_and_another_does_not(
    tmp_path: Path,
) -> None:
    places = [
        FolderChannel(name="sleeper", path=tmp_path / "sleeper", language="en", quiet="hold"),
        FolderChannel(name="owl", path=tmp_path / "owl", language="en"),
    ]
    now = datetime.fromisoformat("2026-03-04T23:30:00+05:00")
    with Archive.open(tmp_path / "ukimet.db") as archive:
        herald = Herald(
            archive,
            channels=places,
            schedule=ScheduleOptions(quiet_hours="22:00-08:00"),
            telegram=TelegramSettings(),
            sinks={"folder": FolderSink({each.name: each.path for each in places}, UTC)},
            clock=lambda: now,
        )
        for place in places:
            Deliveries(archive.db).queue(place, "alert", "event:1", Post("<b>News</b>"), now)
        assert asyncio.run(herald.deliver()).sent == 1
        assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["owl"]
        now += timedelta(hours=9)
        assert asyncio.run(herald.deliver()).sent == 1
        assert (tmp_path / "sleeper").is_dir()


def told_at_start(tmp_path: Path, archive: Archive, **span: float) -> list[str]:
    """What the operator's chat is to hear where a daemon starts now and again later."""
    herald = Herald(
        archive,
        channels=[FolderChannel(name="notes", path=tmp_path, language="en")] * 2,
        schedule=ScheduleOptions(),
        telegram=TelegramSettings(ops_chat=-1001),
        sinks={},
        clock=lambda: datetime.now(UTC),
        line=Silent(),
    )
    now = datetime.fromisoformat("2026-03-04T12:00:00+05:00")
    herald.tell_start("https://site.example", now, cut_off=False)
    herald.tell_start("https://site.example", now + timedelta(**span), cut_off=True)
    return [row["html"] for row in archive.db.query("SELECT html FROM deliveries ORDER BY id")]


class Silent:
    """A line on which nobody presses anything."""

    async def presses(self, after: int, seconds: int) -> tuple[list[Press], int]:
        return [], after

    async def answer(self, press: Press, text: str) -> None:
        raise AssertionError("nobody pressed")


def test_the_operator_hears_of_a_start_and_that_the_run_before_was_cut_off(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "ukimet.db") as archive:
        first, second = told_at_start(tmp_path, archive, hours=1)
    assert first.startswith("🟢 Ukimet ")
    assert first.endswith("it watches https://site.example and writes to 2 places.")
    assert second.endswith("The run before was cut off; it goes on where it was.")


def test_a_daemon_that_falls_over_at_every_start_does_not_fill_the_chat(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "ukimet.db") as archive:
        assert len(told_at_start(tmp_path, archive, minutes=9)) == 1
