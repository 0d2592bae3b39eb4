"""What an error of python-telegram-bot means for the message: the table of docs/messages.md."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from notifier.errors import DeliveryError, Doubtful, NotSent, Refused, TokenRefused
from notifier.secrets import REDACTOR

_T = TypeVar("_T")

#: The request never left: no connection was had.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


def meaning(error: TelegramError) -> DeliveryError:
    """The error as the delivery understands it, without secrets.

    Order matters: BadRequest is a NetworkError. What is not known for certain is doubtful.
    """
    reason = REDACTOR.redact(str(error)) or type(error).__name__
    if isinstance(error, InvalidToken):
        return TokenRefused()
    if isinstance(error, RetryAfter):
        # The library's own attribute changes its type with an environment variable.
        seconds = error._retry_after.total_seconds()
        return NotSent(f"Telegram asks to wait {seconds:.0f} s", retry_after=seconds)
    if isinstance(error, ChatMigrated):
        return Refused(
            f"the chat has a new number: write {error.new_chat_id} into [[telegram.channel]]"
        )
    if isinstance(error, BadRequest | Forbidden):
        return Refused(reason)
    if isinstance(error.__cause__, _NEVER_LEFT):
        return NotSent(f"no connection to Telegram ({type(error.__cause__).__name__})")
    return Doubtful(f"no clear answer from Telegram: {reason}")


async def understood(call: Awaitable[_T]) -> _T:
    """The answer of a call; an error of the library as what it means. Raises DeliveryError."""
    try:
        return await call
    except TelegramError as error:
        raise meaning(error) from None


def says(error: TelegramError, *phrases: str) -> bool:
    """Whether Telegram's own words (never its code) tell which refusal it is."""
    return any(phrase in error.message.lower() for phrase in phrases)
