"""Each way of failing means what the documentation says it means for the message."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from notifier.deliveries import Delivery
from notifier.errors import DeliveryError, Doubtful, NotSent, Refused, TokenRefused
from notifier.telegram import TelegramSink
from notifier.telegram_errors import meaning
from tests.notifier.scene import EN, scene
from tests.telegram_standin import TOKEN


def caused(error: TelegramError, cause: Exception | None) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (caused(NetworkError("x"), httpx.ConnectError("refused")), NotSent),
        (caused(NetworkError("x"), httpx.InvalidURL("a token with a space")), NotSent),
        (caused(TimedOut(), httpx.ConnectTimeout("slow")), NotSent),
        (caused(TimedOut(), httpx.PoolTimeout("busy")), NotSent),
        (caused(TimedOut(), httpx.ReadTimeout("slow")), Doubtful),
        (caused(TimedOut(), httpx.WriteTimeout("slow")), Doubtful),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("cut")), Doubtful),
        (caused(NetworkError("x"), httpx.ReadError("cut")), Doubtful),
        (caused(NetworkError("Bad Gateway"), None), Doubtful),
        (caused(Conflict("x"), None), Doubtful),
        (caused(TelegramError("something new"), None), Doubtful),
        (caused(BadRequest("Chat not found"), None), Refused),
        (caused(Forbidden("bot was kicked"), None), Refused),
        (caused(ChatMigrated(-100500), None), Refused),
        (caused(InvalidToken("Not Found"), None), TokenRefused),
    ],
)
def test_an_error_means(error: TelegramError, kind: type[DeliveryError]) -> None:
    assert type(meaning(error)) is kind


def test_a_chat_that_moved_is_told_with_its_new_number() -> None:
    assert "-100500" in str(meaning(ChatMigrated(-100500)))


def test_an_address_where_nobody_answers_is_no_doubt(tmp_path: Path) -> None:
    """A full backlog: the connection itself times out."""

    async def run() -> None:
        with socket.socket() as deaf:
            deaf.bind(("127.0.0.1", 0))
            deaf.listen(0)
            address = deaf.getsockname()
            fillers = [socket.socket() for _ in range(4)]
            for filler in fillers:
                filler.setblocking(False)
                filler.connect_ex(address)
            sink = TelegramSink.connect(
                SecretStr(TOKEN), api_base_url=f"http://127.0.0.1:{address[1]}", timeout=0.3
            )
            async with scene(tmp_path, channels=(EN,)) as s, sink:
                s.room.publish(0, "en")
                delivery = Delivery.of(s.room.rows()[0])
                with pytest.raises(NotSent, match="ConnectTimeout"):
                    await sink.send(delivery, None)
            for filler in fillers:
                filler.close()

    asyncio.run(run())
