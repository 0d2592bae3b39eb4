"""Bodies that an English text names in words: councils, commissions, funds, companies.

A body is a run of capitalised words that ends in the kind of a body (State Commission), with what
it is for (… on Road Safety), or a company with its legal form. Ministries are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings import countries
from meetings.model import Person
from meetings.names_en import name_end
from meetings.offices import words
from meetings.offices_en_companies import MARKS, company_end, is_legal_form, plain_name
from meetings.offices_en_phrase import Phrase, heads
from meetings.text import Doc

_LONGEST = 8
_OPENING = frozenset({"the", "a", "an", "at", "in", "on", "this", "our"})


def read_bodies(doc: Doc) -> list[str]:
    """The bodies named outside of speech, in order, each as it is printed first."""
    found: dict[str, str] = {}
    at = 0
    while at < len(doc.tokens):
        span = None if doc.tokens[at].quoted else _company(doc, at) or _body(doc, at)
        if span is None:
            at += 1
            continue
        name = plain_name(" ".join(doc.slice(*span).split())).strip(" ,")
        if _is_name(name):
            found.setdefault(name.lower(), name)
        at = span[1]
    return list(found.values())


def _is_name(name: str) -> bool:
    """Whether a body can be told by this: not "National Company", not "JSC" alone."""
    parts = name.lower().split()
    if not parts or name[0].islower() or all(p.strip(",") in words("en", "legal") for p in parts):
        return False
    return not all(part in words("en", "common") for part in parts)


def merged(known: Sequence[str], named: Sequence[str], people: Sequence[Person]) -> list[str]:
    """Known bodies and those named in words, each once and as fully as it is named.

    A part of an office (Premier of the State Council) is no body of its own, and a known body
    whose name only begins a longer one (… Real Estate Fund) is not the one that is meant.
    """
    offices = [person.office or "" for person in people]
    fresh = [
        name
        for name in named
        if name.lower() in words("en", "chambers")
        or not any(_holds(office, name) for office in offices)
    ]
    kept = [name for name in known if not any(_begins(other, name) for other in fresh)]
    for name in fresh:
        if not any(_holds(other, name) for other in (*kept, *fresh) if other != name):
            kept.append(name)
    return list({name.lower(): name for name in reversed(kept)}.values())[::-1]


def _holds(longer: str, name: str) -> bool:
    return f" {name.lower()} " in f" {longer.lower()} "


def _begins(longer: str, name: str) -> bool:
    return len(longer) > len(name) and longer.lower().startswith(f"{name.lower()} ")


def _company(doc: Doc, at: int) -> tuple[int, int] | None:
    """JSC "Steppe Roads", "Steppe Roads" LLP, Steppe Roads LLP."""
    token = doc.tokens[at]
    if is_legal_form(token):
        end = company_end(doc, at)
        if end is not None and end > at + 1:
            return at, end
        begin = at
        while begin > 0 and at - begin < _LONGEST and _capital(doc, begin - 1, at):
            begin -= 1
        return (begin, at + 1) if begin < at else None
    if token.text in MARKS:
        end = company_end(doc, at)
        if end is not None and is_legal_form(doc.tokens[end - 1]):
            return at, end
    return None


def _capital(doc: Doc, at: int, end: int) -> bool:
    token = doc.tokens[at]
    if token.sentence != doc.tokens[end].sentence or not token.cap or token.kind != "word":
        return False
    return token.lower not in _OPENING and heads().match(doc.tokens, at) is None


def _body(doc: Doc, at: int) -> tuple[int, int] | None:
    token = doc.tokens[at]
    if not (token.cap and token.kind == "word") or token.lower in _OPENING:
        return None
    if token.lower in words("en", "chambers"):
        return at, _complemented(doc, at, at + 1)
    if name_end(doc, at) is not None or heads().match(doc.tokens, at) is not None:
        return None
    kind = _kind(doc, at)
    if kind is None:
        return None
    end = _complemented(doc, at, kind + 1)
    plain = kind == at and not _names_more(doc, kind + 1, end)
    if countries.match(doc.tokens, at, "en") is not None and kind == at + 1:
        return None
    if plain or any(t.lower in words("en", "no_body") for t in doc.tokens[at : kind + 1]):
        return None
    return at, end


def _kind(doc: Doc, at: int) -> int | None:
    """The last word of the capitalised run at ``at``, if it is a kind of body."""
    kinds = words("en", "institutions") | words("en", "councils")
    last = at
    limit = min(at + _LONGEST, len(doc.tokens))
    while last + 1 < limit and _within(doc, last + 1, at):
        last += 1
    while last >= at and doc.tokens[last].lower not in kinds:
        last -= 1
    return last if last >= at else None


def _within(doc: Doc, at: int, begin: int) -> bool:
    token = doc.tokens[at]
    if token.sentence != doc.tokens[begin].sentence:
        return False
    if token.kind == "possessive":
        return True
    return token.cap and token.kind == "word" and heads().match(doc.tokens, at) is None


def _complemented(doc: Doc, begin: int, end: int) -> int:
    """After what the body is for, where it says so: Commission *on Road Safety*."""
    if end >= len(doc.tokens) or doc.tokens[end].lower not in {"of", "on", "for", "under"}:
        return end
    phrase = Phrase(doc, begin, (end, "body"))
    phrase.read()
    stop = phrase.end
    if _cut_short(doc, end, stop):
        return end
    if doc.tokens[stop - 1].text == ")":
        stop = _before_bracket(doc, end, stop)
    if doc.tokens[end].lower == "of" and not _names_more(doc, end, stop):
        return end
    return _trimmed(doc, end, stop)


def _cut_short(doc: Doc, first: int, end: int) -> bool:
    """ "under the" anything but an authority, "on the eve of", or a head that is not read on."""
    inside = {token.lower for token in doc.tokens[first:end]}
    under = doc.tokens[first].lower == "under" and not inside & words("en", "authorities")
    following = end < len(doc.tokens) and heads().match(doc.tokens, end) is not None
    return under or "eve" in inside or (following and doc.tokens[end - 1].cap)


def _before_bracket(doc: Doc, first: int, end: int) -> int:
    return next((i for i in range(end - 1, first, -1) if doc.tokens[i].text == "("), end)


def _trimmed(doc: Doc, first: int, end: int) -> int:
    """Without a country at the end that belongs to no name: … of the Republic of Kazakhstan."""
    for index in range(first, end):
        found = countries.match(doc.tokens, index, "en")
        if found is not None and found.end == end and index - first <= 2:
            return first
    return end


def _names_more(doc: Doc, first: int, end: int) -> bool:
    """Whether the complement is a name (Council of Foreign Investors), not any words."""
    return end > first and any(t.cap for t in doc.tokens[first:end])
