"""What belongs to an English office from before its head, and whose it is by that.

First Deputy, Kazakh, World Bank, Foreign; "Georgia's Minister", "Almaty Mayor", "Vela Bank's
chairman", "Nordvik CEO".
"""

from __future__ import annotations

from meetings import countries
from meetings.names.en import could_be_name, is_word, usual_surname
from meetings.offices.en_bodies import heads, same_sentence
from meetings.offices.en_companies import is_legal_form
from meetings.offices.heads import words
from meetings.organisations import bodies as organisations
from meetings.places import cities as places_cities
from meetings.text import Doc

_MOST = 9
_LONGEST_OWNER = 6
_REGIONS = frozenset({"region", "oblast", "district", "city"})
_AT = frozenset({"in", "at", "to", "from", "of", "for", "near"})


def extend_left(doc: Doc, at: int, floor: int) -> int:
    """Where the office begins whose head stands at token ``at``, not before ``floor``."""
    begin = at
    while begin > floor and same_sentence(doc, begin - 1, at) and at - begin < _MOST:
        step = _modifier(doc, begin, at)
        if step is None:
            step = _owner(doc, begin, at)
        if step is None or step < floor:
            break
        begin = step
    while begin < at and doc.tokens[begin].lower in words("en", "passing"):
        begin += 1
    return _without_complement(doc, begin, at)


def firm_before(doc: Doc, begin: int, head: int) -> tuple[int, int] | None:
    """The firm that owns an office from before its head, unless a table knows it."""
    if begin >= head or not _may_be_firm(doc, begin):
        return None
    end = begin
    while end < head and doc.tokens[end].cap and doc.tokens[end].lower not in words("en", "before"):
        end += 1
    last = doc.tokens[end - 1]
    whole = end - begin > 1 and (last.lower in words("en", "institutions") or is_legal_form(last))
    alone = end - begin == 1 and could_be_name(doc, begin)
    return (begin, end) if whole or alone else None


def _may_be_firm(doc: Doc, at: int) -> bool:
    tables = (countries.match, organisations.match, places_cities.match)
    return doc.tokens[at].cap and not any(table(doc.tokens, at, "en") for table in tables)


def _modifier(doc: Doc, begin: int, at: int) -> int | None:
    """The word before ``begin`` where it is a modifier, an adjective or part of a body's name."""
    token = doc.tokens[begin - 1]
    if token.kind != "word" or token.lower in {"the", "a", "an"} or _stands_apart(doc, begin - 1):
        return None
    modifier = token.lower in words("en", "before") and (
        token.cap or not doc.tokens[at].cap or token.lower in words("en", "small_before")
    )
    adjective = token.cap and countries.match(doc.tokens, begin - 1, "en") is not None
    body = token.upper or (token.cap and is_word(token.lower) and not _opens(doc, begin - 1))
    opening = token.cap and token.lower in _bodies()
    return begin - 1 if modifier or adjective or body or opening else None


def _bodies() -> frozenset[str]:
    """Words that name a body also where they open a sentence (Senate Speaker X)."""
    return words("en", "institutions") | words("en", "chambers") | words("en", "opening_body")


def _owner(doc: Doc, begin: int, at: int) -> int | None:
    """Where a country, body, city, region or firm begins that ends before ``begin``."""
    last = begin - 1
    if doc.tokens[last].kind == "possessive":
        known = _table_name(doc, last)
        return known if known is not None else _institution(doc, last)
    if doc.tokens[last].lower in _REGIONS:
        return _region(doc, last)
    if not doc.tokens[last].cap or doc.tokens[last].kind != "word":
        return None
    known = _table_name(doc, begin)
    if known is not None:
        return known
    kind = begin < at and doc.tokens[begin].lower in words("en", "institutions")
    goes_on = kind and doc.tokens[begin].cap and _capital(doc, last, begin)
    return last if goes_on or _firm(doc, last, at) else None


def _table_name(doc: Doc, end: int) -> int | None:
    """The token where the longest known country, body or city begins that ends at ``end``."""
    for start in range(max(0, end - _LONGEST_OWNER), end):
        country = countries.match(doc.tokens, start, "en")
        if country is not None and country.end == end:
            return start
        body = organisations.match(doc.tokens, start, "en")
        city = places_cities.match(doc.tokens, start, "en")
        ends = {found[0] for found in (body, city) if found is not None}
        if end in ends and not (city is not None and _place(doc, start)):
            return start
    return None


def _place(doc: Doc, at: int) -> bool:
    return at > 0 and doc.tokens[at - 1].lower in _AT


def _institution(doc: Doc, end: int) -> int | None:
    """Vela Bank's: capitals that end in a kind of body."""
    last = doc.tokens[end - 1]
    if not last.cap or last.lower not in words("en", "institutions"):
        return None
    start = end - 1
    while start > 0 and end - start < _LONGEST_OWNER and _capital(doc, start - 1, end):
        start -= 1
    return start if start < end - 1 else None


def _capital(doc: Doc, at: int, end: int) -> bool:
    token = doc.tokens[at]
    return (
        token.cap
        and token.kind == "word"
        and token.sentence == doc.tokens[end].sentence
        and token.lower not in {"the", "a", "an"}
        and heads().match(doc.tokens, at) is None
    )


def _region(doc: Doc, last: int) -> int | None:
    """Aktobe region (Akim): its name, unless something else is said to be there."""
    start = last
    while start > 0 and last - start < 3 and _capital(doc, start - 1, last):
        start -= 1
    return start if start < last and not _place(doc, start) else None


def _firm(doc: Doc, at: int, head: int) -> bool:
    """Nordvik (CEO): one unknown word before an office that firms have."""
    before = doc.tokens[at - 1] if at else None
    if (
        before is not None
        and before.sentence == doc.tokens[at].sentence
        and (before.cap or before.kind == "initial" or before.lower in _AT)
    ):
        return False
    name = could_be_name(doc, at) and not usual_surname(doc.tokens[at].lower)
    return name and doc.tokens[head].lower in words("en", "firm_heads")


def _stands_apart(doc: Doc, at: int) -> bool:
    """ "was appointed chairman", "in Almaty Prime Minister X": words that are no modifiers."""
    before = doc.tokens[at - 1].lower if at else ""
    if doc.tokens[at].lower == "appointed":
        return before not in {"newly", "new", "recently", "just"}
    return before == "in" and places_cities.match(doc.tokens, at, "en") is not None


def _without_complement(doc: Doc, begin: int, at: int) -> int:
    """ "at the meeting of the Government Prime Minister X": the Government is the meeting's."""
    before = doc.tokens[begin - 1].lower if begin else ""
    if before == "the" and begin > 1:
        before = doc.tokens[begin - 2].lower
    if before != "of" or doc.tokens[begin].upper:
        return begin
    while begin < at and doc.tokens[begin].lower in {"government", "parliament", "session"}:
        begin += 1
    return begin


def _opens(doc: Doc, at: int) -> bool:
    """A sentence's first word is capitalised for that reason alone."""
    return at == 0 or doc.tokens[at - 1].sentence != doc.tokens[at].sentence
