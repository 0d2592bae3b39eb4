"""Looking in a chat for a message that may have arrived."""

from __future__ import annotations

import logging
from collections.abc import Collection

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, MessageOriginChannel
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from notifier.errors import CannotTell, Doubtful, NotSent, Refused
from notifier.markup import plain
from notifier.telegram_errors import meaning, says, understood

log = logging.getLogger(__name__)

#: The search for a doubtful message ends where this many ids in a row do not exist.
GAP = 8
#: … and is given up after this many ids: the chat has then seen too much in between.
_SEARCH_AT_MOST = 100

_NO_SUCH_MESSAGE = (
    "message to edit not found",
    "message to forward not found",
    "message_id_invalid",
)


class ReadBack:
    """One search for one message: ``html`` and ``markup`` exactly as they were to be sent."""

    def __init__(
        self,
        bot: ExtBot[int],
        chat: int | str,
        html: str,
        markup: InlineKeyboardMarkup | None,
        preview: LinkPreviewOptions,
        ops_chat: int | str | None,
    ) -> None:
        self._bot = bot
        self._chat = chat
        self._html = html
        self._markup = markup
        self._preview = preview
        self._ops_chat = None if ops_chat == chat else ops_chat
        self._harmless = False
        self._is_private = isinstance(chat, int) and chat > 0

    async def find(self, floor_id: int, known: Collection[int]) -> int | None:
        """The id above ``floor_id`` that shows the message, or None where it is not there.

        ``known`` are ids of other messages. Raises DeliveryError where it cannot be told.
        """
        gap = 0
        for message_id in range(floor_id + 1, floor_id + _SEARCH_AT_MOST + 1):
            if message_id in known:
                gap = 0
                continue
            exists, found = await self._look_at(message_id)
            if found:
                return message_id
            gap = 0 if exists else gap + 1
            if gap == GAP:
                if message_id == GAP and not self._is_private:
                    # A channel begins with a message that says so: an old one has lost its first.
                    raise CannotTell("the first messages of the chat are gone: no place to look at")
                return None
        raise CannotTell(f"not among the {_SEARCH_AT_MOST} messages that followed in the chat")

    async def _look_at(self, message_id: int) -> tuple[bool, bool]:
        """Whether there is such a message, and whether it is the one."""
        if self._ops_chat is not None:
            try:
                return await self._look_by_forwarding(message_id, self._ops_chat)
            except Refused as error:
                # Service messages and protected chats cannot be forwarded.
                log.debug("message %s cannot be forwarded: %s", message_id, error)
        return await self._look_by_editing(message_id)

    async def _look_by_forwarding(self, message_id: int, to: int | str) -> tuple[bool, bool]:
        try:
            copy = await self._bot.forward_message(
                to, self._chat, message_id, disable_notification=True
            )
        except TelegramError as error:
            if isinstance(error, BadRequest) and says(error, *_NO_SUCH_MESSAGE):
                return False, False
            raise meaning(error) from None
        await self._delete_copy(copy, to)
        origin = copy.forward_origin
        if isinstance(origin, MessageOriginChannel) and origin.message_id != message_id:
            # It was itself forwarded from another channel.
            return True, False
        return True, _letters(copy.text or "") == _letters(plain(self._html))

    async def _delete_copy(self, copy: Message, chat: int | str) -> None:
        try:
            await self._bot.delete_message(chat, copy.message_id)
        except TelegramError as error:
            log.warning("a copy stays in the operator's chat: %s", meaning(error))

    async def _look_by_editing(self, message_id: int) -> tuple[bool, bool]:
        await self._refuse_to_overwrite_others()
        try:
            await self._bot.edit_message_text(
                self._html,
                chat_id=self._chat,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=self._markup,
                link_preview_options=self._preview,
            )
        except BadRequest as error:
            if says(error, "message is not modified"):
                return True, True
            if says(error, *_NO_SUCH_MESSAGE):
                return False, False
            if says(error, "message can't be edited", "there is no text in the message"):
                return True, False
            raise CannotTell(f"Telegram does not say what is there: {meaning(error)}") from None
        except TelegramError as error:
            raise meaning(error) from None
        # It was the bot's, unknown to the archive, and shows the message now.
        return True, True

    async def _refuse_to_overwrite_others(self) -> None:
        """With the right to edit other people's posts, looking by editing would destroy them."""
        if self._harmless or self._is_private:
            return
        own_id = int(self._bot.token.partition(":")[0])
        try:
            member = await understood(self._bot.get_chat_member(self._chat, own_id))
        except (Refused, Doubtful) as error:
            raise NotSent(f"the bot's rights in the chat are not known: {error}") from None
        if getattr(member, "can_edit_messages", False):
            raise CannotTell(
                "the bot may edit other people's posts, so it cannot look for its own by editing: "
                "take that right away, or set telegram.ops_chat"
            )
        self._harmless = True


def _letters(text: str) -> str:
    # Telegram trims and folds spaces; what is said is in the letters and digits.
    return "".join(character for character in text if character.isalnum())
