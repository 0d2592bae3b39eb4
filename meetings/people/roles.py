"""The role of a participant, from cues in the sentences where they take part."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from meetings.model import Kind, Lang, Person
from meetings.offices.heads import Named
from meetings.people import roles_kk as people_roles_kk
from meetings.people.roles_en import role_by_list, role_by_verb
from meetings.people.roles_ru import role_by_sentence, roles_of_release
from meetings.text import Doc


@lru_cache(maxsize=8)
def _rules(lang: Lang, side: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Roles and their cues: ``side`` is "before" or "after" the office and name."""
    text = files("meetings").joinpath("data", "roles.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)[lang].get(side, ())
    return tuple((row["role"], re.compile(row["pattern"])) for row in rows)


def role_of(doc: Doc, lang: Lang, mentions: Sequence[Named]) -> str:
    """The role the first telling mention shows; "participant" where none does."""
    if lang == "ru":
        return role_by_sentence(doc, mentions)
    if lang == "kk":
        return people_roles_kk.role_of(doc, mentions)
    for mention in mentions[:_MOST_MENTIONS]:
        left = doc.tokens[mention.left].start
        right = doc.tokens[mention.end - 1].end
        before = doc.text[max(0, left - 140) : left]
        after = doc.text[right : right + 120]
        for role, pattern in _rules(lang, "before"):
            if pattern.search(before):
                return role
        if lang == "en" and (listed := role_by_list(doc, mention)) is not None:
            return listed
        if lang == "en" and (told := role_by_verb(doc, mention)) not in (None, "participant"):
            return told or "participant"
        for role, pattern in _rules(lang, "after"):
            if pattern.search(after):
                return role
    return "participant"


# Who has shown no role in so many sentences shows none.
_MOST_MENTIONS = 60


def roles_by_kind(
    people: tuple[Person, ...], kind: Kind, place: str | None, lang: Lang, title: str
) -> tuple[Person, ...]:
    """Roles that follow from what the release is about and the country where it was (``place``).

    In a council of states those who hold an office of a state are members; in a meeting of two
    sides the foreign one is the counterpart; abroad one's own people are visitors.
    """
    if lang == "ru":
        return roles_of_release(people, kind, place, title)
    if lang == "kk":
        return people_roles_kk.by_kind(people, kind, place)
    return _english(tuple(_by_kind(person, kind, place) for person in people), kind, place)


def _by_kind(person: Person, kind: Kind, place: str | None) -> Person:
    council = kind in {"multilateral_council", "audience_multilateral"}
    if council and person.role in {"participant", "speaker"} and person.country:
        return replace(person, role="member")
    if kind not in {"bilateral", "phone_call", "foreign_visit"}:
        return person
    unknown = person.country is None and person.organisation is not None
    foreign = person.country not in (None, "KZ") or unknown
    told = person.role in {"participant", "speaker", "reporter"}
    if foreign and person.role in {"participant", "speaker"} and kind != "foreign_visit":
        return replace(person, role="counterpart")
    if foreign or not told:
        return person
    if kind != "phone_call" and place not in (None, "KZ"):
        return replace(person, role="visitor")
    return replace(person, role="participant") if kind == "phone_call" else person


def _english(people: tuple[Person, ...], kind: Kind, place: str | None) -> tuple[Person, ...]:
    """Roles as English releases mean their verbs, given what they are about.

    Who "reported" to the press only spoke; a minister who "said" something at a session reported.
    """
    if kind == "statement":
        return _changed(_changed(people, "reporter", "speaker"), "participant", "speaker")
    if kind == "appointment":
        return _changed(people, "reporter", "participant")
    if kind in {"government_session", "party_or_parliament"}:
        people = _changed(people, "speaker", "reporter")
    if kind in {"government_session", "working_meeting"}:
        return _with_chair(people, kind)
    if kind == "regional_trip":
        return _with_visitor(people)
    return _with_host(people, kind, place)


def _with_chair(people: tuple[Person, ...], kind: Kind) -> tuple[Person, ...]:
    """The head of state or government, whom nobody else chairs; alone with a reporter the host.

    At a working meeting one must have spoken: many others may have been there.
    """
    if any(person.role in {"chair", "host", "reporter"} and _leads(person) for person in people):
        return people
    told = {"speaker", "participant"} if kind == "government_session" else {"speaker"}
    first = next((p for p in people if _leads(p) and p.country == "KZ" and p.role in told), None)
    if first is None or any(person.role in {"chair", "host"} for person in people):
        return people
    alone = len(people) == _REPORTER_AND_HOST and any(
        person.role == "reporter" for person in people
    )
    role = "host" if alone and kind == "working_meeting" else "chair"
    return tuple(replace(one, role=role) if one is first else one for one in people)


_REPORTER_AND_HOST = 2


def _with_visitor(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Whose trip it is: the first of those named, whatever the first verb tells of them."""
    first = people[:1]
    if not first or first[0].role not in {"participant", "speaker"}:
        return people
    return (replace(first[0], role="visitor"), *people[1:])


def _leads(person: Person) -> bool:
    """Whether someone is the head of state or of government."""
    return person.organisation is None and _LEADING.match(person.office or "") is not None


_LEADING = re.compile(
    r"(?:Prime[ -]Minister|President|Head of (?:the )?(?:State|Government))", re.IGNORECASE
)


def _changed(people: tuple[Person, ...], old: str, new: str) -> tuple[Person, ...]:
    return tuple(
        replace(one, role=new) if one.role == old and not _leads(one) else one for one in people
    )


_HOSTS = frozenset({"participant", "chair", "counterpart", "speaker"})


def _with_host(people: tuple[Person, ...], kind: Kind, place: str | None) -> tuple[Person, ...]:
    """In a meeting of two sides at home the first of one's own people is the host."""
    if kind != "bilateral" or place not in (None, "KZ") or any(p.role == "host" for p in people):
        return people
    own = next((person for person in people if person.country == "KZ"), None)
    chairs = sum(person.role == "chair" for person in people)
    if own is None or own.role not in _HOSTS or chairs > 1:
        return people
    return tuple(replace(one, role="host") if one is own else one for one in people)
