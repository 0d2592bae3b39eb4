"""Whose an English office is once its phrase has been read: tidied, with its country and body."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.offices.en_companies import (
    city_country,
    follows_class,
    is_domestic,
    plain_name,
    without_class,
)
from meetings.offices.heads import Office, Parts, lexicon
from meetings.organisations import bodies as organisations
from meetings.text import Doc

_OF_THE_COUNTRY = re.compile(
    r"^((?!Head|Leader).+) of (?:the|our) (?:country|republic|nation)$", re.IGNORECASE
)
_EMPTY_BRACKETS = re.compile(r" ?\( ?\)")


def tidied(office: Office) -> Office:
    """Without brackets that nothing is left in, and without "of the country"."""
    text = _OF_THE_COUNTRY.sub(r"\1", _EMPTY_BRACKETS.sub("", office.text))
    return _of_parliament(replace(office, text=text))


def _of_parliament(office: Office) -> Office:
    """Speaker of the Seimas: a parliament with a name of its own tells the country."""
    if office.country is not None or office.organisation is not None:
        return office
    parliaments: dict[str, str] = lexicon("en")["parliaments"]
    text = office.text.lower().replace("’", "'")
    code = next((code for name, code in parliaments.items() if name in text), None)
    return replace(office, country=code)


def owned(doc: Doc, parts: Parts, office: Office) -> Office:
    """An office with the company's name without its marks, and Kazakhstan as its home if it is."""
    if office.organisation is None:
        return office
    if not parts.companies:
        plain = parts.bodies and follows_class(doc, parts.bodies[0][0])
        return replace(office, text=without_class(office.text)) if plain else office
    country = office.country
    if country is None and is_domestic(doc, *parts.companies[0]):
        country = "KZ"
    elif country is None and organisations.named(office.organisation, "en") is None:
        country = city_country(doc, *parts.companies[0])
    text = without_class(office.text) if follows_class(doc, parts.companies[0][0]) else office.text
    return replace(office, text=text, country=country, organisation=plain_name(office.organisation))
