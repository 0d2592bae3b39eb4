"""What the operator presses happens, once, whoever presses and whatever the line does."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from notifier.decisions import Verdict
from notifier.errors import DeliveryError
from notifier.operator_chat import DECIDED, LONGEST_WAIT, USELESS, OperatorChat
from notifier.presses import Press
from tests.notifier.scene import OPS_ID, Scene, play
from tests.telegram_standin import TOKEN, Chat, Fault
from tests.telegram_standin import Post as Shown


@asynccontextmanager
async def listening(
    s: Scene, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncIterator[None]:
    chat = OperatorChat(s.sink, s.room.outbox.decisions, OPS_ID, s.clock, sleep=sleep)
    task = asyncio.create_task(chat.listen())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.001)


def ops_of(s: Scene) -> Chat:
    assert s.ops is not None
    return s.ops


async def hold(s: Scene, number: int = 0) -> Shown:
    """A message becomes held; returns the warning in the operator's chat."""
    s.api.fail("sendMessage", Fault("cut"))
    s.room.publish(number, "en")
    await s.round()
    s.clock.forward(hours=12)
    await s.round()
    await s.round()
    return list(ops_of(s).posts.values())[-1]


async def press(s: Scene, warning: Shown, label: str) -> str | None:
    """Press and wait until it is answered; what the answer says."""
    query = s.api.press(warning, ops_of(s), label)
    await until(lambda: query in s.api.updates.answers)
    return s.api.updates.answers[query]


def now_shown(s: Scene, warning: Shown) -> Shown:
    return ops_of(s).posts[warning.id]


def test_send_again_sends_it_and_the_warning_says_who_decided_so(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        warning = await hold(s)
        assert [label for label, _ in warning.buttons] == ["Send again", "It is there", "Drop it"]
        async with listening(s):
            assert await press(s, warning, "Send again") == "It is sent again."
        await s.round()
        assert len(s.told()) == 1
        assert s.room.states(kind="alert") == ["sent"]
        shown = now_shown(s, warning)
        assert shown.text.startswith(warning.text)
        assert shown.text.endswith("✅ it is sent again (@aigerim, 2025-11-19 02:00)")
        assert shown.buttons == ()

    play(tmp_path, plot, ops=True)


@pytest.mark.parametrize(
    ("label", "says"), [("It is there", "it is in the chat"), ("Drop it", "it is not wanted")]
)
def test_what_is_there_or_not_wanted_is_not_sent(tmp_path: Path, label: str, says: str) -> None:
    async def plot(s: Scene) -> None:
        warning = await hold(s)
        async with listening(s):
            await press(s, warning, label)
        await s.round()
        assert s.told() == []
        assert s.room.states(kind="alert") == ["dropped"]
        assert says in now_shown(s, warning).text
        assert s.room.outbox.unsettled() == []

    play(tmp_path, plot, ops=True)


def test_a_refused_message_can_be_sent_again_or_dropped(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.api.fail("sendMessage", Fault("status", status=400, description="Bad Request: no"))
        s.room.publish(0, "en")
        await s.round()
        await s.round()
        (warning,) = ops_of(s).posts.values()
        assert [label for label, _ in warning.buttons] == ["Send again", "Drop it"]
        async with listening(s):
            await press(s, warning, "Send again")
        await s.round()
        assert len(s.told()) == 1

    play(tmp_path, plot, ops=True)


def test_a_press_in_another_chat_is_ignored(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        warning = await hold(s)
        strange = s.api.chat(-1005, type="group")
        copy = strange.add(warning.text, buttons=warning.buttons)
        async with listening(s):
            ignored = s.api.press(copy, strange, "Drop it")
            await press(s, warning, "Send again")
            assert ignored not in s.api.updates.answers
        assert s.room.states(kind="alert") == ["queued"]

    play(tmp_path, plot, ops=True)


def test_a_second_press_changes_nothing(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        warning = await hold(s)
        async with listening(s):
            await press(s, warning, "Send again")
            assert await press(s, warning, "Drop it") == DECIDED
            await s.round()
            assert await press(s, warning, "Send again") == DECIDED
        await s.round()
        assert len(s.told()) == 1
        assert now_shown(s, warning).edited == 1

    play(tmp_path, plot, ops=True)


def test_a_press_while_nobody_listened_counts_and_one_that_comes_again_is_harmless(
    tmp_path: Path,
) -> None:
    async def plot(s: Scene) -> None:
        warning = await hold(s)
        query = s.api.press(warning, ops_of(s), "Send again")
        async with listening(s):
            await until(lambda: query in s.api.updates.answers)
        await s.round()
        # Stopped before it was confirmed, or after: Telegram may report it once more.
        async with listening(s):
            other = await hold(s, 1)
            await press(s, other, "Drop it")
        await s.round()
        assert len(s.told()) == 1
        assert s.room.states(kind="alert") == ["sent", "dropped"]

    play(tmp_path, plot, ops=True)


def test_what_is_held_again_is_warned_of_again(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        first = await hold(s)
        async with listening(s):
            await press(s, first, "Send again")
            s.api.fail("sendMessage", Fault("cut"))
            await s.round()
            s.clock.forward(hours=12)
            await s.round()
            await s.round()
            second = list(ops_of(s).posts.values())[-1]
            assert second.id != first.id
            await press(s, second, "Send again")
        await s.round()
        assert len(s.told()) == 1

    play(tmp_path, plot, ops=True)


def test_a_word_on_the_command_line_is_shown_below_the_warning(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        warning = await hold(s)
        (held,) = s.room.outbox.unsettled()
        assert s.room.outbox.settle(held.id, send_again=False, now=s.clock())
        await s.round()
        assert "it is left as it is (command line, " in now_shown(s, warning).text
        assert now_shown(s, warning).buttons == ()

    play(tmp_path, plot, ops=True)


def test_a_button_of_another_archive_is_of_no_use(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        warning = await hold(s)
        copy = ops_of(s).add(
            "a warning of last year",
            buttons=(("Drop it", "callback:drop:1:0123abcd"), ("Odd", "callback:fly:1:x")),
        )
        async with listening(s):
            assert await press(s, copy, "Drop it") == USELESS
            assert await press(s, copy, "Odd") == USELESS
        assert s.room.states(kind="alert") == ["held"]
        assert warning.buttons

    play(tmp_path, plot, ops=True)


def test_when_telegram_fails_the_question_is_asked_again_ever_less_often_and_no_token_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def plot(s: Scene) -> None:
        warning = await hold(s)
        s.api.fail(
            "getUpdates",
            Fault("cut"),
            Fault("half"),
            Fault("status"),
            Fault("status", status=401, description="Unauthorized"),
            Fault("status", status=409, description="Conflict: terminated by other getUpdates"),
            Fault("flood", retry_after=40),
            *[Fault("status")] * 5,
        )
        async with listening(s, sleep):
            assert await press(s, warning, "Send again") == "It is sent again."
        assert waits[:11] == [1, 2, 4, 8, 16, 40, 64, 128, 256, LONGEST_WAIT, LONGEST_WAIT]

    with caplog.at_level(logging.DEBUG):
        play(tmp_path, plot, ops=True)
    assert caplog.text.count("buttons in the operator's chat have no effect now") == 1
    assert "getUpdates" in caplog.text
    assert TOKEN.partition(":")[2] not in caplog.text


class Hasty:
    """Answers at once and with nothing, as no long poll does; ends the listening after a while."""

    def __init__(self) -> None:
        self.asked = 0

    async def presses(self, after: int, seconds: int) -> tuple[list[Press], int]:
        self.asked += 1
        if self.asked > 5:
            raise asyncio.CancelledError
        return [], after

    async def answer(self, press: Press, text: str) -> None:
        raise DeliveryError("never asked")


def test_a_server_that_does_not_wait_is_not_asked_without_pause(tmp_path: Path) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def plot(s: Scene) -> None:
        chat = OperatorChat(Hasty(), s.room.outbox.decisions, OPS_ID, s.clock, sleep=sleep)
        with pytest.raises(asyncio.CancelledError):
            await chat.listen()
        assert waits == [1.0] * 5

    play(tmp_path, plot, ops=True)


@pytest.mark.parametrize(
    "data", ["", "again", "again:", "again:x:y", "fly:1:a", f"drop:{9 * 10**18}:a"]
)
def test_what_no_button_of_ours_says_is_not_understood(data: str) -> None:
    assert Verdict.read(data) is None
