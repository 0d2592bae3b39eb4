"""The simulation by which paces are compared, and what the adaptive one must reach in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import pace
from benchmarks.pace_policies import adaptive, fixed
from benchmarks.pace_simulation import Span, walk
from benchmarks.pace_times import NoTimes, made_up, read
from scheduler.pacing.budget import Bounds

BOUNDS = Bounds(fastest=1, slowest=30, daily=288)


def csv(folder: Path, *times: str, column: str = "published_at_local") -> Path:
    path = folder / "times.csv"
    path.write_text("\n".join([f"{column},section", *(f"{time},ru/news" for time in times), ""]))
    return path


def test_a_fixed_interval_is_late_by_half_of_it_on_average() -> None:
    times = [60.0 + 7.31 * number for number in range(2000)]
    outcome = walk(times, fixed(10), Span.of(times), first=3)
    assert outcome.summary()["mean_delay_min"] == pytest.approx(5, rel=0.05)
    assert outcome.summary()["to_fixed_with_as_many_polls"] == pytest.approx(1, rel=0.05)


def test_a_policy_is_told_of_a_release_by_the_first_poll_after_it() -> None:
    told: list[tuple[float, list[float]]] = []

    def policy(now: float, found: object) -> float:
        told.append((now, list(found)))  # type: ignore[call-overload]
        return 30.0

    times = [100.0, 110.0, 200.0]
    outcome = walk(times, policy, Span.of(times), first=0)
    assert [one for one in told if one[1]] == [(120.0, [100.0, 110.0]), (210.0, [200.0])]
    assert [delay for _, delay in outcome.delays] == [20.0, 10.0, 10.0]


@pytest.mark.parametrize(("name", "share"), [("two_bursts", 0.5), ("groups", 0.6)])
def test_a_rhythm_is_found_and_used(name: str, share: float) -> None:
    times = made_up(name)[:400]
    outcome = walk(times, adaptive(BOUNDS), Span.of(times), first=0)
    assert outcome.summary()["to_fixed_with_as_many_polls"] < share
    assert outcome.polls == pytest.approx(BOUNDS.daily, rel=0.15)
    assert BOUNDS.fastest <= outcome.shortest <= outcome.longest <= BOUNDS.slowest


def test_where_there_is_no_rhythm_little_is_lost() -> None:
    times = made_up("round_the_clock")
    outcome = walk(times, adaptive(BOUNDS), Span.of(times), first=0)
    assert outcome.summary()["to_fixed_with_as_many_polls"] < 1.25


def test_times_are_read_in_order_and_spread_over_their_minute(tmp_path: Path) -> None:
    path = csv(tmp_path, "2026-01-05 10:00:00", "2026-01-05T09:00:00+05:00", "", "2026-01-05 10:00")
    first, second, third = read(path)
    assert first % 1440 == pytest.approx(540)
    assert 600 <= second % 1440 < third % 1440 < 602


@pytest.mark.parametrize(
    ("times", "column"),
    [(["yesterday"], "published_at_local"), ([], "published_at_local"), (["2026-01-05"], "when")],
)
def test_a_file_without_times_is_refused(tmp_path: Path, times: list[str], column: str) -> None:
    with pytest.raises(NoTimes, match=r"times\.csv"):
        read(csv(tmp_path, *times, column=column))


@pytest.mark.parametrize("times", [["2026-01-05 10:00"], ["2026-01-05 10:00", "2026-01-19 11:30"]])
def test_few_times_are_enough_for_a_report(
    tmp_path: Path, times: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert pace.main(["--times", str(csv(tmp_path, *times)), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["releases"] == len(times)
    assert report["whole"]["adaptive"]["mean_delay_min"] > 0


def test_a_missing_file_is_said_and_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pace.main(["--times", str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_without_the_real_times_the_made_up_ones_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UKIMET_SHARED", str(tmp_path))
    monkeypatch.setattr(pace, "MADE_UP", {"sparse": None})
    monkeypatch.setattr(pace, "made_up", lambda name: made_up(name)[:3])
    assert pace.main([]) == 0
    said = capsys.readouterr()
    assert "not at hand" in said.err
    assert "sparse: 3 releases" in said.out
