"""``import`` as a user runs it: what one archive gave out, another takes in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from archive import Archive, Page
from archive.exporting.formats import FORMATS
from archive.filters import Filters
from archive.importing.copies import Copy
from crawler.options import SiteOptions
from replica import Replica
from tests.ukimet.conftest import Shell
from ukimet.app import App
from ukimet.commands.importing import import_
from ukimet.importing import Importer

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


WARC, LINES = "copies.warc.gz", "copies.jsonl"


@pytest.fixture
def copies(archived: Shell, shell: Shell, site: Replica) -> Path:
    """A folder without an archive, with the archive of the replica's past as exported."""
    shell.configure(site.url)
    with Archive.open(archived.folder / "ukimet.db", create=False) as archive:
        for name, form in ((WARC, "warc"), (LINES, "jsonl")):
            with (shell.folder / name).open("wb") as file:
                FORMATS[form].write(archive, Filters(), file)
    return shell.folder


def contents(shell: Shell) -> dict[str, tuple[Any, ...]]:
    with Archive.open(shell.folder / "ukimet.db", create=False) as archive:
        return {
            each.url: (each.sha256, each.markdown, each.images, each.attachments, each.fetched_at)
            for each in archive.releases()
        }


def importing(folder: Path, name: str, *options: str) -> Result:
    """The command in this process: its return value is the exit code."""
    app = App(folder / "ukimet.toml", None)
    return CliRunner().invoke(
        import_, [str(folder / name), *options], obj=app, standalone_mode=False
    )


def is_whole(shell: Shell) -> bool:
    with Archive.open(shell.folder / "ukimet.db", create=False) as archive:
        return all(check.ok for check in archive.verify())


@pytest.mark.parametrize("name", [WARC, LINES])
def test_an_empty_archive_takes_in_all_that_another_gave_out(
    archived: Shell, site: Replica, shell: Shell, copies: Path, name: str
) -> None:
    result = importing(copies, name, "--json")
    assert result.return_value == 0, result.output
    told, count = json.loads(result.stdout), len(site.releases())
    assert (told["counts"]["new"], told["refused"]) == (count, [])
    assert contents(shell) == contents(archived)
    assert is_whole(shell)
    again = importing(copies, name)
    assert f"{count} known already" in again.stdout
    assert "new" not in again.stdout.split(":")[1]


def test_a_copy_that_differs_is_shown_with_its_source(shell: Shell, copies: Path) -> None:
    first = (copies / LINES).read_bytes().splitlines(keepends=True)[0]
    (copies / LINES).write_bytes(first)
    assert importing(copies, LINES).return_value == 0
    line = json.loads(first) | {"text": "Another text.", "sha256": None}
    line["fetched_at"] = "2019-05-06T07:08:09Z"
    strange = line | {"url": "https://elsewhere.example/en/news/x-100"}
    (copies / "x.jsonl").write_text(
        "\n".join([json.dumps(line), json.dumps(strange), "{"]), encoding="utf-8"
    )
    result = shell("import", "x.jsonl", "--source", "University [1]")
    assert result.code == 1
    assert result.out == "x.jsonl: 1 further versions, 1 ignored, 1 damaged\n"
    assert "line 3: damaged: " in result.err
    shown = shell("show", line["url"], "--version", "2")
    assert "Another text." in shown.out
    assert "a copy of 2019-05-06 07:08 +0000 from University [1]" in shown.out
    told = shell("history", line["url"]).out.splitlines()
    assert "(current)" in told[1]
    assert [row.strip() for row in told[2::2]] == [f"from {LINES} line 1", "from University [1]"]


def test_copies_of_another_site_are_no_success(shell: Shell, copies: Path) -> None:
    shell.configure("https://elsewhere.example")
    for name in (WARC, LINES):
        result = importing(copies, name)
        assert result.return_value == 1
        assert f"nothing in {name} is a release of https://elsewhere.example" in result.stderr


def test_a_damaged_file_is_named_and_wrong_ones_are_refused(shell: Shell, copies: Path) -> None:
    whole = (copies / WARC).read_bytes()
    (copies / "torn.warc.gz").write_bytes(whole[: len(whole) // 2])
    torn = importing(copies, "torn.warc.gz")
    assert torn.return_value == 1
    assert "new" in torn.stdout
    assert "1 damaged" in torn.stdout
    assert "the file is damaged" in torn.stderr
    assert is_whole(shell)
    for name, error in (("ukimet.toml", click.UsageError), ("none.warc", click.ClickException)):
        assert type(importing(copies, name).exception) is error


def test_a_page_in_an_old_encoding_is_read_whatever_the_letters_of_its_header(
    archived: Shell, tmp_path: Path
) -> None:
    with Archive.open(archived.folder / "ukimet.db", create=False) as archive:
        release = next(each for each in archive.releases() if each.lang == "ru")
        page = archive.page(release.id)
    body = page.body.decode().replace('<meta charset="utf-8">', "")
    headers = {"content-type": "text/html; charset=windows-1251"}
    copy = Copy("r", replace(page, body=body.encode("cp1251", "ignore"), headers=headers))
    with Archive.open(tmp_path / "ukimet.db") as archive:
        origin = page.url.partition("/ru/")[0]
        importer = Importer(archive, [SiteOptions(base_url=origin)], str, lambda: NOW)
        assert importer.take_in([copy]).counts == {"new": 1}
        assert archive.release(page.url).title == release.title


def test_pages_that_are_no_release_are_counted_by_name_and_are_no_failure(tmp_path: Path) -> None:
    def copy(url: str, body: str) -> Copy:
        return Copy(url, Page(url, body.encode(), 200, {"Content-Type": "text/html"}, NOW))

    error = "<html><title>404</title><h1>Page not found</h1></html>"
    with Archive.open(tmp_path / "ukimet.db") as archive:
        importer = Importer(
            archive,
            sites=[SiteOptions(base_url="https://site.example")],
            source=str,
            clock=lambda: NOW,
        )
        tally = importer.take_in(
            [
                copy("https://site.example/en/news/minister-visits-plant-100", error),
                copy("https://site.example/en/about", error),
                copy("https://elsewhere.example/en/news/minister-visits-plant-100", error),
            ]
        )
        assert (tally.counts, tally.failed) == ({"NotARelease": 1, "ignored": 2}, 0)
        assert archive.counts()["releases"] == 0
    older = "http://www.site.example:80/en/news/minister-visits-plant-100/"
    assert importer.address(older) == "https://site.example/en/news/minister-visits-plant-100"
    assert importer.address("mailto:press@site.example") is None
