"""Saved pages as fixtures: nothing counts as expected before a person has reviewed it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from crawler.fixtures import DRAFT, Reads, read_fixture, save_fixture
from crawler.sites import usual_site
from tests.crawler.pages.cases import ALMATY, FIXTURES, Case

PAGE = FIXTURES / "A" / "kk-split-by-a-slash"


def save(folder: Path, body: bytes | None = None, reads: Reads = "release") -> Path:
    return save_fixture(
        folder,
        url="https://primeminister.kz/kz/news/all/16199",
        body=(PAGE / "inputs" / "HttpResponse-body.html").read_bytes() if body is None else body,
        status=200,
        headers={"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "session=secret"},
        fetched_at=datetime(2018, 3, 16, 9, tzinfo=ALMATY),
        reads=reads,
        site=usual_site(),
    )


def test_a_new_fixture_says_what_is_read_today_but_only_as_a_draft(tmp_path: Path) -> None:
    draft = save(tmp_path / "A" / "new")
    assert draft.name == f"output.json{DRAFT}"
    said = json.loads(draft.read_text(encoding="utf-8"))
    assert said["published_at"] == "2018-03-15T16:12:00+06:00"
    assert said == read_fixture(tmp_path / "A" / "new")


def test_an_unreviewed_fixture_expects_nothing_so_that_its_test_fails(tmp_path: Path) -> None:
    folder = tmp_path / "A" / "new"
    draft = save(folder)
    case = Case(folder)
    # What test_fixtures.py fails on: neither an output nor an exception is expected.
    assert (case.output, case.exception) == (None, None)
    draft.rename(folder / "output.json")
    assert case.output == case.read()


def test_a_page_that_no_reader_reads_is_drafted_as_a_refusal(tmp_path: Path) -> None:
    draft = save(tmp_path / "new", b"<h1>404 Not Found</h1>")
    assert draft.name == f"exception.json{DRAFT}"
    assert json.loads(draft.read_text(encoding="utf-8")) == {"name": "NotARelease"}


def test_nothing_but_the_type_of_the_headers_is_kept(tmp_path: Path) -> None:
    save(tmp_path / "new")
    info = (tmp_path / "new" / "inputs" / "HttpResponse-info.json").read_text(encoding="utf-8")
    assert "secret" not in info


def test_a_fixture_is_never_overwritten(tmp_path: Path) -> None:
    save(tmp_path / "new")
    with pytest.raises(FileExistsError):
        save(tmp_path / "new")
