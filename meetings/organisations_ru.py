"""Russian: bodies known by their grammar, not by a list: «ТОО «Тау»», «компании Tau и Alatau»,
«Специальная комиссия по переписи населения».
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from meetings.marks import shared_closings
from meetings.morphology_ru import is_verb, phrase_nominative
from meetings.offices_ru_company import LEGAL
from meetings.text import Doc

_LATIN_NAME = re.compile(r"[A-Z][\w&.-]*(?: [A-Z&][\w&.-]*){0,4}")
_FORMS = "|".join(sorted(form.upper() for form in LEGAL))
# The next of a list, perhaps with whose it is: «… и итальянской «Vela»».
_NEXT = re.compile(
    rf"(?:, (?:а также )?| и )(?:[а-яё-]+(?:ой|ого) )?(?:(?:{_FORMS}) (?=«)|(?=«|[A-Z]))"
)
# «Премьером Государственного совета»: no adjective, though it ends like one.
_OFFICES = "Премьер|Министр|Президент|Председател|Директор|Секретар|Глав|Депутат|Член|Посл"
_MOST_IN_A_ROW = 12
_COMPLEMENT_WORD = re.compile(r" ([а-яё]+(?:-[а-яё]+)*)(?![\w-])")
# «предвыборная программа партии «…»»: a programme, not the party.
_PROGRAMME = re.compile(r"(?:програм|платформ)\w* $")
_LINKS = frozenset({"по", "и"})
_LONGEST_COMPLEMENT = 9
_CASE = "(?:ой|ого|ая|ый|ий|ое|ому|ым|им|ом|ую)"
# The one soft adjective that opens names of councils; the dictionary makes a superlative of it.
_HIGHEST = "Высш(?:его|ему|ем)"


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    path = files("meetings").joinpath("data", "organisations_ru.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    """One of the four patterns, with the words of the data file in it."""
    words = "|".join(_words()[name])
    if name == "legal":
        return re.compile(rf"(?<![\w«])((?:{_FORMS})(?: [А-ЯЁ]{{2,4}})?|{words}) (?=«)")
    if name == "plain":
        return re.compile(rf"(?<![\w-])(?:{words})(?:,? (?:таки[ме]и? )?как)? (?=«|[A-Z])", re.I)
    if name == "telling":
        # A name of something else: «специальности «…»», «по программе «…»».
        words_of_other = "специальност|програм|проект|направлени|тем[аеыу] |названи|закон|конкурс"
        other = f"(?! [а-я ]{{0,60}}(?:{words_of_other}))"
        between = other + "(?: (?:[а-яё]+ой|[а-яё]+ого|[а-яё]+ых|[а-яё]+[ияа]|по|и)){0,4}"
        latin = "|".join(_words()["latin"])
        return re.compile(
            rf"(?<![\w-])((?:{words}){between}(?= «)|(?:{latin})(?= [A-Z]{{2}}[\w-]*)) "
        )
    if name == "state":
        return re.compile(f"(?:{words})")
    of_two = r"(?:[А-ЯЁа-яё][а-яё]+-[а-яё]+(?:ск|цк)\w+ )?"
    adjectives = (
        rf"(?!{_OFFICES})(?:{_HIGHEST}|[А-ЯЁ][а-яё-]+{_CASE})(?: [А-ЯЁа-яё][а-яё-]+{_CASE}){{0,3}}"
    )
    ending = "(?:[аеуыия]|ом|ой|ей|ию|ии|ам|ами)?"
    named = "|".join(_words()["named"])
    return re.compile(rf"(?<![\w-])(?:{of_two}{adjectives} (?:{words}){ending}|{named})(?!\w)")


@dataclass(frozen=True, slots=True)
class Found:
    """A body at ``start``..``end`` of the text; ``company`` unless it is a council or the like."""

    start: int
    end: int
    name: str
    company: bool


def find(doc: Doc) -> list[Found]:
    """The bodies of the text in order, none inside another."""
    text = doc.text[: doc.body_end]
    double = shared_closings(text)
    found = [*_legal(text, double), *_classed(text, double), *_bodies(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _legal(text: str, double: frozenset[int]) -> Iterator[Found]:
    for match in _pattern("legal").finditer(text):
        end = _closing(text, match.end(), double)
        if end is not None:
            form, name = match.group(1), text[match.end() : end]
            written = form if form.split()[0].isupper() else phrase_nominative(form)
            yield Found(match.start(), end, f"{written} {name}", company=True)


def _classed(text: str, double: frozenset[int]) -> Iterator[Found]:
    """A class with its name or names: «компаний «Тау», «Алатау» и Ural Group»."""
    for match in _pattern("telling").finditer(text):
        end = _name_end(text, match.end(), double)
        if end is not None and not _PROGRAMME.search(
            text, max(0, match.start() - 40), match.start()
        ):
            name = f"{phrase_nominative(match.group(1))} {text[match.end() : end]}"
            yield Found(match.start(), end, name, company=True)
    for match in _pattern("plain").finditer(text):
        at = match.end()
        for _ in range(_MOST_IN_A_ROW):
            end = _name_end(text, at, double)
            if end is None:
                break
            yield Found(at, end, _bare(text[at:end]), company=True)
            following = _NEXT.match(text, end)
            if following is None:
                break
            at = following.end()


def _name_end(text: str, at: int, double: frozenset[int]) -> int | None:
    if text[at : at + 1] == "«":
        return _closing(text, at, double)
    latin = _LATIN_NAME.match(text, at)
    if latin is None or len(latin.group()) < 2 or latin.group().startswith("COVID"):
        return None
    return len(latin.group().rstrip(".")) + at


def _closing(text: str, at: int, double: frozenset[int]) -> int | None:
    """Where the mark opened at ``at`` is closed, if that is a name: not long, with a capital."""
    if text[at + 1 : at + 2].islower():
        return None
    depth = 0
    for index in range(at, min(len(text), at + 160)):
        mark = text[index]
        if mark == "«":
            depth += 1
        elif mark == "»":
            depth -= 2 if index in double else 1
            if depth <= 0:
                return index + 1
        elif mark == "\n":
            return None
    return None


def _bare(name: str) -> str:
    inner = name[1:-1] if name[:1] == "«" and name[-1:] == "»" else name
    return name if inner.count("«") != inner.count("»") else inner


def _bodies(text: str) -> Iterator[Found]:
    for match in _pattern("councils").finditer(text):
        if _pattern("state").match(match.group()):
            continue
        end = _owner_end(text, _complement_end(text, match.end()))
        name = phrase_nominative(text[match.start() : end]).replace("Высочайш", "Высш")
        yield Found(match.start(), end, name[:1].upper() + name[1:], company=False)


def _owner_end(text: str, end: int) -> int:
    """Past the country whose body it is, and past its own name: «… центр «Тау»»."""
    owner = _OWNER.match(text, end)
    end = owner.end() if owner is not None else end
    marked = text.startswith(" «", end)
    closing = _closing(text, end + 1, frozenset()) if marked else None
    return closing if closing is not None else end


_OWNER = re.compile(r" (?:Республики Казахстан|Казахстана)(?!\w)")


def _complement_end(text: str, end: int) -> int:
    """Where «по переписи населения» after the noun ends: before a verb, a mark or a preposition."""
    position, about = end, False
    for _ in range(_LONGEST_COMPLEMENT):
        match = _COMPLEMENT_WORD.match(text, position)
        if match is None:
            break
        word = match.group(1)
        if word in _words()["stops"] or is_verb(word) or (word == "и" and not about):
            break
        if word.endswith(_ABLATIVE) and not (about and word.endswith(("ым", "им"))):
            break
        about = about or word == "по"
        position = match.end()
        if word not in _LINKS:
            end = position
    return end


_ABLATIVE = ("ом", "ем", "ым", "им")
