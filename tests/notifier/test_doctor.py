"""What doctor finds out about Telegram before a message is lost to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from pydantic import SecretStr

from notifier.doctor import Finding, check_telegram
from notifier.settings import Channel
from tests.telegram_standin import TOKEN, TelegramStandIn

CHANNEL = Channel(chat=-1001, language="en")


def findings(
    prepare: Callable[[TelegramStandIn], object],
    *channels: Channel,
    ops_chat: int | None = -1009,
) -> list[Finding]:
    async def run() -> list[Finding]:
        async with TelegramStandIn() as api:
            api.chat(-1009, type="supergroup")
            prepare(api)
            return await check_telegram(
                SecretStr(TOKEN), api.url, channels, ops_chat=ops_chat, timeout=0.3
            )

    return asyncio.run(run())


def test_all_is_well() -> None:
    found = findings(lambda api: api.chat(-1001), CHANNEL)
    assert [(finding.level, finding.subject) for finding in found] == [
        ("ok", "token"),
        ("ok", "chat -1001"),
        ("ok", "chat -1009"),
    ]


def test_a_chat_that_is_not_there_is_an_error() -> None:
    found = findings(lambda api: None, CHANNEL)
    assert found[1].level == "error"
    assert "add the bot to the chat" in found[1].message


def test_a_bot_that_may_not_post_is_an_error() -> None:
    found = findings(lambda api: api.chat(-1001, can_post=False), CHANNEL)
    assert found[1].level == "error"
    assert "may not post" in found[1].message
    gone = findings(lambda api: api.chat(-1001, member=False), CHANNEL)
    assert gone[1].level == "error"
    assert "not a member" in gone[1].message


def test_the_right_to_edit_others_posts_is_warned_of() -> None:
    found = findings(lambda api: api.chat(-1001, can_edit_others=True), CHANNEL)
    assert [finding.level for finding in found[1:3]] == ["ok", "warning"]
    assert "take away" in found[2].message


def test_a_name_is_answered_with_its_number() -> None:
    named = Channel(chat="@ukimet", language="en")
    found = findings(lambda api: api.chat(-1001, username="ukimet"), named)
    assert found[2].level == "warning"
    assert "-1001" in found[2].message


def test_an_operators_chat_that_is_missing_or_public_is_told() -> None:
    without = findings(lambda api: api.chat(-1001), CHANNEL, ops_chat=None)
    assert without[-1].level == "warning"
    public = findings(lambda api: api.chat(-1001), CHANNEL, ops_chat=-1001)
    assert public[-1].level == "error"


def test_terminal_channels_are_not_asked_about() -> None:
    found = findings(lambda api: None, Channel(chat="terminal", language="en"))
    assert [finding.subject for finding in found] == ["token", "chat -1009"]
