"""English: offices said apart from the name, other than the highest of the state.

"The Minister of Roads presented the plan. X said …"; "X, who previously held this post".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings import leaders
from meetings.model import Person
from meetings.offices.en import unnamed
from meetings.offices.heads import Office
from meetings.text import Doc

_SAME_POST = re.compile(
    r",? who (?:(?:has )?(?:previously|earlier|formerly|before|until now) )?"
    r"(?:held|holds|occupied|filled) (?:this|that|the same) (?:post|position|office)\b"
)
# How many sentences apart the office and the name may be.
_NEAR = 2


def give_offices(
    doc: Doc, participants: Sequence[Person], mentioned: Sequence[Person]
) -> tuple[Person, ...]:
    """The participants, with what the text says of their offices elsewhere."""
    people = tuple(_after_other(doc, person, participants) for person in participants)
    without = [p for p in people if p.office is None and p.span and not leaders.find(p.name)]
    if len(without) != 1 or without[0].country not in (None, "KZ"):
        return people
    if without[0].organisation is not None:
        return people
    office = _vacant(doc, without[0], (*people, *mentioned))
    if office is None:
        return people
    held = replace(without[0], office=office.text, country="KZ")
    return tuple(held if person is without[0] else person for person in people)


def _after_other(doc: Doc, person: Person, people: Sequence[Person]) -> Person:
    """ "X, who held this post": the office of whoever was named with one before."""
    if person.office is not None or person.span is None:
        return person
    if _SAME_POST.match(doc.text, person.span[1]) is None:
        return person
    before = [p for p in people if p.office and p.span and p.span[0] < person.span[0]]
    if not before:
        return person
    other = max(before, key=lambda p: p.span or (0, 0))
    return replace(
        person, office=other.office, country=other.country, organisation=other.organisation
    )


def _vacant(doc: Doc, person: Person, people: Sequence[Person]) -> Office | None:
    """The one office of the neighbouring sentences that nobody is named for."""
    start = person.span[0] if person.span else 0
    near = {
        token.sentence + step
        for token in doc.tokens
        if token.start == start
        for step in range(-_NEAR, _NEAR + 1)
    }
    held = {(other.office or "").lower() for other in people}
    found = {
        office.text.lower(): office
        for office in unnamed(doc)
        if _own(office) and doc.tokens[office.begin].sentence in near
    }
    if len(found) != 1:
        return None
    office = next(iter(found.values()))
    known = any(office.text.lower() in one or (one and one in office.text.lower()) for one in held)
    return None if known else office


def _own(office: Office) -> bool:
    """A ministry's or region's at home, said in full (Minister of Roads)."""
    own = office.country in (None, "KZ") and office.organisation is None and not office.foreign
    return own and _IN_FULL.match(office.text) is not None


_IN_FULL = re.compile(
    r"(?:(?:[Ff]irst|[Dd]eputy|[Vv]ice|[Aa]cting)[ -])*"
    r"(?:[Mm]inister|[Aa]kim|[Mm]ayor|[Cc]hairman|[Gg]overnor|[Hh]ead|[Dd]irector)"
    r" (?:of|for) (?!(?:the )?(?:[Ss]tate|[Gg]overnment)\b)(?:the )?[A-Z]"
)
