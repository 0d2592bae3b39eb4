"""Telegram's own parser of message text (TDLib), offline: what it accepts, Telegram accepts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import tdjson

from replica.telegram.markup import Rejected


@dataclass(frozen=True, slots=True)
class Parsed:
    """Text as readers see it, and its entities: type, and the text they cover."""

    text: str
    entities: tuple[tuple[str, str], ...]

    def covered(self, kind: str) -> list[str]:
        return [text for name, text in self.entities if name == kind]


def parse_html(html: str) -> Parsed:
    """What the Bot API server makes of ``html``. Raises Rejected."""
    answer = _execute(
        {
            "@type": "parseTextEntities",
            "text": html,
            "parse_mode": {"@type": "textParseModeHTML"},
        }
    )
    if answer["@type"] == "error":
        raise Rejected(f"Bad Request: {answer['message'][:1].lower()}{answer['message'][1:]}")
    return _parsed(answer["text"], answer["entities"])


def living_entities(text: str) -> Parsed:
    """Which hashtags, mentions and addresses come alive in plain ``text``."""
    answer = _execute({"@type": "getTextEntities", "text": text})
    return _parsed(text, answer["entities"])


def _parsed(text: str, entities: list[dict[str, Any]]) -> Parsed:
    units = text.encode("utf-16-le")
    found = []
    for entity in entities:
        start = entity["offset"] * 2
        covered = units[start : start + entity["length"] * 2].decode("utf-16-le")
        found.append((entity["type"]["@type"].removeprefix("textEntityType"), covered))
    return Parsed(text, tuple(found))


def _execute(query: dict[str, Any]) -> dict[str, Any]:
    _quieten()
    answer = tdjson.td_execute(json.dumps(query).encode())
    assert answer is not None, "TDLib answers no such query without a login"
    document: dict[str, Any] = json.loads(answer)
    return document


@cache
def _quieten() -> None:
    query = {"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}
    tdjson.td_execute(json.dumps(query).encode())
