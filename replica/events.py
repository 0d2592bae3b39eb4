"""Reads the invented events (``replica/events/*.toml``): one event a file, three languages each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from replica.languages import LANGS
from replica.model import Event, Text

EVENT_KEYS = frozenset({"section", "images", "attachments", "expected", *LANGS})
TEXT_KEYS = frozenset({"title", "slug", "city", "body"})
EXPECTED_KEYS = frozenset({"is_meeting", "kind", "country", "participants"})


class EventFileError(ValueError):
    """An event file lacks a key, has one too many, or holds an empty text."""


@cache
def load_events() -> tuple[Event, ...]:
    """Every event of the package, in the order of the file names."""
    folder = resources.files("replica") / "events"
    files = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return parse_events(files)


def parse_events(files: Iterable[Traversable]) -> tuple[Event, ...]:
    """Events from files; EventFileError names the file and what is wrong with it."""
    return tuple(
        parse_event(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in sorted(files, key=lambda file: file.name)
    )


def parse_event(event_id: str, table: Mapping[str, Any]) -> Event:
    """One event from its TOML table."""
    _demand_keys(event_id, table, EVENT_KEYS)
    _demand_keys(f"{event_id} [expected]", table["expected"], EXPECTED_KEYS)
    texts = {}
    for lang in LANGS:
        text = table[lang]
        _demand_keys(f"{event_id} [{lang}]", text, TEXT_KEYS)
        if not (text["title"].strip() and text["slug"].strip() and text["body"].strip()):
            raise EventFileError(f"{event_id} [{lang}]: title, slug and body must not be empty")
        texts[lang] = Text(text["title"], text["slug"], text["body"].strip(), text["city"])
    return Event(
        id=event_id,
        section=table["section"],
        texts=texts,
        images=table["images"],
        attachments=tuple(table["attachments"]),
        expected=table["expected"],
    )


def _demand_keys(where: str, table: Mapping[str, Any], keys: frozenset[str]) -> None:
    if table.keys() != keys:
        missing, strange = sorted(keys - table.keys()), sorted(table.keys() - keys)
        raise EventFileError(f"{where}: missing {missing}, unknown {strange}")
