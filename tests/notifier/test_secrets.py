"""The token is in no log, at no level, in no error."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from notifier.doctor import check_telegram
from notifier.errors import TokenRefused
from notifier.secrets import REDACTOR, Redactor, keep_out_of_logs
from notifier.settings import TelegramSettings
from tests.notifier.scene import EN, scene
from tests.telegram_standin import TOKEN, Fault, TelegramStandIn

SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """All that all loggers say at DEBUG, formatted with tracebacks."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_round_with_every_kind_of_failure_logs_no_token(
    tmp_path: Path, everything_logged: io.StringIO
) -> None:
    async def run() -> None:
        async with scene(tmp_path, ops=True) as s:
            s.api.fail(
                "sendMessage",
                Fault("flood", retry_after=1),
                Fault("status", status=502, description=f"no /bot{TOKEN}/sendMessage here"),
                Fault("hang"),
            )
            s.room.publish(0, "en")
            await s.rounds(4)
            s.api.token = "1:another"
            s.room.publish(1, "en")
            with pytest.raises(TokenRefused) as refused:
                await s.round()
            assert SECRET not in repr(refused.value)
            await s.api.stop()
            s.clock.forward(minutes=1)
            await s.round()
            assert SECRET not in str(s.room.rows())

    asyncio.run(run())
    said = everything_logged.getvalue()
    assert "httpx" in said
    assert "httpcore" in said
    assert "telegram" in said
    assert SECRET not in said


def test_doctor_neither_logs_nor_tells_the_token(everything_logged: io.StringIO) -> None:
    async def run() -> str:
        async with TelegramStandIn() as api:
            api.token = "1:another"
            refused = await check_telegram(SecretStr(TOKEN), api.url, [EN], timeout=0.3)
        away = await check_telegram(SecretStr(TOKEN), api.url, [EN], timeout=0.3)
        return repr(refused + away)

    told = asyncio.run(run())
    assert "BotFather" in told
    assert "no connection" in told
    assert SECRET not in told + everything_logged.getvalue()


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram.ext.ExtBot"])
def test_records_are_mended_in_message_arguments_and_traceback(
    name: str, everything_logged: io.StringIO
) -> None:
    keep_out_of_logs(TOKEN)
    log = logging.getLogger(name)
    log.info("POST %s took %d ms", f"https://api.telegram.org/bot{TOKEN}/getMe", 3)
    log.debug("only the second half: %r", {"secret": SECRET})
    log.debug("arguments that do not fit %d", f"bot{TOKEN}")
    try:
        raise ValueError(f"The token `{TOKEN}` was rejected")
    except ValueError:
        log.exception("failed")
    said = everything_logged.getvalue()
    assert "POST https://api.telegram.org/bot<token>/getMe took 3 ms" in said
    assert "ValueError: The token `<token>` was rejected" in said
    assert SECRET not in said


def test_whoever_reports_an_error_with_a_token_in_it_does_not_tell_it(
    everything_logged: io.StringIO,
) -> None:
    keep_out_of_logs(TOKEN)
    logging.getLogger("asyncio").error("Task failed: GET /bot%s/getMe", TOKEN)
    logging.getLogger("scheduler").error({"event": "failed", "error": ValueError(SECRET), "n": 3})
    said = everything_logged.getvalue()
    assert "GET /bot<token>/getMe" in said
    assert "'n': 3" in said
    assert SECRET not in said


def test_what_holds_no_secret_is_logged_as_it_is(everything_logged: io.StringIO) -> None:
    keep_out_of_logs(TOKEN)
    logging.getLogger("crawler").info("fetched %s", "https://primeminister.kz/en/news/1")
    assert "crawler INFO fetched https://primeminister.kz/en/news/1" in everything_logged.getvalue()


def test_what_looks_like_a_token_is_redacted_though_nobody_named_it() -> None:
    redactor = Redactor()
    stranger = "987654321:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-ab"
    assert redactor.redact(f"https://x/bot{stranger}/getMe") == "https://x/bot<token>/getMe"
    assert redactor.redact(f"x={stranger.replace(':', '%3A')}") == "x=<token>"
    assert redactor.redact("12:30 and 2025-11-18T13:20:00+05:00") == (
        "12:30 and 2025-11-18T13:20:00+05:00"
    )
    assert TOKEN not in REDACTOR.redact(TOKEN)


def test_settings_never_show_the_token(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    settings = TelegramSettings(token_file=file)
    secret = settings.secret()
    assert secret is not None
    assert secret.get_secret_value() == TOKEN
    assert SECRET not in repr(TelegramSettings(token=SecretStr(TOKEN))) + repr(secret)


def test_a_record_without_a_name_is_made_as_before_where_a_token_is_guarded() -> None:
    keep_out_of_logs(TOKEN)
    made = logging.makeLogRecord({"name": "scheduler", "msg": "delivered"})
    assert (made.name, made.getMessage()) == ("scheduler", "delivered")
