"""What may have gone out is looked for: nothing is lost and nothing repeated."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.notifier.scene import EN, Scene, play
from tests.telegram_standin import Fault

CUT_BEFORE = Fault("cut")
CUT_AFTER = Fault("cut", taken="at once")
HALF = Fault("half", taken="at once")
HANG_BEFORE = Fault("hang")
HANG_AFTER = Fault("hang", taken="at once")
LATE = Fault("cut", taken="late")
GATEWAY_BEFORE = Fault("status")
GATEWAY_AFTER = Fault("status", taken="at once")
SERVER_ERROR = Fault("status", status=500, description="Internal Server Error")
DOUBTFUL = {
    "cut before": CUT_BEFORE,
    "cut after": CUT_AFTER,
    "half an answer": HALF,
    "hang before": HANG_BEFORE,
    "hang after": HANG_AFTER,
    "502 before": GATEWAY_BEFORE,
    "502 after": GATEWAY_AFTER,
    "500": SERVER_ERROR,
}
WITH_AND_WITHOUT_OPS_CHAT = pytest.mark.parametrize("ops", [False, True], ids=["alone", "ops"])


@WITH_AND_WITHOUT_OPS_CHAT
@pytest.mark.parametrize("fault", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_a_doubtful_post_arrives_exactly_once(tmp_path: Path, fault: Fault, ops: bool) -> None:
    async def plot(s: Scene) -> None:
        for number in (0, 1, 2):
            s.room.publish(number, "en")
        await s.round()
        assert len(s.told()) == 3
        s.api.fail("sendMessage", fault)
        for number in (3, 4, 8):
            s.room.publish(number, "en")
        report = await s.round()
        assert (report.uncertain, report.waiting) == (1, 2)
        s.clock.forward(seconds=60)
        assert (await s.round()).uncertain == 1
        s.clock.forward(seconds=61)
        report = await s.round()
        assert (report.sent, report.uncertain, report.waiting) == (3, 0, 0)
        assert len(s.told()) == len(set(s.told())) == 6
        assert all(post.edited == 0 for post in s.channel.posts.values())
        ids = [row["message_id"] for row in s.room.rows()]
        assert [s.channel.posts[number].text.split("\n")[0] for number in ids]
        assert len(set(ids)) == 6
        assert s.ops is None or s.ops.texts() == []

    play(tmp_path, plot, ops=ops)


@WITH_AND_WITHOUT_OPS_CHAT
def test_a_post_that_is_accepted_late_is_found_and_not_repeated(tmp_path: Path, ops: bool) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        s.api.fail("sendMessage", LATE)
        await s.round()
        s.clock.forward(seconds=100)
        s.api.take_late()
        s.clock.forward(seconds=30)
        assert (await s.round()).sent == 1
        assert s.api.called("sendMessage") == 1
        assert len(s.told()) == 1

    play(tmp_path, plot, ops=ops)


@WITH_AND_WITHOUT_OPS_CHAT
def test_in_an_old_channel_that_has_lost_its_first_messages_nothing_is_sent_twice(
    tmp_path: Path, ops: bool
) -> None:
    async def plot(s: Scene) -> None:
        s.channel.posts.clear()
        s.channel.last_id = 4_000
        s.api.fail("sendMessage", HANG_AFTER)
        s.room.publish(0, "en")
        await s.round()
        s.clock.forward(seconds=121)
        assert (await s.round()).held == 1
        assert len(s.told()) == 1
        assert "first messages of the chat are gone" in s.room.rows(state="held")[0]["error"]

    play(tmp_path, plot, ops=ops)


@WITH_AND_WITHOUT_OPS_CHAT
def test_the_search_passes_over_other_peoples_posts_and_known_own_ones(
    tmp_path: Path, ops: bool
) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        await s.round()
        s.channel.last_id += 5
        s.channel.add("somebody else's words", own=False)
        s.channel.add("", own=False, service=True)
        s.api.fail("sendMessage", HANG_AFTER)
        s.room.publish(1, "en")
        await s.round()
        s.channel.add("more of somebody else's words", own=False)
        s.clock.forward(seconds=121)
        assert (await s.round()).sent == 1
        assert len(s.told()) == 2
        others = [post for post in s.channel.posts.values() if not post.own]
        assert [post.text for post in others if post.text] == [
            "somebody else's words",
            "more of somebody else's words",
        ]

    play(tmp_path, plot, ops=ops)


def test_a_protected_channel_is_searched_by_editing_although_there_is_an_ops_chat(
    tmp_path: Path,
) -> None:
    async def plot(s: Scene) -> None:
        s.channel.protected = True
        s.api.fail("sendMessage", CUT_AFTER)
        s.room.publish(0, "en")
        await s.rounds(2)
        assert len(s.told()) == 1
        assert s.api.called("sendMessage") == 1

    play(tmp_path, plot, ops=True)


def test_the_search_does_not_overwrite_others_where_the_bot_could(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.channel.can_edit_others = True
        s.channel.add("somebody else's words", own=False)
        s.api.fail("sendMessage", CUT_AFTER)
        s.room.publish(0, "en")
        await s.round()
        s.clock.forward(seconds=121)
        assert (await s.round()).held == 1
        assert s.channel.posts[2].text == "somebody else's words"
        (row,) = s.room.rows()
        assert "take that right away" in row["error"]

    play(tmp_path, plot)


def test_what_never_arrives_is_tried_five_times_ever_more_patiently_and_then_held(
    tmp_path: Path,
) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        s.room.publish(1, "en")
        s.api.fail("sendMessage", *[CUT_BEFORE] * 5)
        await s.round()
        for attempts in range(1, 6):
            assert s.api.called("sendMessage") == attempts
            s.clock.forward(seconds=120 * 2 ** (attempts - 1) - 1)
            assert (await s.round()).uncertain == 1
            s.clock.forward(seconds=2)
            report = await s.round()
        assert report.held == 1
        assert [row["state"] for row in s.room.rows(kind="alert")] == ["held", "sent"]
        await s.round()
        assert s.ops is not None
        (warning,) = s.ops.texts()
        assert warning.startswith("⚠️ Message 1 (alert")
        (held,) = s.room.outbox.unsettled()
        assert s.room.outbox.settle(held.id, send_again=True, now=s.clock())
        await s.round()
        assert len(s.told()) == 2

    play(tmp_path, plot, ops=True)


def test_a_doubtful_post_of_yesterday_is_adopted_but_never_sent_again(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        for number, fault in ((0, HANG_AFTER), (1, HANG_BEFORE)):
            s.api.fail("sendMessage", fault)
            s.room.publish(number, "en")
            await s.round()
            s.clock.forward(hours=12)
            await s.round()
        assert [row["state"] for row in s.room.rows()] == ["sent", "held"]
        assert len(s.told()) == 1

    play(tmp_path, plot)


def test_while_telegram_is_away_a_doubtful_post_stays_uncertain(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        s.api.fail("sendMessage", HANG_AFTER)
        await s.round()
        await s.api.stop()
        s.clock.forward(seconds=121)
        assert (await s.round()).uncertain == 1
        s.clock.forward(minutes=10)
        assert (await s.round()).uncertain == 1
        await s.api.start()
        s.clock.forward(minutes=10)
        assert (await s.round()).sent == 1
        assert len(s.told()) == 1
        assert s.api.called("sendMessage") == 1

    play(tmp_path, plot)


def test_what_was_being_sent_when_the_process_died_is_looked_for(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.api.fail("sendMessage", HANG_AFTER)
        s.room.publish(0, "en")
        killed = asyncio.create_task(s.round())
        while not s.api.called("sendMessage"):
            await asyncio.sleep(0.001)
        killed.cancel()
        with pytest.raises(asyncio.CancelledError):
            await killed
        assert s.room.states() == ["sending"]
        assert (await s.round()).uncertain == 1
        s.clock.forward(seconds=121)
        assert (await s.round()).sent == 1
        assert len(s.told()) == 1
        assert s.api.called("sendMessage") == 1

    play(tmp_path, plot)


@WITH_AND_WITHOUT_OPS_CHAT
@pytest.mark.parametrize("seed", range(4))
def test_under_a_quarter_of_faults_every_post_arrives_once(
    tmp_path: Path, seed: int, ops: bool
) -> None:
    faults = [CUT_BEFORE, CUT_AFTER, HALF, LATE, GATEWAY_BEFORE, GATEWAY_AFTER, Fault("flood")]

    async def plot(s: Scene) -> None:
        count = 14
        for number in range(count):
            # A quarter of first calls goes wrong, never the same way twice in a row.
            if number % 4 == seed:
                s.api.fail("sendMessage", faults[(number + seed * 3) % len(faults)])
            s.room.channels = (EN.model_copy(update={"alerts": "all"}),)
            s.room.publish(number, "en")
            await s.round()
            s.clock.forward(seconds=100)
            s.api.take_late()
            s.clock.forward(seconds=35)
        await s.rounds(3)
        assert set(s.room.states(kind="alert")) == {"sent"}
        assert len(s.told()) == len(set(s.told())) == count

    play(tmp_path, plot, ops=ops)


@WITH_AND_WITHOUT_OPS_CHAT
def test_a_look_that_may_still_arrive_is_waited_for_before_anything_is_sent(
    tmp_path: Path, ops: bool
) -> None:
    async def plot(s: Scene) -> None:
        for number in (0, 1):
            s.room.publish(number, "en")
        s.api.fail("sendMessage", CUT_BEFORE)
        s.api.fail("forwardMessage", LATE)
        s.api.fail("editMessageText", LATE)
        await s.round()
        for _ in range(5):
            s.clock.forward(seconds=119)
            await s.round()
            s.api.take_late()
            s.clock.forward(seconds=2)
            await s.round()
        assert len(s.told()) == len(set(s.told())) == 2
        assert all(post.edited == 0 for post in s.channel.posts.values())

    play(tmp_path, plot, ops=ops)
