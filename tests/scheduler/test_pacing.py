"""What the adaptive pace learns, and how it spends its polls."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.pacing.budget import Bounds
from scheduler.pacing.bursts import Bursts, chances
from scheduler.pacing.forecast import Forecast, Week
from scheduler.pacing.rhythm import CELLS, DAY, HOUR, WEEK, Rhythm

BOUNDS = Bounds(fastest=1, slowest=30, daily=288)

MOMENTS = st.floats(min_value=0, max_value=500 * WEEK)


def office(weeks: int, *, hours: tuple[int, ...] = (9, 11, 15, 17)) -> list[float]:
    """One release in the middle of each of some hours of every working day."""
    return [
        week * WEEK + day * DAY + hour * HOUR + 30
        for week in range(weeks)
        for day in range(5)
        for hour in hours
    ]


def polls_in(forecast: Forecast, start: float, end: float) -> int:
    now, polls = start, 0
    while now < end:
        now += forecast.wait(now)
        polls += 1
    return polls


@given(
    st.lists(MOMENTS, max_size=30),
    MOMENTS,
    st.floats(min_value=0.01, max_value=60),
    st.floats(min_value=1, max_value=100),
    st.floats(min_value=0.1, max_value=1e5),
)
def test_no_history_takes_a_wait_out_of_its_bounds(
    moments: list[float], now: float, fastest: float, factor: float, daily: float
) -> None:
    forecast = Forecast(Bounds(fastest, fastest * factor, daily))
    forecast.learn(sorted(moments))
    assert fastest <= forecast.wait(now) <= fastest * factor


@given(st.lists(MOMENTS, max_size=30), MOMENTS)
def test_the_same_history_gives_the_same_wait(moments: list[float], now: float) -> None:
    one, other = Forecast(BOUNDS), Forecast(BOUNDS)
    one.learn(sorted(moments))
    other.learn(sorted(moments))
    assert one.wait(now) == other.wait(now)


def test_years_of_silence_do_not_starve_the_polls() -> None:
    forecast = Forecast(BOUNDS)
    forecast.learn(office(4))
    start = 300 * WEEK
    assert polls_in(forecast, start, start + DAY) >= 48


def test_polls_go_where_releases_came() -> None:
    forecast = Forecast(BOUNDS)
    forecast.learn(office(20, hours=(2, 3)))
    tuesday = 20 * WEEK + DAY
    by_night = polls_in(forecast, tuesday + 2 * HOUR, tuesday + 4 * HOUR)
    by_day = polls_in(forecast, tuesday + 12 * HOUR, tuesday + 14 * HOUR)
    assert by_night > 4 * by_day


def test_an_office_at_other_hours_is_known_for_one_within_days() -> None:
    forecast = Forecast(BOUNDS)
    forecast.learn(office(1, hours=(20, 22, 0, 2)))
    thursday = WEEK + 3 * DAY
    unseen_hour = polls_in(forecast, thursday + 21 * HOUR, thursday + 22 * HOUR)
    assert unseen_hour > 2 * polls_in(forecast, thursday + 12 * HOUR, thursday + 13 * HOUR)


def test_a_habit_that_changed_is_followed() -> None:
    forecast = Forecast(BOUNDS)
    forecast.learn(office(52, hours=(10,)))
    forecast.learn(moment + 52 * WEEK for moment in office(52, hours=(20,)))
    tuesday = 104 * WEEK + DAY
    evening = polls_in(forecast, tuesday + 20 * HOUR, tuesday + 21 * HOUR)
    assert evening > 1.5 * polls_in(forecast, tuesday + 10 * HOUR, tuesday + 11 * HOUR)


def test_a_working_day_without_releases_slows_down_as_a_holiday() -> None:
    holiday, usual = Forecast(BOUNDS), Forecast(BOUNDS)
    for forecast in (holiday, usual):
        forecast.learn(office(20))
    today = 20 * WEEK + DAY
    usual.learn([today + 9.5 * HOUR, today + 11.5 * HOUR])
    assert holiday.wait(today + 15 * HOUR) > usual.wait(today + 15 * HOUR)


def test_about_the_budget_is_spent_over_a_week() -> None:
    forecast = Forecast(BOUNDS)
    releases = office(21)
    forecast.learn(moment for moment in releases if moment < 20 * WEEK)
    coming = [moment for moment in releases if moment >= 20 * WEEK]
    now, polls = 20 * WEEK, 0
    while now < 21 * WEEK:
        found = [moment for moment in coming if moment <= now]
        forecast.learn(found)
        coming = coming[len(found) :]
        now += forecast.wait(now)
        polls += 1
    assert polls / 7 == pytest.approx(BOUNDS.daily, rel=0.15)


def test_a_late_finding_of_old_releases_keeps_the_level_of_the_rates() -> None:
    in_order, backwards = Rhythm(), Rhythm()
    for moment in office(10):
        in_order.learn(moment)
    for moment in reversed(office(10)):
        backwards.learn(moment)
    assert backwards.rates(10 * WEEK) == pytest.approx(in_order.rates(10 * WEEK))


def test_rates_come_from_the_prior_at_first_and_from_the_counts_later() -> None:
    rhythm = Rhythm()
    tuesday_noon, tuesday_night = 24 + 12, 24 + 2
    prior = rhythm.rates(0)
    assert prior[tuesday_noon] > 10 * prior[tuesday_night] > 0
    for moment in office(50, hours=(2,)):
        rhythm.learn(moment)
    learned = rhythm.rates(50 * WEEK)
    assert learned[tuesday_night] > 10 * learned[tuesday_noon] > 0
    assert sum(learned) == pytest.approx(5, rel=0.2)


def test_groups_are_told_from_releases_that_come_singly() -> None:
    rng = random.Random(5)
    steady = Week([0.5] * CELLS)

    def learned(follow: Callable[[float], list[float]]) -> Bursts:
        bursts, moment, times = Bursts(), 0.0, []
        for _ in range(400):
            moment += rng.expovariate(0.5) * HOUR
            times += [moment, *follow(moment)]
        times.sort()
        for before, after in pairwise(times):
            bursts.learn(before, after, steady.brings)
        return bursts

    groups, singles = learned(lambda moment: [moment + 8]), learned(lambda moment: [])
    assert groups.hazards()[1] > 2.0 > 0.5 > singles.hazards()[1]


@given(
    st.lists(st.just(0.0) | st.floats(1e-6, 50), min_size=1, max_size=200).filter(any),
    st.floats(min_value=1, max_value=3000),
)
def test_the_polls_spent_are_those_of_the_budget_within_the_bounds(
    rates: list[float], daily: float
) -> None:
    bounds = Bounds(1, 30, daily)
    states = [(rate, 1 / len(rates)) for rate in rates]
    spend = bounds.spend(states)
    spent = 1440 * sum(share * bounds.density(rate, spend) for rate, share in states)
    free = sum(share for rate, share in states if rate > 0)
    most = 1440 * free + 48 * (1 - free)
    wanted = min(max(daily, 48), most)
    assert spent == pytest.approx(wanted, rel=0.02)


def test_four_times_the_rate_gets_twice_the_polls() -> None:
    bounds = Bounds(0.01, 1000, 288)
    assert bounds.density(4, 0.1) == pytest.approx(2 * bounds.density(1, 0.1))


@given(MOMENTS, st.floats(min_value=0, max_value=3 * WEEK))
def test_a_week_brings_the_integral_of_its_rates(start: float, length: float) -> None:
    week = Week([0.25] * CELLS)
    assert week.brings(start, start + length) == pytest.approx(length / HOUR / 4, abs=1e-6)


def test_the_chances_of_being_in_a_span_add_up_to_one() -> None:
    assert math.fsum(chances(0.7)) == pytest.approx(1)


def test_choosing_the_next_poll_stays_cheap_with_thirty_thousand_releases() -> None:
    rng = random.Random(1)
    forecast = Forecast(BOUNDS)
    forecast.learn(sorted(rng.uniform(0, 52 * WEEK) for _ in range(30_000)))
    now, taken = 52 * WEEK, []
    for _ in range(30):
        forecast.learn([now])
        begun = time.thread_time()
        wait = forecast.wait(now)
        taken.append(time.thread_time() - begun)
        now += wait
    assert sorted(taken)[len(taken) // 2] < 0.005
