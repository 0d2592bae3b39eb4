"""The role of a person in Kazakh: the case of the name, and the first verb after it that tells.

Whom someone met stands in -мен, whom someone received in the accusative, whose report was heard in
the ablative or genitive; a nominative (also one of several) does what the next verb says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from meetings.kinds import foreign
from meetings.model import Kind, Person
from meetings.offices.heads import Named
from meetings.text import Doc

_REACH = 320
_CASES = (
    ("with", re.compile(r"(?:мен|бен|пен)$")),
    ("genitive", re.compile(r"[ндт][ыі]ң$")),
    ("ablative", re.compile(r"[ндт][ае]н$")),
    ("accusative", re.compile(r"[ндт][ыі]$")),
    ("dative", re.compile(r"[ғгқк][ае]$")),
)
_JOINED = re.compile(
    r"(?:,| (?:мен|бен|пен|және)) [^.;:–—]{0,160}?\b[А-ЯӘҒҚҢӨҰҮҺІ][\w-]+?"
    r"(?:(?P<with>мен|бен|пен)(?= (?!қала|облыс|аудан))"
    r"|(?P<whom>[ндт][ыі])(?= (?:қабылда|құттықта|тыңда|таныстыр)))"
)
_PREMIER = re.compile(r"^(?:премьер-министр|үкімет(?:тің)? басшысы)$", re.IGNORECASE)
_HIGHEST = re.compile(
    r"^(?:премьер-министр|үкімет(?:тің)? басшысы|президент|мемлекет басшысы)$", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """For each case, roles with the cues that tell them."""
    text = files("meetings").joinpath("data", "roles.toml").read_text(encoding="utf-8")
    table: dict[str, list[dict[str, str]]] = tomllib.loads(text)["kk"]
    return {
        case: tuple((row["role"], re.compile(row["pattern"])) for row in rows)
        for case, rows in table.items()
    }


def role_of(doc: Doc, mentions: Sequence[Named]) -> str:
    """The role that the first telling mention shows; speech tells least of all."""
    told = [role for mention in mentions if (role := _told(doc, mention)) is not None]
    if "chair" in told:
        return "chair"  # «қатысты … Отырысты А. Б. жүргізді»
    return next((role for role in told if role != "speaker"), None) or (
        told[0] if told else "participant"
    )


def _told(doc: Doc, mention: Named) -> str | None:
    after = _rest_of_sentence(doc, mention)
    case = _case(doc, mention, after)
    found: tuple[int, str] | None = None
    for role, pattern in _rules()[case]:
        match = pattern.search(after)
        if match is not None and (found is None or match.start() < found[0]):
            found = match.start(), role
    if found is None and case == "nominative":
        return _told_before(doc, mention)
    return found[1] if found is not None else None


def _told_before(doc: Doc, mention: Named) -> str | None:
    """«…, – деді А. Б.», «Отырысқа төрағалық еткен А. Б.»: the verb stands before the name."""
    begin = mention.left
    start = doc.tokens[begin].start
    before = doc.text[max(0, start - 60) : start]
    for role, pattern in _rules()["before"]:
        if pattern.search(before):
            return role
    return None


def _case(doc: Doc, mention: Named, after: str) -> str:
    """The case of the name as printed, or of the last of the names that it is joined to."""
    printed = doc.tokens[mention.end - 1].lower
    bare = mention.words[-1].rpartition(".")[2].lower()
    if printed == bare:
        return _joined_case(after)
    ending = printed[len(bare) :] if printed.startswith(bare) else printed
    ending = ending.lstrip("-")
    return next((case for case, pattern in _CASES if pattern.search(ending)), "nominative")


def _joined_case(after: str) -> str:
    """«А. Ісин мен Б. Жаровпен кездесті»: a bare name has the case of what it is joined to."""
    match = _JOINED.match(after)
    return "nominative" if match is None else "with" if match["with"] else "accusative"


def _rest_of_sentence(doc: Doc, mention: Named) -> str:
    last = doc.tokens[mention.end - 1]
    index = mention.end
    end = last.end
    while index < len(doc.tokens) and doc.tokens[index].sentence == last.sentence:
        end = doc.tokens[index].end
        if end - last.end > _REACH:
            break
        index += 1
    return doc.text[last.end : end]


def by_kind(people: tuple[Person, ...], kind: Kind, place: str | None = None) -> tuple[Person, ...]:
    """What follows from the kind of the release where the text itself says no more.

    The Prime Minister chairs the Government's session; those who hold an office of a state are
    members of a council; a foreign guest is a counterpart, whoever met a guest at home the host,
    whoever went to the guest's country a visitor; on a trip the one who travels visits.
    """
    chaired = any(person.role == "chair" for person in people)
    found = [_by_kind(person, kind, chaired=chaired) for person in people]
    if kind not in _TWO_SIDED:
        return tuple(found)
    abroad = place not in (None, "KZ") and any(person.country == place for person in people)
    told = found[0].role if found else ""
    for index, person in enumerate(found):
        if abroad and not foreign([person]) and person.role in _WEAK:
            found[index] = replace(person, role="visitor")
    met = any(person.role == "counterpart" and foreign([person]) for person in people)
    at_home = kind == "bilateral" and met and place in (None, "KZ")
    if at_home and told == "participant" and not foreign(found[:1]):
        found[0] = replace(found[0], role="host")
    return tuple(found)


def _by_kind(person: Person, kind: Kind, *, chaired: bool) -> Person:
    office, role = person.office or "", person.role
    weak = role in _WEAK
    if kind in {"multilateral_council", "audience_multilateral"}:
        return replace(person, role="member") if weak and person.country else person
    if kind == "government_session" and weak and not chaired and _PREMIER.match(office):
        return replace(person, role="chair")
    if kind in _TWO_SIDED and foreign([person]):
        return replace(person, role="counterpart") if role in _GUEST else person
    if kind in _TWO_SIDED:
        return replace(person, role="participant") if role in _MET else person
    if kind in {"statement", "conference"} and role == "visitor":
        return replace(person, role="participant")
    if kind == "regional_trip" and weak and _HIGHEST.match(office):
        return replace(person, role="visitor")
    return person


_TWO_SIDED = frozenset({"bilateral", "foreign_visit", "phone_call"})
_WEAK = frozenset({"participant", "speaker"})
_GUEST = _WEAK | {"visitor", "reporter"}
_MET = frozenset({"counterpart", "speaker", "reporter"})
