"""A backfill killed at random moments loses nothing and repeats nothing."""

from __future__ import annotations

from pathlib import Path

from benchmarks.killing import Backfill
from replica import serving

KILLS = 2


def test_a_backfill_killed_at_random_moments_loses_and_repeats_nothing(tmp_path: Path) -> None:
    with serving(history=12) as site:
        backfill = Backfill(tmp_path, site.url, seed=7)
        killed = [backfill.kill_after(fetched) for fetched in backfill.moments(KILLS, 36)]
        backfill.finish()
        requests = [r["path"] for r in site.requests() if r["path"].count("/") > 2]
        served = {r["url"] for r in site.releases()}
    assert sum(killed) >= 1
    assert backfill.archived() == served
    assert backfill.problems() == []
    # The one page in hand when the process was killed may be asked for once more.
    assert len(requests) - len(set(requests)) <= sum(killed)
