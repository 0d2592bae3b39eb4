"""A server in a thread of its own, for programs that run in another process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TypeVar

from replica.telegram.server import TelegramStandIn

_Server = TypeVar("_Server")


@contextmanager
def in_thread(server: AbstractAsyncContextManager[_Server]) -> Iterator[_Server]:
    """Enter ``server`` on a loop of its own in another thread, and leave it after the block."""
    ready, loops, stops, servers = threading.Event(), [], [], []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        stops.append(asyncio.Event())
        async with server as entered:
            servers.append(entered)
            ready.set()
            await stops[0].wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="server", daemon=True)
    thread.start()
    ready.wait()
    try:
        yield servers[0]
    finally:
        loops[0].call_soon_threadsafe(stops[0].set)
        thread.join()


@contextmanager
def serving_telegram(
    *channels: int, standin: TelegramStandIn | None = None
) -> Iterator[TelegramStandIn]:
    """``standin``, or a new one, listens while the block runs, with these new channels."""
    server = standin or TelegramStandIn()
    for channel in channels:
        server.chat(channel)
    with in_thread(server):
        yield server
