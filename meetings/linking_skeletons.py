"""Consonant skeletons: one key for a name or word in Kazakh, Russian or English spelling.

Bektenov and Бектенов give the same skeleton; so do Сағындықов, Сагындыков and Sagyndykov.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from meetings.model import Lang

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class _Table:
    cyrillic: dict[str, str]
    latin: tuple[tuple[str, str], ...]
    endings: dict[str, re.Pattern[str]]
    chinese: dict[str, str]
    common: frozenset[str]


def skeleton(word: str, lang: Lang, *, inflected: bool = True) -> str:
    """The consonants of ``word`` in one alphabet, at most six; "" where it has none.

    ``inflected``: an ending of case is taken off first, as words within a text need it.
    """
    table = _table()
    lowered = word.lower().replace("’", "'")
    if lowered in table.chinese:
        return table.chinese[lowered]
    if inflected and lang in table.endings and len(lowered) > 5:
        lowered = table.endings[lang].sub("", lowered)
    if re.search("[а-яёәғқңөұүһі]", lowered):
        sounds = lowered.replace("дж", "ж")
        latin = "".join(table.cyrillic.get(letter, "") for letter in sounds)
    else:
        latin = _from_latin(lowered, table)
    return re.sub(r"(.)\1+", r"\1", latin)[:_LONGEST]


def name_skeletons(name: str, lang: Lang) -> tuple[str, ...]:
    """The skeletons of a name's parts, initials left out."""
    parts = [
        skeleton(part, lang, inflected=False) for part in re.split(r"[\s.]+", name) if len(part) > 1
    ]
    return tuple(part for part in parts if part)


def proper_words(text: str, lang: Lang) -> frozenset[str]:
    """Skeletons of the capitalised words of ``text`` that tell something about it."""
    common = _table().common
    found = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) < 4 or not word[0].isupper() or word.isupper():
            continue
        key = skeleton(word, lang)
        if len(key) >= 3 and key not in common:
            found.add(key)
    return frozenset(found)


def _from_latin(word: str, table: _Table) -> str:
    for written, sound in table.latin:
        word = word.replace(written, sound)
    plain = unicodedata.normalize("NFKD", word)
    return re.sub(r"[^a-zA-Z]|[aeiouy]", "", plain)


@cache
def _table() -> _Table:
    resource = files("meetings").joinpath("data", "linking.toml")
    entry = tomllib.loads(resource.read_text(encoding="utf-8"))
    spelling = entry["spelling"]
    chinese: dict[str, str] = {}
    for row in spelling["chinese"]:
        key = row[0].replace("'", "")
        chinese.update(dict.fromkeys(row, f"={key}"))
    return _Table(
        cyrillic=spelling["cyrillic"],
        latin=tuple((written, sound) for written, sound in spelling["latin"]),
        endings={
            lang: re.compile(rf"(?:{pattern})$") for lang, pattern in spelling["endings"].items()
        },
        chinese=chinese,
        common=frozenset(spelling["common"]["skeletons"].split()),
    )
