"""Rounds of deliveries: one at a time, now and then, and soon after there is something to say."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from scheduler.herald import Herald

log = structlog.get_logger("scheduler")


class Rounds:
    """The daemon's deliveries; no message is ever in two hands."""

    def __init__(self, herald: Herald) -> None:
        self._herald = herald
        self._in_hand = asyncio.Lock()
        self._again = False
        self._closed = False
        self._timer: asyncio.TimerHandle | None = None
        self._started: set[asyncio.Task[None]] = set()

    async def deliver(self) -> None:
        """Send what is due. While a round is in hand, it is followed by one more instead."""
        self._forget_timer()
        self._again = True
        if self._in_hand.locked():
            return
        async with self._in_hand:
            while self._again and not self._closed:
                self._again = False
                await self._one()

    def deliver_in(self, seconds: float) -> None:
        """Have what is due sent after so long, or when the next round is; a later word counts.

        May be called within a transaction: nothing is sent before the loop goes on.
        """
        self._forget_timer()
        if not self._closed:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._start)

    async def close(self, within: float) -> None:
        """Begin no further round, and wait ``within`` seconds for the one in hand."""
        self._closed = True
        self._forget_timer()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within), self._in_hand:
                log.debug("deliveries_ended")

    def _start(self) -> None:
        task = asyncio.create_task(self.deliver())
        self._started.add(task)
        task.add_done_callback(self._started.discard)

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _one(self) -> None:
        try:
            await self._herald.deliver()
        # As for a poll: the next round tries again what this one could not send.
        except Exception:
            log.exception("delivery_failed")
