"""Russian: the guest whom the title names by office alone, and the text by name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.model import Lang, Person
from meetings.offices.ru import received
from meetings.text import Doc

_RECEIVED = re.compile(r"\bприняла? ")


def give_office(doc: Doc, lang: Lang, participants: Sequence[Person]) -> tuple[Person, ...]:
    """The participants, the only one without an office given that of the guest in the title.

    «Президент принял посла Чехии» and, further on, «Ян Новак рассказал …». Nothing is given where
    several lack an office, or someone else has that one.
    """
    without = [person for person in participants if person.office is None]
    office = received(doc) if lang == "ru" and len(without) == 1 else None
    if office is None or any(person.office == office.text for person in participants):
        return tuple(participants)
    owned = office.country is not None or office.organisation is not None or office.foreign
    guest = replace(
        without[0],
        office=office.text,
        country=office.country if owned else "KZ",
        organisation=office.organisation,
        role="visitor" if _RECEIVED.search(doc.text[: doc.title_end]) else without[0].role,
    )
    return tuple(guest if person is without[0] else person for person in participants)
