"""Whether Telegram will take the messages, asked before any is sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr
from telegram import ChatMember, ChatMemberAdministrator
from telegram.constants import ChatType

from notifier.errors import DeliveryError, Refused, TokenRefused
from notifier.settings import Channel
from notifier.telegram import Bot, close_bot, make_bot
from notifier.telegram_errors import understood


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do about it."""

    level: Literal["ok", "warning", "error"]
    subject: str
    message: str


async def check_telegram(
    token: SecretStr,
    api_base_url: str,
    channels: Iterable[Channel],
    *,
    ops_chat: int | str | None = None,
    timeout: float = 10.0,
) -> list[Finding]:
    """Check the token, and for every Telegram chat that it is there and what the bot may do in it.

    Never raises for what it finds; ``timeout`` in seconds holds for each question.
    """
    bot = make_bot(token, api_base_url, timeout=timeout)
    try:
        try:
            me = await understood(bot.get_me())
        except TokenRefused as error:
            return [Finding("error", "token", str(error))]
        except DeliveryError as error:
            advice = "check the connection and telegram.api_base_url"
            return [Finding("error", "token", f"Telegram cannot be asked: {error}; {advice}")]
        findings = [Finding("ok", "token", f"the bot is @{me.username}")]
        chats = {channel.chat for channel in channels if channel.sink == "telegram"}
        for chat in sorted(chats, key=str):
            findings += await _check_chat(bot, chat, me.id, is_ops=False)
        if ops_chat is None:
            findings.append(
                Finding(
                    "warning",
                    "ops_chat",
                    "telegram.ops_chat is not set: warnings stay in the log, and a doubtful "
                    "message is looked for by editing instead of by forwarding",
                )
            )
        elif ops_chat not in chats:
            findings += await _check_chat(bot, ops_chat, me.id, is_ops=True)
        else:
            findings.append(
                Finding("error", "ops_chat", "telegram.ops_chat is a channel of the readers'")
            )
        return findings
    finally:
        await close_bot(bot)


async def _check_chat(bot: Bot, chat: int | str, own_id: int, *, is_ops: bool) -> list[Finding]:
    subject = f"chat {chat}"
    try:
        info = await understood(bot.get_chat(chat))
        if info.type == ChatType.PRIVATE:
            return [Finding("ok", subject, "a private chat with the bot")]
        member = await understood(bot.get_chat_member(chat, own_id))
    except Refused as error:
        advice = "check the number or name in the configuration, and add the bot to the chat"
        return [Finding("error", subject, f"{error}; {advice}")]
    except DeliveryError as error:
        return [Finding("error", subject, str(error))]
    findings = [_may_post(subject, info.type, member)]
    if getattr(member, "can_edit_messages", False):
        findings.append(
            Finding(
                "warning",
                subject,
                "the bot may edit other people's posts; it needs no such right: take away \"Edit "
                'messages of others"',
            )
        )
    if isinstance(chat, str) and not is_ops:
        findings.append(
            Finding("warning", subject, f"write its number, {info.id}: a name can change hands")
        )
    return findings


def _may_post(subject: str, kind: str, member: ChatMember) -> Finding:
    if member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return Finding("error", subject, "the bot is not a member: add it")
    if kind != ChatType.CHANNEL:
        return Finding("ok", subject, "the bot is a member")
    if isinstance(member, ChatMemberAdministrator) and member.can_post_messages:
        return Finding("ok", subject, "the bot may post")
    return Finding(
        "error", subject, 'the bot may not post: make it an administrator with "Post messages"'
    )
