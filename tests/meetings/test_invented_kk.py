"""Invented Kazakh releases in the official style and in that of agencies, read in full.

The sets were annotated before they were first analysed; docs/analysis.md has their first scores.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.analysis_scoring import score
from meetings import analyse

_SETS = sorted((Path(__file__).parent / "invented").glob("kk*.toml"))
_PERSON = ("name", "office", "country", "organisation", "role")


def _texts() -> list[dict[str, Any]]:
    return [text for path in _SETS for text in tomllib.loads(path.read_text("utf-8"))["text"]]


def _gold(text: dict[str, Any]) -> dict[str, Any]:
    """The annotation in the shape of the reference set; empty strings mean nothing."""
    city, country = text.get("place", ["", ""])
    start, end = text.get("date", ["", ""])
    return {
        "kind": text["kind"],
        "is_meeting": text["is_meeting"],
        "formats": text.get("formats", []),
        "place": {"city": city or None, "country": country or None},
        "date": {"start": start or None, "end": end or None},
        "participants": [
            {key: value or None for key, value in zip(_PERSON, row, strict=True)}
            for row in text["participants"]
        ],
        "mentioned_persons": [{"name": name} for name in text.get("mentioned", [])],
        "organisations": text.get("organisations", []),
        "figures": [
            {"text": f"{value}", "value": value, "unit": unit, "qualifier": sign or None}
            for value, unit, sign in text.get("figures", [])
        ],
        "quotes": [{"speaker": who, "text": said} for who, said in text.get("quotes", [])],
    }


@cache
def _found(name: str) -> dict[str, Any]:
    text = next(text for text in _texts() if text["id"] == name)
    published = datetime.fromisoformat(text["published"])
    analysis = analyse(text["text"], lang="kk", title=text.get("title", ""), published=published)
    assert analysis.failed == ()
    return analysis.to_json()


@pytest.mark.parametrize("text", _texts(), ids=lambda text: text["id"])
def test_all_facts_of_an_invented_release_are_read_and_no_others(text: dict[str, Any]) -> None:
    rows = score(_gold(text), _found(text["id"]))

    assert [f"{field}: {error}" for field, _, errors in rows for error in errors] == []


@pytest.mark.parametrize("text", _texts(), ids=lambda text: text["id"])
def test_qualifiers_of_figures_are_read(text: dict[str, Any]) -> None:
    found = {(f["value"], f["unit"]): f["qualifier"] for f in _found(text["id"])["figures"]}

    for figure in _gold(text)["figures"]:
        assert found[figure["value"], figure["unit"]] == figure["qualifier"], figure


@pytest.mark.parametrize("text", _texts(), ids=lambda text: text["id"])
def test_every_span_points_at_what_was_read(text: dict[str, Any]) -> None:
    found = _found(text["id"])
    title = text.get("title", "")
    whole = f"{title}\n{text['text']}" if title else text["text"]

    for person in found["participants"] + found["mentioned_persons"]:
        begin, end = person["span"]
        assert whole[begin:end] == person["mention"]
    for figure in found["figures"]:
        begin, end = figure["span"]
        assert whole[begin:end] == figure["text"]
