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


def test_a_daemon_killed_while_it_crawls_two_sites_loses_and_repeats_nothing(
    tmp_path: Path,
) -> None:
    with serving(history=6) as pm, serving("akorda", history=6) as president:
        backfill = Backfill(tmp_path, pm.url, seed=3, others={"akorda": president.url})
        killed = backfill.kill_after(*backfill.moments(1, 30))
        backfill.finish()
        served, asked = set[str](), list[str]()
        for site in (pm, president):
            served |= (own := {r["url"] for r in site.releases()})
            # "Not changed" is the answer to a second look, not a page that is fetched again.
            pages = (r for r in site.requests() if r["status"] == 200)
            asked += [url for r in pages if (url := site.url + r["path"]) in own]
    assert killed
    assert backfill.archived() == served
    assert backfill.problems() == []
    # One page of each site may have been in hand.
    assert len(asked) - len(set(asked)) <= 2
