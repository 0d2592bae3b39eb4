"""What a poll costs that finds nothing new, in a process that stays: CPU, requests, bytes asked.

Also how much memory the process rests at. ``python -m benchmarks.poll [POLLS]``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from archive import Archive
from benchmarks.measuring import load, median, percentile
from crawler.crawling import Crawl
from crawler.options import CrawlOptions, SiteOptions
from replica import Replica, serving
from scheduler.loop import run as run_on_loop
from scheduler.options import ScheduleOptions
from ukimet import logs

HISTORY = 34
#: What such a poll may take at most, in ms of CPU (p95).
BOUND = 50


def resident() -> float:
    """This process's memory at present, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


async def measure(site: Replica, path: Path, polls: int) -> bool:
    """Fill an archive, then poll the unchanged site; whether the bound holds."""
    moment = datetime.now(UTC)
    cpu, requests = [], []
    with Archive.open(path) as archive:
        for number in range(polls + 2):
            # The clock stands still, so that no release is due for another look: what is left is
            # the listings.
            crawl = Crawl(
                archive,
                SiteOptions(base_url=site.url),
                CrawlOptions(max_requests_per_minute=6_000_000),
                timezone=ScheduleOptions().zone,
                clock=lambda: moment,
            )
            before = time.thread_time()
            report = await crawl.run()
            if number > 1:
                cpu.append((time.thread_time() - before) * 1000)
                requests.append(report.counts.requests)
    print(f"{polls} polls with nothing new, three languages")
    print(f"requests a poll: {max(requests)}")
    p95 = percentile(sorted(cpu), 0.95)
    print(f"CPU a poll: median {median(cpu):.0f} ms, p95 {p95:.0f} ms (at most {BOUND})")
    print(f"memory afterwards, with the replica in the same process: {resident():.0f} MB")
    print(f"load: {load()}")
    return p95 <= BOUND


def main(polls: int) -> int:
    """Measure against a replica in this process; 1 where the bound does not hold."""
    with serving(history=HISTORY) as site, tempfile.TemporaryDirectory() as folder:
        within = run_on_loop(lambda: measure(site, Path(folder, "ukimet.db"), polls))
    return 0 if within else 1


if __name__ == "__main__":
    logs.configure()
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
