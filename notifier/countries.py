"""Names of countries in three languages, by CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

# Babel has these names in every language: 6 MB, which would stay in the daemon's memory.


@cache
def country_names() -> Mapping[str, Mapping[str, str]]:
    """Every country by its two letters (ISO 3166-1), with its name by language."""
    file = resources.files("notifier") / "catalogue" / "countries.tsv"
    rows = [
        line.split("\t")
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return {code: {"kk": kk, "ru": ru, "en": en} for code, kk, ru, en in rows}
