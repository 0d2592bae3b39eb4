"""The general reader on designs that no selector knows; in full: benchmarks/generic_reader."""

from __future__ import annotations

import pytest

from benchmarks.generic_reader import DESIGNS, LEAST, score
from replica import load_events
from replica.languages import LANGS

NAMES = sorted(path.stem for path in DESIGNS.glob("*.html"))


def test_there_are_at_least_four_designs() -> None:
    assert len(NAMES) >= 4


@pytest.mark.parametrize("design", NAMES)
def test_title_and_minute_are_exact_and_the_body_is_all_there(design: str) -> None:
    first, second = load_events()[:2]
    for lang in LANGS:
        title, date, body = score(design, second.texts[lang], lang, first.texts[lang])
        assert (title, date) == (True, True)
        assert body >= LEAST
