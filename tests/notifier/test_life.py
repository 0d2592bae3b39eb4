"""What becomes of a post after it was sent."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from archive import linking
from notifier.deliveries import Delivery, payload
from notifier.settings import Channel
from tests.notifier.newsroom import Newsroom, newsroom
from tests.notifier.scene import Scene, play
from tests.telegram_standin import Fault

EN = Channel(chat=-1001, language="en")


def pretend_sent(room: Newsroom) -> None:
    room.archive.db.conn.execute(
        "UPDATE deliveries SET state = 'sent', message_id = id + 100, sent_at = due_at "
        "WHERE state = 'queued'"
    )


def test_a_change_of_substance_edits_the_post_and_answers_it(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en", summary="Trade grew by 12% this year.")
        await s.round()
        s.clock.forward(minutes=7)
        s.room.publish(0, "en", summary="Trade grew by 21% this year.")
        await s.round()
        post, answer = [post for post in s.channel.posts.values() if post.own]
        assert post.edited == 1
        assert "grew by 21%" in post.text
        assert answer.reply_to == post.id
        assert answer.text.startswith("✏️ Changed after publication")
        assert "Was: Trade grew by 12% this year.\nNow: Trade grew by 21%" in answer.text
        s.room.publish(0, "en", summary="Trade grew by 21% this year.")
        await s.round()
        assert len(s.channel.texts()) == 2

    play(tmp_path, plot)


def test_a_cosmetic_change_edits_the_post_and_says_no_more(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en", summary="The two sides spoke of trade and transit.")
        pretend_sent(room)
        room.publish(0, "en", summary="The two sides spoke of trade, and transit!")
        assert [row["kind"] for row in room.rows()] == ["alert", "edit"]


def test_the_channels_own_language_is_no_correction(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "ru")
        pretend_sent(room)
        room.publish(0, "en")
        assert [row["kind"] for row in room.rows()] == ["alert", "edit"]


def test_a_withdrawn_release_is_marked_and_answered_with_the_archives_copy(
    tmp_path: Path,
) -> None:
    async def plot(s: Scene) -> None:
        text = s.room.archive.release(s.room.publish(0, "en").release_id).text
        await s.round()
        s.clock.forward(hours=3)
        s.room.withdraw(0, "en")
        await s.round()
        post, copy = [post for post in s.channel.posts.values() if post.own]
        assert "This release has been taken off the site." in post.text
        assert copy.reply_to == post.id
        assert copy.text.startswith("🗑 What the site had published\n\nYerlan Sagyndykov")
        assert all(paragraph.strip() in copy.text for paragraph in text.split("\n\n"))
        assert "Archived on 18 November 2025, 14:00" in copy.text
        sha256 = s.room.archive.release(s.room.archive.releases().__next__().id).sha256
        assert copy.text.endswith(f"SHA-256: {sha256}")

    play(tmp_path, plot)


def test_the_copy_is_offered_once_however_often_a_release_comes_and_goes(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        for _ in range(2):
            room.withdraw(0, "en")
            pretend_sent(room)
            room.publish(0, "en")
            pretend_sent(room)
        copies = [row for row in room.rows(kind="reply") if row["subject"].startswith("withdrawn:")]
        assert len(copies) == 1


def test_a_release_that_comes_back_before_it_was_missed_leaves_no_copy_until_it_goes_again(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.withdraw(0, "en")
        room.publish(0, "en")
        assert room.states() == ["sent", "dropped", "dropped"]
        room.withdraw(0, "en")
        assert room.states() == ["sent", "dropped", "dropped", "queued", "queued"]


def test_a_channel_may_have_withdrawals_marked_and_no_more(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN.model_copy(update={"withdrawn": "mark"})]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.withdraw(0, "en")
        assert [row["kind"] for row in room.rows()] == ["alert", "edit"]


def test_a_change_taken_back_before_it_was_told_leaves_no_answer(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en", summary="Trade grew by 12%.")
        pretend_sent(room)
        room.publish(0, "en", summary="Trade grew by 21%.")
        assert room.states() == ["sent", "queued", "queued"]
        room.publish(0, "en", summary="Trade grew by 12%.")
        assert room.states() == ["sent", "dropped", "dropped"]


def test_an_answer_waits_for_its_edit_and_falls_with_it(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en", summary="Trade grew by 12%.")
        await s.round()
        s.channel.posts.popitem()
        s.room.publish(0, "en", summary="Trade grew by 21%.")
        await s.round()
        assert s.room.states() == ["sent", "failed", "dropped"]

    play(tmp_path, plot)


def test_a_doubtful_answer_is_looked_for_like_any_post(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en", summary="Trade grew by 12%.")
        await s.round()
        s.room.publish(0, "en", summary="Trade grew by 21%.")
        s.api.fail("sendMessage", Fault("cut", taken="at once"))
        await s.rounds(2)
        assert len(s.channel.texts()) == 2
        assert s.room.states() == ["sent", "sent", "sent"]

    play(tmp_path, plot)


def test_a_later_release_on_the_event_answers_the_first_post_once(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        await s.round()
        first = s.room.publish(8, "en")
        # The archive finds that the second release belongs to the first one's event.
        db = s.room.archive.db
        with s.room.archive.transaction():
            db.conn.execute("DELETE FROM deliveries WHERE subject = ?", [f"event:{first.event_id}"])
            db.conn.execute("UPDATE releases SET event_id = 1 WHERE id = ?", [first.release_id])
            db.conn.execute("DELETE FROM events WHERE id = ?", [first.event_id])
            linking.refresh(db, 1)
            s.room.outbox.queue_alerts(1, s.room.channels, s.clock())
            s.room.outbox.queue_alerts(1, s.room.channels, s.clock())
        await s.round()
        post, answer = [post for post in s.channel.posts.values() if post.own]
        assert post.edited == 0
        assert answer.reply_to == post.id
        assert re.search(r"event-8-\d+", answer.html)
        assert [row["kind"] for row in s.room.rows()] == ["alert", "reply"]

    play(tmp_path, plot)


def test_two_events_that_turn_out_to_be_one_keep_one_post_and_the_other_points_to_it(
    tmp_path: Path,
) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en", linked=False)
        s.room.publish(0, "ru", linked=False)
        await s.rounds(1)
        await s.round()
        assert len(s.channel.texts()) == 2
        for _ in range(3):
            s.room.publish(0, "ru")
            await s.round()
        first, second = [post for post in s.channel.posts.values() if post.own]
        assert "Русский" in dict(first.buttons)
        assert (first.edited, second.edited) == (1, 1)
        headline, note, source = second.text.split("\n")
        assert headline.startswith("🤝 ")
        assert note == "The same event as in another post, which is kept up to date."
        assert source == "Full text"
        assert second.buttons == ()
        s.room.publish(0, "en", title="A better title")
        await s.round()
        assert s.told()[0] == "A better title"
        assert s.channel.posts[second.id].edited == 1

    play(tmp_path, plot)


def test_of_two_events_that_are_one_the_alert_that_waits_is_not_sent(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN, Channel(chat=-1002, language="ru")]) as room:
        room.publish(0, "ru", linked=False)
        pretend_sent(room)
        room.publish(0, "en", linked=False)
        room.publish(0, "en")
        assert room.states(chat="-1001", kind="alert") == ["sent", "dropped"]
        assert room.states(chat="-1002", kind="alert") == ["sent", "dropped"]
        # The post that was sent in Russian for want of English is in English now.
        (edit,) = room.rows(chat="-1001", kind="edit")
        assert (edit["lang"], edit["state"]) == ("en", "queued")
        assert {row["subject"] for row in room.rows()} == {"event:1"}


def wrongly_linked(room: Newsroom) -> None:
    """Two events, told in English; the Russian release of the second was taken for the first's."""
    room.publish(0, "en", linked=False)
    room.publish(1, "en", linked=False)
    wrong = room.publish(1, "ru", linked=False)
    with room.archive.transaction():
        db = room.archive.db.conn
        db.execute("DELETE FROM deliveries WHERE subject = ?", [f"event:{wrong.event_id}"])
        db.execute("UPDATE releases SET event_id = 1 WHERE id = ?", [wrong.release_id])
        db.execute("DELETE FROM events WHERE id = ?", [wrong.event_id])
        room.outbox.queue_alerts(1, room.channels, room.clock())


def test_an_event_that_turns_out_to_be_two_has_both_posts_mended_and_none_repeated(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [Channel(chat=-1002, language="ru")]) as room:
        wrongly_linked(room)
        assert [row["lang"] for row in room.rows()] == ["ru", "en"]
        pretend_sent(room)
        room.publish(1, "ru")
        edits = {row["subject"]: row for row in room.rows(kind="edit")}
        assert len(room.rows(kind="alert")) == len(edits) == 2
        assert "/en/news/event-0-" in edits["event:1"]["html"]
        assert "/ru/news/event-1-" in edits["event:2"]["html"]
        pretend_sent(room)
        room.publish(1, "ru")
        assert room.states(state="queued") == []


def test_the_post_that_shows_a_release_goes_with_it_where_the_other_event_has_none(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [Channel(chat=-1002, language="ru")]) as room:
        wrongly_linked(room)
        room.archive.db.conn.execute("DELETE FROM deliveries WHERE subject = 'event:2'")
        pretend_sent(room)
        room.publish(1, "ru")
        shown, anew = room.rows(kind="alert")
        assert (shown["subject"], shown["state"]) == ("event:2", "sent")
        assert (anew["subject"], anew["lang"]) == ("event:1", "en")


def test_a_post_of_an_earlier_version_of_the_program_is_not_called_corrected(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        sent = Delivery.of(room.rows()[0]).post
        older = replace(sent, html=sent.html.replace("talks", "chats"))
        room.archive.db.conn.execute(
            "UPDATE deliveries SET html = :html, payload_sha256 = :payload_sha256", payload(older)
        )
        room.clock.forward(minutes=5)
        room.publish(0, "kk")
        assert [row["kind"] for row in room.rows()] == ["alert"]
        room.publish(0, "en", title="The meeting was moved to 30 December")
        assert "✏️" in room.rows()[-2]["html"]


def test_a_place_that_another_language_tells_later_is_no_correction(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en", place={"city": None, "country": None})
        pretend_sent(room)
        room.clock.forward(minutes=5)
        room.publish(0, "ru")
        assert [row["kind"] for row in room.rows()] == ["alert"]
        room.clock.forward(minutes=5)
        room.publish(0, "en", title="The meeting was moved to 30 December")
        assert "Astana" in room.rows()[1]["html"]
