"""What an operator may write, and what is refused with a word on what to write instead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from notifier.settings import Channel, QuietHours, TelegramSettings


def test_a_channel_is_written_as_number_or_name() -> None:
    assert Channel(chat=-1002222222222, language="en").key == "-1002222222222"
    assert Channel(chat="-1002222222222", language="en").chat == -1002222222222
    assert Channel(chat="@ukimet", language="kk").sink == "telegram"
    printed = Channel(chat="terminal", language="ru")
    assert (printed.sink, printed.key) == ("terminal", "ru")


@pytest.mark.parametrize(
    "wrong",
    [
        {"chat": 0, "language": "en"},
        {"chat": "ukimet", "language": "en"},
        {"chat": "https://t.me/ukimet", "language": "en"},
        {"chat": -1, "language": "de"},
        {"chat": -1, "language": "en", "alerts": "some"},
        {"chat": -1, "language": "en", "alert": "all"},
    ],
)
def test_a_wrong_channel_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Channel.model_validate(wrong)


def test_the_table_of_the_configuration_file_is_understood() -> None:
    settings = TelegramSettings.model_validate(
        {
            "api_base_url": "http://127.0.0.1:8081/",
            "ops_chat": -1001111111111,
            "settle": "90s",
            "channel": [{"chat": -1002222222222, "language": "en", "weekly": False}],
        }
    )
    assert settings.api_base_url == "http://127.0.0.1:8081"
    assert settings.settle == timedelta(seconds=90)
    assert settings.channels[0].alerts == "meetings"
    assert settings.secret() is None
    assert TelegramSettings().settle == timedelta(seconds=120)


@pytest.mark.parametrize(
    "wrong",
    [
        {"settle": "soon"},
        {"settle": "-5s"},
        {"api_base_url": "api.telegram.org"},
        {"api_base_url": "https://api.telegram.org/?x=1"},
        {"tokens": "1"},
    ],
)
def test_a_wrong_table_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TelegramSettings.model_validate(wrong)


def test_a_token_file_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        TelegramSettings(token_file=tmp_path / "missing").secret()
    empty = tmp_path / "empty"
    empty.write_text("\n", encoding="utf-8")
    with pytest.raises(ValueError, match="is empty"):
        TelegramSettings(token_file=empty).secret()


def test_a_token_is_taken_without_the_end_of_its_line_and_nothing_is_no_token() -> None:
    read = TelegramSettings(token=SecretStr(" 123456:abc\n")).secret()
    assert read is not None
    assert read.get_secret_value() == "123456:abc"
    assert TelegramSettings(token=SecretStr("\n")).secret() is None


def test_quiet_hours_may_span_midnight() -> None:
    night = QuietHours.parse("22:00-08:00")
    noon = QuietHours.parse("12:00-13:30")

    def at(hour: int, minute: int = 0) -> datetime:
        return datetime(2025, 11, 18, hour, minute, tzinfo=UTC)

    assert [night.covers(at(hour)) for hour in (21, 22, 23, 0, 7, 8)] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert noon.covers(at(13, 29))
    assert not noon.covers(at(13, 30))
    with pytest.raises(ValueError, match='write "22:00-08:00"'):
        QuietHours.parse("at night")
