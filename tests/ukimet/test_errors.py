"""What goes wrong is said in one clear line, with the right exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from replica import Replica
from tests.telegram_standin import serving_telegram
from tests.ukimet.conftest import Shell

TOKEN = "123456789:AAHfiqksKZ8WmR2zSjiQ7-v4TMAKdiHm9T0"


def one_line(text: str) -> str:
    (line,) = [line for line in text.splitlines() if line.startswith("ukimet: ")]
    return line


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[schedule]\npol = '5m'\n", "unknown key 'schedule.pol': did you mean 'poll'?"),
        ("[archiv]\npath = 'x'\n", "unknown key 'archiv': did you mean 'archive'?"),
        ("[schedule]\npoll = 'often'\n", "schedule.poll"),
        ("[site]\nlanguages = ['de']\n", "site.languages"),
        ("[telegram\n", "not valid TOML"),
        ("[[site]]\nname = 'one'\n", "site.0.base_url"),
        ("[telegram]\ntoken_file = 'nowhere'\n", "cannot be read"),
    ],
)
def test_a_wrong_configuration_names_the_key(shell: Shell, written: str, says: str) -> None:
    (shell.folder / "ukimet.toml").write_text(written, encoding="utf-8")
    result = shell("status")
    assert result.code == 2
    assert says in one_line(result.err)


def test_a_configuration_file_that_is_not_there_is_named(shell: Shell) -> None:
    result = shell("--config", "nowhere.toml", "status")
    assert result.code == 2
    assert "ukimet init" in one_line(result.err)


def test_the_environment_overrides_the_file(shell: Shell, site: Replica) -> None:
    shell.configure("http://127.0.0.1:1")
    result = shell("crawl", UKIMET_SITE__BASE_URL=site.url)
    assert result.code == 0
    wrong = shell("status", UKIMET_SCHEDULE__POLL="often")
    assert (wrong.code, "schedule.poll" in wrong.err) == (2, True)


def test_an_unreachable_site(shell: Shell) -> None:
    shell.configure("http://127.0.0.1:1")
    result = shell("crawl")
    assert result.code == 1
    assert "http://127.0.0.1:1/" in one_line(result.err)


def test_an_archive_that_cannot_be_made(shell: Shell, site: Replica) -> None:
    shell.configure(site.url)
    result = shell("--db", "no/such/folder/ukimet.db", "crawl")
    assert result.code == 1
    assert "does not exist" in one_line(result.err)


def test_an_archive_that_is_not_there(shell: Shell) -> None:
    result = shell("search", "anything")
    assert result.code == 1
    assert "ukimet crawl" in one_line(result.err)


def test_a_file_that_is_no_archive(shell: Shell) -> None:
    (shell.folder / "letter.db").write_text("Dear editor, " * 100, encoding="utf-8")
    result = shell("--db", "letter.db", "status")
    assert result.code == 1
    assert "no SQLite file" in one_line(result.err)


def test_a_page_that_is_no_release(shell: Shell, site: Replica) -> None:
    broken = site.releases()[-1]
    site.fail("garbage", match=f"^{broken['path']}$")
    shell.configure(site.url)
    try:
        result = shell("crawl")
        assert result.code == 1
        assert "1 of" in one_line(result.err)
        assert broken["url"] in shell("status").out
    finally:
        site.recover()


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["show"],
        ["export", "--format", "pdf"],
        ["export", "--format", "parquet"],
        ["analyse", "-"],
        ["crawl", "--full", "--since", "2026-01-01"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--from", "yesterday"],
        ["digest", "--from", "2026-01-02"],
        ["digest", "--from", "2026-01-02", "--to", "2026-01-01"],
        ["demo", "--json"],
    ],
)
def test_wrong_usage(shell: Shell, arguments: list[str]) -> None:
    result = shell(*arguments, text="text")
    assert result.code == 2
    assert result.err


def test_init_writes_a_configuration_that_is_valid_and_does_not_overwrite_it(
    shell: Shell, tmp_path: Path
) -> None:
    assert shell("init").code == 0
    written = (tmp_path / "ukimet.toml").read_text(encoding="utf-8")
    refused = shell("status")
    assert refused.code == 1
    assert "there is no archive" in one_line(refused.err)
    again = shell("init")
    assert again.code == 1
    assert "--force" in again.err
    assert (tmp_path / "ukimet.toml").read_text(encoding="utf-8") == written


def test_every_key_of_the_written_configuration_is_valid_when_uncommented(shell: Shell) -> None:
    shell("init")
    path = shell.folder / "ukimet.toml"
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        bare = line.removeprefix("# ")
        is_key = line.startswith("# ") and (bare.startswith("[[") or " = " in bare.split("#")[0])
        lines.append(bare if is_key and "_file = " not in bare else line)
    path.write_text("\n".join(lines), encoding="utf-8")
    result = shell("status", UKIMET_SINK__SECRETS__DESK="a secret that is long enough")
    assert result.code == 1, result.err
    assert "there is no archive" in one_line(result.err)


def test_a_wrong_token_is_said_and_never_shown(shell: Shell, site: Replica) -> None:
    with serving_telegram(-1002222222222) as telegram:
        channel = f'[telegram]\napi_base_url = "{telegram.url}"\n'
        channel += '[[telegram.channel]]\nchat = -1002222222222\nlanguage = "en"\n'
        shell.configure(site.url, channel)
        shell("crawl", UKIMET_TELEGRAM__TOKEN=TOKEN, UKIMET_SCHEDULE__ANNOUNCE_FROM="2020-01-01")
        result = shell("deliver", UKIMET_TELEGRAM__TOKEN=TOKEN)
        doctor = shell("doctor", UKIMET_TELEGRAM__TOKEN=TOKEN)
    assert result.code == 1
    assert "@BotFather" in one_line(result.err)
    assert doctor.code == 1
    assert "@BotFather" in doctor.out
    for text in (result.out, result.err, doctor.out, doctor.err):
        assert TOKEN not in text
        assert TOKEN.partition(":")[2] not in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("search x --kind bilatral", "did you mean 'bilateral'?"),
        ("meetings --country Uzbekistan", "did you mean 'UZ'?"),
        ("export --country XQ", "is no country's two letters"),
        ("meetings --from 2026-03-02 --to 2026-03-01", "--to is before --from"),
    ],
)
def test_a_filter_that_nothing_can_pass_is_refused(
    archived: Shell, arguments: str, says: str
) -> None:
    result = archived(*arguments.split())
    assert result.code == 2
    assert says in result.err


@pytest.mark.parametrize("command", [("show",), ("people", "show")])
def test_a_number_beyond_all_is_of_nothing(archived: Shell, command: tuple[str, ...]) -> None:
    result = archived(*command, "9" * 5000)
    assert result.code == 1
    assert "in the archive answers to" in one_line(result.err)
