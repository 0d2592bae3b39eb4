"""Run every benchmark, one after another, and print their tables."""

from __future__ import annotations

import platform
import subprocess
import sys

BENCHMARKS = (
    "analysis",
    "delivery",
    "generic_reader",
    "ingest",
    "intake",
    "killing",
    "latency",
    "near_duplicates",
    "pace",
    "poll",
    "reanalysis",
    "resident",
    "search",
    "soak",
    "storage",
)


def main() -> int:
    """Run each in a process of its own, so that none warms up another."""
    print(f"Python {platform.python_version()}, {platform.machine()}", flush=True)
    failed = []
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


sys.exit(main())
