"""What the stand-in answers with: users, chats, members and messages, as Telegram writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from replica.telegram.chats import Chat, Post

BOT_ID = 4242424242

_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
#: What only getMe says of a bot.
_ABILITIES = (
    "can_join_groups",
    "can_read_all_group_messages",
    "supports_inline_queries",
    "can_connect_to_business",
    "has_main_web_app",
)


def myself() -> dict[str, Any]:
    """The bot, as ``getMe`` tells of it."""
    return user_document() | dict.fromkeys(_ABILITIES, False)


def member_document(chat: Chat) -> dict[str, Any]:
    """What the bot is in a chat."""
    if not chat.member:
        return {"user": user_document(), "status": "left"}
    if chat.type != "channel":
        return {"user": user_document(), "status": "member"}
    return dict.fromkeys(_RIGHTS, False) | {
        "user": user_document(),
        "status": "administrator",
        "can_post_messages": chat.can_post,
        "can_edit_messages": chat.can_edit_others,
    }


def user_document() -> dict[str, Any]:
    """The bot, as messages and members name it."""
    return {"id": BOT_ID, "is_bot": True, "first_name": "Ukimet", "username": "ukimet_test_bot"}


def chat_document(chat: Chat) -> dict[str, Any]:
    """A chat, as messages name it."""
    document: dict[str, Any] = {"id": chat.id, "type": chat.type}
    if chat.type != "private":
        document["title"] = chat.title
    if chat.username:
        document["username"] = chat.username
    return document


def message_document(chat: Chat, post: Post) -> dict[str, Any]:
    """A message, with the one that it answers and its buttons."""
    document: dict[str, Any] = {
        "message_id": post.id,
        "date": int(post.sent_at.timestamp()),
        "chat": chat_document(chat),
        "text": post.text,
    }
    if post.edited_at is not None:
        document["edit_date"] = int(post.edited_at.timestamp())
    answered = chat.posts.get(post.reply_to or 0)
    if answered is not None:
        # Telegram leaves out what that message answers in turn.
        document["reply_to_message"] = message_document(chat, replace(answered, reply_to=None))
    if post.buttons:
        document["reply_markup"] = {"inline_keyboard": [[_button(*each) for each in post.buttons]]}
    return document


def _button(label: str, address: str) -> dict[str, str]:
    _, is_press, data = address.partition("callback:")
    return {"text": label, "callback_data": data} if is_press else {"text": label, "url": address}
