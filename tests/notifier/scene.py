"""A newsroom, a channel in the stand-in of Telegram, and a sink between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from notifier.delivery import DeliveryReport, deliver_due
from notifier.settings import Channel
from notifier.telegram import TelegramSink
from tests.notifier.newsroom import Clock, Newsroom, newsroom
from tests.telegram_standin import TOKEN, Chat, TelegramStandIn

CHANNEL_ID, OPS_ID = -1001234567890, -1009999999999
EN = Channel(chat=CHANNEL_ID, language="en")
SETTLE = timedelta(seconds=120)


@dataclass
class Scene:
    """One channel; ``ops`` is the operator's chat where there is one."""

    room: Newsroom
    api: TelegramStandIn
    sink: TelegramSink
    clock: Clock
    channel: Chat
    ops: Chat | None

    async def round(self, *, silent: bool = False) -> DeliveryReport:
        """Send what is due now."""
        return await deliver_due(
            self.room.archive,
            {"telegram": self.sink},
            self.clock,
            settle=SETTLE,
            silent=silent,
            ops_chat=OPS_ID if self.ops else None,
        )

    async def rounds(self, count: int = 6) -> None:
        """Rounds with enough time in between for everything to settle."""
        for _ in range(count):
            await self.round()
            self.clock.forward(minutes=16)

    def told(self) -> list[str]:
        """First lines of the channel's posts, without their sign."""
        return [text.split("\n")[0].split(" ", 1)[1] for text in self.channel.texts()]


@asynccontextmanager
async def scene(
    path: Path, *, ops: bool = False, channels: tuple[Channel, ...] = (EN,)
) -> AsyncIterator[Scene]:
    clock = Clock()
    with newsroom(path, channels, clock) as room:
        async with TelegramStandIn() as api:
            channel = api.chat(CHANNEL_ID, username="ukimet_channel")
            operator = api.chat(OPS_ID, type="supergroup") if ops else None
            sink = TelegramSink.connect(
                SecretStr(TOKEN),
                api_base_url=api.url,
                ops_chat=OPS_ID if ops else None,
                timeout=0.3,
                paced=False,
            )
            async with sink:
                yield Scene(room, api, sink, clock, channel, operator)


def play(
    path: Path,
    plot: Callable[[Scene], Coroutine[Any, Any, None]],
    *,
    ops: bool = False,
    channels: tuple[Channel, ...] = (EN,),
) -> None:
    async def run() -> None:
        async with scene(path, ops=ops, channels=channels) as found:
            await plot(found)

    asyncio.run(run())
