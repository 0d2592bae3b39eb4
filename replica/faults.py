"""Failures on demand: which requests go wrong, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, get_args

Mode = Literal[
    "500",
    "503",
    "404",
    "captcha",
    "hang",
    "cut",
    "reset",
    "slow",
    "redirect_loop",
    "garbage",
    "empty",
    "429",
    "error_page",
    "redesign",
    "drift",
    "endless",
    "windows_1251",
    "mislabelled",
    "oversized",
    "gzip_bomb",
    "redirect_out",
]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(slots=True)
class Fault:
    """A failure of the addresses that match; ``times`` None: until it is recovered.

    ``retry_after`` (seconds) goes into the header of that name; ``seconds`` is how long a slow
    response takes.
    """

    id: int
    match: re.Pattern[str]
    mode: Mode
    times: int | None = None
    retry_after: int | None = None
    seconds: float = 5.0

    def to_json(self) -> dict[str, Any]:
        """What the control interface tells of this fault."""
        return {
            "id": self.id,
            "match": self.match.pattern,
            "mode": self.mode,
            "times": self.times,
            "retry_after": self.retry_after,
            "seconds": self.seconds,
        }


class Faults:
    """The faults in force; the oldest that matches a request is the one that strikes."""

    def __init__(self) -> None:
        self._active: list[Fault] = []
        self._last_id = 0

    def add(
        self,
        match: str,
        mode: str,
        *,
        times: int | None = None,
        retry_after: int | None = None,
        seconds: float = 5.0,
    ) -> Fault:
        """Puts a fault in force. ``match`` is searched for in path and query; ValueError where it
        is no regular expression, or the mode or the count is none.
        """
        if mode not in MODES:
            raise ValueError(f"mode must be one of {', '.join(MODES)}, not {mode!r}")
        if times is not None and times < 1:
            raise ValueError("times must be at least 1, or null for ever")
        try:
            pattern = re.compile(match)
        except re.error as error:
            raise ValueError(f"match is no regular expression: {error}") from error
        self._last_id += 1
        fault = Fault(self._last_id, pattern, mode, times, retry_after, seconds)
        self._active.append(fault)
        return fault

    def strike(self, target: str) -> Fault | None:
        """The fault that a request for ``target`` meets, counted down; None: all is well."""
        for fault in self._active:
            if fault.match.search(target):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times == 0:
                        self._active.remove(fault)
                return fault
        return None

    def remove(self, match: str | None = None) -> int:
        """Lifts the faults that were given with exactly this ``match`` (None: all); how many."""
        lifted = [f for f in self._active if match is None or f.match.pattern == match]
        self._active = [fault for fault in self._active if fault not in lifted]
        return len(lifted)

    def to_json(self) -> list[dict[str, Any]]:
        """The faults in force."""
        return [fault.to_json() for fault in self._active]
