"""The alert of a follow-up answers the post with which its story began."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from notifier.delivery import deliver_due
from notifier.folder import FolderSink
from notifier.outbox import Outbox
from notifier.settings import Channel
from notifier.sink_settings import FolderChannel
from tests.notifier.news import LOCAL, analysis
from tests.notifier.newsroom import Newsroom, newsroom
from tests.notifier.scene import CHANNEL_ID, Scene, play, scene
from tests.telegram_standin import Fault, Post

ALL = Channel(chat=CHANNEL_ID, language="en", alerts="all")
MEETING_DAY = "2025-11-20"


def story(**changes: Any) -> dict[str, Any]:
    """What all events of the story have in common: who, where and when."""
    common = analysis(0, "en")
    day = {"start": MEETING_DAY, "end": MEETING_DAY}
    return {name: common[name] for name in ("participants", "place")} | {"date": day} | changes


def announce(room: Newsroom) -> int:
    return room.publish(3, "en", **story(is_meeting=False, kind="statement")).event_id


def meet(room: Newsroom) -> int:
    return room.publish(0, "en", **story(is_meeting=True)).event_id


def report(room: Newsroom) -> int:
    title = "Results of the talks with the Prime Minister"
    return room.publish(5, "en", **story(is_meeting=False, kind="other", title=title)).event_id


def own(s: Scene) -> list[Post]:
    return [post for post in s.channel.posts.values() if post.own]


def test_meeting_and_outcome_answer_the_announcement(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        announce(s.room)
        await s.round()
        s.clock.forward(days=2)
        meet(s.room)
        await s.round()
        s.clock.forward(hours=3)
        report(s.room)
        await s.round()
        announcement, meeting, outcome = own(s)
        assert announcement.reply_to is None
        assert meeting.reply_to == announcement.id
        assert outcome.reply_to == announcement.id
        assert [row["kind"] for row in s.room.rows()] == ["alert"] * 3

    play(tmp_path, plot, channels=(ALL,))


def test_an_outcome_answers_the_meeting_where_the_announcement_was_not_told(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [Channel(chat=-1, language="en", alerts="all"), ALL]) as room:
        announce(room)
        room.archive.db.conn.execute(
            "UPDATE deliveries SET state = 'dropped' WHERE chat = ?", [str(CHANNEL_ID)]
        )
        room.clock.forward(days=2)
        meet(room)
        report(room)
        answered = {
            chat: [row["target_id"] for row in room.rows(chat=chat)]
            for chat in ("-1", str(CHANNEL_ID))
        }
        first = room.rows(chat="-1")[0]["id"]
        _, met, _ = room.rows(chat=str(CHANNEL_ID))
        assert answered == {"-1": [None, first, first], str(CHANNEL_ID): [None, None, met["id"]]}


def test_a_follow_up_waits_for_the_post_that_it_answers(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.clock.forward(days=2)
        s.room.publish(0, "ru", **story(is_meeting=True))
        report(s.room)
        # The meeting still waits for its English text.
        await s.round()
        assert own(s) == []
        s.clock.forward(minutes=3)
        await s.round()
        meeting, outcome = own(s)
        assert outcome.reply_to == meeting.id

    play(tmp_path, plot, channels=(ALL,))


def test_two_alerts_that_were_taken_for_each_others_follow_up_are_both_sent(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        announce(s.room)
        s.clock.forward(days=2)
        meet(s.room)
        s.room.archive.db.conn.execute("UPDATE deliveries SET target_id = 3 - id")
        await s.round()
        assert [post.reply_to for post in own(s)] == [None, own(s)[0].id]

    play(tmp_path, plot, channels=(ALL,))


def test_a_follow_up_of_a_post_that_is_gone_is_sent_all_the_same(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        announce(s.room)
        await s.round()
        s.channel.posts.popitem()
        s.clock.forward(days=2)
        meet(s.room)
        await s.round()
        assert [post.reply_to for post in own(s)] == [None]
        assert s.room.states() == ["sent", "sent"]

    play(tmp_path, plot, channels=(ALL,))


def test_a_follow_up_of_a_refused_post_is_sent_without_an_answer(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        announce(s.room)
        s.api.fail("sendMessage", Fault("status", status=400, description="Bad Request: no"))
        await s.round()
        s.clock.forward(days=2)
        meet(s.room)
        await s.round()
        assert [post.reply_to for post in own(s)] == [None]
        assert s.room.states() == ["failed", "sent"]

    play(tmp_path, plot, channels=(ALL,))


def test_a_doubtful_follow_up_is_found_again_and_answered_once_after_a_restart(
    tmp_path: Path,
) -> None:
    async def begin() -> None:
        async with scene(tmp_path, channels=(ALL,)) as s:
            announce(s.room)
            await s.round()
            s.clock.forward(days=2)
            meet(s.room)
            s.api.fail("sendMessage", Fault("cut", taken="at once"))
            await s.round()
            assert s.room.states() == ["sent", "uncertain"]
            await s.rounds(2)
            # What was stored says whom the next one answers, whoever asks.
            s.room.outbox = Outbox(s.room.archive)
            report(s.room)
            await s.rounds(2)
            first, second, third = own(s)
            assert (second.reply_to, third.reply_to) == (first.id, first.id)

    asyncio.run(begin())


def test_a_link_that_is_found_while_the_alert_waits_still_makes_it_an_answer(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [ALL]) as room:
        announce(room)
        room.archive.db.conn.execute("UPDATE deliveries SET state = 'sent', message_id = 7")
        room.clock.forward(days=2)
        nobody = story(is_meeting=True, participants=[])
        room.publish(0, "en", **nobody)
        assert [row["target_id"] for row in room.rows()] == [None, None]
        room.publish(0, "en", **story(is_meeting=True, summary="They met."))
        first, second = room.rows()
        assert second["target_id"] == first["id"]


def test_digests_answer_nothing(tmp_path: Path) -> None:
    with newsroom(tmp_path, [ALL]) as room:
        announce(room)
        room.archive.db.conn.execute("UPDATE deliveries SET state = 'sent', message_id = 7")
        room.clock.forward(days=2)
        late = room.clock.forward(days=2)
        room.publish(0, "en", published_at=late.replace(day=20), **story(is_meeting=True))
        room.clock.forward(minutes=6)
        room.outbox.queue_catch_up(room.channels, None, room.clock())
        (digest,) = room.rows(kind="catchup")
        assert digest["target_id"] is None


def test_a_folder_names_the_message_that_is_answered(tmp_path: Path) -> None:
    desk = FolderChannel(name="desk", path=tmp_path / "desk", language="en", alerts="all")
    with newsroom(tmp_path, [desk]) as room:
        announce(room)
        room.clock.forward(days=2)
        meet(room)
        sinks = {"folder": FolderSink({"desk": desk.path}, LOCAL)}
        asyncio.run(deliver_due(room.archive, sinks, room.clock))
        first, second = sorted(desk.path.glob("*.md"))
        assert "\nanswers: null\n" in first.read_text("utf-8")
        assert "\nanswers: 1\n" in second.read_text("utf-8")
