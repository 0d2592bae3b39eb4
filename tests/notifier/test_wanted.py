"""What a channel hears of."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from archive.model import Event
from meetings.model import Kind
from notifier.delivery import deliver_due
from notifier.digest import Period
from notifier.known import known_kind
from notifier.settings import Channel
from notifier.wanted import wants
from tests.notifier.news import LOCAL, event, release
from tests.notifier.newsroom import newsroom
from tests.notifier.scene import CHANNEL_ID, Scene, play
from tests.telegram_standin import Fault

DATA = Path(str(resources.files("meetings"))) / "data"


def channel(**filters: Any) -> Channel:
    return Channel(chat=CHANNEL_ID, language="en", alerts="all", **filters)


def told() -> Event:
    """Talks in Tashkent, with words in three languages."""
    analysis = {
        "participants": [
            {"name": "Алихан Байменов", "country": "KZ", "organisation": None},
            {"name": "Абдулла Арипов", "country": "UZ", "organisation": "ШОС"},
        ],
        "place": {"city": "Ташкент", "country": "UZ"},
        "organisations": ["Шанхайская организация сотрудничества"],
        "topics": ["transit"],
    }
    text = "Стороны обсудили развитие транзитных коридоров."
    made = replace(
        release(0, "ru"), title="Переговоры", text=text, analysis=analysis, site="akorda"
    )
    return replace(event(0, ("ru",)), kind="bilateral", releases={"ru": made})


def test_a_person_is_wanted_by_any_spelling_the_archive_knows() -> None:
    spelled = replace(told(), spellings=(("en", "Alikhan Baimenov"), ("ru", "Алихан Байменов")))
    assert wants(channel(include={"people": ["Baimenov"]}), spelled)
    assert not wants(channel(exclude={"people": ["Baimenov"]}), spelled)
    assert not wants(channel(include={"people": ["Baimenov"]}), told())


MATCHING = [
    {"kinds": ["bilateral"]},
    {"people": ["Арипов"]},
    {"people": ["Арипова"]},
    {"countries": ["uz"]},
    {"organisations": ["Шанхайской организации"]},
    {"topics": ["transit"]},
    {"words": ["коридор"]},
    {"words": ["мост", "транзитный коридор"]},
    {"sites": ["primeminister", "akorda"]},
    {"countries": ["DE", "UZ"], "topics": ["transit"]},
]
OTHERS = [
    {"kinds": ["phone_call"]},
    {"people": ["Смаилов"]},
    {"countries": ["DE"]},
    {"organisations": ["ЕАЭС"]},
    {"topics": ["sport"]},
    {"words": ["мост"]},
    {"words": ["транзитный мост"]},
    {"sites": ["primeminister"]},
]


@pytest.mark.parametrize("chosen", MATCHING, ids=str)
def test_what_is_included_is_told_and_what_is_excluded_is_not(chosen: dict[str, Any]) -> None:
    assert wants(channel(include=chosen), told())
    assert not wants(channel(exclude=chosen), told())


@pytest.mark.parametrize("chosen", [*OTHERS, {"countries": ["UZ"], "topics": ["sport"]}], ids=str)
def test_what_does_not_match_every_key_is_not_told(chosen: dict[str, Any]) -> None:
    assert not wants(channel(include=chosen), told())


def test_without_filters_everything_is_told() -> None:
    assert wants(channel(), told())


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kinds": ["bilaterall"]}, "did you mean 'bilateral'?"),
        ({"kinds": ["xyzzy"]}, "known are appointment, audience_multilateral, bilateral"),
        ({"topics": ["transprt"]}, "did you mean 'transport'?"),
        ({"countries": ["Uzbekistan"]}, "did you mean 'UZ'?"),
        ({"countries": ["Казахстан"]}, "did you mean 'KZ'?"),
        ({"countries": ["Қытай"]}, "did you mean 'CN'?"),
        ({"countries": ["XX"]}, 'write for instance "UZ"'),
        ({"countries": ["UN"]}, "no country's two letters"),
        ({"words": [" "]}, "no word in it"),
        ({"word": []}, "word"),
    ],
    ids=str,
)
def test_a_filter_that_could_never_match_is_refused_with_the_nearest_value(
    wrong: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match=re.escape(says)):
        channel(include=wrong)


def test_what_a_filter_may_name_is_what_the_analysis_says() -> None:
    for kind in get_args(Kind):
        assert known_kind(kind) == kind
    document = tomllib.loads((DATA / "topics.toml").read_text(encoding="utf-8"))
    assert channel(include={"topics": list(document)}).include.topics == tuple(document)


def test_filters_hold_for_alerts_and_for_digests(tmp_path: Path) -> None:
    deaf = channel(include={"words": ["thisneveroccurs"]})
    with newsroom(tmp_path, [deaf]) as room:
        room.publish(0, "en")
        room.outbox.queue_digest(
            room.channels, Period.daily(date(2025, 11, 18), LOCAL), room.clock()
        )
        assert room.rows() == []


def test_a_channel_on_hold_gets_its_messages_when_the_quiet_hours_are_over(tmp_path: Path) -> None:
    async def plot(s: Scene) -> None:
        s.room.publish(0, "en")
        resting = {("telegram", str(CHANNEL_ID))}
        await deliver_due(s.room.archive, {"telegram": s.sink}, s.clock, resting=resting)
        assert s.room.states() == ["queued"]
        await s.round()
        assert s.room.states() == ["sent"]

    play(tmp_path, plot)


def test_a_doubt_of_the_evening_is_settled_at_night_and_sent_once_more_in_the_morning(
    tmp_path: Path,
) -> None:
    async def plot(s: Scene) -> None:
        async def at_night() -> None:
            resting = {("telegram", str(CHANNEL_ID))}
            await deliver_due(s.room.archive, {"telegram": s.sink}, s.clock, resting=resting)

        s.room.publish(0, "en")
        s.room.publish(1, "en")
        s.api.fail("sendMessage", Fault("cut"))
        await s.round()
        s.clock.forward(minutes=3)
        await at_night()
        assert s.room.states() == ["queued", "queued"]
        assert s.api.called("sendMessage") == 1
        s.clock.forward(hours=10)
        await s.round()
        assert s.room.states() == ["sent", "sent"]
        assert len(s.told()) == 2

    play(tmp_path, plot)
