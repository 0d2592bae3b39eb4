"""Telegram: a bot that keeps its token to itself, and the sink that sends through it."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection
from types import TracebackType
from typing import Self

from pydantic import SecretStr
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from notifier.deliveries import Delivery
from notifier.errors import Refused
from notifier.markup import CALLBACK, Post, links
from notifier.presses import Press, answer_press, presses_since
from notifier.rates import Rates
from notifier.readback import ReadBack
from notifier.secrets import keep_out_of_logs
from notifier.telegram_errors import meaning, says, understood

Bot = ExtBot[int]


def make_bot(
    token: SecretStr, api_base_url: str, *, timeout: float = 30.0, paced: bool = True
) -> Bot:
    """A bot that never logs its token; ``timeout`` in seconds.

    ``paced``: keep to Telegram's rates: to a channel a message a second and 20 a minute, 30 a
    second in all.
    """
    keep_out_of_logs(token.get_secret_value())
    # Asks the library for time spans as such, which it will otherwise warn about.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    # It reports every 429 as an error with a traceback; the delivery says that in one line.
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
    request = HTTPXRequest(
        connection_pool_size=8,
        connect_timeout=min(timeout, 10.0),
        pool_timeout=timeout,
        read_timeout=timeout,
        write_timeout=timeout,
    )
    return ExtBot(
        token.get_secret_value(),
        base_url=f"{api_base_url.rstrip('/')}/bot",
        base_file_url=f"{api_base_url.rstrip('/')}/file/bot",
        request=request,
        get_updates_request=HTTPXRequest(connection_pool_size=1),
        rate_limiter=Rates() if paced else None,
    )


async def close_bot(bot: Bot) -> None:
    """Close a bot's connections."""
    # Bot.shutdown does nothing for a bot that was never initialised, and ours need not be:
    # initialising would ask Telegram who we are before the first message can wait for it.
    for request in bot._request:
        await request.shutdown()


class TelegramSink:
    """Sends messages through one bot. Use it as an async context manager, or call ``close``.

    ``ops_chat`` is where doubtful messages are forwarded to be read back.
    """

    looks_back = True

    def __init__(self, bot: Bot, *, ops_chat: int | str | None = None) -> None:
        self._bot = bot
        self._ops_chat = ops_chat

    @classmethod
    def connect(
        cls,
        token: SecretStr,
        *,
        api_base_url: str = "https://api.telegram.org",
        ops_chat: int | str | None = None,
        timeout: float = 30.0,
        paced: bool = True,
    ) -> Self:
        """A sink with a bot of its own; nothing is asked of Telegram yet. See ``make_bot``."""
        return cls(make_bot(token, api_base_url, timeout=timeout, paced=paced), ops_chat=ops_chat)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections to Telegram."""
        await close_bot(self._bot)

    async def send(self, delivery: Delivery, reply_to: int | None) -> int | None:
        """Send a post; returns the id of the message."""
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        message = await understood(
            self._bot.send_message(
                _chat(delivery.chat),
                delivery.post.html,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(delivery.post),
                link_preview_options=_preview(delivery),
                disable_notification=delivery.silent,
                reply_parameters=reply,
            )
        )
        return int(message.message_id)

    async def edit(self, delivery: Delivery, message_id: int | None) -> None:
        """Make a message show the delivery's post; that it already does is as good."""
        if message_id is None:
            raise Refused("the message to be edited is not known")
        try:
            await self._bot.edit_message_text(
                delivery.post.html,
                chat_id=_chat(delivery.chat),
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(delivery.post),
                link_preview_options=_preview(delivery),
            )
        except TelegramError as error:
            if not says(error, "message is not modified"):
                raise meaning(error) from None

    async def find(self, delivery: Delivery, floor_id: int, known: Collection[int]) -> int | None:
        """Look for a doubtful post among the ids above ``floor_id``."""
        search = ReadBack(
            self._bot,
            _chat(delivery.chat),
            delivery.post.html,
            _keyboard(delivery.post),
            _preview(delivery),
            self._ops_chat,
        )
        return await search.find(floor_id, known)

    async def presses(self, after: int, seconds: int) -> tuple[list[Press], int]:
        """Presses of buttons since the update ``after``; see ``presses_since``."""
        return await presses_since(self._bot, after, seconds)

    async def answer(self, press: Press, text: str) -> None:
        """Tell whoever pressed a button what came of it."""
        await answer_press(self._bot, press, text)


def _chat(key: str) -> int | str:
    return key if key.startswith("@") else int(key)


def _keyboard(post: Post) -> InlineKeyboardMarkup | None:
    if not post.buttons:
        return None
    return InlineKeyboardMarkup([[_button(label, address) for label, address in post.buttons]])


def _button(label: str, address: str) -> InlineKeyboardButton:
    if address.startswith(CALLBACK):
        return InlineKeyboardButton(label, callback_data=address.removeprefix(CALLBACK))
    return InlineKeyboardButton(label, url=address)


def _preview(delivery: Delivery) -> LinkPreviewOptions:
    addresses = links(delivery.post.html) if delivery.kind in ("alert", "edit", "reply") else []
    if not addresses:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=addresses[0], prefer_large_media=True, show_above_text=True)
