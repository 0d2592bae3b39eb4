"""How late releases are seen, and how many polls that costs: policies of polling compared.

``python -m benchmarks.pace [--times FILE.csv] [--json]`` walks forward through the times of the
file's column ``published_at_local``; a policy knows what its polls have found and nothing else,
from an empty archive on. Compared are the adaptive pace, a fixed interval with as many polls, the
simple pace that came before, and one that knows the true rates of the whole file. Figures are given
for all releases, and for those of the second half of the span. Without ``--times``: the real times,
if they are at hand, and made-up ones with other rhythms.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.pace_simulation import compare
from benchmarks.pace_times import MADE_UP, NoTimes, made_up, read
from scheduler.options import ScheduleOptions, duration
from scheduler.pacing.budget import Bounds

ROOT = Path(__file__).resolve().parent.parent


def default_times() -> Path:
    """The real publication times beside the project, or under UKIMET_SHARED."""
    shared = Path(os.environ.get("UKIMET_SHARED") or ROOT.parent / "shared")
    return shared / "corpus" / "published_at.csv"


def table(name: str, report: dict[str, Any]) -> None:
    """Print one report."""
    print(f"\n{name}: {report['releases']} releases in {report['days']:.0f} days")
    for part in ("whole", "second_half"):
        figures = report[part]
        if figures is None:
            continue
        print(
            f"{part.replace('_', ' '):12} polls/day requests/day  mean  median   p95 min  to fixed"
        )
        for policy in ("adaptive", "fixed", "simple", "knowing"):
            row = figures[policy]
            print(
                f"  {policy:10} {row['polls_per_day']:9.0f} {row['requests_per_day']:12.0f} "
                f"{row['mean_delay_min']:5.2f} {row['median_delay_min']:7.2f} "
                f"{row['p95_delay_min']:5.2f} {row['to_fixed_with_as_many_polls']:13.2f}"
            )
        print(
            f"  adaptive: {figures['adaptive_to_fixed']:.2f} of the fixed interval's mean delay, "
            f"{figures['adaptive_to_knowing']:.2f} of the knowing policy's"
        )


def main(arguments: list[str] | None = None) -> int:
    """Print the comparison; 0 when done, 2 for a file that holds no times."""
    defaults = ScheduleOptions()
    parser = argparse.ArgumentParser(prog="benchmarks.pace", description=__doc__)
    parser.add_argument("--times", type=Path, metavar="FILE.csv")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--fastest", type=duration, default=duration(defaults.fastest_poll))
    parser.add_argument("--slowest", type=duration, default=duration(defaults.slowest_poll))
    parser.add_argument("--daily-polls", type=int, default=defaults.daily_polls, metavar="N")
    options = parser.parse_args(arguments)
    minute = timedelta(minutes=1)
    bounds = Bounds(options.fastest / minute, options.slowest / minute, options.daily_polls)
    try:
        reports = {name: compare(times, bounds) for name, times in _series(options.times)}
    except (NoTimes, OSError) as error:
        print(f"cannot measure the pace: {error}", file=sys.stderr)
        return 2
    if options.json:
        one = len(reports) == 1 and options.times is not None
        print(json.dumps(next(iter(reports.values())) if one else reports, indent=1))
        return 0
    for name, report in reports.items():
        table(name, report)
    return 0


def _series(path: Path | None) -> list[tuple[str, list[float]]]:
    if path is not None:
        return [(path.name, read(path))]
    series = [(name, made_up(name)) for name in MADE_UP]
    real = default_times()
    if real.is_file():
        return [(real.name, read(real)), *series]
    print(f"the real times are not at hand ({real}): made-up ones only", file=sys.stderr)
    return series


if __name__ == "__main__":
    sys.exit(main())
