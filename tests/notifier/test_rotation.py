"""A token that is replaced in its file is used without a restart."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from notifier.delivery import deliver_due
from notifier.errors import TokenRefused
from notifier.rotation import RotatingSink
from notifier.settings import TelegramSettings
from notifier.telegram import TelegramSink
from tests.notifier.scene import Scene, play
from tests.telegram_standin import TOKEN

NEW = TOKEN[:-6] + "rotate"


def test_a_rotated_token_is_used_at_once_and_nothing_is_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    settings = TelegramSettings(token_file=file)

    async def plot(s: Scene) -> None:
        def connect(token: SecretStr) -> TelegramSink:
            return TelegramSink.connect(token, api_base_url=s.api.url, timeout=0.3, paced=False)

        async def round() -> int:
            report = await deliver_due(s.room.archive, {"telegram": sink}, s.clock)
            return report.sent

        async with RotatingSink(settings.secret, connect, SecretStr(TOKEN)) as sink:
            s.room.publish(0, "en")
            assert await round() == 1
            s.api.token = NEW
            s.room.publish(1, "en")
            with pytest.raises(TokenRefused):
                await round()
            s.clock.forward(minutes=1)
            file.write_text("", encoding="utf-8")
            with pytest.raises(TokenRefused):
                await round()
            s.clock.forward(minutes=1)
            file.write_text(NEW, encoding="utf-8")
            assert await round() == 1
        assert len(s.told()) == 2

    with caplog.at_level(logging.DEBUG):
        play(tmp_path, plot)
    assert TOKEN not in caplog.text
    assert NEW not in caplog.text
