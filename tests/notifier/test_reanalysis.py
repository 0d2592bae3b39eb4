"""An analysis that is made again changes what the archive says, and no message."""

from __future__ import annotations

from pathlib import Path

from archive.reanalysing import reanalyse
from notifier.settings import Channel
from tests.notifier.newsroom import Newsroom, newsroom

CHANNELS = (Channel(chat=-1, language="en", alerts="all"), Channel(chat=-2, language="ru"))


def sent(room: Newsroom) -> None:
    with room.archive.transaction():
        room.archive.db.conn.execute(
            "UPDATE deliveries SET state = 'sent', message_id = id WHERE state = 'queued'"
        )


def test_nothing_that_was_told_is_told_or_edited_again(tmp_path: Path) -> None:
    with newsroom(tmp_path, CHANNELS) as room:
        stored = room.publish(0, "en")
        room.publish(0, "ru")
        room.publish(1, "en")  # waits to be sent
        sent(room)
        before, rows = room.archive.release(stored.release_id), room.rows()
        done = reanalyse(room.archive, clock=room.clock)
        assert (done.read, done.changed) == (3, 3)
        assert room.archive.release(stored.release_id).analysis != before.analysis
        room.clock.forward(minutes=5)
        room.publish(0, "en")
        room.publish(0, "ru")
        assert room.rows() == rows


def test_another_language_that_comes_after_it_changes_no_words(tmp_path: Path) -> None:
    with newsroom(tmp_path, CHANNELS[:1]) as room:
        room.publish(0, "en")
        sent(room)
        (alert,) = room.rows()
        reanalyse(room.archive, clock=room.clock)
        room.clock.forward(minutes=5)
        room.publish(0, "kk")
        assert {row["html"] for row in room.rows()} == {alert["html"]}


def test_a_change_on_the_site_is_still_told(tmp_path: Path) -> None:
    with newsroom(tmp_path, CHANNELS[:1]) as room:
        room.publish(0, "en")
        sent(room)
        reanalyse(room.archive, clock=room.clock)
        room.clock.forward(minutes=5)
        room.publish(0, "en", title="The meeting was moved to 30 December")
        assert [row["kind"] for row in room.rows()][:2] == ["alert", "edit"]
