"""A backfill killed at random moments loses nothing and repeats nothing."""

from __future__ import annotations

from pathlib import Path

from benchmarks.killing import Backfill
from replica import serving

KILLS = 2


def test_a_backfill_killed_at_random_moments_loses_and_repeats_nothing(tmp_path: Path) -> None:
    with serving(history=12, sitemap="index", apart=["hidden"]) as site:
        # Only the sitemap knows these; they are too old to be looked at again by themselves.
        only_mapped = {"lang": "en", "section": "hidden", "published_at": "2025-03-03T10:00+05:00"}
        for number in range(6):
            site.publish(title=f"On {number}", body="Few know.", **only_mapped)
        backfill = Backfill(tmp_path, site.url, seed=7)
        killed = [backfill.kill_after(fetched) for fetched in backfill.moments(KILLS, 42)]
        backfill.finish()
        served = {r["url"] for r in site.releases()}
        requests = [url for r in site.requests() if (url := site.url + r["path"]) in served]
    assert sum(killed) >= 1
    assert backfill.archived() == served
    assert backfill.problems() == []
    # The one page in hand when the process was killed may be asked for once more.
    assert len(requests) - len(set(requests)) <= sum(killed)
