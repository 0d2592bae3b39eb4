"""What all three office grammars yield, and the tables of heads they read with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from meetings.countries import Country
from meetings.model import Lang
from meetings.morphology_ru import phrase_nominative
from meetings.offices import kk_company as offices_kk_company
from meetings.offices.ru_company import class_begin, company_name
from meetings.offices.ru_institution import without_institution
from meetings.organisations import bodies as organisations
from meetings.organisations.bodies import Body
from meetings.text import Doc, Token


@dataclass(frozen=True, slots=True)
class Office:
    """An office phrase: its tokens, its words in the nominative without the country.

    ``rank`` is "state" (one in a country), "body" (in any body) or "envoy" (of one country to
    another) or "job" (an occupation); ``foreign`` says that it belongs to a body that is not known
    to be Kazakh, ``former`` that the text tells of its end.
    """

    begin: int
    end: int
    text: str
    country: str | None = None
    organisation: str | None = None
    rank: str = "body"
    foreign: bool = False
    case: str | None = None
    former: bool = False


def past_abbreviation(doc: Doc, at: int) -> int | None:
    """The token after "(EBRD)" at ``at``: an abbreviation of what was just named."""
    if at + 2 < len(doc.tokens) and doc.tokens[at].text == "(" and doc.tokens[at + 2].text == ")":
        inside = doc.tokens[at + 1]
        return at + 3 if inside.upper else None
    return None


@dataclass(slots=True)
class Parts:
    """What a grammar saw in a phrase: countries, known bodies, names of companies (tokens).

    ``last_head`` is the token of the last head after a dash or "and", if there is one.
    """

    begin: int
    end: int
    rank: str
    countries: list[Country] = field(default_factory=list)
    bodies: list[tuple[int, int, Body]] = field(default_factory=list)
    companies: list[tuple[int, int]] = field(default_factory=list)
    last_head: int = -1


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


def share_country(named: Named, before: Office | None, doc: Doc) -> Named:
    """The country of an office said just before, of the same person.

    "Minister of Trade of Finland, Co-Chair of the Commission X": the second office says no
    country of its own. Only where the first stands without a name, in the same case.
    """
    office = named.office
    if before is None or office is None or office.country or office.foreign:
        return named
    gap = doc.tokens[before.end : office.begin]
    apart = 1 <= len(gap) <= 2 and all(token.lower in {",", "the"} for token in gap)
    if not apart or before.case != office.case or before.country is None:
        return named
    return replace(named, office=replace(office, country=before.country))


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
    doc: Doc,
    parts: Parts,
    lang: Lang,
    spelt: Mapping[int, str] | None = None,
    case: str | None = None,
) -> Office:
    """The office of a parsed phrase: whose it is, and its words without that.

    A body before any country owns the office; otherwise the last country does (English,
    Russian), the leftmost (Kazakh), the first for an envoy of one country to another.
    """
    holes: list[tuple[int, int]] = []
    inside = [c for c in parts.countries if parts.begin <= c.begin < parts.end]
    posted = [c for c in inside if parts.rank == "envoy" and _posted(doc, c, lang)]
    country = _owner([c for c in inside if c not in posted], parts.rank, lang)
    organisation: str | None = None
    # "The ambassador to Kazakhstan" is of a country that is not told.
    foreign = lang == "en" and country is None and any(c.code == "KZ" for c in posted)
    if country is None and posted and not foreign:
        country = "KZ"
    first = min((c.begin for c in inside if not c.adjective), default=parts.end)
    owner = next(((b, e) for b, e, _ in parts.bodies), None)
    company = next(iter(parts.companies), None)
    if owner is not None and (owner[0] < first or lang == "kk"):
        body = parts.bodies[0][2]
        organisation, country = body.printed(doc.slice(*owner)), body.country
        if lang == "ru":
            owner, organisation = _sub_body(
                doc, owner, max(parts.begin, parts.last_head), organisation
            )
            owner = (class_begin(doc, owner[0], parts.begin), owner[1])
        holes.append(_hole(doc, owner, parts, lang))
        foreign = True
    elif company is not None and (company[0] < first or parts.rank == "body"):
        written = _COMPANY_NAME.get(lang, Doc.slice)(doc, *company)
        organisation = _unquoted(written)
        foreign = True
        known = organisations.named(organisation, lang)
        if known is not None:
            country = known.country
        elif country is None and _kazakh_company(doc, company):
            country = "KZ"
        holes.append(_hole(doc, company, parts, lang))
    kept = posted if country == "KZ" else []
    taken = [c for c in inside if c not in kept or c.code == "KZ"]
    holes.extend(_hole(doc, (c.begin, c.end), parts, lang) for c in taken)
    holes.extend((i, i + 3) for i in range(parts.begin, parts.end) if past_abbreviation(doc, i))
    text = without(doc, parts.begin, parts.end, holes, spelt).strip(" ,–—-")
    text = _DANGLING.sub("", text).strip(" ,–—-")
    if lang == "en":
        text = _ARTICLE.sub(r"\1", text)
    if country is None and organisation is None and lang in _WORLDWIDE:
        text, organisation = _worldwide(text, lang)
        foreign = organisation is not None
    inner = without_institution(text) if lang == "ru" and organisation is None else None
    if inner is not None:
        text, organisation, foreign = inner
        country = country or (None if foreign else "KZ")
    return Office(parts.begin, parts.end, text, country, organisation, parts.rank, foreign, case)


# How a company in an office is written: Russian and Kazakh name its legal form or class with it.
_COMPANY_NAME = {"ru": company_name, "kk": offices_kk_company.company_name}
# Bodies whose very name says that they belong to no one country.
_WORLDWIDE = {
    "en": re.compile(
        r"^(.+?) (?:of|in|at) (?:the )?((?:International|World|European|Asian|Eurasian|Global"
        r"|African|Arab|Islamic|Turkic) [A-Z].+)$"
    ),
    "ru": re.compile(
        r"^(.+?) ((?:Международн|Всемирн|Европейск|Азиатск|Евразийск|Исламск|Тюркск)\w+ .+)$"
    ),
}


def _worldwide(text: str, lang: Lang) -> tuple[str, str | None]:
    """ "Secretary-General of the International Telecommunication Union": office and body."""
    match = _WORLDWIDE[lang].match(text)
    if match is None:
        return text, None
    name = phrase_nominative(match.group(2)) if lang == "ru" else match.group(2)
    return match.group(1), name


_ARTICLE = re.compile(r"( [–—-] )the ")
_DANGLING = re.compile(r"(?:\s+(?:of|the|for|in|to|and|on|under|at|по|в|на|при|и|для))+$")


def _sub_body(
    doc: Doc, owner: tuple[int, int], floor: int, name: str
) -> tuple[tuple[int, int], str]:
    """«… Региональной антитеррористической структуры ШОС»: a body within the body."""
    begin = owner[0] - 1
    while begin > floor and owner[0] - begin <= 4:
        token = doc.tokens[begin]
        if token.kind != "word":
            break
        if _ORGAN.match(token.lower):
            break
        if token.cap:
            inner = phrase_nominative(doc.slice(begin, owner[0]))
            return (begin, owner[1]), f"{inner} {name}" if begin > floor + 1 else name
        begin -= 1
    return owner, name


# «Председатель Коллегии ЕЭК», «заместитель Председателя Ассамблеи»: these stay in the office.
_ORGAN = re.compile(
    r"(?:исполком|представительств|коллеги|правлени|секретариат|президиум"
    r"|председател|президент|директор|секретар|руководител|глав[аы]|управляющ)"
)
_LEGAL_FORMS = frozenset(
    {"ао", "тоо", "нпп", "нао", "нк", "рпп", "ргп", "жшс", "ақ", "ұк", "рмк", "rse"}
)


def _kazakh_company(doc: Doc, company: tuple[int, int]) -> bool:
    """The legal forms of Kazakh law (АО, ТОО); LLP and JSC are used of foreign firms too."""
    begin = max(0, company[0] - 1)
    return any(token.lower in _LEGAL_FORMS for token in doc.tokens[begin : company[1]])


def _unquoted(name: str) -> str:
    """A name without the marks that enclose it all; marks inside stay."""
    name = name.strip()
    if len(name) > 2 and name[0] in '«“„"' and name[-1] in '»”"':
        inner = name[1:-1]
        return name if inner.count("«") != inner.count("»") else inner
    return name


def _posted(doc: Doc, country: Country, lang: Lang) -> bool:
    """«посол Казахстана в Чехии», "to Spain": where one's own envoy works is in the office."""
    if country.adjective or lang not in _POSTED:
        return False
    at = country.begin - 1
    at -= doc.tokens[at].lower == "the"
    return at >= 0 and doc.tokens[at].lower in _POSTED[lang]


_POSTED = {"ru": frozenset({"в", "во"}), "en": frozenset({"to", "in"})}


def _owner(found: list[Country], rank: str, lang: Lang) -> str | None:
    nouns = [c for c in found if not c.adjective] or found
    if not nouns:
        return None
    if lang == "kk":
        return nouns[0].code
    return (found[0] if rank == "envoy" else nouns[-1]).code


_LINKS = frozenset({"of", "the", "to", "in", "for", "at", "в", "во", "при"})
_AFTER_OWNER = _LINKS | {"on", "and", "under", "with", "at", "from", "by"}


def _hole(doc: Doc, span: tuple[int, int], parts: Parts, lang: Lang) -> tuple[int, int]:
    """What goes with a country or body that is taken out: its "of the", unless a noun follows."""
    begin, end = _with_article(doc, span, parts.begin)
    following = doc.tokens[end] if end < parts.end else None
    if lang != "en" or following is None or following.kind != "word":
        return begin, end
    # "Chairman of the EEC Board": the article belongs to the board.
    return (begin, end) if following.lower in _AFTER_OWNER else (span[0], end)


def _with_article(doc: Doc, span: tuple[int, int], floor: int) -> tuple[int, int]:
    """A span together with the "of the" before it, and a possessive after it."""
    begin, end = span
    while begin - 1 > floor and doc.tokens[begin - 1].lower in _LINKS:
        begin -= 1
    if end < len(doc.tokens) and doc.tokens[end].kind == "possessive":
        end += 1
    return begin, end
