from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from replica import load_events
from replica.clock import ALMATY, Clock
from replica.history import event_times
from replica.languages import LANGS
from replica.site import Site
from replica.variation import vary, with_one_figure_changed

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ALMATY)


def told(site: Site) -> list[tuple[str, str, str, datetime]]:
    return [(r.path, r.title, r.body, r.published_at) for r in site.releases]


def test_the_same_seed_and_moment_give_the_same_site() -> None:
    first, second = (Site(history=50, seed=7, clock=Clock(NOW, frozen=True)) for _ in range(2))
    assert told(first) == told(second)
    other = Site(history=50, seed=8, clock=Clock(NOW, frozen=True))
    assert [r.published_at for r in other.releases] != [r.published_at for r in first.releases]


def test_numbers_rise_with_time_on_one_scale_over_the_languages() -> None:
    releases = Site(history=60, clock=Clock(NOW)).releases
    assert len(releases) == 180
    assert [r.published_at for r in releases] == sorted(r.published_at for r in releases)
    numbers = [int(r.path.rpartition("-")[2]) for r in releases]
    assert numbers == list(range(numbers[0], numbers[0] + 180))
    assert {r.lang for r in releases[:9]} == set(LANGS)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 80), st.datetimes(datetime(2022, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001
def test_the_past_lies_before_now_on_working_days_in_office_hours(
    count: int, now: datetime
) -> None:
    times = event_times(count, now.replace(tzinfo=ALMATY), seed=1)
    assert len(times) == count
    assert times == sorted(times)
    for moment in times:
        assert moment < now.replace(tzinfo=ALMATY)
        assert moment.weekday() < 6
        assert 8 <= moment.hour <= 20


def test_the_languages_of_one_event_appear_within_half_an_hour() -> None:
    by_event = defaultdict(list)
    for release in Site(history=40, clock=Clock(NOW)).releases:
        by_event[release.event.id].append(release.published_at)
    assert all(max(times) - min(times) <= timedelta(minutes=30) for times in by_event.values())


def test_local_time_has_the_offset_that_was_in_force() -> None:
    site = Site(history=1200, clock=Clock(datetime(2024, 3, 20, 12, 0)))  # noqa: DTZ001
    offsets = {r.published_at.utcoffset() for r in site.releases}
    assert offsets == {timedelta(hours=5), timedelta(hours=6)}
    change = datetime(2024, 3, 1, tzinfo=ALMATY)
    assert all(
        (r.published_at < change) == (r.published_at.utcoffset() == timedelta(hours=6))
        for r in site.releases
    )


def test_a_history_longer_than_the_events_repeats_no_text_title_or_address() -> None:
    site = Site(history=3 * len(load_events()), clock=Clock(NOW))
    for lang in LANGS:
        releases = [r for r in site.releases if r.lang == lang]
        assert len({r.body for r in releases}) == len(releases)
        assert len({r.title for r in releases}) == len(releases)
        assert len({r.path for r in releases}) == len(releases)


def test_a_variation_changes_the_same_figures_in_all_languages() -> None:
    event = next(e for e in load_events() if e.id.startswith("18-"))
    varied = vary(event, 1)
    figures = [
        set(re.findall(r"\d+[.,]\d+", varied.texts[lang].body.replace(".", ","))) for lang in LANGS
    ]
    assert figures[0] & figures[1] & figures[2]
    assert varied.id == f"{event.id}-2"
    assert vary(event, 0) is event


def test_a_variation_leaves_years_and_days_of_the_month_alone() -> None:
    for event in load_events():
        for lang in LANGS:
            years = re.findall(r"\b20[12]\d\b", event.texts[lang].body)
            varied = re.findall(r"\b20[12]\d\b", vary(event, 2).texts[lang].body)
            assert varied[: len(years)] == years


@given(st.text(alphabet="ab %019.", max_size=40))
def test_an_automatic_edit_always_changes_the_text(body: str) -> None:
    assert with_one_figure_changed(body) != body


def test_an_automatic_edit_prefers_a_percentage_to_a_year() -> None:
    assert (
        with_one_figure_changed("In 2025 trade grew by 19% to 200.")
        == "In 2025 trade grew by 20% to 200."
    )
    assert with_one_figure_changed("In 2025 it was 400.") == "In 2025 it was 401."
    assert with_one_figure_changed("Nothing.") == "Nothing. (1)"
