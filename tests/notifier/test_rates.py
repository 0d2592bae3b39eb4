"""Twenty channels at once, in three languages and with filters, and never too fast for Telegram."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from pathlib import Path

from pydantic import SecretStr

from archive import Archive
from notifier.delivery import deliver_due
from notifier.settings import Channel, Filter
from notifier.telegram import TelegramSink
from notifier.wanted import wants
from tests.notifier.jumping import run
from tests.notifier.news import LANGS
from tests.notifier.newsroom import START, Clock, Newsroom
from tests.telegram_standin import TOKEN, Fault, TelegramStandIn

#: What Telegram allows: messages a second in all, messages a minute to one channel.
_A_SECOND, _A_MINUTE = 30, 20
_EVENTS = 22
_FILTERS: tuple[tuple[Filter, Filter], ...] = (
    (Filter(), Filter()),
    (Filter(kinds=("bilateral", "phone_call", "foreign_visit")), Filter()),
    (Filter(), Filter(topics=("trade", "energy"))),
    (Filter(countries=("KZ",)), Filter(countries=("UZ",))),
)
CHANNELS = tuple(
    Channel(
        chat=-1001000000000 - number,
        language=LANGS[number % 3],
        alerts="all",
        include=_FILTERS[number % 4][0],
        exclude=_FILTERS[number % 4][1],
    )
    for number in range(20)
)


class Record:
    """When each message was sent to which chat, by the loop's clock (s)."""

    def __init__(self, api: TelegramStandIn) -> None:
        self._api = api
        self.sent: dict[int, list[float]] = defaultdict(list)

    def __call__(self, method: str) -> Fault | None:
        chat = int(self._api.calls[-1][1]["chat_id"])
        self.sent[chat].append(asyncio.get_running_loop().time())
        return None


def most(moments: list[float], within: float) -> int:
    """The most of ``moments`` that lie within any ``within`` seconds."""
    return max(sum(start <= moment < start + within for moment in moments) for start in moments)


def publish(archive: Archive, clock: Clock) -> dict[int, int]:
    """Publish events to all channels; how many of them each channel is to hear of."""
    room = Newsroom(archive, clock, CHANNELS, alerts_per_hour=1_000)
    wanted: dict[int, int] = dict.fromkeys((int(channel.chat) for channel in CHANNELS), 0)
    for number in range(_EVENTS):
        for lang in LANGS:
            event_id = room.publish(number, lang).event_id
        event = archive.event(event_id)
        for channel in CHANNELS:
            wanted[int(channel.chat)] += wants(channel, event)
    clock.forward(hours=1)
    return wanted


def test_twenty_channels_with_filters_stay_within_the_rates_of_telegram(tmp_path: Path) -> None:
    clock = Clock(START)

    async def main() -> None:
        async with TelegramStandIn() as api:
            for channel in CHANNELS:
                api.chat(int(channel.chat))
            api.weather = record = Record(api)
            sink = TelegramSink.connect(SecretStr(TOKEN), api_base_url=api.url)
            async with sink:
                report = await deliver_due(archive, {"telegram": sink}, clock)
        told = {chat: len(moments) for chat, moments in record.sent.items()}
        assert told == wanted
        assert report.sent == sum(wanted.values())
        everything = [moment for moments in record.sent.values() for moment in moments]
        assert most(everything, within=1) <= _A_SECOND
        assert max(most(moments, within=60) for moments in record.sent.values()) <= _A_MINUTE
        assert max(most(moments, within=1) for moments in record.sent.values()) == 1
        # Were there less to say, keeping to the rates would be no merit.
        assert max(told.values()) > _A_MINUTE
        assert len(everything) > 5 * _A_SECOND

    with Archive.open(tmp_path / "ukimet.db") as archive:
        wanted = publish(archive, clock)
        run(main())
