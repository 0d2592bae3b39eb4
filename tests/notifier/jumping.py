"""An event loop on which waiting for the clock takes no time, while sockets are real.

Where nothing has come in from any socket for a moment, nobody but the clock can wake the loop: then
its time jumps to the next timer. Server and client have to live on the same loop.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

#: What is on its way over loopback has arrived by then (s); nothing depends on how long it is but
#: a time-out that would come early, and none of those is near.
_MOMENT = 0.02


class _Jumping(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.jumped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= _MOMENT:
            return super().select(timeout)
        found = super().select(_MOMENT)
        if not found:
            self.jumped += timeout - _MOMENT
        return found


class JumpingLoop(asyncio.SelectorEventLoop):
    """Its ``time`` is the monotonic clock and all that has been jumped over (s)."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return super().time() + self._jumping.jumped


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run ``main`` to its end on a loop of its own."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(main)
