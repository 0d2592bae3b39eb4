"""How long the daemon waits between polls."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.options import ScheduleOptions
from scheduler.pace import Pace

MINUTE = timedelta(minutes=1)


def test_a_fixed_pace_stays_fixed() -> None:
    pace = Pace(ScheduleOptions(poll="7m"))
    assert {pace.after_poll(new=new) for new in (0, 0, 5, 0)} == {7 * MINUTE}


def test_an_adaptive_pace_is_fast_after_news_and_slows_down_to_the_slowest() -> None:
    pace = Pace(ScheduleOptions(poll="adaptive", fastest_poll="1m", slowest_poll="10m"))
    assert pace.after_poll(new=1) == MINUTE
    waits = [pace.after_poll(new=0) for _ in range(20)]
    assert waits == sorted(waits)
    assert waits[-1] == 10 * MINUTE
    assert pace.after_poll(new=2) == MINUTE


def test_failures_back_off_and_a_success_brings_the_pace_back() -> None:
    pace = Pace(ScheduleOptions(poll="5m", slowest_poll="30m"))
    waits = [pace.after_failure() for _ in range(5)]
    assert waits == [10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 30 * MINUTE, 30 * MINUTE]
    assert pace.after_poll(new=0) == 5 * MINUTE


@given(st.lists(st.sampled_from(["news", "nothing", "failure"]), max_size=60))
def test_an_adaptive_pace_never_leaves_its_bounds(history: list[str]) -> None:
    pace = Pace(ScheduleOptions(poll="adaptive", fastest_poll="30s", slowest_poll="20m"))
    for event in history:
        if event == "failure":
            pace.after_failure()
        else:
            pace.after_poll(new=event == "news")
        assert timedelta(seconds=30) <= pace.wait <= 20 * MINUTE
