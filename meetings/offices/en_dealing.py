"""An office said once for several names: which complement belongs to which name."""

from __future__ import annotations

from dataclasses import dataclass, field

from meetings import countries
from meetings.offices.en_companies import MARKS, company_end, is_legal_form
from meetings.offices.en_owner import owned
from meetings.offices.heads import Named, Office, Parts, compose, printed, words
from meetings.organisations import bodies as organisations
from meetings.text import Doc

_PREPOSITIONS = frozenset({"of", "for", "from", "in", "at", "to"})
_REGIONS = {"regions": "region", "oblasts": "oblast", "districts": "district", "cities": "city"}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dealt:
    """The office dealt out: the tokens of its list, its head in the singular, its rank."""

    begin: int
    end: int
    stem: str
    rank: str


@dataclass(slots=True)
class Group:
    """Complements and the names that follow them."""

    parts: list[Span] = field(default_factory=list)
    names: list[Span] = field(default_factory=list)


def deal(doc: Doc, shared: Dealt, group: Group) -> list[Named]:
    """The names of a group with their offices: in pairs where the numbers agree, else alike."""
    names, parts = group.names, group.parts
    if len(names) > 1:
        for pieces in (parts, _split(doc, parts)):
            if len(pieces) == len(names):
                suffix = _suffix(doc, parts[-1]) if len(pieces) > 1 else ""
                pairs = zip(names, pieces, strict=True)
                return [named(doc, shared, name, piece, suffix) for name, piece in pairs]
    whole = (parts[0][0], parts[-1][1]) if parts else None
    return [named(doc, shared, name, whole) for name in names]


def _split(doc: Doc, parts: list[Span]) -> list[Span]:
    """Complements taken apart at "and" too: of X and Y regions."""
    pieces: list[Span] = []
    for begin, end in parts:
        start = begin
        for index in range(begin, end):
            if doc.tokens[index].lower == "and":
                pieces.append((start, index))
                start = index + 1
        pieces.append((start, end))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _suffix(doc: Doc, last: Span) -> str:
    return _REGIONS.get(doc.tokens[last[1] - 1].lower, "")


def named(doc: Doc, shared: Dealt, name: Span, part: Span | None, suffix: str = "") -> Named:
    """The person ``name`` with the shared office completed by ``part``."""
    office = Office(shared.begin, shared.end, shared.stem, rank=shared.rank)
    if part is not None:
        office = _with_part(doc, shared, part, suffix)
    before = _modifier(doc, shared.begin, shared.end)
    if office.country is None and office.organisation is None and before is not None:
        stem = office.text.removeprefix(doc.slice(before.begin, before.end)).strip()
        office = Office(office.begin, office.end, stem, before.code, rank=shared.rank)
    return Named(name[0], name[1], printed(doc, *name), office)


def _modifier(doc: Doc, begin: int, end: int) -> countries.Country | None:
    """ "Kazakh ministers A and B"."""
    country = countries.match(doc.tokens, begin, "en") if begin < end else None
    return country if country is not None and country.adjective else None


def _with_part(doc: Doc, shared: Dealt, part: Span, suffix: str) -> Office:
    begin, end = part
    preposition = "of"
    if doc.tokens[begin].lower in _PREPOSITIONS:
        preposition = doc.tokens[begin].lower
        begin += 1
    if begin < end and doc.tokens[begin].lower == "the":
        begin += 1
    parts = Parts(begin, end, shared.rank)
    index = begin
    while index < end:
        country = countries.match(doc.tokens, index, "en")
        body = organisations.match(doc.tokens, index, "en")
        marked = doc.tokens[index].text in MARKS or is_legal_form(doc.tokens[index])
        company = company_end(doc, index) if marked else None
        if country is not None:
            parts.countries.append(country)
        elif body is not None:
            parts.bodies.append((index, body[0], body[1]))
        elif company is not None:
            parts.companies.append((index, company))
        ends = [country.end if country else 0, body[0] if body else 0, company or 0, index + 1]
        index = max(ends)
    if not (parts.bodies or parts.companies) and _institution(doc, begin, end):
        parts.companies.append((begin, end))
    inner = owned(doc, parts, compose(doc, parts, "en"))
    text = _tidy(inner.text, suffix)
    whole = f"{shared.stem} {preposition} {text}" if text else shared.stem
    return Office(
        part[0], end, whole, inner.country, inner.organisation, shared.rank, inner.foreign
    )


def _institution(doc: Doc, begin: int, end: int) -> bool:
    """Whether all of it is the name of a firm or institution (heads of Vela Bank and …)."""
    last = doc.tokens[end - 1]
    whole = doc.tokens[begin].cap and last.cap and end - begin > 1
    return whole and last.lower in words("en", "institutions")


def _tidy(text: str, suffix: str) -> str:
    text = " ".join(text.split())
    for article in ("the ", "of ", "for "):
        text = text.removeprefix(article)
    last = text.rpartition(" ")[2].lower()
    if last in _REGIONS and suffix:
        text = text[: -len(last)].strip()
    if suffix and not text.lower().endswith(suffix):
        text = f"{text} {suffix}"
    return text
