"""One asyncio loop for everything, on Twisted's asyncio reactor, which Scrapy needs."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from scrapy.utils.reactor import install_reactor

T = TypeVar("T")


def run(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run ``main`` to its end and give back what it returns or raise what it raises.

    To be called once in a process: a Twisted reactor cannot be started a second time.
    """
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as installed

    # Twisted's module turns into the installed reactor, which no type can tell.
    reactor: Any = installed
    outcome: list[T] = []
    failure: list[BaseException] = []

    loops: list[asyncio.AbstractEventLoop] = []

    async def supervised() -> None:
        loops.append(asyncio.get_running_loop())
        try:
            outcome.append(await main())
        # Whatever it is, it belongs to the caller of run(), not to the reactor's log.
        except BaseException as error:  # noqa: BLE001
            failure.append(error)
        finally:
            reactor.stop()

    tasks: list[asyncio.Task[None]] = []

    def begin() -> None:
        tasks.append(asyncio.get_running_loop().create_task(supervised()))

    # What was made so far, modules mostly, stays until the end: looking through it for garbage time
    # and again took several per cent of a crawl.
    gc.freeze()
    # Not callWhenRunning: the reactor calls that before the loop itself runs.
    reactor.callLater(0, begin)
    # Signals are the daemon's own business (scheduler/daemon.py): Twisted's handlers would stop
    # the reactor under a transaction.
    reactor.run(installSignalHandlers=False)
    for loop in loops:
        loop.close()
    if failure:
        raise failure[0]
    return outcome[0]
