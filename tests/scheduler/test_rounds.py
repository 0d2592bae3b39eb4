"""Rounds of deliveries: one at a time, and none is forgotten."""

from __future__ import annotations

import asyncio
from typing import cast

from scheduler.herald import Herald
from scheduler.rounds import Rounds


class Slow:
    """A herald whose rounds end when they are let go."""

    def __init__(self) -> None:
        self.begun: asyncio.Queue[int] = asyncio.Queue()
        self.gate = asyncio.Semaphore(0)
        self.rounds = 0

    async def deliver(self) -> None:
        self.rounds += 1
        self.begun.put_nowait(self.rounds)
        await self.gate.acquire()


def slow_rounds() -> tuple[Slow, Rounds]:
    herald = Slow()
    return herald, Rounds(cast(Herald, herald))


def test_what_is_asked_for_during_a_round_gets_one_more_and_no_two_run_at_once() -> None:
    async def run() -> None:
        herald, rounds = slow_rounds()
        first = asyncio.create_task(rounds.deliver())
        assert await herald.begun.get() == 1
        await rounds.deliver()
        await rounds.deliver()
        assert herald.rounds == 1
        herald.gate.release()
        assert await herald.begun.get() == 2
        herald.gate.release()
        await first
        assert herald.rounds == 2

    asyncio.run(run())


def test_a_round_that_is_to_come_soon_comes_once_however_often_it_was_asked_for() -> None:
    async def run() -> None:
        herald, rounds = slow_rounds()
        herald.gate.release()
        rounds.deliver_in(3600)
        rounds.deliver_in(0)
        assert await herald.begun.get() == 1
        await rounds.close(1)
        assert herald.rounds == 1

    asyncio.run(run())


def test_a_round_makes_one_that_was_to_come_needless() -> None:
    async def run() -> None:
        herald, rounds = slow_rounds()
        herald.gate.release()
        rounds.deliver_in(0)
        await rounds.deliver()
        # Two turns of the loop, in which a timer would have begun a round.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert herald.rounds == 1

    asyncio.run(run())


def test_a_failing_round_is_followed_by_others() -> None:
    class Failing(Slow):
        async def deliver(self) -> None:
            self.rounds += 1
            raise OSError("no line")

    async def run() -> None:
        herald = Failing()
        rounds = Rounds(cast(Herald, herald))
        await rounds.deliver()
        await rounds.deliver()
        assert herald.rounds == 2

    asyncio.run(run())


def test_once_closed_no_round_begins() -> None:
    async def run() -> None:
        herald, rounds = slow_rounds()
        first = asyncio.create_task(rounds.deliver())
        await herald.begun.get()
        await rounds.deliver()
        await rounds.close(0.01)
        herald.gate.release()
        await first
        rounds.deliver_in(0)
        await rounds.deliver()
        assert herald.rounds == 1

    asyncio.run(run())
