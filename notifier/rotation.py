"""A Telegram sink whose token may be replaced while it works."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Self

from pydantic import SecretStr

from notifier.deliveries import Delivery
from notifier.presses import Press
from notifier.telegram import TelegramSink

log = logging.getLogger(__name__)


class RotatingSink:
    """Sends through a bot with the token that is valid now.

    ``secret`` reads the token and is asked before every call; where it cannot be read (ValueError)
    or is gone, the last one stays in use. ``connect`` makes the sink for a token. To be used as an
    async context manager.
    """

    looks_back = True

    def __init__(
        self,
        secret: Callable[[], SecretStr | None],
        connect: Callable[[SecretStr], TelegramSink],
        token: SecretStr,
    ) -> None:
        self._secret = secret
        self._connect = connect
        self._token = token
        self._sink = connect(token)
        self._replaced: list[TelegramSink] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for sink in (*self._replaced, self._sink):
            await sink.close()

    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        """Send a post; returns the id of the message."""
        return await self._current().send(delivery, reply_to)

    async def edit(self, delivery: Delivery, message_id: int | None) -> None:
        """Make a message show the delivery's post."""
        await self._current().edit(delivery, message_id)

    async def find(self, delivery: Delivery, floor_id: int, known: Collection[int]) -> int | None:
        """Look for a doubtful post among the ids above ``floor_id``."""
        return await self._current().find(delivery, floor_id, known)

    async def presses(self, after: int, seconds: int) -> tuple[list[Press], int]:
        """Presses of buttons since the update ``after``."""
        return await self._current().presses(after, seconds)

    async def answer(self, press: Press, text: str) -> None:
        """Tell whoever pressed a button what came of it."""
        await self._current().answer(press, text)

    def _current(self) -> TelegramSink:
        try:
            token = self._secret()
        except ValueError as error:
            # In the midst of being replaced: the next call will find the new one.
            log.warning("the token in use stays: %s", error)
            return self._sink
        if token is not None and token != self._token:
            # Calls to other chats may still be under way through the old one.
            self._replaced.append(self._sink)
            self._token, self._sink = token, self._connect(token)
            log.info("the bot's token was replaced")
        return self._sink
