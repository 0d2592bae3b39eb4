"""What is queued, when, and once only."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from notifier.deliveries import stamp
from notifier.digest import Period
from notifier.settings import Channel
from tests.notifier.news import LANGS, LOCAL, event, event_files
from tests.notifier.newsroom import START, Clock, Newsroom, newsroom

EN = Channel(chat=-1001, language="en")
RU = Channel(chat=-1002, language="ru")
KK = Channel(chat=-1003, language="kk")
ALL = Channel(chat=-1004, language="en", alerts="all")
NONE = Channel(chat=-1005, language="en", alerts="none")
PRINTED = Channel(chat="terminal", language="en")

SPEECH = next(n for n in range(len(event_files())) if not event(n).is_meeting)


def pretend_sent(room: Newsroom) -> None:
    room.archive.db.conn.execute(
        "UPDATE deliveries SET state = 'sent', message_id = id + 100, sent_at = due_at "
        "WHERE state = 'queued'"
    )


def test_an_alert_is_queued_for_the_channel_of_the_releases_language_at_once(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        (row,) = room.rows()
        assert (row["kind"], row["state"], row["chat"]) == ("alert", "queued", "-1001")
        assert row["due_at"] == stamp(START)
        assert row["subject"].startswith("event:")
        assert [label for label, _ in json.loads(row["buttons"])] == ["Қазақша", "Русский"]


def test_an_alert_in_another_language_waits_two_minutes_for_the_channels_own(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "ru")
        (row,) = room.rows()
        assert row["due_at"] == stamp(START + timedelta(minutes=2))
        assert (row["lang"], "Russian text" in row["html"]) == ("ru", True)
        room.clock.forward(seconds=30)
        room.publish(0, "en")
        (row,) = room.rows()
        assert row["due_at"] == stamp(room.clock())
        assert (row["lang"], "Russian text" in row["html"]) == ("en", False)
        assert [done.action for done in room.done] == ["replaced"]


def test_a_better_fallback_does_not_put_the_alert_off_again(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "kk")
        room.clock.forward(minutes=1)
        room.publish(0, "ru")
        (row,) = room.rows()
        assert row["due_at"] == stamp(START + timedelta(minutes=2))
        assert row["lang"] == "ru"


def test_each_channel_hears_of_an_event_once_in_its_language(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN, RU, KK]) as room:
        for lang in LANGS:
            room.publish(0, lang)
        for lang in LANGS:
            room.publish(0, lang)
        assert [(row["chat"], row["lang"]) for row in room.rows()] == [
            ("-1001", "en"),
            ("-1002", "ru"),
            ("-1003", "kk"),
        ]


def test_what_is_no_meeting_goes_only_to_channels_that_want_everything(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN, ALL, NONE]) as room:
        room.publish(SPEECH, "en")
        assert [row["chat"] for row in room.rows()] == ["-1004"]
        room.publish(0, "en")
        assert [row["chat"] for row in room.rows()] == ["-1004", "-1001", "-1004"]


def test_the_past_is_not_announced(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en", published_at=START - timedelta(days=60))
        assert room.rows() == []


def test_a_changed_release_replaces_an_alert_that_was_not_sent(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        room.clock.forward(seconds=5)
        room.publish(0, "en", title="A better title")
        (row,) = room.rows()
        assert "A better title" in row["html"]
        assert "✏️" not in row["html"]


def test_a_changed_release_becomes_a_marked_edit_of_the_alert_that_was_sent(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.clock.now = datetime(2025, 11, 18, 14, 5, tzinfo=LOCAL)
        room.publish(0, "en", title="A better title")
        alert, edit, _ = room.rows()
        assert (edit["kind"], edit["target_id"], edit["state"]) == ("edit", alert["id"], "queued")
        assert "✏️ 14:05" in edit["html"]
        assert "A better title" in edit["html"]


def test_a_change_that_readers_cannot_see_makes_no_edit(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.publish(0, "ru", title="Другое название")
        room.publish(0, "en")
        assert len(room.rows()) == 1


def test_a_later_change_supersedes_an_edit_that_was_not_sent(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.clock.forward(minutes=1)
        room.publish(0, "en", title="Second title")
        room.clock.forward(minutes=1)
        room.publish(0, "en", title="Third title")
        assert room.states(kind="edit") == ["dropped", "queued"]
        assert "Third title" in room.rows(state="queued")[0]["html"]


def test_a_change_taken_back_in_time_makes_no_edit_at_all(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.publish(0, "en", title="A slip")
        room.publish(0, "en")
        assert room.states(kind="edit") == ["dropped"]


def test_a_change_seen_again_keeps_the_edit_that_waits(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.publish(0, "en", title="Second title")
        room.clock.forward(minutes=3)
        room.publish(0, "ru")
        assert room.states(kind="edit") == ["queued"]


def test_after_an_edit_was_sent_only_a_further_change_makes_another(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.publish(0, "en", title="Second title")
        pretend_sent(room)
        room.clock.forward(minutes=9)
        room.publish(0, "ru")
        assert room.states(kind="edit") == ["sent"]
        room.publish(0, "en", title="Third title")
        assert room.states(kind="edit") == ["sent", "queued"]
        assert "✏️ 14:09" in room.rows(state="queued")[0]["html"]


def test_the_channels_language_arriving_after_the_alert_edits_it(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "ru")
        pretend_sent(room)
        room.clock.forward(minutes=10)
        room.publish(0, "en")
        (edit,) = room.rows(kind="edit")
        assert edit["lang"] == "en"
        assert "✏️ 14:10" in edit["html"]
        assert "Russian text" not in edit["html"]


def test_a_further_language_adds_its_button_without_a_mark_and_not_on_a_terminal(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [EN, PRINTED]) as room:
        room.publish(0, "en", linked=False)
        pretend_sent(room)
        room.clock.forward(minutes=4)
        room.publish(0, "ru")
        (edit,) = room.rows(kind="edit")
        alert = room.rows(kind="alert", chat="-1001")[0]
        assert edit["chat"] == "-1001"
        assert edit["html"] == alert["html"]
        assert edit["buttons"] != alert["buttons"]


def test_a_change_while_the_alert_is_being_sent_becomes_an_edit(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        before = room.rows()[0]["html"]
        room.archive.db.conn.execute("UPDATE deliveries SET state = 'sending'")
        room.publish(0, "en", title="A better title")
        alert, edit, _ = room.rows()
        assert alert["html"] == before
        assert edit["kind"] == "edit"


def test_a_withdrawn_release_is_marked_where_it_was_told(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.clock.forward(minutes=7)
        room.withdraw(0, "en")
        (edit,) = room.rows(kind="edit")
        assert "✏️ 14:07" in edit["html"]
        assert "This release has been taken off the site." in edit["html"]


def test_a_release_withdrawn_before_its_alert_went_out_is_told_as_withdrawn(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        room.withdraw(0, "en")
        (alert,) = room.rows()
        assert "This release has been taken off the site." in alert["html"]


def test_an_alert_that_was_refused_is_not_tried_again_by_a_change(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        room.archive.db.conn.execute("UPDATE deliveries SET state = 'failed'")
        room.publish(0, "en", title="A better title")
        assert room.states() == ["failed"]


def test_alerts_fall_with_the_transaction_of_their_release(tmp_path: Path) -> None:
    def cut_off(room: Newsroom) -> None:
        with room.archive.transaction():
            room.publish(0, "en")
            assert room.states() == ["queued"]
            raise RuntimeError("the disk is full")

    with newsroom(tmp_path, [EN]) as room:
        with pytest.raises(RuntimeError):
            cut_off(room)
        assert room.archive.counts()["releases"] == 0
        assert room.rows() == []
        room.publish(0, "en")
        assert room.states() == ["queued"]


def test_a_channel_added_later_is_not_told_old_news_when_an_old_release_changes(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en")
        pretend_sent(room)
        room.channels = (EN, RU)
        room.clock.forward(days=3)
        room.publish(0, "en", title="A correction", published_at=START)
        assert [(row["kind"], row["chat"]) for row in room.rows()] == [
            ("alert", "-1001"),
            ("edit", "-1001"),
            ("reply", "-1001"),
        ]
        assert "✏️ 21 November, 14:00" in room.rows(kind="edit")[0]["html"]


def test_a_digest_is_queued_once_a_period_and_channel(tmp_path: Path) -> None:
    day = Period.daily(date(2025, 11, 18), LOCAL, time(19))
    with newsroom(tmp_path, [EN, RU]) as room:
        for number in (0, 1, 2):
            room.publish(number, "en")
        first = room.outbox.queue_digest(room.channels, day, room.clock())
        again = room.outbox.queue_digest(room.channels, day, room.clock())
        assert (len(first), again) == (2, [])
        rows = room.rows(kind="daily")
        assert {row["subject"] for row in rows} == {"day:2025-11-18"}
        assert "3 meetings" in rows[0]["html"]
        assert "3 встречи" in rows[1]["html"]


def test_a_digest_goes_only_to_channels_that_want_it(tmp_path: Path) -> None:
    quiet = Channel(chat=-1, language="en", daily=False, weekly=True)
    with newsroom(tmp_path, [quiet]) as room:
        room.publish(0, "en")
        day = Period.daily(date(2025, 11, 18), LOCAL)
        week = Period.weekly(date(2025, 11, 23), LOCAL)
        assert room.outbox.queue_digest(room.channels, day, room.clock()) == []
        assert len(room.outbox.queue_digest(room.channels, week, room.clock())) == 1
        assert room.rows(kind="weekly")[0]["subject"] == "week:2025-11-17"


def test_nothing_is_queued_where_a_digest_has_nothing_to_say(tmp_path: Path) -> None:
    day = Period.daily(date(2025, 11, 18), LOCAL)
    with newsroom(tmp_path, [EN, ALL]) as room:
        assert room.outbox.queue_digest(room.channels, day, room.clock()) == []
        room.publish(SPEECH, "en")
        assert [row.chat for row in room.outbox.queue_digest(room.channels, day, room.clock())] == [
            "-1004"
        ]


def test_a_digest_leaves_out_the_past_that_the_first_run_archived(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        room.publish(0, "en", published_at=START - timedelta(days=60))
        day = Period.daily((START - timedelta(days=60)).date(), LOCAL)
        assert room.outbox.queue_digest(room.channels, day, room.clock()) == []


def test_a_long_digest_is_queued_in_numbered_parts(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN]) as room:
        for number in range(len(event_files())):
            room.publish(number, "en")
        day = Period.daily(date(2025, 11, 18), LOCAL)
        queued = room.outbox.queue_digest(room.channels, day, room.clock())
        rows = room.rows(kind="daily")
        assert len(queued) == len(rows) > 1
        assert [row["part"] for row in rows] == list(range(1, len(rows) + 1))


def test_the_operator_hears_of_a_trouble_once_until_it_ends(tmp_path: Path) -> None:
    clock = Clock()
    with newsroom(tmp_path, [], clock) as room:
        outbox = room.outbox
        assert outbox.queue_ops(-7, "poll", "The site is down <now>", clock()) is not None
        assert outbox.queue_ops(-7, "poll", "Still down", clock()) is None
        assert outbox.queue_ops(-7, "other", "Something else", clock()) is not None
        pretend_sent(room)
        assert outbox.queue_ops(-7, "poll", "Still down", clock()) is None
        over = outbox.end_trouble(-7, "poll", "The site is back", clock())
        assert over is not None
        assert outbox.end_trouble(-7, "poll", "The site is back", clock()) is None
        assert outbox.queue_ops(-7, "poll", "Down again", clock()) is not None
        assert [row["html"] for row in room.rows(subject="trouble:poll")] == [
            "⚠️ The site is down &lt;now&gt;",
            "✅ The site is back",
            "⚠️ Down again",
        ]


def test_a_trouble_that_ended_before_it_was_told_is_not_told(tmp_path: Path) -> None:
    with newsroom(tmp_path, []) as room:
        room.outbox.queue_ops(None, "poll", "The site is down", room.clock())
        room.outbox.end_trouble(None, "poll", "The site is back", room.clock())
        assert room.states() == ["dropped", "dropped"]
        assert room.outbox.queue_ops(None, "poll", "Down again", room.clock()) is not None


def test_the_operator_settles_what_is_held(tmp_path: Path) -> None:
    with newsroom(tmp_path, [EN, RU]) as room:
        room.publish(0, "en")
        room.archive.db.conn.execute("UPDATE deliveries SET state = 'held', attempts = 2")
        first, second = (delivery.id for delivery in room.outbox.unsettled())
        assert room.outbox.settle(first, send_again=True, now=room.clock())
        assert room.outbox.settle(second, send_again=False, now=room.clock())
        assert not room.outbox.settle(second, send_again=True, now=room.clock())
        assert room.states() == ["queued", "dropped"]
