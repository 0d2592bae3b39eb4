"""The rooms put together as the configuration says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TextIO

from pydantic import SecretStr

from archive import Archive
from crawler.task import utc_now
from notifier.rotation import RotatingSink
from notifier.sinks import Sink
from notifier.telegram import TelegramSink
from notifier.terminal import TerminalSink
from scheduler.herald import Herald
from ukimet.config import Config


@asynccontextmanager
async def herald_of(
    config: Config, archive: Archive, *, terminal: TextIO | None = None
) -> AsyncIterator[Herald]:
    """The herald with the sinks that the configuration has.

    ``terminal`` is where messages are printed; standard output by default.
    """
    sinks: dict[str, Sink] = {"terminal": TerminalSink(terminal)}
    token = config.telegram.secret()
    if token is None or not config.telegram.channels:
        yield _herald(config, archive, sinks)
        return
    settings = config.telegram

    def connect(token: SecretStr) -> TelegramSink:
        return TelegramSink.connect(
            token, api_base_url=settings.api_base_url, ops_chat=settings.ops_chat
        )

    async with RotatingSink(settings.secret, connect, token) as telegram:
        yield _herald(config, archive, sinks | {"telegram": telegram})


def _herald(config: Config, archive: Archive, sinks: dict[str, Sink]) -> Herald:
    return Herald(
        archive,
        channels=config.channels,
        schedule=config.schedule,
        telegram=config.telegram,
        sinks=sinks,
        clock=utc_now,
    )
