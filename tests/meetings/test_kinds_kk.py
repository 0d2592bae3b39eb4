"""What short Kazakh texts are about, whether people met, and where."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from meetings import analyse

_FILE = Path(__file__).parent / "invented" / "kinds-kk.toml"
_TEXTS: list[dict[str, Any]] = tomllib.loads(_FILE.read_text("utf-8"))["text"]


@pytest.mark.parametrize("text", _TEXTS, ids=lambda text: text["text"][:40])
def test_the_kind_and_the_place_of_a_short_text_are_read(text: dict[str, Any]) -> None:
    found = analyse(text["text"], lang="kk")

    assert (found.kind, found.is_meeting) == (text["kind"], text["is_meeting"])
    assert [found.place.city or "", found.place.country or ""] == text["place"]
