"""Kazakh: whose an office is, and how it is spelt once the owner is left out.

«Қазақстан Премьер-министрі» is a Премьер-министр, «РФ Үкіметінің төрағасы» an
«Үкіметтің төрағасы»: the possessive spoke of the owner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from meetings import countries
from meetings.countries import Country
from meetings.offices.heads import Parts, past_abbreviation
from meetings.offices.kk_company import company_name, has_legal_form, tail_end
from meetings.organisations import bodies as organisations
from meetings.organisations.bodies import Body
from meetings.places import cities as places_cities
from meetings.text import Doc

_ADJECTIVES = frozenset(
    [
        *("бас", "бірінші", "екінші", "үшінші", "тұңғыш", "атқарушы", "басқарушы", "арнайы"),
        *("арнаулы", "тұрақты", "төтенше", "өкілетті", "ресми", "бұрынғы", "экс", "аға", "жоғарғы"),
        *("уақытша", "тең", "жаңа", "қазіргі", "және", "мемлекеттік", "федералды", "орталық"),
        *("міндетін", "құрметті", "халықтық", "ұлттық", "жоғары", "аймақтық", "өңірлік"),
    ]
)
# «кеңес» ends in the letter with which the possessive of other words begins: кеңес-і-нің.
_COUNCIL_GENITIVE = re.compile(r"(?P<stem>[Кк]еңес)(?P<poss>і)(?P<case>нің)")
_OWNED_GENITIVE = re.compile(r"(?P<stem>\w[\w-]*?)(?P<poss>сы|сі|ы|і)(?P<case>ның|нің)$")
_VOWELS = "аәеиоөұүыіюяэ"
_NASAL = "мнң"
_VOICED = "рлйузж"
#: A body told of again by its kind alone, and how the word for its kind begins in its name.
_KINDS = {"ұйымның": "ұйым", "банктің": "банк", "қордың": "қор", "одақтың": "ода"}
#: «Еуропалық инвестициялық банктің»: the name tells that it is of many countries.
_WORLD = frozenset(
    {"еуропалық", "еуропа", "азия", "азиялық", "дүниежүзілік", "ислам", "африка", "араб"}
)
_WORLD_BODY = re.compile(
    r"(?P<name>(?:банк|ұйым|қор|агенттіг|кеңес|одағ|одақ|қауымдастығ|қауымдастық|корпорация|палата"
    r"|федерация|ассоциация|альянс|комиссия)(?:сы|ы|і)?)(?:[нтд][ыі]ң)"
)
_FURTHEST = 120
_LONGEST = 7
_DERIVED = ("лық", "лік", "дық", "дік", "тық", "тік")
_SHORTEST = 3
_OPENING = frozenset('«“"')
_CLOSING = frozenset('»”"')
_ALWAYS_OWNED = ("орынбасары", "қызметкері")


def read_owners(doc: Doc, parts: Parts) -> None:
    """Fill in the countries, known bodies and companies of an office phrase."""
    index = parts.begin
    while index < parts.end:
        index = _owner(doc, parts, index)


def _owner(doc: Doc, parts: Parts, at: int) -> int:
    """Takes the owner that begins at token ``at``, if one does; the token to go on at."""
    country = _country(doc, at)
    told = _told_body(doc, at) if at == parts.begin else None
    if told is not None:
        parts.bodies.append((at, at + 1, told))
        return at + 1
    world = _of_the_world(doc, at, parts.end)
    if world is not None:
        parts.bodies.append((at, *world))
        return world[0]
    body = organisations.match(doc.tokens, at, "kk")
    if body is not None and body[0] <= parts.end and (country is None or body[0] > country.end):
        return _body(doc, parts, at, body)
    if country is not None and country.end <= parts.end:
        parts.countries.append(country)
        return country.end
    name = _company_end(doc, at, parts.end)
    if name is None:
        return past_abbreviation(doc, at) or at + 1
    end = tail_end(doc, name, parts.end - 1)
    parts.companies.append((at, end))
    return end


def _of_the_world(doc: Doc, at: int, limit: int) -> tuple[int, Body] | None:
    """A body of many countries that no table has: the token after it, and the body."""
    if not doc.tokens[at].cap or doc.tokens[at].lower not in _WORLD:
        return None
    if organisations.match(doc.tokens, at, "kk") is not None:
        return None
    for index in range(at + 1, min(at + _LONGEST, limit)):
        head = _WORLD_BODY.fullmatch(doc.tokens[index].lower)
        if head is not None:
            last = doc.tokens[index]
            start = doc.tokens[at].start
            name = doc.text[start : last.start + len(head["name"])]
            return index + 1, _ToldAgain(name, None, (name,))
        if doc.tokens[index].kind != "word" or doc.tokens[index].cap:
            return None
    return None


@dataclass(frozen=True, slots=True)
class _ToldAgain(Body):
    """A body that stands here by its kind alone."""

    def printed(self, written: str) -> str:
        """The name that the text gave it before."""
        return self.name


def _told_body(doc: Doc, at: int) -> Body | None:
    """The body that «ұйымның», «банктің» speaks of: the last one of this kind before it."""
    kind = _KINDS.get(doc.tokens[at].lower)
    if kind is None:
        return None
    for index in range(at - 1, max(-1, at - _FURTHEST), -1):
        if not doc.tokens[index].lower.startswith(kind):
            continue
        for begin in range(index, max(-1, index - _LONGEST), -1):
            found = organisations.match(doc.tokens, begin, "kk")
            if found is not None and found[0] > index:
                name = found[1].printed(doc.slice(begin, found[0]))
                return _ToldAgain(name, found[1].country, (name,))
    return None


def _country(doc: Doc, at: int) -> Country | None:
    """A country at token ``at``; as an adjective where something is only said to be in it."""
    where = countries.named_within(doc.tokens[at], "kk")
    if where is not None:
        return Country(where, at, at + 1, adjective=True)  # «Қазақстандағы елшісі»
    if doc.tokens[at].lower == "еліміздің":
        return Country("KZ", at, at + 1, adjective=False)
    return countries.match(doc.tokens, at, "kk") or _adjective(doc, at)


def _adjective(doc: Doc, at: int) -> Country | None:
    """«сингапурлық кәсіпкер»: a country's adjective, which is written small."""
    token = doc.tokens[at]
    stem = token.lower[: -len("лық")]
    if not token.lower.endswith(_DERIVED) or len(stem) < _SHORTEST:
        return None
    found = countries.match(
        (replace(token, lower=stem, text=stem.capitalize(), cap=True),), 0, "kk"
    )
    return Country(found.code, at, at + 1, adjective=True) if found is not None else None


def _body(doc: Doc, parts: Parts, at: int, body: tuple[int, Body]) -> int:
    end, found = body
    begin = at - 1 if at > parts.begin and doc.tokens[at - 1].text in _OPENING else at
    if _quoted(doc, at, end):
        end = tail_end(doc, end, parts.end - 1)
    if begin < at or end > body[0]:
        name = found.printed(doc.slice(at, body[0]).strip("«»“”"))
        if has_legal_form(doc, body[0], end):
            name = company_name(doc, begin, end)
        found = replace(found, name=name, names=(name,))
    parts.bodies.append((begin, end, found))
    return end


def _company_end(doc: Doc, at: int, limit: int) -> int | None:
    """The token after the name in marks or in Latin letters at ``at``."""
    token = doc.tokens[at]
    if token.text in _OPENING and not _known_inside(doc, at + 1):
        return _mark_end(doc, at, limit)
    if token.kind != "word" or not _is_latin(token.lower):
        return None
    end = at + 1
    while end < limit and (_is_latin(doc.tokens[end].lower) or doc.tokens[end].text == "&"):
        end += 1
    return end


def _is_latin(lower: str) -> bool:
    return "a" <= lower[0] <= "z"


def _quoted(doc: Doc, begin: int, end: int) -> bool:
    """Whether a known body stands in marks or before a legal form: then more of it follows."""
    before = doc.tokens[begin - 1].text if begin else ""
    last = doc.tokens[end - 1].text
    return before in _OPENING or last in "»”" or doc.tokens[begin].text in _OPENING


def _known_inside(doc: Doc, at: int) -> bool:
    """Whether a known body stands at ``at`` and fills its quotation marks."""
    found = organisations.match(doc.tokens, at, "kk") if at < len(doc.tokens) else None
    return found is not None and doc.tokens[found[0] - 1 : found[0] + 1][-1].text in _CLOSING


def _mark_end(doc: Doc, at: int, limit: int) -> int | None:
    for index in range(at + 1, limit):
        if doc.tokens[index].text in _CLOSING:
            return index + 1
    return None


def unowned(doc: Doc, parts: Parts) -> dict[int, str]:
    """The first noun after the owner, spelt without the possessive that spoke of the owner."""
    holes = sorted(
        [(c.begin, c.end) for c in parts.countries]
        + [(begin, end) for begin, end, _ in parts.bodies]
        + parts.companies
    )
    at = parts.begin
    for begin, end in holes:
        if begin != at and not _only_adjectives(doc, at, begin):
            break
        at = past_abbreviation(doc, end) or end
    if at == parts.begin:
        return {}
    while at < parts.end - 1 and _is_adjective(doc.tokens[at].lower):
        at += 1
    if at >= parts.end:
        return {}
    word = doc.tokens[at].text
    if at == parts.end - 1:
        return {} if word.lower().endswith(_ALWAYS_OWNED) else {at: without_possessive(word)}
    match = _COUNCIL_GENITIVE.fullmatch(word) or _OWNED_GENITIVE.fullmatch(word)
    if match is None or (match["poss"] in ("сы", "сі") and match["stem"][-1] not in _VOWELS):
        return {}
    return {at: match["stem"] + _genitive(match["stem"].lower(), back=match["case"] == "ның")}


def place_country(doc: Doc, parts: Parts) -> str | None:
    """The foreign country of the region or city that the office is in: «Омбы облысының …»."""
    for at in range(parts.begin, parts.end - 1):
        found = places_cities.match(doc.tokens, at, "kk")
        if found is not None and found[1].country != "KZ":
            return found[1].country
    return None


def _only_adjectives(doc: Doc, begin: int, end: int) -> bool:
    return all(_is_adjective(token.lower) for token in doc.tokens[begin:end])


def _is_adjective(lower: str) -> bool:
    return lower in _ADJECTIVES or lower.endswith(("аралық", "ндағы", "ндегі", "дағы", "дегі"))


def without_possessive(word: str) -> str:
    """The head of an office that nobody is said to own: «президенті» is «президент»."""
    lower = word.lower()
    if lower.endswith(("сы", "сі")) and lower[-3] in _VOWELS and not lower.endswith("кеңесі"):
        return word[:-2]
    if lower.endswith("тығы"):
        return word[:-2] + "қ"
    return word[:-1] if lower[-1] in "ыі" and not lower.endswith(("шы", "ші")) else word


def _genitive(stem: str, *, back: bool) -> str:
    last = stem[-1]
    first = "н" if last in _VOWELS + _NASAL else "д" if last in _VOICED else "т"
    return f"{first}{'ы' if back else 'і'}ң"
