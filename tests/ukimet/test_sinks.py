"""Folders and webhooks as an operator writes them down, checks them and has them served."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import Archive
from notifier.deliveries import Deliveries
from notifier.markup import Post
from notifier.sink_doctor import check_sinks
from tests.notifier.receiver import SECRET, Receiver, receiving
from tests.ukimet.conftest import Shell
from ukimet.config import Config, ConfigError, load

FOLDER = "[[sink.folder]]\nname = 'a'\nlanguage = 'en'\n"
WEBHOOK = "[[sink.webhook]]\nname = 'a'\nlanguage = 'en'\n"


def written(folder: Path, text: str) -> Config:
    file = folder / "ukimet.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[sink.folder]]\nname = 'a'\npath = 'x'\n", "sink.folder.0.language"),
        (f"{FOLDER}path = 'x'\nlang = 'en'\n", "unknown key 'sink.folder.0.lang': did you mean"),
        (f"{FOLDER}path = 'x'\n{FOLDER}path = 'y'\n", "sink: two are named 'a'"),
        ("[[sink.folder]]\nname = 'A b'\npath = 'x'\nlanguage = 'en'\n", "sink.folder.0.name"),
        (f"{WEBHOOK}url = 'example.org'\n", "sink.webhook.0.url: that is no address"),
        (f"{WEBHOOK}url = 'https://me:pw@example.org'\n", "no name and password in the address"),
        (f"{WEBHOOK}url = 'https://example.org'\n", "'a' has no secret: set secret_file, or"),
        (f"{WEBHOOK}url = 'https://x.org'\nsecret_file = 'no'\n", "no cannot be read"),
        ("[sink]\nsecrets = {b = 'x'}\n", "secrets.b: no webhook has that name"),
        ("[[sink.webhok]]\nname = 'a'\n", "unknown key 'sink.webhok': did you mean 'webhook'?"),
        (
            f"{FOLDER}path = 'x'\ninclude = {{kinds = ['bilaterl']}}\n",
            "sink.folder.0.include.kinds.0: 'bilaterl' is no kind of release: did you mean",
        ),
    ],
)
def test_a_wrong_sink_is_one_line_with_the_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as refused:
        written(tmp_path, text)
    (line,) = str(refused.value).splitlines()
    assert says in line


def test_with_a_folder_and_no_channel_nothing_goes_to_the_terminal(tmp_path: Path) -> None:
    config = written(tmp_path, f"{FOLDER}path = 'notes'\n")
    (channel,) = config.channels
    assert (channel.sink, channel.key) == ("folder", "a")
    assert config.sink.folder[0].path == tmp_path / "notes"


def test_doctor_tells_what_sinks_will_not_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UKIMET_SINK__SECRETS__A", SECRET)
    (tmp_path / "file").write_text("", encoding="utf-8")

    async def run() -> list[tuple[str, str]]:
        async with Receiver(secret="whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAA") as receiver:
            sinks = f"{FOLDER}path = 'file/x'\n{WEBHOOK}url = '{receiver.url}'\n"
            config = written(tmp_path, sinks)
            found = await check_sinks(config.sink, lambda: datetime.now(UTC))
        found += await check_sinks(config.sink, lambda: datetime.now(UTC))
        return [(each.level, each.message) for each in found]

    folder, refusing, _, away = asyncio.run(run())
    assert folder[0] == refusing[0] == away[0] == "error"
    assert "is no folder" in folder[1]
    assert "check the secret" in refusing[1]
    assert "no connection" in away[1]
    for _, message in (folder, refusing, away):
        assert SECRET not in message
        assert "secret-path" not in message


def test_deliver_sends_to_sinks_and_doctor_finds_them_well(shell: Shell) -> None:
    with receiving() as receiver:
        sinks = f"{FOLDER}path = 'notes'\n{WEBHOOK}url = '{receiver.url}'\nsecret_file = 'secret'\n"
        (shell.folder / "ukimet.toml").write_text(sinks, encoding="utf-8")
        (shell.folder / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
        with contextlib.chdir(shell.folder):
            config = load(shell.folder / "ukimet.toml")
            found = asyncio.run(check_sinks(config.sink, lambda: datetime.now(UTC)))
        with Archive.open(shell.folder / "ukimet.db") as archive:
            for channel in config.channels:
                now = datetime.now(UTC)
                Deliveries(archive.db).queue(channel, "alert", "event:1", Post("<b>News</b>"), now)
        result = shell("deliver")
    assert result.code == 0, result.err
    assert result.out == ""
    (file,) = (shell.folder / "notes").iterdir()
    assert "# News" in file.read_text(encoding="utf-8")
    assert receiver.types == ["ping", "message.sent"]
    folder, webhook = found
    assert (folder.level, "files can be written into" in folder.message) == ("ok", True)
    assert "takes signed messages" in webhook.message
    assert SECRET not in result.err + webhook.message
    assert "secret-path" not in result.err + webhook.message
