"""``[[site]]``: what the configuration takes, and what the commands say of each site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from archive import Archive, Page
from archive.importing.copies import Copy
from replica import Replica, serving
from tests.crawler.pages.cases import all_cases
from tests.ukimet.conftest import Shell
from ukimet import config as configuration
from ukimet.app import App
from ukimet.commands.export import export
from ukimet.commands.health import status
from ukimet.commands.query import meetings, search, show
from ukimet.commands.setup import doctor
from ukimet.commands.watch import crawl
from ukimet.config import Config, ConfigError, site_of
from ukimet.importing import Importer

TWO = '[[site]]\nname = "primeminister"\n[[site]]\nname = "akorda"\nlanguages = ["ru"]\n'


def load(folder: Path, text: str) -> Config:
    file = folder / "ukimet.toml"
    file.write_text(text, encoding="utf-8")
    return configuration.load(file)


def test_declared_sites_need_no_more_than_their_names(tmp_path: Path) -> None:
    config = load(tmp_path, TWO)
    assert [(site.name, site.base_url) for site in config.sites] == [
        ("primeminister", "https://primeminister.kz"),
        ("akorda", "https://www.akorda.kz"),
    ]
    assert site_of(config, "https://akorda.kz/ru/x-1").name == "akorda"
    assert site_of(config, "https://example.org/").name == "primeminister"


def test_the_terminal_speaks_english_where_any_site_does(tmp_path: Path) -> None:
    russian = TWO.replace('"primeminister"\n', '"primeminister"\nlanguages = ["kk"]\n')
    assert [channel.language for channel in load(tmp_path, TWO).channels] == ["en"]
    assert [channel.language for channel in load(tmp_path, russian).channels] == ["kk"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (TWO.replace("akorda", "primeminister"), "the name 'primeminister' is given twice"),
        ('[[site]]\nname = "akorda"\n[[site]]\n', "[[site]] number 2 has no name"),
        (
            '[[site]]\nname = "akorda"\n[[site]]\nname = "b"\nbase_url = "https://akorda.kz:443"\n',
            "'akorda' and 'b' have the same host in base_url",
        ),
        (TWO + "langs = ['ru']\n", "unknown key 'site.1.langs': did you mean 'languages'?"),
        ("site = []\n", "site: there must be one at least"),
        (
            TWO + '[[sink.folder]]\nname = "n"\npath = "x"\nlanguage = "ru"\n'
            'include = { sites = ["president"] }\n',
            "names the site 'president': known are akorda, primeminister",
        ),
    ],
)
def test_sites_that_cannot_be_told_apart_are_refused(
    tmp_path: Path, written: str, says: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        load(tmp_path, written)
    (line,) = str(refused.value).splitlines()
    assert says in line


def test_the_environment_gives_several_sites_whole_and_no_key_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UKIMET_SITE__BASE_URL", "https://example.org")
    with pytest.raises(ConfigError, match=r"UKIMET_SITE__BASE_URL changes the one \[site\]"):
        load(tmp_path, TWO)
    assert load(tmp_path, '[site]\nname = "x"\n').sites[0].base_url == "https://example.org"
    monkeypatch.delenv("UKIMET_SITE__BASE_URL")
    monkeypatch.setenv("UKIMET_SITE", '[{"name": "akorda"}, {"name": "primeminister"}]')
    assert [site.name for site in load(tmp_path, TWO).sites] == ["akorda", "primeminister"]


@pytest.fixture(scope="module")
def president() -> Iterator[Replica]:
    with serving("akorda", history=3) as replica:
        yield replica


@pytest.fixture
def both(shell: Shell, site: Replica, president: Replica) -> Shell:
    shell.configure(site.url)
    file = shell.folder / "ukimet.toml"
    tables = (
        f'[[site]]\nname = "primeminister"\nbase_url = "{site.url}"\n'
        f'[[site]]\nname = "akorda"\nbase_url = "{president.url}"\n'
    )
    one = f'[site]\nbase_url = "{site.url}"\n'
    file.write_text(file.read_text(encoding="utf-8").replace(one, tables), encoding="utf-8")
    return shell


def asked(shell: Shell, command: click.Command, *arguments: str) -> Result:
    """What a command that starts no loop says, without a process of its own."""
    return CliRunner().invoke(command, arguments, obj=App(shell.folder / "ukimet.toml", None))


def test_the_commands_tell_the_sites_apart(both: Shell, site: Replica, president: Replica) -> None:
    ours, theirs = len(site.releases()), len(president.releases())
    president.fail("503")
    try:
        first = both("crawl", "--json")
    finally:
        president.recover()
    # One that failed is no reason not to crawl the other, and to say that not all is well.
    assert (first.code, first.json["outcome"], first.json["new"]) == (1, "partial", ours)
    assert [(s["site"], s["outcome"]) for s in first.json["sites"]] == [
        ("primeminister", "done"),
        ("akorda", "failed"),
    ]
    assert first.json["message"].startswith("akorda: ")
    second = both("crawl", "--site", "akorda")
    assert (second.code, second.out.startswith(f"crawl done: {theirs} new")) == (0, True)
    said = json.loads(asked(both, status, "--json").stdout)
    assert said["releases"] == ours + theirs
    assert [(s["name"], s["releases"], s["last_poll"]["outcome"]) for s in said["sites"]] == [
        ("primeminister", ours, "done"),
        ("akorda", theirs, "done"),
    ]
    assert all(
        found["walked_to_the_end"]
        for each in said["sites"]
        for found in each["completeness"]["languages"].values()
    )
    assert f"site         akorda: {theirs} releases" in asked(both, status).stdout
    for command, options in ((search, ["минист*"]), (meetings, [])):
        found = json.loads(asked(both, command, *options, "--site", "akorda", "--json").stdout)
        assert found
        assert president.url in json.dumps(found)
        assert site.url not in json.dumps(found)
    assert "known are primeminister, akorda" in asked(both, meetings, "--site", "x").stderr
    lines = asked(both, export, "--format", "jsonl", "--site", "akorda").stdout.splitlines()
    assert {json.loads(line)["site"] for line in lines} == {"akorda"}
    assert len(lines) == theirs
    shown = asked(both, show, president.releases()[0]["url"], "--json")
    assert json.loads(shown.stdout)["site"] == "akorda"
    findings = json.loads(asked(both, doctor, "--json").stdout)["findings"]
    checks = {finding["check"] for finding in findings}
    assert {"site primeminister", "site akorda"} <= checks


def test_a_site_that_is_not_configured_is_named_with_those_that_are(both: Shell) -> None:
    result = asked(both, crawl, "--site", "president")
    assert result.exit_code == 2
    assert "known are primeminister, akorda" in result.stderr


def test_a_copy_is_read_as_one_of_the_site_at_whose_host_it_was_made(tmp_path: Path) -> None:
    sites = load(tmp_path, TWO).sites
    case = next(case for case in all_cases() if case.name.startswith("akorda/ru"))
    url = str((case.output or {})["url"])
    body = (case.folder / "inputs" / "HttpResponse-body.html").read_bytes()
    made = datetime(2026, 11, 24, tzinfo=UTC)
    copy = Copy("1", Page(url.replace("www.", ""), body, 200, {}, made))
    with Archive.open(tmp_path / "ukimet.db") as archive:
        importer = Importer(archive, sites, str, lambda: made)
        assert importer.take_in([copy]).counts == {"new": 1}
        assert archive.release(url).site == "akorda"
        assert archive.history(url)[0]["reader"] == "akorda"
