"""An alert that waits is decided again with every language that comes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from notifier.announcing import UNWANTED
from notifier.settings import Channel, Filter
from tests.notifier.newsroom import ALERTS_PER_HOUR, newsroom
from tests.notifier.scene import CHANNEL_ID, Scene, play

NO_BALLET = Channel(chat=CHANNEL_ID, language="en", exclude=Filter(words=("балет",)))
BALLET = " Кешке балет көрсетілді."


def test_an_alert_falls_when_another_language_shows_that_it_is_excluded(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "ru")
        s.room.publish(0, "kk", summary=BALLET)
        s.clock.forward(minutes=3)
        s.room.publish(0, "en")
        await s.rounds(2)
        assert s.channel.texts() == []
        (alert,) = s.room.rows()
        assert (alert["state"], alert["error"]) == ("dropped", UNWANTED)

    play(tmp_path, plot, channels=(NO_BALLET,))


def test_an_alert_is_sent_once_where_what_excluded_it_is_taken_back(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        s.room.publish(0, "kk", summary=BALLET)
        await s.round()
        s.clock.forward(minutes=5)
        s.room.publish(0, "kk")
        await s.rounds(2)
        assert len(s.channel.texts()) == 1
        assert s.room.states() == ["sent"]

    play(tmp_path, plot, channels=(NO_BALLET,))


def test_once_it_was_sent_a_filter_changes_nothing(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        await s.round()
        s.room.publish(0, "kk", summary=BALLET)
        s.room.publish(0, "en", title="A better title")
        await s.round()
        assert s.told()[0] == "A better title"

    play(tmp_path, plot, channels=(NO_BALLET,))


def test_what_turns_out_to_be_no_meeting_is_not_told_to_a_channel_of_meetings(
    tmp_path: Path,
) -> None:
    channels = [
        Channel(chat=-1, language="en"),
        Channel(chat=-2, language="en", alerts="all"),
    ]
    with newsroom(tmp_path, channels) as room:
        room.publish(0, "en")
        room.publish(0, "en", summary="It was put off.", is_meeting=False)
        assert room.states() == ["dropped", "queued"]


def test_what_is_no_news_any_more_stays_untold(tmp_path: Path) -> None:
    with newsroom(tmp_path, [NO_BALLET]) as room:
        room.publish(0, "en")
        room.publish(0, "kk", summary=BALLET)
        room.clock.forward(hours=50)
        room.publish(0, "kk")
        assert room.states() == ["dropped"]


@pytest.mark.parametrize("late", [True, False], ids=["after a pause", "in a flood"])
def test_an_excluded_event_is_left_out_of_the_catch_up_digest_too(
    tmp_path: Path, late: bool
) -> None:
    with newsroom(tmp_path, [NO_BALLET]) as room:
        early = room.clock() - timedelta(hours=30) if late else None
        for number in range(3 if late else ALERTS_PER_HOUR + 3):
            room.publish(number, "en", published_at=early, is_meeting=True)
        last = len(room.rows()) - 1
        room.publish(last, "kk", published_at=early, summary=BALLET, is_meeting=True)
        room.clock.forward(minutes=6)
        room.outbox.queue_catch_up(room.channels, None, room.clock())
        (digest,) = room.rows(kind="catchup")
        assert digest["html"].count("/en/news/event-") == 2


def test_an_alert_that_is_wanted_again_in_a_flood_is_told_in_the_digest(tmp_path: Path) -> None:
    with newsroom(tmp_path, [NO_BALLET]) as room:
        room.publish(0, "en")
        room.publish(0, "kk", summary=BALLET)
        for number in range(1, ALERTS_PER_HOUR + 2):
            room.publish(number, "en", is_meeting=True)
        room.publish(0, "kk")
        room.clock.forward(minutes=6)
        room.outbox.queue_catch_up(room.channels, None, room.clock())
        (digest,) = room.rows(kind="catchup")
        assert "/en/news/event-0-" in digest["html"]
