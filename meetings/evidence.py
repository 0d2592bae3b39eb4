"""Where the place and the organisations of an analysis stand in its text.

The readers of these give names in the nominative; here their words are found again, in whatever
form. What cannot be found has no span: a span always points at what was read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from meetings import countries
from meetings.model import Analysis, Lang, Span, Spans
from meetings.organisations import bodies as organisations
from meetings.places import cities as places_cities
from meetings.text import Doc

_LEAST_LEAD = 600
# The whole text is looked through for each body; beyond so many it takes too long.
_MOST_BODIES = 500
#: A word is the same in another form where all but its last letters are; short ones do not change.
_ENDING, _SHORTEST_STEM = 3, 3


def find_spans(doc: Doc, lang: Lang, facts: Analysis) -> Spans:
    """The spans of the place and the organisations of ``facts``, beside those it has already."""
    return replace(
        facts.spans,
        place=_place(doc, lang, facts),
        organisations=tuple(
            _organisation(doc, lang, name) if index < _MOST_BODIES else None
            for index, name in enumerate(facts.organisations)
        ),
    )


def _place(doc: Doc, lang: Lang, facts: Analysis) -> Span | None:
    """The first city of that name, or else the first name of the country, in the lead."""
    if facts.place.city is None and facts.place.country is None:
        return None
    limit = max(doc.lead_end, doc.title_end + _LEAST_LEAD)
    for at, token in enumerate(doc.tokens):
        if token.start >= limit:
            break
        if token.quoted:
            continue
        end = _names_place(doc, at, lang, facts)
        if end is not None:
            return token.start, doc.tokens[end - 1].end
    return None


def _names_place(doc: Doc, at: int, lang: Lang, facts: Analysis) -> int | None:
    if facts.place.city is not None:
        city = places_cities.match(doc.tokens, at, lang)
        return city[0] if city is not None and city[1].name == facts.place.city else None
    country = countries.match(doc.tokens, at, lang)
    named = country is not None and country.code == facts.place.country
    return country.end if country is not None and named and not country.adjective else None


def _organisation(doc: Doc, lang: Lang, name: str) -> Span | None:
    """Where a body is named first: as it is, in another form, or by another of its names."""
    at = doc.text.find(name)
    if at >= 0:
        return at, at + len(name)
    match = _inflected(name).search(doc.text)
    if match is not None:
        return match.span()
    for index, token in enumerate(doc.tokens):
        found = organisations.match(doc.tokens, index, lang) if token.cap else None
        if found is not None and found[1].name == name:
            return token.start, doc.tokens[found[0] - 1].end
    return None


@lru_cache(maxsize=500)
def _inflected(name: str) -> re.Pattern[str]:
    words = [_form(word) for word in re.findall(r"\w+", name)]
    closing = r"[»”\"]?" if name[-1] in '»”"' else ""
    pattern = r"(?<!\w)" + r"\W{1,4}".join(words) + closing if words else r"(?!)"
    return re.compile(pattern, re.IGNORECASE)


def _form(word: str) -> str:
    if len(word) < _SHORTEST_STEM + _ENDING or word.isupper():
        return rf"{re.escape(word)}\w{{0,3}}(?!\w)"
    return rf"{re.escape(word[:-_ENDING])}\w{{0,6}}(?!\w)"
