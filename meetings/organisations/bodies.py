"""Bodies: international organisations and companies, in offices and in the text at large."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from meetings.model import Lang
from meetings.names import kk as names_kk
from meetings.names import ru as names_ru
from meetings.phrases import PhraseTable
from meetings.text import Token


@dataclass(frozen=True, slots=True)
class Body:
    """A known body: its full name in the language of the text, and its country if of one.

    ``of_state`` are those that stay in an office, as agencies of the state do.
    """

    name: str
    country: str | None
    names: tuple[str, ...] = ()
    of_state: bool = False

    def printed(self, written: str) -> str:
        """The name that a text has for it, uninflected: of its names the one that was written."""
        if written.isupper() or written in self.names:
            return written
        count = len(_WORD.findall(written))
        start = written.lstrip("«“")[:3].lower()
        alike = (
            name
            for name in self.names
            if len(_WORD.findall(name)) == count and name.lstrip("«“")[:3].lower() == start
        )
        return next(alike, written if count == 1 else self.name)


_WORD = re.compile(r"[\w+-]+")
# Kazakh also writes its councils small: «ТМД үкімет басшылары кеңесі».
_LOWER_KK = frozenset({"үкімет", "мемлекет"})


def match(tokens: tuple[Token, ...], at: int, lang: Lang) -> tuple[int, Body] | None:
    """The known body named at token ``at``: the token after it, and the body."""
    token = tokens[at]
    opens = token.cap or token.text in '«“"' or (lang == "kk" and token.lower in _LOWER_KK)
    if token.kind not in {"word", "punct"} or not opens:
        return None
    found = _table(lang).match(tokens, at)
    if found is None or (found[0] - at == 1 and not _whole(tokens[at], found[1])):
        return None
    return found


@lru_cache(maxsize=4096)
def abbreviated(written: str, lang: Lang) -> Body | None:
    """The body of this abbreviation, if there is one."""
    return next((body for body, names in _bodies(lang) if written in names), None)


def is_known(name: str, lang: Lang) -> bool:
    """Whether a body of the table has this very name."""
    return name.lower() in _all_names(lang)


@lru_cache(maxsize=3)
def _all_names(lang: Lang) -> frozenset[str]:
    return frozenset(name.lower() for _, names in _bodies(lang) for name in names)


@lru_cache(maxsize=4096)
def named(name: str, lang: Lang) -> Body | None:
    """The known body of this very name, in or out of quotation marks."""
    lower = name.lower()
    return next((body for known, body in _long_names(lang) if known in lower), None)


@lru_cache(maxsize=3)
def _long_names(lang: Lang) -> tuple[tuple[str, Body], ...]:
    """The names that are too long to stand in other words by chance, lower-case."""
    return tuple(
        (name.lower(), body) for body, names in _bodies(lang) for name in names if len(name) > 4
    )


@lru_cache(maxsize=3)
def _bodies(lang: Lang) -> tuple[tuple[Body, tuple[str, ...]], ...]:
    """Bodies that have a name in the language; of two rows for one name the first is taken."""
    return tuple(
        (_read(row, lang), tuple(row[lang]))
        for table in ("organisations.toml", "companies.toml", "organisations_en.toml")
        for row in tomllib.loads(_data(table))["body"]
        if lang in row
    )


def _read(row: dict[str, Any], lang: Lang) -> Body:
    names = tuple(row[lang])
    return Body(names[0], row.get("country"), names, row.get("of_state", False))


def _data(table: str) -> str:
    return files("meetings").joinpath("data", table).read_text(encoding="utf-8")


def _whole(token: Token, body: Body) -> bool:
    """One-word names are abbreviations or proper names: they must be written as such."""
    return token.cap and (token.upper or len(token.text) > 4)


@lru_cache(maxsize=3)
def _table(lang: Lang) -> PhraseTable[Body]:
    table: PhraseTable[Body] = PhraseTable(names_kk.bases if lang == "kk" else None)
    for body, names in _bodies(lang):
        for name in names:
            table.add(_forms(name, lang), body, replace=False)
    return table


def _forms(name: str, lang: Lang) -> list[Iterable[str]]:
    words = re.findall(r"[\w-]+\+?|[«»“”]", name)
    if lang != "ru":
        return [frozenset({word.lower()}) for word in words]
    return [
        frozenset({word.lower()}) if word.isupper() or word in "«»" else names_ru.forms(word)
        for word in words
    ]
