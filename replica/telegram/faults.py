"""What can go wrong with one call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with the next call of a method.

    ``cut`` closes the connection, ``half`` in the midst of the answer, ``hang`` never answers,
    ``status`` answers with an HTTP status, ``flood`` answers 429. ``taken`` says whether the call
    was carried out all the same: at once, never, or late (when ``take_late`` is called).
    """

    kind: Literal["cut", "half", "hang", "status", "flood"]
    taken: Literal["at once", "never", "late"] = "never"
    status: int = 502
    retry_after: int = 7
    description: str = "Bad Gateway"
