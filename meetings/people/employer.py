"""Russian: the company that a bare office is in, where the text has named it just before.

«АО «Вега» растет. Председатель правления Серик Осанов …», «… председатель правления Фонда …».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.model import Lang, Person
from meetings.organisations import bodies as organisations
from meetings.organisations import ru as organisations_ru
from meetings.text import Doc

# Offices that there are in companies alone, and what says only that one is meant: «Фонда».
_OFFICE = re.compile(
    r"((?:[а-яё]+ый |[а-яё]+ий )?(?:председатель (?:правления|совета директоров)"
    r"|генеральный директор|гендиректор|управляющий директор|соучредитель|сооснователь))"
    r"(?: (?:Фонда|фонда|Холдинга|холдинга|Компании|компании|Корпорации|корпорации|Банка|банка))?",
    re.I,
)
_LEGAL_OF_KAZAKHSTAN = re.compile(r"(?:АО|ТОО|НПП|НАО|РГП|СПК)\b")
_INNERMOST = re.compile(r"«([^«»]+)»")
_NEAR = 500


def give_body(doc: Doc, lang: Lang, people: Sequence[Person]) -> tuple[Person, ...]:
    """The persons, those in a bare office of a company given the company named last before."""
    if lang != "ru" or not any(_is_bare(person) for person in people):
        return tuple(people)
    bodies = sorted(_bodies(doc))
    return tuple(_given(person, bodies) if _is_bare(person) else person for person in people)


def _is_bare(person: Person) -> bool:
    office, home = person.office or "", person.country in (None, "KZ")
    return person.organisation is None and home and _OFFICE.fullmatch(office) is not None


def _given(person: Person, bodies: Sequence[tuple[int, str, str | None]]) -> Person:
    at = person.span[0] if person.span else 0
    near = [body for body in bodies if at - _NEAR <= body[0] < at]
    if not near:
        return person
    _, name, country = near[-1]
    core = _core(name)
    full = max((other for _, other, _ in bodies if _core(other) == core), key=len)
    office = _OFFICE.fullmatch(person.office or "")
    return replace(person, office=office[1] if office else None, organisation=full, country=country)


def _core(name: str) -> str:
    marked = _INNERMOST.findall(name)
    return (marked[-1] if marked else name).lower()


def _bodies(doc: Doc) -> Iterator[tuple[int, str, str | None]]:
    """Companies with where they are named and their country; not international bodies."""
    for found in organisations_ru.find(doc):
        if found.kind == "company":
            known = organisations.named(found.name, "ru")
            home = "KZ" if _LEGAL_OF_KAZAKHSTAN.match(found.name) else None
            yield found.start, found.name, known.country if known is not None else home
    for at, token in enumerate(doc.tokens):
        match = organisations.match(doc.tokens, at, "ru")
        if match is not None and match[1].country is not None and not match[1].of_state:
            printed = match[1].printed(doc.slice(at, match[0]))
            yield token.start, printed, match[1].country
