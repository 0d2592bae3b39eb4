"""The bodies a text names: known ones, those its grammar shows, and those of its participants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from meetings import (
    organisations,
    organisations_en,
    organisations_en_names,
    organisations_kk,
    organisations_ru,
)
from meetings.model import Lang, Person
from meetings.organisations import Body
from meetings.organisations_ru import Found
from meetings.text import Doc

# «страны СНГ», «на рынке ЕАЭС»: a part of the world, not the body.
_PLACES = ("стран", "государств", "рынк", "рынок", "территори", "пространств", "регион")
_TERRITORIES = frozenset({"СНГ", "ЕАЭС", "ЕС"})
_INNERMOST = re.compile(r"«([^«»]+)»")
_MOST_COUNCILS = 100
# From here on it is the life of someone appointed.
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
    spoken = (span for span in doc.speech if not _TITLE.match(doc.text, span[0]))
    speech, ends = _covered(len(doc.text), spoken), _story_end(doc)
    shown = [one for one in _shown(doc, lang) if _is_told(doc, one, speech)]
    shown = [one for one in shown if one.start < ends]
    mentions = _known(doc, lang, shown)
    if lang == "ru":
        mentions = [
            mention
            for mention in mentions
            if mention.start < ends and not speech[mention.start] and not _among(doc, mention)
        ]
        times = Counter(mention.body.name for mention in mentions)
        mentions = [mention for mention in mentions if _matters(doc, mention, times)]
    if lang == "en":
        life = organisations_en.life_begins(doc)
        mentions = [mention for mention in mentions if not _of_countries(doc, mention)]
        mentions = [mention for mention in mentions if mention.start < life]
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
    if lang == "en":
        names = organisations_en_names.merged(names, organisations_en.read_bodies(doc), people)
    return _distinct(names)


def _shown(doc: Doc, lang: Lang) -> list[Found]:
    """The bodies that grammar shows."""
    found = _FIND[lang](doc) if lang in _FIND else []
    return [one for one in found if one.company or not organisations.is_known(one.name, lang)]


_FIND: dict[Lang, Callable[[Doc], list[Found]]] = {
    "ru": organisations_ru.find,
    "kk": organisations_kk.find,
}


def _known(doc: Doc, lang: Lang, shown: Sequence[Found]) -> list[_Mention]:
    """The bodies of the table, outside of those that grammar has shown."""
    # A council may end in the name of the body whose it is, which is another.
    spans = ((one.start, one.end if one.company else one.start + 1) for one in shown)
    inside = _covered(len(doc.text), spans)
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
            if lang == "en":
                printed = f"{organisations_en_names.state_firm(doc, start)}{printed}"
            mentions.append(_Mention(start, doc.tokens[end - 1].end, printed, body, end - at > 1))
        at = end
    return [*mentions, *_in_compounds(doc, lang)]


def _in_compounds(doc: Doc, lang: Lang) -> list[_Mention]:
    """ "intra-EAEU trade": an abbreviation as the second half of a word."""
    found: list[_Mention] = []
    for token in doc.tokens:
        head, _, tail = token.text.rpartition("-")
        body = organisations.abbreviated(tail, lang) if head.islower() and tail.isupper() else None
        if body is not None:
            found.append(_Mention(token.start, token.end, tail, body, full=False))
    return found


def _matters(doc: Doc, mention: _Mention, times: Counter[str]) -> bool:
    """Whether a known body is more than named in passing."""
    if mention.full or not mention.printed.isupper():
        return True
    before = doc.text[max(0, mention.start - 24) : mention.start].split()
    if before and before[-1].lower().startswith(_PLACES):
        return False
    if before and before[-1].lower() in {"в", "во"} and mention.printed in _TERRITORIES:
        return False
    return mention.start < doc.lead_end or times[mention.body.name] > 1


def _of_countries(doc: Doc, mention: _Mention) -> bool:
    """English: "CIS countries", "the countries of the CIS" speak of the countries."""
    if mention.printed not in {"CIS", "EU", "EEU", "EAEU"}:
        return False
    before = doc.text[max(0, mention.start - 24) : mention.start].lower().split()[-3:]
    return _COUNTRIES.match(doc.text, mention.end) is not None or "countries" in before


_COUNTRIES = re.compile(r" (?:countries|states|markets?)\b")


def _among(doc: Doc, mention: _Mention) -> bool:
    """«с организациями (ВТО, АСЕАН и др.)»: named as one of many."""
    opening = doc.text.rfind("(", max(0, mention.start - _ASIDE), mention.start)
    if opening < 0 or ")" in doc.text[opening : mention.start]:
        return False
    closing = doc.text.find(")", mention.end, mention.end + _ASIDE)
    return closing > 0 and _OTHERS.search(doc.text, mention.end, closing) is not None


# «О ратификации Соглашения …»: the title of a law, which may be long.
_TITLE = re.compile(r"«Об? ")
_ASIDE = 120
_OTHERS = re.compile(r"\bи (?:др|пр)\.|\bи други[ех]")


def _story_end(doc: Doc) -> int:
    """Where the story ends and the life of someone appointed begins."""
    life = _LIFE.search(doc.text)
    return life.start() if life is not None else len(doc.text)


def _is_told(doc: Doc, found: Found, speech: bytearray) -> bool:
    """Whether a body stands in the story itself: not in speech; a council in the lead."""
    if speech[found.start]:
        return False
    return found.company or found.start < doc.lead_end


def _covered(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """A mark for each letter that one of the spans covers."""
    marks = bytearray(length + 1)
    for begin, end in spans:
        marks[begin:end] = b"\x01" * (end - begin)
    return marks


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Each body once, by its longest name: «Тау», АО «Тау» and АО «Фонд «Тау» are one."""
    longest: dict[str, str] = {}
    for name in names:
        marked = _INNERMOST.findall(name)
        core = _CORE.search(name)
        key = (core.group() if core else marked[-1] if marked else name).lower().replace("ё", "е")
        if len(name) > len(longest.get(key, "")):
            longest[key] = name
    kept = list(dict.fromkeys(longest.values()))
    councils = [name for name in kept if _COUNCIL.search(name)][:_MOST_COUNCILS]
    # A council said with fewer words is the one said with more.
    short = {name for name in councils for other in councils if name != other and name in other}
    return tuple(name for name in kept if name not in short)


# A council that is named now with, now without whose it is.
_CORE = re.compile(r"Council of Heads of \w+|Совет глав \w+")
_COUNCIL = re.compile(r"Council|Commission|[Сс]овет|[Кк]омисси")
