"""Who took part and who is only mentioned: names, offices, countries, organisations, roles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.model import Lang, Person
from meetings.names.en_spelling import without_ending
from meetings.offices.heads import Named, Office
from meetings.organisations import bodies as organisations
from meetings.people import merge as people_merge
from meetings.people import names as people_names
from meetings.people import offices_en as people_offices_en
from meetings.people.alias import give_offices
from meetings.people.context import Context
from meetings.people.country import country_of, delegation_body, home_of, led_country
from meetings.people.employer import give_body
from meetings.people.merge import Identity
from meetings.people.received import give_office
from meetings.people.roles import role_of
from meetings.text import Doc


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a text."""

    participants: tuple[Person, ...] = ()
    mentioned: tuple[Person, ...] = ()


def read_people(doc: Doc, lang: Lang, place_country: str | None = None) -> People:
    """The persons of the text; ``place_country`` is where it was held, if known.

    A person takes part unless every mention is in speech, in a subordinate clause, in a phrase
    such as "on the instruction of", or far from the lead without a word of taking part.
    """
    mentions = people_names.read(doc, lang)
    context = Context(doc, lang, mentions)
    participants: list[Person] = []
    mentioned: list[Person] = []
    for identity in people_merge.merge(mentions, lang):
        taking_part = [m for m in identity.mentions if context.takes_part(m)]
        if taking_part:
            participants.append(_person(doc, lang, identity, taking_part, place_country))
        else:
            mentioned.append(_person(doc, lang, identity, [], place_country))
    if lang == "en":
        participants = [*people_offices_en.give_offices(doc, participants, mentioned)]
    titled = give_offices(doc, lang, participants, mentioned)
    told = give_body(doc, lang, give_office(doc, lang, titled))
    return People(told, tuple(mentioned))


def _person(
    doc: Doc,
    lang: Lang,
    identity: Identity,
    taking_part: Sequence[Named],
    place_country: str | None,
) -> Person:
    fullest = identity.fullest
    holder = _holder(identity)
    office = holder.office if holder else None
    country = _country(doc, lang, identity, holder, place_country)
    if office is not None and office.country is None and country == "KZ":
        country = led_country(fullest.name, office) or country
    return Person(
        name=_name(identity, lang),
        office=office.text or None if office else None,
        country=country,
        organisation=_organisation(doc, lang, holder),
        role=role_of(doc, lang, taking_part) if taking_part else "mentioned",
        mention=doc.slice(fullest.begin, fullest.end),
        span=(doc.tokens[fullest.begin].start, doc.tokens[fullest.end - 1].end),
    )


def _country(
    doc: Doc, lang: Lang, identity: Identity, holder: Named | None, place_country: str | None
) -> str | None:
    if holder is not None:
        return country_of(doc, lang, holder, place_country)
    return home_of(doc, lang, identity.mentions[0])


def _name(identity: Identity, lang: Lang) -> str:
    words = identity.fullest.words
    if lang != "en":
        return " ".join(words)
    surnames = [m.words[-1].rpartition(".")[2] for m in identity.mentions]
    return " ".join(without_ending(words, surnames))


def _organisation(doc: Doc, lang: Lang, holder: Named | None) -> str | None:
    if holder is None or holder.office is None:
        return None
    name = holder.office.organisation or delegation_body(doc, lang, holder)
    return _in_full(doc, name) if name is not None and lang == "en" else name


def _in_full(doc: Doc, name: str) -> str:
    """The full name of a body said by its abbreviation, where the text has it."""
    body = organisations.abbreviated(name, "en") if name.isupper() else None
    if body is None:
        return name
    return next((full for full in body.names if " " in full and full in doc.text), name)


def _holder(identity: Identity) -> Named | None:
    """The mention whose office says most: with a country or body first, then the longest."""
    titled = [m for m in identity.mentions if m.office is not None and m.office.text]

    def weight(mention: Named) -> tuple[bool, int, int, int]:
        office = mention.office or Office(0, 0, "")
        owned = 1 if office.country or office.organisation else 0
        return (
            not office.former,
            owned,
            min(len(re.split(r"[ -]", office.text)), 4),
            -mention.begin,
        )

    return max(titled, key=weight, default=None)
