"""Presses of buttons, as Telegram reports them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from telegram import CallbackQuery, Update
from telegram.ext import ExtBot

from notifier.telegram_errors import understood

#: How long the answer to a question may take beyond the time that it may be kept open (s).
_MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Press:
    """One press: ``data`` of the button, ``by`` whom, and the names of the chat (number, @name)."""

    query_id: str
    data: str
    by: str
    chat_names: tuple[str, ...]


async def presses_since(bot: ExtBot[int], after: int, seconds: int) -> tuple[list[Press], int]:
    """The presses since the update ``after``, and the last update; waits ``seconds`` for one.

    Asking confirms to Telegram every update up to ``after``. Raises DeliveryError.
    """
    updates = await understood(
        bot.get_updates(
            offset=after + 1 if after else None,
            timeout=seconds,
            read_timeout=_MARGIN,
            allowed_updates=[Update.CALLBACK_QUERY],
        )
    )
    last = max((update.update_id for update in updates), default=after)
    queries = [update.callback_query for update in updates if update.callback_query is not None]
    return [_press(query) for query in queries], last


async def answer_press(bot: ExtBot[int], press: Press, text: str) -> None:
    """Show ``text`` for a moment to whoever pressed. Raises DeliveryError."""
    await understood(bot.answer_callback_query(press.query_id, text))


def _press(query: CallbackQuery) -> Press:
    user = query.from_user
    by = f"@{user.username}" if user.username else user.full_name
    return Press(query.id, query.data or "", by, tuple(_chat_names(query)))


def _chat_names(query: CallbackQuery) -> Iterator[str]:
    if query.message is None:
        return
    chat = query.message.chat
    yield str(chat.id)
    if chat.username:
        yield f"@{chat.username}".casefold()
