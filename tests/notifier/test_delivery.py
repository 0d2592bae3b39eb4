"""Each message arrives as it should, and what goes wrong for certain is handled for certain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from notifier.delivery import deliver_due
from notifier.digest import Period
from notifier.errors import TokenRefused
from notifier.terminal import TerminalSink
from tests.notifier.news import LOCAL, event_files
from tests.notifier.scene import EN, Scene, play
from tests.telegram_standin import Fault

CUT_BEFORE = Fault("cut")
CUT_AFTER = Fault("cut", taken="at once")
HANG_BEFORE = Fault("hang")
GATEWAY_BEFORE = Fault("status")


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
        for _ in range(15):
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


def test_a_change_does_not_shorten_the_wait_that_telegram_asked_for(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.api.fail("sendMessage", Fault("flood", retry_after=600))
        s.room.publish(0, "en")
        await s.round()
        s.clock.forward(seconds=30)
        s.room.publish(0, "en", title="A better title")
        await s.round()
        assert s.api.called("sendMessage") == 1
        s.clock.forward(seconds=601)
        await s.round()
        assert s.told() == ["A better title"]

    play(tmp_path, plot)


def test_a_refused_post_fails_says_why_and_does_not_stop_the_others(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        bad = Fault("status", status=400, description="Bad Request: chat not found")
        s.api.fail("sendMessage", bad)
        s.room.publish(0, "en")
        s.room.publish(1, "en")
        report = await s.round()
        assert (report.failed, report.sent) == (1, 1)
        assert s.room.rows()[0]["error"] == "Chat not found"
        await s.round()
        assert s.ops is not None
        assert "was refused: Chat not found" in s.ops.texts()[0]

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
        assert s.told()[0] == "A better title"
        post, _ = [post for post in s.channel.posts.values() if post.own]
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
        assert s.told()[0] == "A better title"
        assert s.room.states() == ["sent", "sent", "sent"]

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
        assert s.room.states(subject="event:2") == ["failed", "dropped", "dropped"]

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
