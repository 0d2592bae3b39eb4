"""What a filter may name: kinds, topics, countries; and the nearest of them to a slip."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from difflib import get_close_matches
from functools import cache
from importlib import resources

from notifier.countries import country_names


def known_kind(value: str) -> str:
    """A kind of release. Raises ValueError for any other, with the nearest one."""
    return _known(value, "kind of release", _keys("kinds", None))


def known_topic(value: str) -> str:
    """A topic of the analysis. Raises ValueError for any other, with the nearest one."""
    return _known(value, "topic", _keys("hashtags", "topics"))


def known_country(value: str) -> str:
    """Two letters of ISO 3166-1, in capitals. Raises ValueError for anything else."""
    code = value.strip().upper()
    if code in country_names():
        return code
    names = {
        name.casefold(): known for known, each in country_names().items() for name in each.values()
    }
    near = get_close_matches(value.strip().casefold(), names, n=1, cutoff=0.7)
    hint = f"did you mean {names[near[0]]!r}?" if near else 'write for instance "UZ"'
    raise ValueError(f"{value!r} is no country's two letters: {hint}")


def _known(value: str, what: str, known: Collection[str]) -> str:
    if value in known:
        return value
    near = get_close_matches(value.casefold(), known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"
    raise ValueError(f"{value!r} is no {what}: {hint}")


@cache
def _keys(name: str, table: str | None) -> frozenset[str]:
    file = resources.files("notifier") / "catalogue" / f"{name}.toml"
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(document if table is None else document[table])
