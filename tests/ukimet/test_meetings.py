"""The table of meetings marks what is worth knowing."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, Page
from meetings.linking import Traits
from meetings.model import Analysis, DateRange, Lang, Place
from tests.archive.conftest import NOW, release
from tests.ukimet.conftest import Shell

ANKARA: dict[Lang, str] = {"en": "Ankara", "ru": "Анкара"}


def tell(archive: Archive, lang: Lang, number: int, day: str) -> None:
    """Archive one release on meeting ``number`` in Ankara, held on ``day``."""
    url = f"https://site.example/{lang}/{number}"
    links = {other: f"https://site.example/{other}/{number}" for other in ANKARA if other != lang}
    archive.store(
        release(
            lang=lang,
            url=url,
            title=f"{lang} {number}",
            text=f"Told in {lang}, number {number}.",
            alternates=links,
        ),
        Page(url, b"<html></html>", 200, {}, NOW),
        analysis=Analysis(
            is_meeting=True,
            kind="bilateral",
            place=Place(ANKARA[lang], "TR"),
            date=DateRange(day, day),
            analyser_version="test",
        ),
        traits=Traits(lang, url, NOW.isoformat(), "bilateral", (), (), (), (), (), ()),
        now=NOW,
    )


@pytest.fixture
def journey(tmp_path: Path) -> Shell:
    """Two meetings of one journey; the languages give the first of them different dates."""
    with Archive.open(tmp_path / "ukimet.db") as archive:
        tell(archive, "en", 1, "2026-03-02")
        tell(archive, "ru", 1, "2026-03-03")
        tell(archive, "en", 2, "2026-03-02")
    return Shell(tmp_path)


def test_marks_stand_behind_the_title_and_are_explained(journey: Shell) -> None:
    result = journey("--db", "ukimet.db", "meetings")
    assert result.code == 0, result.err
    assert "en 1 ≠ ↔" in result.out
    assert "en 2 ↔" in result.out
    assert "≠: the languages disagree" in result.err
    assert "∅" not in result.err
