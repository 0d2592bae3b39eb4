"""The bodies a text names: known ones, those its grammar shows, and those of its participants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings import organisations, organisations_ru
from meetings.model import Lang, Person
from meetings.organisations import Body
from meetings.text import Doc

# «страны СНГ», «на рынке ЕАЭС»: a part of the world, not the body.
_PLACES = ("стран", "государств", "рынк", "рынок", "территори", "пространств", "регион")
# From here on it is the life of someone appointed.
_INNERMOST = re.compile(r"«([^«»]+)»")
_LIFE = re.compile(r"\bродил(?:ся|ась)\b")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    printed: str
    body: Body
    full: bool


def read_organisations(doc: Doc, lang: Lang, people: Sequence[Person]) -> tuple[str, ...]:
    """Names of bodies, each once, in the order of the text: as fully as the text gives them.

    In Russian those named only in passing are left out: once, by an abbreviation, beyond the lead.
    """
    shown = (
        [one for one in organisations_ru.find(doc) if _is_told(doc, one)] if lang == "ru" else []
    )
    mentions = _known(doc, lang, shown)
    if lang == "ru":
        mentions = [mention for mention in mentions if _matters(doc, mention, mentions)]
    found: dict[str, tuple[int, str]] = {}
    for mention in mentions:
        before = found.get(mention.body.name)
        if before is None or (mention.full and " " not in before[1]):
            found[mention.body.name] = (before[0] if before else mention.start, mention.printed)
    placed = sorted([*found.values(), *((one.start, one.name) for one in shown)])
    names = [name for _, name in placed]
    forms = {form for mention in mentions for form in (mention.printed, mention.body.name)}
    for person in people:
        if person.organisation and not any(known in person.organisation for known in forms):
            names.append(person.organisation)
    return _distinct(names)


def _known(doc: Doc, lang: Lang, shown: Sequence[organisations_ru.Found]) -> list[_Mention]:
    """The bodies of the table, outside of those that grammar has shown."""
    inside = bytearray(len(doc.text) + 1)
    for one in shown:
        inside[one.start : one.end] = b"\x01" * (one.end - one.start)
    mentions: list[_Mention] = []
    at = 0
    while at < len(doc.tokens):
        match = organisations.match(doc.tokens, at, lang)
        if match is None:
            at += 1
            continue
        end, body = match
        start = doc.tokens[at].start
        if not inside[start]:
            printed = body.printed(doc.slice(at, end))
            mentions.append(_Mention(start, doc.tokens[end - 1].end, printed, body, end - at > 1))
        at = end
    return mentions


def _matters(doc: Doc, mention: _Mention, mentions: Sequence[_Mention]) -> bool:
    if _is_past(doc, mention.start):
        return False
    if mention.full or not mention.printed.isupper():
        return True
    before = doc.text[max(0, mention.start - 24) : mention.start].split()
    if before and before[-1].lower().startswith(_PLACES):
        return False
    return mention.start < doc.lead_end or sum(m.body is mention.body for m in mentions) > 1


def _is_past(doc: Doc, position: int) -> bool:
    life = _LIFE.search(doc.text)
    return life is not None and position > life.start()


def _is_told(doc: Doc, found: organisations_ru.Found) -> bool:
    """Whether a body stands in the story itself: not in speech; a council only in the lead."""
    if any(start <= found.start < end for start, end in doc.speech):
        return False
    if _is_past(doc, found.start):
        return False
    return found.company or found.start < doc.lead_end


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Each body once, by its longest name: «Тау», АО «Тау» and АО «Фонд «Тау» are one."""
    longest: dict[str, str] = {}
    for name in names:
        marked = _INNERMOST.findall(name)
        key = (marked[-1] if marked else name).lower().replace("ё", "е")
        if len(name) > len(longest.get(key, "")):
            longest[key] = name
    return tuple(dict.fromkeys(longest.values()))
