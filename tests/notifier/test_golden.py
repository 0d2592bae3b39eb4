"""Every kind of event in every language looks as it was last read and found good."""

from __future__ import annotations

import pytest

from notifier.settings import Lang
from tests.notifier.golden import FOLDER, alert, file_of, names, written
from tests.telegram_standin.oracle import parse_html


@pytest.mark.parametrize(("number", "lang"), names())
def test_an_alert_looks_as_in_its_golden_file(number: int, lang: Lang) -> None:
    """After a wanted change: ``python -m tests.notifier.golden``, and read the difference."""
    assert written(number, lang) == file_of(number, lang).read_text(encoding="utf-8")


@pytest.mark.parametrize(("number", "lang"), names())
def test_telegram_takes_every_golden_alert(number: int, lang: Lang) -> None:
    said = parse_html(alert(number, lang).html)
    assert 0 < len(said.text) <= 4096
    assert said.covered("Bold")


def test_there_is_no_golden_file_too_many() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == {file_of(*name).name for name in names()}
