"""Russian: councils and institutions that are named without marks.

A capital adjective before a class («Специальная комиссия по переписи населения», «Тауский
университет»), a capital class with what it is for («Институт новых материалов»), whatever body
sat in session («заседание штаба по …»), and agencies of the state that act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from meetings.morphology_ru import is_known, is_verb, phrase_nominative
from meetings.offices.ru_phrase import is_head
from meetings.organisations.ru_complement import complement_end, past_marks
from meetings.organisations.ru_words import ENDING, Found, Kind, alternatives

# «Премьером Государственного совета»: no adjective, though it ends like one.
_OFFICES = (
    "Премьер|Министр|Президент|Председател|Директор|Секретар|Глав|Депутат|Член|Посл|Управляющ"
    "|Заведующ"
)
_CASE = "(?:ой|ого|ая|ый|ий|ое|ому|ым|им|ом|ую)"
# The one soft adjective that opens names of councils; the dictionary makes a superlative of it.
_HIGHEST = "Высш(?:его|ему|ем)"
_OF_TWO = r"(?:[А-ЯЁа-яё][а-яё]+-[а-яё]+(?:ск|цк)\w+ )?"
_TWO = re.compile(r"[а-яё]+-[а-яё]+(?:ск|цк)\w+ ")
_OPENING = re.compile(r"(?:[.!?…:;\n\t«]|[.!?…\n] ?[–—-])\s*$")
# A place, a people or the whole world in the adjective: a name even where a sentence opens.
_NAMING = re.compile(r"[\w-]+(?:ск|цк)(?:ой|ого|ая|ий|ое|ому|им|ом|ую)\b|(?:Международ|Всемир)н")
_PART_OF_OFFICE = re.compile(
    r"(?:правлени|коллеги|президиум|директор|аппарат|секретариат|пресс-служб|член|сотрудник|совета"
    r"|управлени|департамент)\w*"
)
_AFTER = re.compile(r" им(?:ени|\.) ?(?:[А-ЯЁӘҚ]\. ?){0,2}[А-ЯЁӘҚ][\w-]+(?: [А-ЯЁӘҚ][\w-]+)?")
_LAST_WORD = re.compile(r"([А-ЯЁа-яё-]+),? $")


@lru_cache(maxsize=32)
def _pattern(name: str) -> re.Pattern[str]:
    stems = alternatives(name)
    if name in {"councils", "institutions"}:
        small = "(?i:" if name == "institutions" else "(?:"
        adjectives = (
            rf"(?!{_OFFICES})(?:{_HIGHEST}|[А-ЯЁ][а-яё]*(?:-[А-ЯЁа-яё]+)*{_CASE})"
            rf"(?: [А-ЯЁа-яё][а-яё-]+{_CASE}){{0,3}}"
        )
        return re.compile(rf"(?<![\w-]){_OF_TWO}{adjectives} {small}{stems}){ENDING}(?!\w)")
    if name == "sessions":
        return re.compile(
            r"(?<=аседани)(?:е|я|ю|ем|и|й|ях) ((?:[А-ЯЁа-яё-]+(?:ого|ой|его|ей) ){0,5}?"
            rf"(?i:{stems}))(?!\w)"
        )
    if name == "wide":
        return re.compile(rf"(?:{stems})\w+ [а-яё]+$")
    if name in {"state", "passing", "industry", "loose"}:
        return re.compile(rf"(?:.* )?(?:{stems})")
    return re.compile(rf"(?<![\w-])(?:{stems})(?!\w)")


def find(text: str) -> Iterator[Found]:
    """Councils and institutions in no order; one may hold another."""
    yield from _by_adjective(text)
    yield from _by_class(text)
    yield from _in_session(text)
    yield from _acting(text)


def _by_adjective(text: str) -> Iterator[Found]:
    for kind in ("councils", "institutions"):
        for match in _pattern(kind).finditer(text):
            if _pattern("state").match(match.group()):
                continue
            end = _with_own_name(text, complement_end(text, match.end()))
            if kind == "institutions" and not _is_named(text, match, end):
                continue
            passing = (kind == "councils" and not _is_foreign(match)) or _pattern("passing").match(
                match.group()
            ) is not None
            yield _found(text, match.start(), end, council=kind == "councils", passing=passing)
    for match in _pattern("named").finditer(text):
        yield _found(text, match.start(), complement_end(text, match.end()), passing=True)
    for match in _pattern("joint").finditer(text):
        end = complement_end(text, match.end())
        if end > match.end() or "-" in match.group().partition(" ")[0]:
            yield _found(text, match.start(), end)


def _is_named(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the capital shows a name: not that a sentence begins («Новый завод открыт»)."""
    naming = _NAMING.match(match.group()) is not None
    if _pattern("industry").match(match.group()):
        return naming
    if _pattern("loose").match(match.group()) and match.group().count(" ") == 1:
        return naming
    if end == match.end() and _pattern("wide").match(match.group()):
        return False
    opening = match.start() == 0 or _OPENING.search(text, max(0, match.start() - 4), match.start())
    return not opening or (naming and end > match.end())


def _is_foreign(match: re.Match[str]) -> bool:
    """Whether a council is one of a place or of many countries: «Европейская комиссия по …»."""
    here = match.group().startswith(("Республиканск", "Казахстанск"))
    return _NAMING.match(match.group()) is not None and not here


def _by_class(text: str) -> Iterator[Found]:
    """«Институт новых материалов», «Комитет лесов»: a capital class and what it is for."""
    for kind in ("own", "offices"):
        for match in _pattern(kind).finditer(text):
            end = complement_end(text, match.end())
            before = text[max(0, match.start() - 40) : match.start()]
            if end > match.end() and before and not _OPENING.search(before) and _is_free(before):
                yield _found(text, match.start(), end, council=kind != "own", passing=kind != "own")


def _is_free(before: str) -> bool:
    """Whether what follows begins a name: not in an office («председатель Комитета …»)."""
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    lower = word.group(1).lower().replace("ё", "е")
    if lower.startswith("представител"):
        return True
    part_of_name = word.group(1)[0].isupper() and not before.endswith(", ")
    return not (part_of_name or is_head(lower) or _PART_OF_OFFICE.fullmatch(lower))


def _in_session(text: str) -> Iterator[Found]:
    for match in _pattern("sessions").finditer(text):
        start = match.start(1)
        end = complement_end(text, match.end())
        words = match.group(1)
        lower = words.islower() and not _TWO.match(words)
        bare = " " not in words or lower or _pattern("wide").match(words) is not None
        plain = end == match.end() and bare
        if not plain and not _pattern("no_session").match(text, start):
            yield replace(_found(text, start, end), sits=True)


def _acting(text: str) -> Iterator[Found]:
    """Agencies that do something, have proposed something, or of which a decree disposes."""
    for match in _pattern("agencies").finditer(text):
        end = complement_end(text, match.end())
        verb = _VERB.match(text, end)
        acts = verb is not None and is_verb(verb[1]) and verb[1].endswith(_SHORT)
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        named = end > match.end() or " " in match.group()
        if named and (acts or _DECREED.search(before)):
            yield _found(text, match.start(), end)
    for match in _pattern("agencies_of").finditer(text):
        end = complement_end(text, match.end())
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if (end > match.end() or " " in match.group()) and _deed().search(before):
            yield _found(text, match.start(), end)


_BEFORE = 160
_VERB = re.compile(r" (?:было |была |были |был )?([а-яё]+)")
# Endings of what one does or what is done by one; not of participles that describe.
_SHORT = ("н", "но", "на", "ны", "л", "ла", "ло", "т", "ся")


# «Определить хранителем Агентство …»: of whom a decree disposes.
_DECREED = re.compile(
    r"(?:Определить|Образовать|Создать|Реорганизовать|Преобразовать|Переименовать|Упразднить)[^.]*$"
)


@lru_cache(maxsize=1)
def _deed() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('deeds')})\w* $")


def _found(
    text: str, start: int, end: int, *, council: bool = True, passing: bool = False
) -> Found:
    name = _nominative(text[start:end])
    kind: Kind = "council" if council else "institution"
    return Found(start, end, name[:1].upper() + name[1:], kind, passing)


def _nominative(written: str) -> str:
    """The name in the nominative, and with «ё» only where the text has it."""
    ending = "ое" if _NEUTER.search(written) else "ая"
    place = _PLACE.match(written)
    if place is None or is_known(place.group().strip().lower()):
        name = phrase_nominative(written).replace("Высочайш", "Высш")
    else:
        rest = phrase_nominative(written[place.end() :])
        name = f"{place[1]}{_MASCULINE.get(place[2]) or ending} {rest}"
    return name if "ё" in written else name.replace("ё", "е")


# Adjectives of small places are in no dictionary: «на Тауском заводе».
_PLACE = re.compile(r"^([А-ЯЁ][А-ЯЁа-яё-]+ск)(ого|ому|им|ом|ой|ую) ")
_MASCULINE = {"ого": "ий", "ому": "ий", "им": "ий", "ом": "ий"}
_NEUTER = re.compile(r"^[^ ]+ (?:[а-яё-]+ )*(?:агентств|бюро|обществ)")


def _with_own_name(text: str, end: int) -> int:
    """Past the name of its own: «… центр «Тау»», «… университет имени А. Осанова»."""
    honoured = _AFTER.match(text, end)
    if honoured is not None:
        return honoured.end()
    return past_marks(text, end)
