"""The country of an office: said in it, said beside it, or Kazakhstan's own."""

from __future__ import annotations

from meetings import countries, organisations
from meetings.model import Lang
from meetings.offices import Named
from meetings.text import Doc

_WITH = frozenset({"with", "by", "с", "со"})
_REPRESENTED = frozenset(
    {"represented", "представляет", "представил", "представила", "представляют"}
)
_SIDE = frozenset({"side", "стороны", "сторону", "тарапынан", "тараптан"})


def country_of(doc: Doc, lang: Lang, named: Named, place: str | None) -> str | None:
    """ISO code of the country whose office the person holds; None for an international body.

    Where the office does not say: the country it represents in the sentence; the side it is
    on; the country visited, for a head of state or minister met there; else Kazakhstan, unless
    the office is in a body of unknown country.
    """
    office = named.office
    if office is None:
        return None
    if office.country is not None:
        return office.country
    if office.organisation is not None or office.foreign:
        return None
    if delegation_body(doc, lang, named) is not None:
        return None
    beside = _beside(doc, lang, named.left)
    if beside is not None:
        return beside
    if office.rank == "envoy":
        return None
    if place not in (None, "KZ") and office.rank == "state" and _met(doc, named.left):
        return place
    return "KZ"


def delegation_body(doc: Doc, lang: Lang, named: Named) -> str | None:
    """The body whose people someone heads: "the World Bank headed by Vice President X"."""
    office = named.office
    if office is None or office.country or office.organisation:
        return None
    words = [token.lower for token in doc.tokens[max(0, named.left - 4) : named.left]]
    if not (({"headed", "led"} & set(words) and "by" in words) or "главе" in words):
        return None
    for index in range(named.left - 1, max(named.left - 14, -1), -1):
        if doc.tokens[index].sentence != doc.tokens[named.left].sentence:
            return None
        found = organisations.match(doc.tokens, index, lang)
        if found is not None and found[1].country is None:
            return doc.slice(index, found[0]) if found[0] - index == 1 else found[1].name
    return None


def _beside(doc: Doc, lang: Lang, left: int) -> str | None:
    """ "State of Qatar represented by Prime Minister X"; «с российской стороны был министр X»."""
    sentence = doc.tokens[left].sentence
    at = left - 1
    while at >= 0 and doc.tokens[at].sentence == sentence and left - at < 25:
        word = doc.tokens[at].lower
        if (word in _REPRESENTED and left - at <= 3) or word in _SIDE:
            return _country_before(doc, lang, at)
        at -= 1
    return None


def _country_before(doc: Doc, lang: Lang, at: int) -> str | None:
    for index in range(at - 1, max(at - 7, -1), -1):
        if doc.tokens[index].sentence != doc.tokens[at].sentence:
            break
        found = countries.match(doc.tokens, index, lang)
        if found is not None:
            return found.code
    return None


def _met(doc: Doc, left: int) -> bool:
    return left > 0 and any(token.lower in _WITH for token in doc.tokens[max(0, left - 2) : left])
