"""What all three office grammars yield, and the tables of heads they read with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from meetings.countries import Country
from meetings.model import Lang
from meetings.organisations import Body
from meetings.text import Doc, Token


@dataclass(frozen=True, slots=True)
class Office:
    """An office phrase: its tokens, its words in the nominative without the country.

    ``rank`` is "state" (one in a country), "body" (in any body) or "envoy" (of one country to
    another); ``foreign`` says that it belongs to a body that is not known to be Kazakh.
    """

    begin: int
    end: int
    text: str
    country: str | None = None
    organisation: str | None = None
    rank: str = "body"
    foreign: bool = False
    case: str | None = None


@dataclass(slots=True)
class Parts:
    """What a grammar saw in a phrase: countries, known bodies, names of companies (tokens)."""

    begin: int
    end: int
    rank: str
    countries: list[Country] = field(default_factory=list)
    bodies: list[tuple[int, int, Body]] = field(default_factory=list)
    companies: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text (tokens ``begin``..``end``), in the nominative, with its office."""

    begin: int
    end: int
    words: tuple[str, ...]
    office: Office | None = None

    @property
    def name(self) -> str:
        """The name as it is printed: initials keep the text's spacing convention."""
        return " ".join(self.words)

    @property
    def left(self) -> int:
        """The first token of office and name together."""
        return self.office.begin if self.office and self.office.begin < self.begin else self.begin


@lru_cache(maxsize=8)
def lexicon(lang: Lang) -> dict[str, Any]:
    """The office lexicon of a language: tables of lists of lower-case words."""
    path = files("meetings").joinpath("data", f"offices_{lang}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def words(lang: Lang, key: str) -> frozenset[str]:
    """One list of the lexicon's ``[words]`` as a set."""
    return frozenset(lexicon(lang)["words"].get(key, ()))


def printed(doc: Doc, begin: int, end: int) -> tuple[str, ...]:
    """Tokens as words, with initials joined as the text has them ("А.У.Мамин" is one word)."""
    joined: list[str] = []
    for index in range(begin, end):
        token = doc.tokens[index]
        glued = index > begin and doc.tokens[index - 1].end == token.start
        if joined and glued:
            joined[-1] += token.text
        else:
            joined.append(token.text)
    return tuple(joined)


def without(
    doc: Doc,
    begin: int,
    end: int,
    holes: list[tuple[int, int]],
    spelt: Mapping[int, str] | None = None,
) -> str:
    """The text of tokens ``begin``..``end`` with some tokens left out, spaces tidied."""
    parts: list[str] = []
    last: Token | None = None
    for index in range(begin, end):
        if any(start <= index < stop for start, stop in holes):
            continue
        token = doc.tokens[index]
        text = spelt.get(index, token.text) if spelt else token.text
        if last is not None and last.end == token.start:
            parts[-1] += text
        else:
            parts.append(text)
        last = token
    return " ".join(parts)


def compose(
    doc: Doc, parts: Parts, lang: Lang, spelt: Mapping[int, str] | None = None
) -> Office:
    """The office of a parsed phrase: whose it is, and its words without that.

    A body before any country owns the office; otherwise the last country does (English,
    Russian), the leftmost (Kazakh), the first for an envoy of one country to another.
    """
    holes: list[tuple[int, int]] = []
    inside = [c for c in parts.countries if parts.begin <= c.begin < parts.end]
    country = _owner(inside, parts.rank, lang)
    organisation: str | None = None
    foreign = False
    first = min((c.begin for c in inside if not c.adjective), default=parts.end)
    owner = next(((b, e) for b, e, _ in parts.bodies), None)
    company = next(iter(parts.companies), None)
    if owner is not None and (owner[0] < first or lang == "kk"):
        body = parts.bodies[0][2]
        organisation, country = body.name, body.country
        holes.append(_with_article(doc, owner, parts.begin))
        foreign = True
    elif company is not None and (company[0] < first or parts.rank == "body"):
        organisation = doc.slice(*company).strip("«»“”\" ")
        foreign = True
        holes.append(_with_article(doc, company, parts.begin))
    holes.extend(_with_article(doc, (c.begin, c.end), parts.begin) for c in inside)
    text = without(doc, parts.begin, parts.end, holes, spelt).strip(" ,–—-")
    return Office(
        parts.begin, parts.end, text, country, organisation, parts.rank, foreign
    )


def _owner(found: list[Country], rank: str, lang: Lang) -> str | None:
    nouns = [c for c in found if not c.adjective] or found
    if not nouns:
        return None
    if lang == "kk":
        return nouns[0].code
    return (found[0] if rank == "envoy" else nouns[-1]).code


_LINKS = frozenset({"of", "the", "to", "in", "for", "at", "в", "во", "при"})


def _with_article(doc: Doc, span: tuple[int, int], floor: int) -> tuple[int, int]:
    """A span together with the "of the" before it, and a possessive after it."""
    begin, end = span
    while begin - 1 > floor and doc.tokens[begin - 1].lower in _LINKS:
        begin -= 1
    if end < len(doc.tokens) and doc.tokens[end].kind == "possessive":
        end += 1
    return begin, end
