"""How fast calls go out, so that Telegram never has to ask for a pause."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.constants import FloodLimit
from telegram.ext import AIORateLimiter, BaseRateLimiter

#: python-telegram-bot's limiter is a leaky bucket: it lets its whole capacity through at once and
#: then its rate, up to twice the capacity within one period. Less than half of what Telegram allows
#: in a period keeps every period of that length within it, also where the line bunches what was
#: sent at even distances.
_SHARE = 0.4
#: Between two messages to one chat, in seconds: Telegram allows one a second.
_REST = 1.1


class Rates(BaseRateLimiter[int]):
    """Telegram's rates of messages: in every second of bot and chat, every minute of a chat.

    Other calls (edits, looks for a doubtful message) are no messages to the readers: they have
    python-telegram-bot's usual rates, so that a look at a few ids is not stretched over minutes.
    """

    def __init__(self) -> None:
        self._messages = AIORateLimiter(
            overall_max_rate=FloodLimit.MESSAGES_PER_SECOND * _SHARE,
            group_max_rate=FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP * _SHARE,
        )
        self._others = AIORateLimiter()
        self._last: dict[Any, float] = {}

    async def initialize(self) -> None:
        """Nothing is held open."""

    async def shutdown(self) -> None:
        """Nothing is held open."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Make the call when its turn has come; what it raises is passed on, nothing is retried."""
        if not endpoint.startswith("send"):
            return await self._others.process_request(
                callback, args, kwargs, endpoint, data, rate_limit_args
            )
        chat, now = data.get("chat_id"), asyncio.get_running_loop().time

        async def when_its_chat_has_rested(*args: Any, **kwargs: Any) -> Any:
            # Messages to one chat come one at a time, so nobody else waits for the same moment.
            await asyncio.sleep(max(self._last.get(chat, -_REST) + _REST - now(), 0.0))
            try:
                return await callback(*args, **kwargs)
            finally:
                # The line may have held it up until now.
                self._last[chat] = now()

        return await self._messages.process_request(
            when_its_chat_has_rested, args, kwargs, endpoint, data, rate_limit_args
        )
