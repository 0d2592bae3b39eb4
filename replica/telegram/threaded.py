"""The stand-in in a thread of its own, for programs that run in another process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from replica.telegram.server import TelegramStandIn


@contextmanager
def serving_telegram(
    *channels: int, standin: TelegramStandIn | None = None
) -> Iterator[TelegramStandIn]:
    """``standin``, or a new one, listens while the block runs, with these new channels."""
    ready, loops, stops = threading.Event(), [], []
    server = standin or TelegramStandIn()

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        stops.append(asyncio.Event())
        for channel in channels:
            server.chat(channel)
        async with server:
            ready.set()
            await stops[0].wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="telegram", daemon=True)
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loops[0].call_soon_threadsafe(stops[0].set)
        thread.join()
