"""The bodies a text names: known ones anywhere, and those its participants hold offices in."""

from __future__ import annotations

from collections.abc import Sequence

from meetings import organisations, organisations_en
from meetings.model import Lang, Person
from meetings.text import Doc


def read_organisations(doc: Doc, lang: Lang, people: Sequence[Person]) -> tuple[str, ...]:
    """Names of bodies, each once, in the order of the text: as fully as the text gives them."""
    found: dict[str, str] = {}
    forms: set[str] = set()
    at = 0
    while at < len(doc.tokens):
        match = organisations.match(doc.tokens, at, lang)
        if match is None:
            at += 1
            continue
        end, body = match
        printed = doc.slice(at, end)
        forms.update((printed, body.name))
        full = body.name if end - at > 1 else printed
        if body.name not in found or (end - at > 1 and found[body.name] != body.name):
            found[body.name] = full
        at = end
    names = list(found.values())
    for person in people:
        name = person.organisation
        if name and not any(known in name for known in forms):
            names.append(name)
    if lang == "en":
        names = organisations_en.merged(names, organisations_en.read_bodies(doc), people)
    return tuple(dict.fromkeys(names))
