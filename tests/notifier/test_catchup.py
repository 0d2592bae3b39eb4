"""One digest instead of a flood."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from notifier.settings import Channel
from tests.notifier.newsroom import START, Newsroom, newsroom
from tests.notifier.scene import CHANNEL_ID, OPS_ID, Scene, play

ALL = Channel(chat=CHANNEL_ID, language="en", alerts="all")


def publish(room: Newsroom, numbers: range, **age: float) -> None:
    for number in numbers:
        room.publish(number, "en", published_at=room.clock() - timedelta(**age))


def test_after_twenty_alerts_in_an_hour_the_rest_is_one_digest_and_the_operator_hears(
    tmp_path: Path,
) -> None:
    async def plot(s: Scene) -> None:
        s.room.channels = (ALL,)
        publish(s.room, range(26), minutes=1)
        assert s.room.outbox.queue_catch_up(s.room.channels, OPS_ID, s.clock()) == []
        await s.round()
        assert len(s.told()) == 20
        s.clock.forward(minutes=6)
        s.room.outbox.queue_catch_up(s.room.channels, OPS_ID, s.clock())
        s.room.outbox.queue_catch_up(s.room.channels, OPS_ID, s.clock())
        await s.round()
        assert len(s.told()) == 21
        assert s.told()[-1].endswith("6 releases")
        assert s.ops is not None
        (warning,) = s.ops.texts()
        assert "6 more were told in one digest" in warning

    play(tmp_path, plot, ops=True)


def test_the_next_hour_has_alerts_again(tmp_path: Path) -> None:
    with newsroom(tmp_path, [ALL]) as room:
        publish(room, range(21), minutes=1)
        assert room.states().count("queued") == 20
        room.clock.forward(minutes=61)
        publish(room, range(21, 23), minutes=1)
        assert room.states()[20:] == ["dropped", "queued", "queued"]


def test_after_a_pause_what_is_old_is_one_digest_and_what_is_fresh_an_alert(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, [ALL]) as room:
        publish(room, range(8), days=3)
        publish(room, range(8, 10), hours=2)
        assert room.states().count("queued") == 2
        room.clock.forward(minutes=6)
        room.outbox.queue_catch_up(room.channels, OPS_ID, room.clock())
        (digest,) = room.rows(kind="catchup")
        assert "15 November 2025: 8 releases" in digest["html"]
        assert room.rows(kind="ops") == []
        room.publish(3, "en", title="Quite another title", published_at=START - timedelta(days=3))
        assert [row["kind"] for row in room.rows(state="queued")] == ["alert", "alert", "catchup"]


def test_a_stream_that_does_not_end_is_told_every_hour(tmp_path: Path) -> None:
    with newsroom(tmp_path, [ALL]) as room:
        for number in range(22):
            publish(room, range(number, number + 1), days=2)
            room.clock.forward(minutes=4)
            room.outbox.queue_catch_up(room.channels, OPS_ID, room.clock())
        assert len(room.rows(kind="catchup", part=1)) == 1
