"""The English words of number that no other language needs: ``[english]`` in its data file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class English:
    """What is said around English numbers and of the things that they count."""

    and_half: re.Pattern[str]
    vague: re.Pattern[str]
    year_after: re.Pattern[str]
    ranking: re.Pattern[str]
    portions: dict[str, float]
    no_plurals: frozenset[str]
    finite: frozenset[str]
    lasting: frozenset[str]
    own: frozenset[str]
    kinds: frozenset[str]
    lasts: re.Pattern[str]
    spent: re.Pattern[str]
    of_year: re.Pattern[str]
    no_length: re.Pattern[str]
    verbs: frozenset[str]
    masses: frozenset[str]
    hyphened: frozenset[str]
    traded: frozenset[str]


@cache
def english() -> English:
    """The words, compiled once."""
    resource = files("meetings").joinpath("data", "figures_en.toml")
    entry = tomllib.loads(resource.read_text(encoding="utf-8"))["english"]
    return English(
        and_half=_i(entry["and_half"]),
        vague=_i(entry["vague"]),
        year_after=_i(entry["year_after"]),
        ranking=_i(entry["ranking"]),
        portions=entry["portions"],
        no_plurals=frozenset(entry["no_plural"].split()),
        finite=frozenset(entry["finite"].split()),
        lasting=frozenset(entry["lasting"].split()),
        own=frozenset(entry["own"].split()),
        kinds=frozenset(entry["kinds"].split()),
        lasts=_i(entry["lasts"]),
        spent=_i(entry["spent"]),
        of_year=_i(entry["of_year"]),
        no_length=_i(entry["no_length"]),
        verbs=frozenset(entry["verbs"].split()),
        masses=frozenset(entry["mass"].split()),
        hyphened=frozenset(entry["hyphened"].split()),
        traded=frozenset(entry["traded"].split()),
    )


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
