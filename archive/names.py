"""One key for the Latin and Cyrillic spellings of a name, so that either finds the other.

A key is the name in coarse Latin letters without its Russian case ending, with a digit in front,
which keeps it apart from the words of the texts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

_MARK = "0"
#: Shorter words are no names, or too many.
SHORTEST = 4

_REPEATED = re.compile(r"(.)\1+")
#: The same name is written -aev, -ayev and -aiev, -ia and -iya.
_IOTA = re.compile(r"i(?=[eaoui])")
#: Russian case endings as they sound; "-im" is one only of surnames in -ov, -ev, -in.
_ENDING = re.compile(r"(?:(?<=[oe]v|in)im|ogo|omu|om|em|oi|ei|[aeiu])$")


@lru_cache(maxsize=8_192)
def key(word: str) -> str:
    """The key of a lower-cased name of either script."""
    sounding = sound(word)
    bare = _ENDING.sub("", sounding)
    return _MARK + (bare if len(bare) >= SHORTEST else sounding)


def spellings(of: str) -> frozenset[str]:
    """The keys of all known spellings of the name with the key ``of``, that one included."""
    return _known_spellings().get(of, frozenset({of}))


@lru_cache(maxsize=1)
def _known_spellings() -> dict[str, frozenset[str]]:
    text = files("archive").joinpath("data", "name_spellings.txt").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            keys = frozenset(key(word.replace("ё", "е")) for word in line.split())
            found |= dict.fromkeys(keys, keys)
    return found


def sound(word: str) -> str:
    """A lower-cased word of either script in coarse Latin letters."""
    letters, spellings = _tables()
    if any(letter in letters for letter in word):
        word = "".join(letters.get(letter, letter) for letter in word)
    else:
        for spelling, plain in spellings:
            word = spelling.sub(plain, word)
    word = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return _REPEATED.sub(r"\1", _IOTA.sub("", word))


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """The sounds of the Cyrillic letters; the Latin spellings in the order of their rules."""
    text = files("archive").joinpath("data", "transliteration.txt").read_text(encoding="utf-8")
    tables: dict[str, list[tuple[str, str]]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            rows = tables.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            spelling, plain = line.split()
            rows.append((spelling, "" if plain == "-" else plain))
    latin = tuple((re.compile(spelling), plain) for spelling, plain in tables["latin"])
    return dict(tables["cyrillic"]), latin
