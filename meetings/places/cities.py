"""Cities in a text, with the country each lies in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from meetings.model import Lang
from meetings.names import kk as names_kk
from meetings.names import ru as names_ru
from meetings.phrases import PhraseTable
from meetings.text import Token

_COLUMN: dict[Lang, int] = {"en": 0, "ru": 1, "kk": 2}


@dataclass(frozen=True, slots=True)
class City:
    """A city: its name in the language of the text, nominative, and its country."""

    name: str
    country: str


def match(tokens: tuple[Token, ...], at: int, lang: Lang) -> tuple[int, City] | None:
    """The city named at token ``at``: the token after it, and the city."""
    if tokens[at].kind != "word" or not tokens[at].cap:
        return None
    found = _table(lang).match(tokens, at)
    if found is None or not all(
        token.cap for token in tokens[at : found[0]] if len(token.text) > 2
    ):
        return None
    return found


@lru_cache(maxsize=3)
def _table(lang: Lang) -> PhraseTable[City]:
    table: PhraseTable[City] = PhraseTable(names_kk.bases if lang == "kk" else None)
    for country, rows in _document().items():
        for row in rows:
            for name in row[_COLUMN[lang]].split("|"):
                words = [word.strip(".") for word in name.lower().split()]
                forms = [names_ru.forms(word) if lang == "ru" else {word} for word in words]
                table.add(forms, City(name, country), replace=False)
    return table


def begins_like_one(adjective: str, country: str) -> bool:
    """Whether a Russian adjective may come from a city of the country: «Алматинский»."""
    return adjective[:_STEM].lower() in _stems(country)


_STEM = 5


@lru_cache(maxsize=4)
def _stems(country: str) -> frozenset[str]:
    names = (name for row in _document()[country] for name in row[_COLUMN["ru"]].split("|"))
    return frozenset(name[:_STEM].lower() for name in names)


def identify(name: str) -> tuple[str, int] | None:
    """What a city of the table is known by, whatever the language of its name: country and row."""
    return _rows().get(name.lower())


def named(name: str, lang: Lang) -> City | None:
    """A city of the table under its name in ``lang``, whatever the language of ``name``."""
    found = identify(name)
    if found is None:
        return None
    country, row = found
    return City(_document()[country][row][_COLUMN[lang]].split("|")[0], country)


@lru_cache(maxsize=1)
def _document() -> dict[str, list[list[str]]]:
    data = files("meetings").joinpath("data", "cities.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


@lru_cache(maxsize=1)
def _rows() -> dict[str, tuple[str, int]]:
    return {
        name.lower(): (country, number)
        for country, rows in _document().items()
        for number, row in enumerate(rows)
        for names in row
        for name in names.split("|")
    }
