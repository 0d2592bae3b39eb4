"""Heads of state and government by name: whose office it is where the text does not say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Leader:
    """Someone who led a country: ``ranks`` of "state", "government" and "first" (president)."""

    country: str
    ranks: frozenset[str]


def find(name: str) -> Leader | None:
    """The leader of this name, in any language; initials and a patronymic do no harm."""
    words = name.lower().replace("ё", "е").replace(".", ". ").split()
    full = [word for word in words if not word.endswith(".")]
    for surname in full:
        for given, leader in _by_surname().get(surname, ()):
            if any(word[:-1] == given[0] or word == given for word in words if word != surname):
                return leader
    return None


@lru_cache(maxsize=1)
def _by_surname() -> dict[str, list[tuple[str, Leader]]]:
    text = files("meetings").joinpath("data", "leaders.toml").read_text(encoding="utf-8")
    table: dict[str, list[tuple[str, Leader]]] = {}
    for country, ranks in tomllib.loads(text).items():
        for name in sorted({name for names in ranks.values() for name in names}):
            held = frozenset(rank for rank, names in ranks.items() if name in names)
            words = name.lower().replace("ё", "е").split()
            # Chinese and Korean names begin with the surname.
            surname, given = words[-1], words[0]
            table.setdefault(surname, []).append((given, Leader(country, held)))
    return table
