"""Offices said apart from the name: "the Head of State" of a text that names one such person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.model import Lang, Person
from meetings.text import Doc

# One alias per highest office, in the nominative first; matched where no name or country follows.
_ALIASES: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (
        ("state", r"\b(?:Head of State|President)\b(?! of| [A-Z])"),
        ("government", r"\b(?:Prime Minister|Head of Government)\b(?! of| [A-Z])"),
    ),
    "ru": (
        ("state", r"\b(?:Глав[аыеуой]{1,2} государства|Президент(?:а|у|ом|е)?)\b(?! [А-ЯЁ])"),
        (
            "government",
            r"\b(?:Глав[аыеуой]{1,2} Правительства|Премьер-Министр(?:а|у|ом|е)?)\b(?! [А-ЯЁ])",
        ),
    ),
    "kk": (
        (
            "state",
            r"\b(?:Мемлекет басшысы|Президент)"
            r"(?:ның|нің|на|не|ге|тің|ке)?\b(?! [А-ЯӘҒҚҢӨҰҮҺІ])",
        ),
        (
            "government",
            r"\b(?:Үкімет басшысы|Премьер-[Мм]инистр)(?:нің|не|дің|ге)?\b(?! [А-ЯЁӘҒҚҢӨҰҮҺІ])",
        ),
    ),
}
_NAMES = {
    ("en", "state"): "Head of State",
    ("en", "government"): "Prime Minister",
    ("ru", "state"): "Глава государства",
    ("ru", "government"): "Премьер-Министр",
    ("kk", "state"): "Мемлекет басшысы",
    ("kk", "government"): "Премьер-Министр",
}
_HELD = {
    "state": re.compile(
        r"^(?:president|head of state|президент|глава государства|мемлекет басшысы)", re.I
    ),
    "government": re.compile(
        r"^(?:prime minister|head of government|премьер|глава правительства|үкімет басшысы)", re.I
    ),
}


def give_offices(
    doc: Doc, lang: Lang, participants: Sequence[Person], mentioned: Sequence[Person]
) -> tuple[Person, ...]:
    """Participants, the one without an office given the one highest office nobody is named for.

    Nothing is given where two people lack an office or two offices lack a name.
    """
    without = [person for person in participants if person.office is None]
    if len(without) != 1 or not _leads(doc, without[0]):
        return tuple(participants)
    text = doc.text[: doc.body_end]
    vacant = [
        office
        for office, pattern in _ALIASES[lang]
        if len(re.findall(pattern, text)) > 0
        and not any(_holds(person, office) for person in (*participants, *mentioned))
    ]
    if len(vacant) != 1:
        return tuple(participants)
    name = _NAMES[(lang, vacant[0])]
    return tuple(
        replace(person, office=name, country="KZ") if person is without[0] else person
        for person in participants
    )


def _leads(doc: Doc, person: Person) -> bool:
    """Whether the person is whom the text is about: named first in a sentence of the lead."""
    if person.span is None or person.organisation or person.span[0] >= doc.lead_end:
        return False
    return any(doc.tokens[begin].start == person.span[0] for begin, _ in doc.sentence_bounds)


def _holds(person: Person, office: str) -> bool:
    return (
        person.office is not None
        and person.country == "KZ"
        and _HELD[office].search(person.office) is not None
    )
