"""The stand-in in a thread of its own, for programs that run in another process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.telegram_standin.server import TelegramStandIn


@contextmanager
def serving_telegram(*channels: int) -> Iterator[TelegramStandIn]:
    """A Bot API server that listens while the block runs, with these channels."""
    ready, loops, stops = threading.Event(), [], []
    standin = TelegramStandIn()

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        stops.append(asyncio.Event())
        for channel in channels:
            standin.chat(channel)
        async with standin:
            ready.set()
            await stops[0].wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="telegram", daemon=True)
    thread.start()
    ready.wait()
    try:
        yield standin
    finally:
        loops[0].call_soon_threadsafe(stops[0].set)
        thread.join()
