"""Russian roles: what a sentence shows of a person, and what the kind of release makes of it.

A verb governs a list on either side of it («с докладами выступили министры А, Б и В»), so the
cue may stand far from the name. What the release is about then says what such a cue means: who
speaks at a sitting reports, who speaks with a guest has the guest before him.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from meetings.model import Kind, Person
from meetings.offices.heads import Named
from meetings.text import Doc

_WINDOW = 90
#: The stronger cue counts, whichever mention shows it.
_RANKS = ("greeter", "observer", "chair", "host", "visitor", "counterpart", "reporter", "speaker")
_SITTINGS = frozenset({"government_session", "working_meeting", "party_or_parliament"})
_SIDES = frozenset({"bilateral", "phone_call", "foreign_visit"})
_COUNCILS = frozenset({"multilateral_council", "audience_multilateral"})
_HIGH = re.compile(
    r"^(?:президент|глава|елбасы|первый президент|премьер|(?:первый )?(?:заместитель премьер"
    r"|вице-премьер)|председатель (?:правительства|совета безопасности))",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"\bпринял[аи]?\b(?! участи| решени| закон| постановл| верительн)")
_LEADING = re.compile(r"^(?:президент|премьер|глава|председатель правительства)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _rules(side: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("meetings").joinpath("data", "roles.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["ru"][side]
    return tuple((row["role"], re.compile(row["pattern"])) for row in rows)


def role_by_sentence(doc: Doc, mentions: Sequence[Named]) -> str:
    """The strongest role that a sentence with the person shows; "participant" where none does."""
    found = {role for mention in mentions if (role := _shown(doc, mention)) is not None}
    return next((role for role in _RANKS if role in found), "participant")


def _shown(doc: Doc, mention: Named) -> str | None:
    begin, end = _sentence(doc, mention)
    before = doc.text[begin : doc.tokens[mention.left].start]
    after = doc.text[doc.tokens[mention.end - 1].end : end]
    for role, pattern in _rules("before"):
        if pattern.search(before):
            return role
    found = ((pattern.search(after), role) for role, pattern in _rules("verb"))
    places = [(match.start(), -match.end(), role) for match, role in found if match is not None]
    if places:
        return min(places)[2]
    if _is_told_to(doc, mention):
        return None
    lists = ((pattern.search(before), role) for role, pattern in _rules("list"))
    ends = {role: match.start() for match, role in lists if match is not None}
    if "reporter" in ends and max(ends, key=lambda role: ends[role]) == "speaker":
        return "reporter"  # «с докладами о ценах выступили …»
    return max(ends, key=lambda role: ends[role], default=None)


def _is_told_to(doc: Doc, mention: Named) -> bool:
    """«А доложил Б»: in the dative the name is of the one who hears."""
    printed = doc.tokens[mention.end - 1].lower
    return printed != mention.words[-1].lower() and printed.endswith(("у", "ому"))


def _sentence(doc: Doc, mention: Named) -> tuple[int, int]:
    """Where the words begin and end that may show the role: the sentence, without speech."""
    number = doc.tokens[mention.begin].sentence
    first = last = mention.begin
    low = max(-1, mention.left - _WINDOW)
    for at in range(mention.begin, low, -1):
        token = doc.tokens[at]
        if token.sentence != number or token.quoted or token.text == ";":
            break
        first = at
    for at in range(mention.begin, min(len(doc.tokens), mention.end + _WINDOW)):
        token = doc.tokens[at]
        if token.sentence != number or (at >= mention.end and (token.quoted or token.text == ";")):
            break
        last = at
    return doc.tokens[first].start, doc.tokens[last].end


def roles_of_release(
    people: Sequence[Person], kind: Kind, place: str | None, title: str
) -> tuple[Person, ...]:
    """Roles by what the release is about and the country where it was (``place``).

    The ``title`` may say of a guest without a name that he was received.
    """
    away = place not in (None, "KZ")
    if kind in _SITTINGS:
        received = _RECEIVED.search(title) is not None
        return _at_sitting(people, presided=kind != "party_or_parliament", received=received)
    if kind in _SIDES:
        sides = _of_sides(people, kind, away=away)
        return _received_abroad(sides, place) if away and kind == "bilateral" else sides
    if kind in _COUNCILS:
        return _in_council(people, place)
    if kind == "regional_trip":
        lead = _lead(people)
        if lead is not None and not (_HIGH.match(lead.office or "") or lead.role == "visitor"):
            lead = None
        return tuple(_as(p, "visitor" if p is lead else "participant") for p in people)
    if kind == "statement":
        alone = len(people) == 1
        return tuple(_as(p, "speaker") if alone or _spoke(p) else p for p in people)
    if kind == "appointment":
        return tuple(p if _presents(p) else _as(p, "participant") for p in people)
    return tuple(people)


def _as(person: Person, role: str) -> Person:
    return person if person.role in {role, "greeter", "observer"} else replace(person, role=role)


def _spoke(person: Person) -> bool:
    return person.role in {"speaker", "reporter"}


def _presents(person: Person) -> bool:
    return person.role == "speaker" and _HIGH.match(person.office or "") is not None


def _lead(people: Sequence[Person]) -> Person | None:
    """Kazakhstan's own person whom the release is about: of high office, and named first."""
    own = [p for p in people if p.country == "KZ"]
    high = [p for p in own if p.office and _HIGH.match(p.office)]
    return min(high or own, key=lambda p: p.span or (0, 0), default=None)


def _at_sitting(people: Sequence[Person], *, presided: bool, received: bool) -> tuple[Person, ...]:
    """One chairs and others report; or one receives, and the others are there.

    ``presided``: where nobody is told to chair, the highest does; not so in another's house.
    """
    leading = {p.role for p in people} & {"chair", "host"}
    # Who is received does not preside, though the title names no other.
    others = [p for p in people if p.role != "visitor"]
    received = received or "host" in leading or 0 < len(others) < len(people)
    lead = None if leading or not presided else _lead(others or people)
    if lead is not None and not _HIGH.match(lead.office or ""):
        lead = None
    if lead is not None and lead.role == "reporter" and not received:
        lead = None
    made = []
    for person in people:
        if person is lead:
            made.append(_as(person, "host" if received else "chair"))
        elif person.role in {"chair", "host"}:
            made.append(person)
        elif _spoke(person) and not received:
            made.append(_as(person, "reporter"))
        else:
            made.append(_as(person, "participant"))
    return tuple(made)


def _of_sides(people: Sequence[Person], kind: Kind, *, away: bool) -> tuple[Person, ...]:
    lead = _lead(people)
    chaired = any(person.role == "chair" for person in people)
    return tuple(
        _as(person, _on_a_side(person, kind, leads=person is lead, chaired=chaired, away=away))
        for person in people
    )


def _on_a_side(person: Person, kind: Kind, *, leads: bool, chaired: bool, away: bool) -> str:
    foreign = person.country != "KZ"
    if person.role == "host" and foreign and away:
        return "host"
    if person.role == "chair" and not away:
        return "chair"
    if leads and kind != "phone_call":
        return "visitor" if away else "host"
    if person.role == "reporter" and (chaired or not foreign):
        return "reporter"
    # Who also leads a body («председатель ОБСЕ, министр …») comes for a country all the same.
    of_state = person.organisation is None or "министр" in (person.office or "")
    if foreign and person.role == "visitor" and of_state and not away:
        return "visitor"
    return "counterpart" if foreign else "participant"


def _received_abroad(people: Sequence[Person], place: str | None) -> tuple[Person, ...]:
    """Abroad the first who leads the country visited is the host."""
    hosts = (p for p in people if p.country == place and p.office and _LEADING.match(p.office))
    host = next(hosts, None) if all(p.role != "host" for p in people) else None
    return tuple(_as(p, "host") if p is host else p for p in people)


def _in_council(people: Sequence[Person], place: str | None) -> tuple[Person, ...]:
    """The first of each state is its member; others with it, and those of bodies, take part."""
    told = any(person.role in {"chair", "host"} for person in people)
    seated: set[str] = set()
    made = []
    for person in people:
        if person.role in {"chair", "host"}:
            made.append(person)
        elif person.country is None or person.organisation or person.country in seated:
            made.append(_as(person, "participant"))
        else:
            seated.add(person.country)
            hosts = not told and person.country == place
            made.append(_as(person, "host" if hosts else "member"))
    return tuple(made)
