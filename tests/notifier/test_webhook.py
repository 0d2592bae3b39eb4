"""Messages as signed JSON: each taken once, whatever the line and the receiver do."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from notifier.delivery import DeliveryReport, deliver_due
from notifier.markup import plain
from notifier.signing import signed, signing_key
from notifier.sink_settings import WebhookChannel
from notifier.webhook import Target, WebhookSink
from tests.notifier.newsroom import Newsroom, newsroom
from tests.notifier.receiver import SECRET, Fault, Receiver, receiving

ROOT = Path(__file__).parents[2]
DESK = WebhookChannel(name="desk", url=SecretStr("https://example.org/x"), language="en")
Plot = Callable[[Newsroom, Receiver, Callable[[], Coroutine[Any, Any, DeliveryReport]]], Any]


def play(path: Path, plot: Plot, *, ops_chat: int | None = None, timeout: float = 30.0) -> None:
    """Run a plot with a receiver; its last argument makes a round of deliveries."""

    async def run() -> None:
        with newsroom(path, [DESK]) as room:
            async with Receiver() as receiver:
                target = Target(SecretStr(receiver.url), SecretStr(SECRET))
                async with WebhookSink({"desk": target}, room.clock, timeout=timeout) as sink:

                    async def round() -> DeliveryReport:
                        return await deliver_due(
                            room.archive, {"webhook": sink}, room.clock, ops_chat=ops_chat
                        )

                    await plot(room, receiver, round)

    asyncio.run(run())


def test_the_signature_is_that_of_the_standard() -> None:
    # The example of Standard Webhooks' own documentation and libraries.
    headers = signed(
        SecretStr("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert headers["webhook-timestamp"] == "1614265330"


@pytest.mark.parametrize("wrong", ["hunter2", "whsec_c2hvcnQ=", "whsec_no base64 at all, is it?"])
def test_a_weak_secret_is_refused_and_not_shown(wrong: str) -> None:
    with pytest.raises(ValueError, match="the secret") as refused:
        signing_key(SecretStr(wrong))
    assert wrong not in str(refused.value)


def test_a_message_is_posted_once_with_all_that_a_program_needs(tmp_path: Path) -> None:
    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        room.publish(0, "en")
        assert (await round()).sent == 1
        assert (await round()).sent == 0
        ((key, document),) = receiver.taken.items()
        (row,) = room.rows()
        assert document["type"] == "message.sent"
        assert document["timestamp"] == "2025-11-18T09:00:00+00:00"
        data = document["data"]
        assert (data["id"], data["kind"], data["about"]) == (row["id"], "alert", "event:1")
        assert (data["language"], data["withdrawn"], data["answers"]) == ("en", False, None)
        assert data["html"] == row["html"]
        assert data["text"] == plain(row["html"])
        assert data["markdown"].startswith("# 🤝 ")
        assert data["url"] == "https://primeminister.kz/en/news/event-0-30000"
        assert [link["label"] for link in data["links"]] == ["Қазақша", "Русский"]
        (headers,) = receiver.requests
        assert headers["Content-Type"] == "application/json"
        assert headers["webhook-id"] == headers["Idempotency-Key"] == key

    play(tmp_path, plot)


def test_an_edit_names_the_message_that_it_changes(tmp_path: Path) -> None:
    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        room.publish(0, "en")
        await round()
        room.publish(0, "en", title="A better title")
        await round()
        first, edit, answer = receiver.taken.values()
        assert receiver.types == ["message.sent", "message.edited", "message.sent"]
        assert edit["data"]["id"] == first["data"]["id"] == answer["data"]["answers"]
        assert "A better title" in edit["data"]["text"]
        assert edit["data"]["kind"] == "alert"
        assert len(receiver.taken) == 3

    play(tmp_path, plot)


@pytest.mark.parametrize("takes_faulty", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("fault", ["cut", "hang", 500, 502, 408])
def test_what_is_in_doubt_is_sent_again_and_taken_once(
    tmp_path: Path, fault: Fault, takes_faulty: bool
) -> None:
    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        receiver.faults, receiver.takes_faulty = [fault] * 2, takes_faulty
        for number in (0, 1):
            room.publish(number, "en")
        reports = []
        for _ in range(3):
            reports.append(await round())
            room.clock.forward(minutes=1)
        assert [report.uncertain for report in reports] == [0, 0, 0]
        assert room.states() == ["sent", "sent"]
        assert len(receiver.requests) == 4
        assert [document["data"]["about"] for document in receiver.taken.values()] == [
            "event:1",
            "event:2",
        ]

    play(tmp_path, plot, timeout=1.0 if fault == "hang" else 30.0)


def test_what_was_changed_while_in_doubt_is_told_as_it_is_now(tmp_path: Path) -> None:
    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        receiver.faults, receiver.takes_faulty = [500], True
        room.publish(0, "en")
        await round()
        room.publish(0, "en", title="A better title")
        room.clock.forward(minutes=1)
        await round()
        old, new = receiver.taken.values()
        assert old["data"]["id"] == new["data"]["id"]
        assert "A better title" in new["data"]["text"]

    play(tmp_path, plot)


def test_a_receiver_that_is_away_is_asked_ever_less_often(tmp_path: Path) -> None:
    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        room.publish(0, "en")
        receiver.faults = [500] * 99
        for _ in range(60 * 6):
            await round()
            room.clock.forward(minutes=1)
        # In six hours: growing from 15 seconds to a quarter of an hour.
        assert 25 < len(receiver.requests) < 40
        receiver.faults = []
        room.clock.forward(minutes=15)
        assert (await round()).sent == 1

    play(tmp_path, plot)


@pytest.mark.parametrize(
    ("asked", "waits"),
    [("40", 41), ("Tue, 18 Nov 2025 09:00:30 GMT", 31), ("999999", 3601), ("soon", 15)],
)
def test_a_receiver_that_asks_to_wait_is_obeyed_within_bounds(
    tmp_path: Path, asked: str, waits: int
) -> None:
    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        receiver.faults, receiver.retry_after = [429], asked
        room.publish(0, "en")
        await round()
        room.clock.forward(seconds=waits - 1)
        assert (await round()).sent == 0
        room.clock.forward(seconds=1)
        assert (await round()).sent == 1

    play(tmp_path, plot)


@pytest.mark.parametrize(
    ("status", "advice"), [(400, "400"), (401, "secret"), (404, "address"), (301, "new address")]
)
def test_a_refused_message_fails_says_why_and_does_not_stop_the_next(
    tmp_path: Path, status: int, advice: str
) -> None:
    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        receiver.faults = [status]
        for number in (0, 1):
            room.publish(number, "en")
        report = await round()
        assert (report.failed, report.sent) == (1, 1)
        failed, _, warning = room.rows()
        assert str(status) in failed["error"]
        assert advice in failed["error"]
        assert "to webhook desk was refused" in warning["html"]

    play(tmp_path, plot, ops_chat=-7)


def test_a_receiver_that_is_not_there_gets_its_messages_in_order_when_it_is(
    tmp_path: Path,
) -> None:
    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        await receiver.stop()
        for number in (0, 1):
            room.publish(number, "en")
        assert (await round()).waiting == 2
        assert "no connection" in room.rows()[0]["error"]
        await receiver.start()
        room.clock.forward(minutes=1)
        assert (await round()).sent == 2
        abouts = [document["data"]["about"] for document in receiver.taken.values()]
        assert abouts == ["event:1", "event:2"]

    play(tmp_path, plot)


def test_killed_between_posting_and_noting_it_the_same_key_is_sent_again(tmp_path: Path) -> None:
    with newsroom(tmp_path, [DESK]) as room, receiving() as receiver:
        room.publish(0, "en")
        arguments = ["tests.notifier.dying", "webhook", str(tmp_path / "ukimet.db"), receiver.url]
        died = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, check=False)
        assert died.returncode == -signal.SIGKILL
        assert (room.states(), len(receiver.taken)) == (["sending"], 1)

        async def again() -> DeliveryReport:
            target = Target(SecretStr(receiver.url), SecretStr(SECRET))
            async with WebhookSink({"desk": target}, room.clock) as sink:
                return await deliver_due(room.archive, {"webhook": sink}, room.clock)

        assert asyncio.run(again()).sent == 1
        assert (len(receiver.requests), len(receiver.taken)) == (2, 1)


def test_neither_secret_nor_address_are_logged_or_stored(tmp_path: Path) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)

    async def plot(room: Newsroom, receiver: Receiver, round: Any) -> None:
        receiver.faults = [400, 500, "cut", "hang"]
        for number in range(4):
            room.publish(number, "en")
        for _ in range(6):
            await round()
            room.clock.forward(minutes=5)
        await receiver.stop()
        room.publish(4, "en")
        await round()
        logging.getLogger("aiohttp.client").warning("a secret: %s", SECRET)
        said = stream.getvalue() + json.dumps(room.rows())
        assert "is failed" in said
        assert "a secret: <token>" in said
        assert SECRET not in said
        assert SECRET.removeprefix("whsec_") not in said
        assert "secret-path" not in said

    try:
        play(tmp_path, plot, ops_chat=-7, timeout=1.0)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
