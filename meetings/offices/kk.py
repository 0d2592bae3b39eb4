"""The Kazakh office grammar: [whose] [of what] head, then the name; only the name's end inflects.

The phrase is read from the head to the left; the leftmost country owns the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from meetings.names.kk_find import name_end, nominative, same_sentence, single_end
from meetings.offices.heads import Named, Office, Parts, compose
from meetings.offices.kk_lists import deal, singular
from meetings.offices.kk_owner import place_country, read_owners, unowned
from meetings.offices.kk_phrase import extend_left, heads
from meetings.organisations import bodies as organisations
from meetings.text import Doc

_JOINTS = frozenset({"мен", "бен", "пен", "және", ","})
_BOTH = frozenset({"мен", "бен", "пен", "және"})
_SKIPPED = frozenset({"–", "—", ",", "мырза", "ханым"})


def read_named(doc: Doc) -> list[Named]:
    """All names that stand with an office, in the order of the text."""
    found: list[Named] = []
    known, bodies = _bare_words(doc), known_bodies(doc)
    at = 0
    while at < len(doc.tokens):
        head = heads().match(doc.tokens, at) if doc.tokens[at].kind == "word" else None
        if head is None:
            at += 1
            continue
        start = _name_start(doc, head)
        ends = _names(doc, at, head[1], start)
        if ends:
            floor = found[-1].end if found else 0
            dealt = _offices(doc, at, head, len(ends), floor, bodies)
            named = [
                Named(begin, end, nominative(doc, begin, end, known), office)
                for (begin, end), office in zip(ends, dealt, strict=True)
            ]
            found += [_of_the_same(doc, named[0], found[-1] if found else None), *named[1:]]
        at = max(head[0], ends[-1][1] if ends else 0)
    return found


def _of_the_same(doc: Doc, named: Named, before: Named | None) -> Named:
    """«Чехия Президенті А және Үкімет Төрағасы Бпен»: the second is of the same country.

    Only where the first name is bare and the second is not: one ending goes for both.
    """
    office = named.office
    if before is None or office is None or before.office is None or before.office.country is None:
        return named
    joined = named.left == before.end + 1 and doc.tokens[before.end].lower in _BOTH
    alone = office.country is None and office.organisation is None and office.rank == "state"
    bare = doc.tokens[before.end - 1].text == before.words[-1]
    inflected = doc.tokens[named.end - 1].text != named.words[-1]
    if not (joined and (alone or _heads_government(office)) and bare and inflected):
        return named
    return replace(named, office=replace(office, country=before.office.country))


def _heads_government(office: Office) -> bool:
    return office.country is None and office.text.lower().startswith("үкімет")


def _name_start(doc: Doc, head: tuple[int, str]) -> int:
    start, rank = head
    while start < len(doc.tokens) and doc.tokens[start].text in _SKIPPED:
        if doc.tokens[start].text == "," and rank != "plural":
            break
        start += 1
    return start


def _names(doc: Doc, at: int, rank: str, start: int) -> list[tuple[int, int]]:
    """The names after a head: one, or those that a plural head is dealt out to."""
    if not same_sentence(doc, at, start):
        return []
    end = name_end(doc, start)
    if end is None and rank != "plural":
        end = single_end(doc, start)
    found: list[tuple[int, int]] = []
    while end is not None:
        found.append((start, end))
        if rank != "plural" or not same_sentence(doc, at, end):
            break
        if doc.tokens[end].lower not in _JOINTS:
            break
        start = end + 1
        end = name_end(doc, start) if same_sentence(doc, at, start) else None
    return found


def _offices(
    doc: Doc, at: int, head: tuple[int, str], names: int, floor: int, bodies: Mapping[int, int]
) -> list[Office]:
    """The office of each name after the head: a plural one is dealt out where it has parts."""
    if head[1] == "plural":
        begin = extend_left(doc, at, floor, bodies)
        dealt = deal(doc, begin, (at, head[0]), names)
        if dealt is not None:
            return dealt
    return [office_at(doc, at, head, floor, bodies)] * names


def office_at(
    doc: Doc, at: int, head: tuple[int, str], floor: int, bodies: Mapping[int, int]
) -> Office:
    """The office whose head stands at ``at``, read to the left as far as ``floor``."""
    end, rank = head
    plural = rank == "plural"
    parts = Parts(extend_left(doc, at, floor, bodies), end, "body" if plural else rank)
    read_owners(doc, parts)
    spelt = unowned(doc, parts)
    if plural:
        spelt[end - 1] = singular(doc.tokens[end - 1].text)
    office = compose(doc, parts, "kk", spelt)
    if office.country is None and office.organisation is None:
        office = replace(office, country=place_country(doc, parts))
    # A body whose quoted name could not be followed to its beginning owns the office.
    unread = parts.begin > 0 and doc.tokens[parts.begin - 1].text in {"»", "”"}
    return replace(office, foreign=True) if unread else office


def known_bodies(doc: Doc) -> dict[int, int]:
    """The known bodies of the text: their last token to their first."""
    found: dict[int, int] = {}
    for at in range(len(doc.tokens)):
        match = organisations.match(doc.tokens, at, "kk")
        if match is not None and match[0] - at > 1:
            found.setdefault(match[0] - 1, at)
    return found


def _bare_words(doc: Doc) -> frozenset[str]:
    """Capitalised words as the text has them, against which endings are checked."""
    return frozenset(token.text for token in doc.tokens if token.cap and token.kind == "word")
