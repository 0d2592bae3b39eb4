"""Nothing is lost and nothing repeated, whatever Telegram and the network do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from notifier import Period, TerminalSink, TokenRefused, deliver_due
from tests.notifier.news import LOCAL, event_files
from tests.notifier.scene import EN, Scene, scene
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


def play(
    path: Path, plot: Callable[[Scene], Coroutine[Any, Any, None]], *, ops: bool = False
) -> None:
    async def run() -> None:
        async with scene(path, ops=ops) as found:
            await plot(found)

    asyncio.run(run())


def test_a_post_arrives_once_with_buttons_and_preview(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        report = await s.round()
        again = await s.round()
        assert (report.sent, report.waiting, again.sent) == (1, 0, 0)
        (post,) = [post for post in s.channel.posts.values() if post.own]
        assert post.text.startswith("🤝 ")
        assert [label for label, _ in post.buttons] == ["Қазақша", "Русский"]
        assert post.preview["url"].startswith("https://primeminister.kz/en/")
        assert not post.silent
        (row,) = s.room.rows()
        assert (row["state"], row["message_id"], row["attempts"]) == ("sent", post.id, 1)

    play(tmp_path, plot)


def test_posts_make_no_sound_in_quiet_hours(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        await s.round(silent=True)
        assert [post.silent for post in s.channel.posts.values() if post.own] == [True]
        assert [row["silent"] for row in s.room.rows()] == [1]

    play(tmp_path, plot)


def test_an_alert_in_grace_is_not_sent_before_its_time(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "ru")
        s.room.publish(1, "en")
        assert (await s.round()).waiting == 1
        s.clock.forward(minutes=2)
        assert (await s.round()).sent == 1
        assert len(s.channel.texts()) == 2

    play(tmp_path, plot)


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


def test_twice_doubtful_and_not_there_is_held_and_the_operator_asked(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        s.room.publish(1, "en")
        s.api.fail("sendMessage", CUT_BEFORE, CUT_BEFORE)
        await s.round()
        s.clock.forward(seconds=121)
        await s.round()
        s.clock.forward(seconds=121)
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


def test_no_connection_is_tried_again_without_doubt_and_in_order(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        await s.api.stop()
        s.room.publish(0, "en")
        s.room.publish(1, "en")
        report = await s.round()
        assert (report.sent, report.waiting, report.uncertain) == (0, 2, 0)
        first = s.room.rows()[0]
        assert (first["state"], first["attempts"]) == ("queued", 0)
        assert "no connection" in first["error"]
        waits = []
        for _ in range(12):
            before = s.clock()
            while s.room.rows()[0]["due_at"] > s.clock().isoformat(timespec="seconds"):
                s.clock.forward(seconds=5)
            waits.append((s.clock() - before).total_seconds())
            await s.round()
        assert waits == sorted(waits)
        assert 10 <= waits[0] <= 20
        assert 895 <= waits[-1] <= 905
        await s.api.start()
        s.clock.forward(minutes=15)
        assert (await s.round()).sent == 2
        assert s.told()[0].startswith("Yerlan Sagyndykov holds talks")
        assert s.api.called("sendMessage") == 2

    play(tmp_path, plot)


def test_a_flood_answer_is_waited_out_exactly(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.api.fail("sendMessage", Fault("flood", retry_after=33))
        s.room.publish(0, "en")
        s.room.publish(1, "en")
        assert (await s.round()).waiting == 2
        s.clock.forward(seconds=33)
        assert (await s.round()).sent == 0
        s.clock.forward(seconds=1)
        assert (await s.round()).sent == 2
        assert s.api.called("sendMessage") == 3

    play(tmp_path, plot)


def test_a_refused_post_fails_says_why_and_does_not_stop_the_others(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        bad = Fault("status", status=400, description="Bad Request: chat not found")
        s.api.fail("sendMessage", bad)
        s.room.publish(0, "en")
        s.room.publish(1, "en")
        report = await s.round()
        assert (report.failed, report.sent) == (1, 1)
        assert s.room.rows()[0]["error"] == "Bad Request: chat not found"
        await s.round()
        assert s.ops is not None
        assert "was refused: Bad Request: chat not found" in s.ops.texts()[0]

    play(tmp_path, plot, ops=True)


def test_a_bot_that_was_removed_is_refused(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.channel.member = False
        s.room.publish(0, "en")
        assert (await s.round()).failed == 1
        assert "not a member" in s.room.rows()[0]["error"]

    play(tmp_path, plot)


def test_a_refused_token_stops_everything_and_loses_nothing(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.api.token = "1:another"
        s.room.publish(0, "en")
        with pytest.raises(TokenRefused, match="@BotFather"):
            await s.round()
        assert s.room.states() == ["queued"]
        s.api.token = s.sink._bot.token
        s.clock.forward(minutes=1)
        assert (await s.round()).sent == 1

    play(tmp_path, plot)


def test_an_edit_changes_the_post_and_may_be_doubtful_without_harm(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        await s.round()
        s.room.publish(0, "en", title="A better title")
        s.api.fail("editMessageText", CUT_AFTER, GATEWAY_BEFORE)
        await s.rounds(3)
        assert s.told() == ["A better title"]
        (post,) = [post for post in s.channel.posts.values() if post.own]
        assert post.edited == 1
        assert "✏️" in post.text
        assert s.room.states(kind="edit") == ["sent"]

    play(tmp_path, plot)


def test_an_edit_waits_for_the_doubtful_post_it_changes(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        s.api.fail("sendMessage", CUT_BEFORE)
        await s.round()
        s.room.publish(0, "en", title="A better title")
        s.clock.forward(seconds=121)
        await s.round()
        assert s.told() == ["A better title"]
        assert s.room.states() == ["sent", "sent"]

    play(tmp_path, plot)


def test_an_edit_of_a_post_that_was_deleted_fails_and_of_one_never_sent_is_dropped(
    tmp_path: Path,
) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        await s.round()
        s.channel.posts.clear()
        s.room.publish(0, "en", title="A better title")
        assert (await s.round()).failed == 1
        s.api.fail("sendMessage", CUT_BEFORE, Fault("status", status=400, description="no"))
        s.room.publish(1, "en")
        await s.round()
        s.room.publish(1, "en", title="Another title")
        await s.rounds(2)
        assert s.room.states(subject="event:2") == ["failed", "dropped"]

    play(tmp_path, plot)


def test_the_parts_of_a_digest_arrive_in_order_as_answers_to_the_first(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        for number in range(len(event_files())):
            s.room.publish(number, "en")
        s.room.archive.db.conn.execute("DELETE FROM deliveries")
        day = Period.daily(date(2025, 11, 18), LOCAL)
        parts = len(s.room.outbox.queue_digest([EN], day, s.clock()))
        s.api.fail("sendMessage", Fault("flood"), CUT_AFTER)
        await s.rounds(4)
        posts = [post for post in s.channel.posts.values() if post.own]
        assert len(posts) == parts > 1
        assert f"(1/{parts})" in posts[0].text
        assert f"({parts}/{parts})" in posts[-1].text
        assert [post.reply_to for post in posts] == [None] + [posts[0].id] * (parts - 1)
        assert all(post.preview == {"is_disabled": True} for post in posts)

    play(tmp_path, plot)


def test_one_chat_in_trouble_does_not_hold_up_another(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        other = s.api.chat(-100777)
        s.room.channels = (EN, EN.model_copy(update={"chat": -100777}))
        s.api.fail("sendMessage", HANG_BEFORE)
        s.room.publish(0, "en")
        report = await s.round()
        assert (report.sent, report.uncertain) == (1, 1)
        assert len(other.texts()) + len(s.channel.texts()) == 1

    play(tmp_path, plot)


def test_messages_for_a_sink_that_is_not_there_wait(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        report = await deliver_due(s.room.archive, {"terminal": TerminalSink()}, s.clock)
        assert (report.sent, report.waiting) == (0, 1)

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


