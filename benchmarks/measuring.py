"""What a piece of work costs: time, CPU time, memory."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of CPU, and the largest memory in MB."""

    wall: float
    cpu: float
    memory: float


def cost_of(arguments: Sequence[str]) -> tuple[Cost, dict[str, Any]]:
    """Run a program of ours that prints one JSON object with ``wall``, ``cpu`` and ``memory``."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return Cost(report["wall"], report["cpu"], report["memory"]), report


def peak_memory() -> float:
    """The largest memory that this process has had, in MB.

    On Linux from /proc: what ``getrusage`` says of a new process begins with the memory of the one
    that started it, which here is the replica's.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Meter:
    """Measures this process between its making and ``read``."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        """Seconds and MB so far; memory is the peak of the whole process."""
        return {
            "wall": time.perf_counter() - self._wall,
            "cpu": time.process_time() - self._cpu,
            "memory": peak_memory(),
        }


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the ordered values lie."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def load() -> str:
    """What else the machine was doing: its load of the last one, five and fifteen minutes."""
    return ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
