"""How long the daemon waits between polls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import Appearance
from scheduler.options import ScheduleOptions
from scheduler.pace import Pace, appeared_at

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
#: A Tuesday, noon in Almaty.
NOON = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)


def appearance(published: datetime) -> Appearance:
    return Appearance(published, published + MINUTE, looked_before=None)


def adaptive(**options: str | int) -> Pace:
    return Pace(ScheduleOptions.model_validate({"poll": "adaptive", **options}))


def test_a_fixed_pace_stays_fixed_whatever_is_learned() -> None:
    pace = Pace(ScheduleOptions(poll="7m"))
    waits = {pace.after_poll(NOON + hour * HOUR) for hour in range(48)}
    pace.learn([appearance(NOON)])
    assert waits | {pace.after_poll(NOON + MINUTE)} == {7 * MINUTE}


def test_an_adaptive_pace_is_faster_at_noon_than_at_night_before_it_knows_anything() -> None:
    # An office that sleeps by night is likely, not certain: the night is not left to 30 minutes.
    pace = adaptive()
    noon, night = pace.after_poll(NOON), pace.after_poll(NOON + 14 * HOUR)
    assert noon < 5 * MINUTE < 3 * noon < night < 30 * MINUTE


def test_the_sites_clock_decides_what_is_night() -> None:
    almaty, lisbon = adaptive(), adaptive(timezone="Europe/Lisbon")
    evening_in_lisbon = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    morning_in_lisbon = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    assert lisbon.after_poll(evening_in_lisbon) > 2 * lisbon.after_poll(morning_in_lisbon)
    assert almaty.after_poll(datetime(2026, 3, 3, 5, 0, tzinfo=UTC)) < 6 * MINUTE


def test_a_new_release_makes_the_next_polls_faster() -> None:
    quiet, busy = adaptive(), adaptive()
    busy.learn([appearance(NOON - MINUTE)])
    assert busy.after_poll(NOON) < quiet.after_poll(NOON)


def test_failures_back_off_and_a_success_brings_the_pace_back() -> None:
    pace = Pace(ScheduleOptions(poll="5m", slowest_poll="30m"))
    waits = [pace.after_failure() for _ in range(5)]
    assert waits == [10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 30 * MINUTE, 30 * MINUTE]
    assert pace.after_poll(NOON) == 5 * MINUTE


def test_failures_of_an_adaptive_pace_back_off_to_the_slowest_poll() -> None:
    pace = adaptive(slowest_poll="20m")
    first = pace.after_poll(NOON)
    waits = [pace.after_failure() for _ in range(6)]
    assert waits[0] == min(2 * first, 20 * MINUTE)
    assert waits[-1] == 20 * MINUTE
    assert pace.after_poll(NOON) == first


@given(
    st.lists(st.sampled_from(["news", "nothing", "failure"]), max_size=40),
    st.sampled_from([1, 50, 288, 100_000]),
)
def test_an_adaptive_pace_never_leaves_its_bounds(history: list[str], polls: int) -> None:
    pace = adaptive(fastest_poll="30s", slowest_poll="20m", daily_polls=polls)
    now = NOON
    for event in history:
        if event == "failure":
            pace.after_failure()
        else:
            if event == "news":
                pace.learn([appearance(now - MINUTE)])
            pace.after_poll(now)
        assert timedelta(seconds=30) <= pace.wait <= 20 * MINUTE
        now += pace.wait


@pytest.mark.parametrize(
    ("published", "looked_before", "appeared"),
    [
        pytest.param(-3 * MINUTE, None, -3 * MINUTE, id="found by the first crawl"),
        pytest.param(-3 * MINUTE, -5 * MINUTE, -3 * MINUTE, id="published since the last poll"),
        pytest.param(-2 * HOUR, -5 * MINUTE, 0 * MINUTE, id="backdated: was not there before"),
        pytest.param(-400 * HOUR, -5 * MINUTE, -400 * HOUR, id="an old one that was missed"),
        pytest.param(2 * HOUR, -5 * MINUTE, 0 * MINUTE, id="dated in the future"),
        pytest.param(-12 * HOUR, None, None, id="midnight: the hour is not known"),
    ],
)
def test_when_a_release_appeared(
    published: timedelta, looked_before: timedelta | None, appeared: timedelta | None
) -> None:
    found = datetime.fromisoformat("2026-03-03T12:00:00+05:00")
    release = Appearance(
        found + published, found, found + looked_before if looked_before is not None else None
    )
    expected = None if appeared is None else found + appeared
    assert appeared_at(release) == expected
