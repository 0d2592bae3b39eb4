"""The bodies a text names: known ones, those its grammar shows, and those of its participants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from meetings.model import Lang, Person
from meetings.organisations import bodies as organisations
from meetings.organisations import en as organisations_en
from meetings.organisations import en_names as organisations_en_names
from meetings.organisations import kk as organisations_kk
from meetings.organisations import ru as organisations_ru
from meetings.organisations.bodies import Body
from meetings.organisations.ru_words import Found, alternatives
from meetings.text import Doc

# «постоянный представитель при ООН».
_AT = re.compile(r"\bпри $")
# «страны СНГ», «на рынке ЕАЭС»: a part of the world, not the body.
_PLACES = ("стран", "государств", "рынк", "рынок", "территори", "пространств", "регион")
_TERRITORIES = frozenset({"СНГ", "ЕАЭС", "ЕС"})
_INNERMOST = re.compile(r"«([^«»]+)»")
_MOST_WORDED = 100
# Councils whose names begin with these are one, however they go on.
_TELLING_WORDS = 5
# From here on it is the life of someone appointed.
_LIFE = re.compile(r"\bродил(?:ся|ась)\b|жыл[ыд]\w* [^.\n]{0,60}\bтуған\b|\bЕңбек жолын\b")


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
    spoken = (span for span in doc.speech if not _is_law(doc.text, span[0]))
    # Marks that hold a body and nothing else are no speech, however long its name.
    speech, ends = _covered(len(doc.text), spoken), _story_end(doc)
    whole = frozenset(doc.speech)
    shown = [
        one
        for one in _shown(doc, lang)
        if (one.start, one.end) in whole or _is_told(doc, one, speech)
    ]
    shown = [one for one in shown if one.start < ends]
    mentions = _told(doc, lang, _known(doc, lang, shown), speech, ends)
    found: dict[str, tuple[int, str]] = {}
    cores = {_core(one.name) for one in shown}
    for mention in mentions:
        if not cores.isdisjoint(name.lower() for name in mention.body.names):
            continue  # «АО «НК «Тау»», and its abbreviation
        before = found.get(mention.body.name)
        # A body whose first name in the table is short (ERG) keeps it.
        if before is None or (
            mention.full and before[1] != mention.body.name and " " not in before[1]
        ):
            found[mention.body.name] = (before[0] if before else mention.start, mention.printed)
    placed = sorted([*found.values(), *((one.start, one.name) for one in shown)])
    names = [name for _, name in placed]
    told = [f" {name} ".lower() for name in names]
    forms = {form for mention in mentions for form in (mention.printed, mention.body.name)}
    for person in people:
        body = person.organisation
        if not body or any(known in body for known in forms):
            continue
        padded = f" {body} ".lower()
        if not any(padded in one for one in told):
            names.append(body)
            told.append(padded)
    if lang == "en":
        names = organisations_en_names.merged(names, organisations_en.read_bodies(doc), people)
    return _distinct(names)


def _told(
    doc: Doc, lang: Lang, mentions: list[_Mention], speech: bytearray, ends: int
) -> list[_Mention]:
    """Those of the mentions that tell of the event, by what each language names in passing."""
    if lang == "en":
        life = organisations_en.life_begins(doc)
        mentions = [mention for mention in mentions if mention.start < life]
        return [mention for mention in mentions if not _of_countries(doc, mention)]
    mentions = [mention for mention in mentions if mention.start < ends]
    if lang == "ru":
        mentions = [
            mention
            for mention in mentions
            if (not speech[mention.start] or _sits(doc, mention)) and not _among(doc, mention)
        ]
        times = Counter(mention.body.name for mention in mentions)
        mentions = [mention for mention in mentions if _matters(doc, mention, times)]
    return mentions


def _shown(doc: Doc, lang: Lang) -> list[Found]:
    """The bodies that grammar shows."""
    found = _FIND[lang](doc) if lang in _FIND else []
    return [one for one in found if one.kind == "company" or not _begins_known(one.name, lang)]


def _begins_known(name: str, lang: Lang) -> bool:
    """Whether it is a known body, with or without what it is told of there."""
    parts = name.split()
    return any(organisations.is_known(" ".join(parts[:n]), lang) for n in range(1, len(parts) + 1))


_FIND: dict[Lang, Callable[[Doc], list[Found]]] = {
    "ru": organisations_ru.find,
    "kk": organisations_kk.find,
}


def _known(doc: Doc, lang: Lang, shown: Sequence[Found]) -> list[_Mention]:
    """The bodies of the table, outside of those that grammar has shown."""
    # A council may end in the name of the body whose it is, which is another.
    spans = ((one.start, one.start + 1 if one.kind == "council" else one.end) for one in shown)
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
    """Whether a known body is more than named in passing, or than where someone represents."""
    at = _AT.search(doc.text, max(0, mention.start - 5), mention.start)
    if at is not None and mention.body.country is None:
        return False
    if mention.full or not mention.printed.isupper() or mention.printed.isascii():
        return True
    before = doc.text[max(0, mention.start - 24) : mention.start].split()
    if before and before[-1].lower().startswith(_PLACES):
        return False
    if before and before[-1].lower() in {"в", "во"} and mention.printed in _TERRITORIES:
        return False
    if _taking_part().search(doc.text, max(0, mention.start - 24), mention.start):
        return True
    return mention.start < doc.lead_end or times[mention.body.name] > 1


@lru_cache(maxsize=1)
def _taking_part() -> re.Pattern[str]:
    """«решение ООН», «при поддержке ООН»: a body has done something, or helped."""
    return re.compile(rf"(?:{alternatives('deeds')}|{alternatives('sharing')})\w* $", re.I)


def _of_countries(doc: Doc, mention: _Mention) -> bool:
    """English: "CIS countries", "the countries of the CIS" speak of the countries."""
    if mention.printed not in {"CIS", "EU", "EEU", "EAEU"}:
        return False
    before = doc.text[max(0, mention.start - 24) : mention.start].lower().split()[-3:]
    return _COUNTRIES.match(doc.text, mention.end) is not None or "countries" in before


_COUNTRIES = re.compile(r" (?:countries|states|markets?)\b")


def _sits(doc: Doc, mention: _Mention) -> bool:
    """«… будет заседание совета»: what sits is told of also where someone speaks of it."""
    return _SITS.search(doc.text, max(0, mention.start - 20), mention.start) is not None


_SITS = re.compile(r"[Зз]аседани\w{1,2} $")


def _among(doc: Doc, mention: _Mention) -> bool:
    """«с организациями (ВТО, АСЕАН и др.)»: named as one of many."""
    opening = doc.text.rfind("(", max(0, mention.start - _ASIDE), mention.start)
    if opening < 0 or ")" in doc.text[opening : mention.start]:
        return False
    closing = doc.text.find(")", mention.end, mention.end + _ASIDE)
    return closing > 0 and _OTHERS.search(doc.text, mention.end, closing) is not None


def _is_law(text: str, at: int) -> bool:
    """Whether the marks at ``at`` hold the title of a law, or what a decree puts into one."""
    wording = _WORDING.search(text, max(0, at - _BEFORE_WORDING), at)
    return wording is not None or _TITLE.match(text, at) is not None


# «О ратификации Соглашения …»: the title of a law, which may be long.
_TITLE = re.compile(r"«Об? ")
_WORDING = re.compile(r"(?:редакции|содержания|слова|словами):\s*$")
_BEFORE_WORDING = 20
_ASIDE = 120
_OTHERS = re.compile(r"\bи (?:др|пр)\.|\bи други[ех]")


def _story_end(doc: Doc) -> int:
    """Where the story ends and the life of someone appointed begins."""
    life = _LIFE.search(doc.text)
    return life.start() if life is not None else len(doc.text)


def _is_told(doc: Doc, found: Found, speech: bytearray) -> bool:
    """Whether a body stands in the story itself: not in speech, in passing only in the lead."""
    if found.sits:
        return True
    return not speech[found.start] and (not found.passing or found.start < doc.lead_end)


def _covered(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """A mark for each letter that one of the spans covers."""
    marks = bytearray(length + 1)
    for begin, end in spans:
        marks[begin:end] = b"\x01" * (end - begin)
    return marks


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Each body once, by its longest name: «Тау», АО «Тау» and АО «Фонд «Тау» are one.

    A council is no other body than its own, whatever name in marks ends it.
    """
    longest: dict[str, str] = {}
    for name in names:
        marked = _INNERMOST.findall(name)
        core = _CORE.search(name)
        if core is not None:
            key = core.group()
        elif _COUNCIL_RU.match(name):
            key = " ".join(name.split()[:_TELLING_WORDS])
        else:
            classed = _CLASSED.fullmatch(name)
            key = marked[-1] if marked else classed[1] if classed else name
        key = key.lower().replace("ё", "е")
        if len(name) > len(longest.get(key, "")):
            longest[key] = name
    kept = list(dict.fromkeys(longest.values()))
    worded = [name for name in kept if _WORDED.search(name)][:_MOST_WORDED]
    short = {name for name in worded for other in worded if _says_less(name, other)}
    return tuple(name for name in kept if name not in short)


def _core(name: str) -> str:
    marked = _INNERMOST.findall(name)
    return (marked[-1] if marked else name).lower()


def _says_less(name: str, other: str) -> bool:
    """Whether a council or institution is the other one said with fewer words."""
    one, two = name.lower(), other.lower()
    inside = one in two if _COUNCIL.search(name) else two.startswith(f"{one} ")
    return one != two and inside


# A council that is named now with, now without whose it is.
_CORE = re.compile(r"Council of Heads of \w+|Совет глав \w+")
_COUNCIL_RU = re.compile(
    r"(?:[^«]* )?(?:[Сс]овет|[Кк]омисси|[Шш]таб|[Кк]омитет|[Оо]фис|[Гг]рупп)\w*(?!\w)"
)
_COUNCIL = re.compile(r"Council|Commission|[Сс]овет|[Кк]омисси|[Шш]таб|[Оо]фис|[Рр]абочая группа")
# «группа Vela Minerals», and «Vela Minerals» alone.
_CLASSED = re.compile(r"(?:[а-яё-]+ )+([A-Z][^«]*)")
_WORDED = re.compile(rf"{_COUNCIL.pattern}|^[А-ЯЁ][а-яё-]+(?:ая|ое|ий|ый) [^«]+$")
