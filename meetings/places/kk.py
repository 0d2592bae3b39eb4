"""Where a Kazakh text says its event was: by the cases of place, and by where a journey goes.

«Ташкентте», «Ереван қаласында өткен», «Алматыға жұмыс сапарымен барды», «Грузияға барады».
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from meetings import countries
from meetings.names import kk as names_kk
from meetings.places import cities as places_cities
from meetings.places.cities import City
from meetings.text import Doc, Token

_LOCATIVE = ("да", "де", "та", "те")
_ATTRIBUTIVE = ("дағы", "дегі", "тағы", "тегі")
_DATIVE = ("ға", "ге", "қа", "ке", "қаласына")
_CITY = ("қаласында", "қаласындағы", "қаласына", "шаһарында", "астанасы", "елордасы")
_AREAS = ("облыс", "өңір", "аудан", "агломерация")
_GOES = ("сапар", "барды", "барады", "барып", "келді", "келген", "келеді", "ұшып", "бармақ")
# What «Женевадағы» must stand before to say where one met, and not where something is.
_EVENTS = (
    *("форум", "саммит", "отырыс", "кездесу", "конференция", "көрме", "жиын", "кеңес", "сапар"),
    *("іс-шара", "келіссөз", "конгресс", "мәжіліс"),
)
_HAPPENS = re.compile(r"(?<![\w-])(?:өт(?:ті|кен|еді|іп|кізді|етін)|болды|сапар|жүрген|бас қос)")
_REACH = 5
_INVITES = re.compile(r"шақырды|шақыру (?:жолдады|алды)")
_Span = tuple[int, int]


def city(
    doc: Doc, sentences: Sequence[_Span], held: re.Pattern[str], towns: Collection[str]
) -> City | None:
    """The first city of these sentences, or one of the ``towns``, that is said to be the place."""
    for begin, end in sentences:
        written = doc.slice(begin, end)
        if not held.search(written) or _INVITES.search(written):
            continue
        for at in range(begin, end):
            found = places_cities.match(doc.tokens, at, "kk") or _town(doc, at, towns)
            if found is not None and _is_the_place(doc, at, found[0], found[1]):
                return found[1]
    return None


def _town(doc: Doc, at: int, towns: Collection[str]) -> tuple[int, City] | None:
    token = doc.tokens[at]
    if token.kind != "word" or not token.cap:
        return None
    forms = {form.capitalize() for form in (token.lower, *names_kk.bases(token.lower))}
    name = next((town for town in towns if town.replace("-Ш", "-ш") in forms), None)
    return None if name is None else (at + 1, City(name, "KZ"))


def visited(doc: Doc, sentences: Sequence[_Span]) -> str | None:
    """The country that a journey goes to, or where something is said to have happened."""
    for begin, end in sentences:
        for at in range(begin, end):
            found = countries.match(doc.tokens, at, "kk")
            if found is None or found.adjective:
                continue
            last = doc.tokens[found.end - 1].lower
            if not _inflected(last):
                continue
            if last.endswith(_DATIVE) and _journey(doc, at, found.end):
                return found.code
            if last.endswith(_LOCATIVE) and _HAPPENS.search(doc.slice(found.end, end)):
                return found.code
    return None


def in_own_region(doc: Doc, sentences: Sequence[_Span]) -> City | None:
    """The first city of Kazakhstan that these sentences name, whatever its case; no region."""
    for begin, end in sentences:
        for at in range(begin, end):
            found = places_cities.match(doc.tokens, at, "kk")
            if found is None or found[1].country != "KZ":
                continue
            if not _following(doc, found[0]).startswith(_AREAS):
                return found[1]
    return None


def _is_the_place(doc: Doc, at: int, end: int, found: City) -> bool:
    last = doc.tokens[end - 1].lower
    following = _following(doc, end)
    if following.startswith(_AREAS):
        return False
    if following.startswith(_CITY):
        last, end = following, end + 1
    elif last == found.name.lower().split()[-1]:
        return False
    if last.endswith(_ATTRIBUTIVE):
        return any(t.lower.startswith(_EVENTS) for t in _near(doc, end))
    if last.endswith(_DATIVE):
        return _journey(doc, at, end)
    return last.endswith(_LOCATIVE)


def _journey(doc: Doc, at: int, end: int) -> bool:
    """Whether a journey is told of right after a goal, or right before it («сапармен …ға»)."""
    if any(token.lower.startswith(_GOES) for token in _near(doc, end)):
        return True
    before = doc.tokens[max(0, at - 2) : at]
    return any(token.lower.startswith("сапар") for token in before)


def _near(doc: Doc, at: int) -> tuple[Token, ...]:
    window = doc.tokens[at : at + _REACH]
    return tuple(t for t in window if t.sentence == doc.tokens[at - 1].sentence)


def _following(doc: Doc, at: int) -> str:
    """The word after a name, in lower case; empty at the end of its sentence."""
    if at >= len(doc.tokens) or doc.tokens[at].sentence != doc.tokens[at - 1].sentence:
        return ""
    return doc.tokens[at].lower


def _inflected(lower: str) -> bool:
    """Қазақстанда has the ending; Канада only ends like one."""
    bare = lower[:-2]
    return bool(bare) and names_kk.allows(bare, lower[-2:]) and lower not in {"канада", "уганда"}
