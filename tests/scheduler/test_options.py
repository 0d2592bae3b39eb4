"""What may stand in the table [schedule]."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from pydantic import ValidationError

from scheduler.options import ScheduleOptions


@pytest.mark.parametrize(
    "wrong",
    [
        {"poll": "often"},
        {"poll": "0m"},
        {"fastest_poll": "adaptive"},
        {"fastest_poll": "1h", "slowest_poll": "5m"},
        {"daily_polls": 0},
        {"timezone": "Asia/Nowhere"},
        {"daily_digest": "25:00"},
        {"weekly_digest": "12:00"},
        {"weekly_digest": "Someday 12:00"},
        {"quiet_hours": "22:00"},
        {"announce_from": "yesterday"},
        {"pol": "5m"},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, str | int]) -> None:
    with pytest.raises(ValidationError):
        ScheduleOptions.model_validate(wrong)


def test_the_weekly_digest_has_a_day_and_a_time() -> None:
    assert ScheduleOptions(weekly_digest="Monday 9:30").weekly == ("mon", time(9, 30))


def test_a_date_to_announce_from_begins_at_the_sites_midnight() -> None:
    options = ScheduleOptions(announce_from=date(2025, 11, 1))
    assert options.announced_from == datetime(2025, 10, 31, 19, tzinfo=UTC)
    assert ScheduleOptions(announce_from="2025-11-01").announced_from == options.announced_from
    assert ScheduleOptions().announced_from is None


def test_quiet_hours_may_be_none() -> None:
    assert ScheduleOptions(quiet_hours="").quiet is None
    assert ScheduleOptions().quiet is not None
