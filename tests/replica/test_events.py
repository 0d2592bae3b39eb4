from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from replica import load_events
from replica.events import EventFileError, parse_event
from replica.languages import LANGS

FOLDER = resources.files("replica") / "events"
FILES = sorted((f for f in FOLDER.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_event_file_has_all_its_keys(file: Any) -> None:
    event = parse_event(file.name, tomllib.loads(file.read_text("utf-8")))
    assert set(event.texts) == set(LANGS)
    assert isinstance(event.images, int)
    assert all(isinstance(name, str) for name in event.attachments)
    assert isinstance(event.expected["is_meeting"], bool)
    for person in event.expected["participants"]:
        assert person.count(" | ") == 3, person


def test_slugs_are_address_material_and_no_two_events_of_a_language_share_one() -> None:
    for lang in LANGS:
        slugs = [event.texts[lang].slug for event in load_events()]
        assert len(set(slugs)) == len(slugs)
        assert all(map(SLUG.fullmatch, slugs))


@pytest.mark.parametrize("where", ["section", "ru"])
def test_an_event_without_a_key_is_refused_by_name(where: str) -> None:
    table = tomllib.loads(FILES[0].read_text("utf-8"))
    del table[where]
    with pytest.raises(EventFileError, match=where):
        parse_event("some", table)


def test_an_event_with_an_unknown_key_or_an_empty_text_is_refused() -> None:
    table = tomllib.loads(FILES[0].read_text("utf-8"))
    with pytest.raises(EventFileError, match="tilte"):
        parse_event("some", table | {"kk": table["kk"] | {"tilte": "x"}})
    with pytest.raises(EventFileError, match="must not be empty"):
        parse_event("some", table | {"kk": table["kk"] | {"body": " \n"}})
