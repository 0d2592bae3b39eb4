"""Telegram: sending, editing, and looking for a message that may have arrived."""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Collection
from types import TracebackType
from typing import Self, TypeVar

from pydantic import SecretStr
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageOriginChannel,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from notifier.deliveries import Delivery
from notifier.errors import CannotTell, Doubtful, NotSent, Refused
from notifier.markup import Post, links, plain
from notifier.secrets import keep_out_of_logs
from notifier.telegram_errors import meaning

log = logging.getLogger(__name__)

Bot = ExtBot[int]
_T = TypeVar("_T")

#: The search for a doubtful message ends where this many ids in a row do not exist.
GAP = 8
#: … and is given up after this many ids: the chat has then seen too much in between.
_SEARCH_AT_MOST = 300

_NO_SUCH_MESSAGE = (
    "message to edit not found",
    "message to forward not found",
    "message_id_invalid",
)


def make_bot(token: SecretStr, api_base_url: str, *, timeout: float = 30.0) -> Bot:
    """A bot that keeps to Telegram's rates and never logs its token; ``timeout`` in seconds."""
    keep_out_of_logs(token.get_secret_value())
    # Asks the library for time spans as such, which it will otherwise warn about.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
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
        rate_limiter=AIORateLimiter(),
    )


async def understood(call: Awaitable[_T]) -> _T:
    """The answer of a call; an error of the library as what it means. Raises DeliveryError."""
    try:
        return await call
    except TelegramError as error:
        raise meaning(error) from None


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
    ) -> Self:
        """A sink with a bot of its own; nothing is asked of Telegram yet."""
        return cls(make_bot(token, api_base_url, timeout=timeout), ops_chat=ops_chat)

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
        for request in self._bot._request:
            await request.shutdown()

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
            await self._edit(delivery, message_id)
        except BadRequest as error:
            if not _says(error, "message is not modified"):
                raise meaning(error) from None
        except TelegramError as error:
            raise meaning(error) from None

    async def find(self, delivery: Delivery, floor_id: int, known: Collection[int]) -> int | None:
        """Look for a doubtful post among the ids above ``floor_id``."""
        gap, message_id = 0, floor_id
        while gap < GAP:
            message_id += 1
            if message_id > floor_id + _SEARCH_AT_MOST:
                raise CannotTell(
                    f"not among the {_SEARCH_AT_MOST} messages that followed in the chat"
                )
            if message_id in known:
                gap = 0
                continue
            exists, found = await self._look_at(delivery, message_id)
            if found:
                return message_id
            gap = 0 if exists else gap + 1
        return None

    async def _look_at(self, delivery: Delivery, message_id: int) -> tuple[bool, bool]:
        """Whether there is such a message, and whether it is the delivery's."""
        if self._ops_chat is not None and str(self._ops_chat) != delivery.chat:
            try:
                return await self._look_by_forwarding(delivery, message_id, self._ops_chat)
            except Refused as error:
                # Service messages and protected chats cannot be forwarded.
                log.debug("message %s cannot be forwarded: %s", message_id, error)
        return await self._look_by_editing(delivery, message_id)

    async def _look_by_forwarding(
        self, delivery: Delivery, message_id: int, to: int | str
    ) -> tuple[bool, bool]:
        try:
            copy = await self._bot.forward_message(
                to, _chat(delivery.chat), message_id, disable_notification=True
            )
        except BadRequest as error:
            if _says(error, *_NO_SUCH_MESSAGE):
                return False, False
            raise meaning(error) from None
        except TelegramError as error:
            raise meaning(error) from None
        await self._delete_copy(copy, to)
        origin = copy.forward_origin
        if isinstance(origin, MessageOriginChannel) and origin.message_id != message_id:
            return True, False
        return True, _letters(copy.text or "") == _letters(plain(delivery.post.html))

    async def _delete_copy(self, copy: Message, chat: int | str) -> None:
        try:
            await self._bot.delete_message(chat, copy.message_id)
        except TelegramError as error:
            log.warning("a copy stays in the operator's chat: %s", meaning(error))

    async def _look_by_editing(self, delivery: Delivery, message_id: int) -> tuple[bool, bool]:
        await self._refuse_to_overwrite_others(delivery)
        try:
            await self._edit(delivery, message_id)
        except BadRequest as error:
            if _says(error, "message is not modified"):
                return True, True
            if _says(error, *_NO_SUCH_MESSAGE):
                return False, False
            if _says(error, "message can't be edited", "there is no text in the message"):
                return True, False
            raise CannotTell(f"Telegram does not say what is there: {meaning(error)}") from None
        except TelegramError as error:
            raise meaning(error) from None
        # It was the bot's, unknown to the archive, and shows the post now.
        return True, True

    async def _refuse_to_overwrite_others(self, delivery: Delivery) -> None:
        """With the right to edit other people's posts, looking by editing would destroy them."""
        chat = _chat(delivery.chat)
        if isinstance(chat, int) and chat > 0:
            return
        own_id = int(self._bot.token.partition(":")[0])
        try:
            member = await understood(self._bot.get_chat_member(chat, own_id))
        except (Refused, Doubtful) as error:
            raise NotSent(f"the bot's rights in the chat are not known: {error}") from None
        if getattr(member, "can_edit_messages", False):
            raise CannotTell(
                "the bot may edit other people's posts, so it cannot look for its own by editing: "
                "take that right away, or set telegram.ops_chat"
            )

    async def _edit(self, delivery: Delivery, message_id: int) -> None:
        await self._bot.edit_message_text(
            delivery.post.html,
            chat_id=_chat(delivery.chat),
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(delivery.post),
            link_preview_options=_preview(delivery),
        )


def _chat(key: str) -> int | str:
    return key if key.startswith("@") else int(key)


def _keyboard(post: Post) -> InlineKeyboardMarkup | None:
    if not post.buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, url=url) for label, url in post.buttons]]
    )


def _preview(delivery: Delivery) -> LinkPreviewOptions:
    addresses = links(delivery.post.html) if delivery.kind in ("alert", "edit") else []
    if not addresses:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=addresses[0], prefer_large_media=True, show_above_text=True)


def _says(error: TelegramError, *phrases: str) -> bool:
    return any(phrase in error.message.lower() for phrase in phrases)


def _letters(text: str) -> str:
    # Telegram trims and folds spaces; what is said is in the letters and digits.
    return "".join(character for character in text if character.isalnum())
