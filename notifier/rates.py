"""How fast calls go out, so that Telegram never has to ask for a pause."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.constants import FloodLimit
from telegram.ext import AIORateLimiter, BaseRateLimiter

#: python-telegram-bot's limiter is a leaky bucket: it lets its whole capacity through at once and
#: then its rate, up to twice the capacity within one period. Less than half of what Telegram allows
#: in a period keeps every period of that length within it, also where the line bunches what was
#: sent at even distances.
_SHARE = 0.4


class Rates(BaseRateLimiter[int]):
    """Telegram's rates of messages, held in every second (bot) and minute (group or channel).

    Other calls (edits, looks for a doubtful message) are no messages to the readers: they have
    python-telegram-bot's usual rates, so that a look at a few ids is not stretched over minutes.
    """

    def __init__(self) -> None:
        self._messages = AIORateLimiter(
            overall_max_rate=FloodLimit.MESSAGES_PER_SECOND * _SHARE,
            group_max_rate=FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP * _SHARE,
        )
        self._others = AIORateLimiter()

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
        limiter = self._messages if endpoint.startswith("send") else self._others
        return await limiter.process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )
