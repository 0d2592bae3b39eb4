"""The stand-in, strict: what TDLib would refuse is refused."""

from __future__ import annotations

from contextlib import AbstractContextManager

from replica import telegram
from tests.telegram_standin.oracle import parse_html


class TelegramStandIn(telegram.TelegramStandIn):
    """A Bot API server with one bot, which reads messages with Telegram's own parser."""

    def __init__(self) -> None:
        super().__init__(parse=lambda html: parse_html(html).text)


def serving_telegram(*channels: int) -> AbstractContextManager[telegram.TelegramStandIn]:
    """The stand-in in a thread of its own, for programs that run in another process."""
    return telegram.serving_telegram(*channels, standin=TelegramStandIn())
