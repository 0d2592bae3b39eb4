"""The words by which Russian bodies are known, and what is found by them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

Kind = Literal["company", "institution", "council"]
#: Endings of a class in the singular, after its stem.
ENDING = "(?:[аеуыия]|ом|ой|ей|ию|ии)?"


@dataclass(frozen=True, slots=True)
class Found:
    """A body at ``start``..``end`` of the text.

    A company has its name in marks, Latin letters or a legal form; an institution and a council
    are named in words, and in the name of a council another body may be named. ``passing`` are
    those that matter only where the lead names them; ``sits`` those that are said to sit.
    """

    start: int
    end: int
    name: str
    kind: Kind = "company"
    passing: bool = False
    sits: bool = False


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    path = files("meetings").joinpath("data", "organisations_ru.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def words(key: str) -> list[str]:
    """One list of the data file: regular expressions, or plain words."""
    return _table()[key]


def alternatives(key: str) -> str:
    """One list of the data file as a regular expression."""
    return "|".join(words(key))
