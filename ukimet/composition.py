"""The rooms put together as the configuration says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, TextIO

from pydantic import SecretStr

from archive import Archive
from crawler.task import utc_now
from notifier.folder import FolderSink
from notifier.sinks import Sink
from notifier.terminal import TerminalSink
from scheduler.herald import Herald
from ukimet.config import Config

if TYPE_CHECKING:
    from notifier.rotation import RotatingSink
    from notifier.telegram import TelegramSink

# The sinks of Telegram and of webhooks are loaded where they are configured: 11 and 6 MB.


@asynccontextmanager
async def herald_of(
    config: Config, archive: Archive, *, terminal: TextIO | None = None
) -> AsyncIterator[Herald]:
    """The herald with the sinks that the configuration has.

    ``terminal`` is where messages are printed; standard output by default.
    """
    async with AsyncExitStack() as stack:
        sinks: dict[str, Sink] = {"terminal": TerminalSink(terminal)}
        if config.sink.folder:
            folders = {each.name: each.path for each in config.sink.folder}
            sinks["folder"] = FolderSink(folders, config.schedule.zone)
        if config.sink.webhook:
            from notifier.webhook import WebhookSink, targets_of

            webhooks = WebhookSink(targets_of(config.sink), utc_now)
            sinks["webhook"] = await stack.enter_async_context(webhooks)
        token = config.telegram.secret()
        telegram: RotatingSink | None = None
        if token is not None and (config.telegram.channels or config.telegram.ops_chat):
            telegram = await stack.enter_async_context(_telegram(config, token))
            sinks["telegram"] = telegram
        yield Herald(
            archive,
            channels=config.channels,
            schedule=config.schedule,
            telegram=config.telegram,
            sinks=sinks,
            clock=utc_now,
            line=telegram,
        )


def _telegram(config: Config, token: SecretStr) -> RotatingSink:
    from notifier.rotation import RotatingSink
    from notifier.telegram import TelegramSink

    settings = config.telegram

    def connect(token: SecretStr) -> TelegramSink:
        return TelegramSink.connect(
            token, api_base_url=settings.api_base_url, ops_chat=settings.ops_chat
        )

    return RotatingSink(settings.secret, connect, token)
