"""The stand-in of Telegram beside one that others wrote: lo-bot-api-emulator, where that is right.

Both are asked over real sockets what stands in ``telegram_crosscheck.toml``.
"""

from __future__ import annotations

import asyncio
import json
import tomllib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator
from lo_bot_api_emulator.journal import verdict
from pydantic import SecretStr
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import TelegramError

from notifier.presses import answer_press, presses_since
from notifier.telegram import Bot, close_bot, make_bot
from replica.telegram import TOKEN, TelegramStandIn

_DATA = tomllib.loads(
    Path(__file__).with_suffix("").with_name("telegram_crosscheck.toml").read_text("utf-8")
)
_CHAT = 77
_EXTRA = frozenset(row["where"] for row in _DATA["extra"])
_PLACEHOLDERS = {"{4097 letters}": "ы" * 4097, "{65 letters}": "a" * 65}


@dataclass
class Both:
    """The two servers; ``ours`` and ``theirs`` are where they listen."""

    standin: TelegramStandIn
    emulator: LoBotApiEmulator
    ours: str
    theirs: str


@asynccontextmanager
async def both(journal: Path | None = None) -> AsyncIterator[Both]:
    emulator = LoBotApiEmulator(journal=journal)
    runner = web.AppRunner(emulator.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with TelegramStandIn() as standin:
            standin.chat(_CHAT, type="private")
            host, port = runner.addresses[0][:2]
            yield Both(standin, emulator, standin.url, f"http://{host}:{port}")
    finally:
        await runner.cleanup()


def with_both(
    plot: Callable[[Both], Coroutine[Any, Any, None]], journal: Path | None = None
) -> None:
    async def run() -> None:
        async with both(journal) as servers:
            await plot(servers)

    asyncio.run(run())


@dataclass(frozen=True)
class Answer:
    """What a server said: its HTTP status and its JSON."""

    status: int
    body: dict[str, Any]


async def ask(client: httpx.AsyncClient, url: str, row: dict[str, Any], *, as_json: bool) -> Answer:
    text = json.dumps(row["parameters"], ensure_ascii=False)
    for placeholder, meant in _PLACEHOLDERS.items():
        text = text.replace(placeholder, meant)
    parameters = json.loads(text)
    address = f"{url}/bot{TOKEN}/{row['method']}"
    if as_json:
        answer = await client.post(address, json=parameters)
    else:
        form = {
            name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for name, value in parameters.items()
        }
        answer = await client.post(address, data=form)
    return Answer(answer.status_code, answer.json())


def lacking(theirs: Any, ours: Any, where: str) -> Iterator[str]:
    """The places at which ``ours`` has nothing, or another type, than ``theirs``."""
    if where in _EXTRA:
        return
    if type(theirs) is not type(ours):
        yield f"{where}: {type(theirs).__name__} there, {type(ours).__name__} here"
    elif isinstance(theirs, dict):
        for key, value in theirs.items():
            if key in ours:
                yield from lacking(value, ours[key], f"{where}.{key}")
            elif f"{where}.{key}" not in _EXTRA:
                yield f"{where}.{key}: missing here"
    elif isinstance(theirs, list):
        if len(theirs) != len(ours):
            yield f"{where}: {len(theirs)} there, {len(ours)} here"
        for number, (one, other) in enumerate(zip(theirs, ours, strict=False)):
            yield from lacking(one, other, f"{where}[{number}]")


def disagreements(row: dict[str, Any], ours: Answer, theirs: Answer) -> list[str]:
    """How the two answers to one call differ in what the emulator is right about."""
    found = [] if ours.status == theirs.status else [f"status {theirs.status} there, {ours.status}"]
    for key in ("ok", "error_code", *(["description"] if row.get("words", True) else [])):
        if ours.body.get(key) != theirs.body.get(key):
            found.append(f"{key}: {theirs.body.get(key)!r} there, {ours.body.get(key)!r} here")
    if theirs.body["ok"]:
        found += lacking(theirs.body["result"], ours.body.get("result"), row["method"])
    return found


@pytest.mark.parametrize("as_json", [False, True], ids=["form", "json"])
def test_the_standin_answers_as_the_emulator_where_that_is_right(as_json: bool) -> None:
    async def plot(servers: Both) -> None:
        found = {}
        async with httpx.AsyncClient() as client:
            for row in _DATA["agree"]:
                ours = await ask(client, servers.ours, row, as_json=as_json)
                theirs = await ask(client, servers.theirs, row, as_json=as_json)
                wrong = disagreements(row, ours, theirs)
                if wrong:
                    found[f"{row['method']} {row['parameters']}"] = wrong
        assert found == {}

    with_both(plot)


def test_what_the_emulator_is_not_right_about_is_listed_and_still_so() -> None:
    async def plot(servers: Both) -> None:
        first = {"method": "sendMessage", "parameters": _DATA["agree"][1]["parameters"]}
        second = {
            "method": "editMessageText",
            "parameters": {"chat_id": 77, "parse_mode": "HTML", "message_id": 1}
            | {"text": "Said otherwise"},
        }
        async with httpx.AsyncClient() as client:
            for row in (first, second):
                for url in (servers.ours, servers.theirs):
                    assert (await ask(client, url, row, as_json=False)).status == 200
            for row in _DATA["differ"]:
                ours = await ask(client, servers.ours, row, as_json=False)
                theirs = await ask(client, servers.theirs, row, as_json=False)
                answers = (ours.status, theirs.status)
                assert answers == (row["ours"], row["theirs"]), (row, ours, theirs)
            me = await ask(client, servers.theirs, _DATA["agree"][0], as_json=False)
            assert "username" not in me.body["result"]

    with_both(plot)


async def _bot_calls(bot: Bot) -> list[str]:
    """What python-telegram-bot makes of the same calls: objects and errors, by their types."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Read", url="https://example.org/a")]])

    def seen(message: Message | bool) -> str:
        assert isinstance(message, Message)
        buttons = message.reply_markup.to_dict() if message.reply_markup else None
        return f"Message {message.message_id} {message.chat_id} {message.text!r} {buttons}"

    async def attempt(call: Coroutine[Any, Any, Message | bool]) -> str:
        try:
            return seen(await call)
        except TelegramError as error:
            return f"{type(error).__name__}: {error}"

    return [
        await attempt(bot.send_message(_CHAT, "One", parse_mode="HTML", reply_markup=keyboard)),
        await attempt(
            bot.send_message(
                _CHAT,
                "Two",
                parse_mode="HTML",
                disable_notification=True,
                reply_parameters=ReplyParameters(1, allow_sending_without_reply=True),
            )
        ),
        await attempt(bot.edit_message_text("Three", _CHAT, 2, parse_mode="HTML")),
        await attempt(bot.send_message(_CHAT, " ", parse_mode="HTML")),
        await attempt(bot.send_message(_CHAT, "a" * 4097, parse_mode="HTML")),
        await attempt(bot.send_message("@nobody", "To whom?", parse_mode="HTML")),
        str(await bot.delete_message(_CHAT, 2)),
    ]


def test_the_library_sees_the_same_messages_and_errors_in_both() -> None:
    async def plot(servers: Both) -> None:
        seen = []
        for url in (servers.ours, servers.theirs):
            bot = make_bot(SecretStr(TOKEN), url, paced=False)
            seen.append(await _bot_calls(bot))
            await close_bot(bot)
        assert seen[0] == seen[1]

    with_both(plot)


async def _press_below_a_post(servers: Both) -> None:
    """The same press, with the same number, in both."""
    chat = servers.standin.chats[_CHAT]
    post = chat.add("Well?", html="Well?", buttons=(("Send again", "callback:again:17"),))
    servers.standin.press(post, chat, "Send again")
    await servers.emulator.enqueue_update(servers.standin.updates.waiting[-1], token=TOKEN)


def test_presses_of_buttons_come_and_are_confirmed_as_in_the_emulator(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"

    async def plot(servers: Both) -> None:
        await _press_below_a_post(servers)
        heard = []
        for url in (servers.ours, servers.theirs):
            bot = make_bot(SecretStr(TOKEN), url, paced=False)
            presses, last = await presses_since(bot, 0, 0)
            unconfirmed, _ = await presses_since(bot, 0, 0)
            await answer_press(bot, presses[0], "It is queued again.")
            confirmed, still_last = await presses_since(bot, last, 0)
            heard.append((presses, last, unconfirmed, confirmed, still_last))
            await close_bot(bot)
        assert heard[0] == heard[1]
        assert heard[0][3] == []

    with_both(plot, journal)
    judged = verdict(journal, require_methods=["getUpdates", "answerCallbackQuery"])
    assert judged["ok"], judged


def test_a_limit_and_an_offset_from_the_end_choose_the_same_updates() -> None:
    async def plot(servers: Both) -> None:
        for _ in range(3):
            await _press_below_a_post(servers)
        common = {"allowed_updates": ["callback_query"], "timeout": 0}
        questions: list[dict[str, Any]] = [{"limit": 2}, {"offset": -2}, {"limit": 1}, {}]
        async with httpx.AsyncClient() as client:
            for question in questions:
                row = {"method": "getUpdates", "parameters": common | question}
                ours = await ask(client, servers.ours, row, as_json=False)
                theirs = await ask(client, servers.theirs, row, as_json=False)
                assert ours.body == theirs.body, question

    with_both(plot)
