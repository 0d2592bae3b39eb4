"""Whose company it is where an English office says "of the company" and no more.

"Representatives of Vela Group headed by the director of the company X": the body named last.
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.offices.en_companies import (
    city_country,
    company_end,
    is_domestic,
    is_legal_form,
    plain_name,
)
from meetings.offices.heads import Named, Office, words
from meetings.organisations import bodies as organisations
from meetings.text import Doc

_OF_THE = re.compile(r"^(.+?) (?:of|at|in) (?:the|this) ([a-z]+)$")
#: Classes that speak of any body; the others only of one that bears their name.
_ANY = frozenset({"company", "corporation", "firm", "concern", "organization", "organisation"})
#: What a firm has: whose it is the sentence tells that begins with the firm.
_WORKS = frozenset({"enterprise", "complex", "plant", "factory", "farm"})
_WINDOW = 80
_LONGEST = 6


def with_employer(doc: Doc, named: Named) -> Named:
    """The person with the body that "the company" of the office stands for, if one was named."""
    office = named.office
    if office is None or office.organisation is not None or office.country is not None:
        return named
    match = _OF_THE.match(office.text)
    if match is not None and match.group(2) in (_ANY | words("en", "institutions")) - _WORKS:
        text, span = match.group(1), _last_body(doc, named.left, match.group(2))
    elif match is not None and match.group(2) in _WORKS:
        text, span = match.group(1), _subject(doc, named.left)
    elif office.rank == "body" and (_leads(doc, named) or _of_it(doc, office)):
        text, span = office.text, _in_sentence(doc, named)
    elif " of its " in office.text:
        text, span = office.text.replace(" of its ", " of the "), _in_sentence(doc, named)
    else:
        return named
    if span is None:
        return named
    known = organisations.match(doc.tokens, span[0], "en")
    if known is not None and known[0] >= span[1]:
        country = known[1].country
    else:
        country = "KZ" if is_domestic(doc, *span) else city_country(doc, *span)
    body = plain_name(doc.slice(*span))
    held = replace(office, text=text, organisation=body, country=country, foreign=country is None)
    return replace(named, office=held)


def _leads(doc: Doc, named: Named) -> bool:
    """ "The mission of Vela Group headed by Chairman X"."""
    before = [token.lower for token in doc.tokens[max(0, named.left - 3) : named.left]]
    words = [word for word in before if word != "the"]
    led = words[-1:] == ["by"] and words[-2:-1] in (["headed"], ["led"], ["lead"])
    return led and named.office is not None and _OF_A_BODY.match(named.office.text) is not None


def _of_it(doc: Doc, office: Office) -> bool:
    """ "Vela Bank and X, its Deputy Chairman"."""
    return office.begin > 0 and doc.tokens[office.begin - 1].lower == "its"


def _in_sentence(doc: Doc, named: Named) -> tuple[int, int] | None:
    """The last body named before, in the same sentence."""
    span = _last_body(doc, named.left, "company")
    same = span is not None and doc.tokens[span[0]].sentence == doc.tokens[named.left].sentence
    return span if same else None


_OF_A_BODY = re.compile(
    r"(?:(?:[Dd]eputy|[Vv]ice|[Ff]irst|[Gg]eneral|[Ee]xecutive|[Mm]anaging)[ -])*"
    r"(?:[Cc]hair(?:man|woman|person)|[Dd]irector|[Hh]ead|CEO|[Pp]resident(?: and CEO)?)"
    r"(?: of the (?:[Mm]anagement |[Ss]upervisory )?[Bb]oard(?: of [Dd]irectors)?)?$"
)


def _subject(doc: Doc, before: int) -> tuple[int, int] | None:
    """The last firm before ``before`` that a sentence begins with."""
    for index in range(before - 1, max(before - _WINDOW, -1), -1):
        token = doc.tokens[index]
        opens = index == 0 or doc.tokens[index - 1].sentence != token.sentence
        if opens and is_legal_form(token):
            end = company_end(doc, index)
            if end is not None and end <= before:
                return index, end
    return None


def _last_body(doc: Doc, before: int, kind: str) -> tuple[int, int] | None:
    """The tokens of the last body named before ``before`` that ``kind`` may speak of."""
    for index in range(before - 1, max(before - _WINDOW, -1), -1):
        token = doc.tokens[index]
        if token.quoted:
            continue
        known = _known_over(doc, index)
        if known is not None and kind in _ANY and known[1] <= before:
            return known
        printed = company_end(doc, index) if kind in _ANY and is_legal_form(token) else None
        if printed is not None and printed <= before:
            return index, printed
        bears = token.lower == kind or (kind in _ANY and token.lower in words("en", "institutions"))
        if token.cap and (bears or (kind in _ANY and is_legal_form(token))):
            begin = _name_begin(doc, index)
            if begin < index:
                return begin, index + 1
    return None


def _known_over(doc: Doc, at: int) -> tuple[int, int] | None:
    """The body of the table whose name, the longest one, holds token ``at``."""
    for start in range(max(0, at - _LONGEST), at + 1):
        known = organisations.match(doc.tokens, start, "en")
        if known is not None and known[0] > at:
            return start, known[0]
    return None


def _name_begin(doc: Doc, last: int) -> int:
    begin = last
    while begin > 0 and last - begin < _LONGEST:
        token = doc.tokens[begin - 1]
        plain = token.kind == "word" and token.cap and token.lower not in {"the", "a", "an", "at"}
        plain = plain or token.kind == "possessive"
        if not plain or token.sentence != doc.tokens[last].sentence:
            break
        begin -= 1
    return begin
