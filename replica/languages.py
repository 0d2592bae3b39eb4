"""The three languages of the site: their codes, their words, their month names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

Lang = Literal["kk", "ru", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

#: The order in which the releases of one event usually appear.
PUBLICATION_ORDER: tuple[Lang, ...] = ("ru", "kk", "en")

#: The first segment of a path: the site says "kz" where ISO 639 says "kk".
URL_CODES: Mapping[Lang, str] = {"kk": "kz", "ru": "ru", "en": "en"}
_BY_CODE: Mapping[str, Lang] = {code: lang for lang, code in URL_CODES.items()}


def language_prefix(lang: Lang) -> str:
    """The path under which a language lives, such as ``/kz``."""
    return f"/{URL_CODES[lang]}"


def lang_of_path(path: str) -> Lang | None:
    """The language that a path such as ``/kz/news`` is in, None where it names none."""
    return _BY_CODE.get(path.lstrip("/").partition("/")[0])


def as_lang(value: object) -> Lang:
    """``value`` as a language code ("kz" is taken for "kk"); ValueError for anything else."""
    for lang in LANGS:
        if value in (lang, URL_CODES[lang]):
            return lang
    raise ValueError(f"lang must be one of kk, ru, en, not {value!r}")


@dataclass(frozen=True, slots=True)
class NavGroup:
    """One menu of the navigation: links are (path under the language, text)."""

    title: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages of one language say besides the releases."""

    lang: Lang
    months: tuple[str, ...]
    months_of: tuple[str, ...]
    months_short: tuple[str, ...]
    sections: Mapping[str, str]
    nav: tuple[NavGroup, ...]
    labels: Mapping[str, str]

    def __getitem__(self, label: str) -> str:
        return self.labels[label]


@cache
def words(lang: Lang) -> Words:
    """The words of one language, read from its data file."""
    table = read_toml(f"{lang}.toml")
    return Words(
        lang=lang,
        months=tuple(table.pop("months")),
        months_of=tuple(table.pop("months_of")),
        months_short=tuple(table.pop("months_short")),
        sections=table.pop("sections"),
        nav=tuple(
            NavGroup(group["title"], tuple((path, text) for path, text in group["links"]))
            for group in table.pop("nav")
        ),
        labels=table,
    )


def read_toml(name: str) -> dict[str, Any]:
    """A data file of this package as a dictionary."""
    return tomllib.loads((resources.files("replica") / "data" / name).read_text("utf-8"))
