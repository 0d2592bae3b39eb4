"""What a filter may name: kinds, topics, countries; and the nearest of them to a slip."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources

#: Words of these languages name a country to an operator.
_LOCALES = ("en", "ru", "kk")
#: Codes of CLDR's that are none of ISO 3166-1's.
_NO_COUNTRIES = frozenset(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"])


def known_kind(value: str) -> str:
    """A kind of release. Raises ValueError for any other, with the nearest one."""
    return _known(value, "kind of release", _keys("kinds", None))


def known_topic(value: str) -> str:
    """A topic of the analysis. Raises ValueError for any other, with the nearest one."""
    return _known(value, "topic", _keys("hashtags", "topics"))


def known_country(value: str) -> str:
    """Two letters of ISO 3166-1, in capitals. Raises ValueError for anything else."""
    code = value.strip().upper()
    if code in _countries():
        return code
    names = _country_names()
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


@cache
def _countries() -> frozenset[str]:
    # Babel takes a while to load, and most filters name no country.
    from babel import Locale

    codes = map(str, Locale.parse("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


@cache
def _country_names() -> Mapping[str, str]:
    from babel import Locale

    return {
        str(name).casefold(): str(code)
        for locale in _LOCALES
        for code, name in Locale.parse(locale).territories.items()
        if code in _countries()
    }
