"""The interface in three languages: words, plurals, dates, names of countries, hashtags."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache, cached_property
from importlib import resources
from typing import Any

from babel.plural import PluralRule
from pydantic import BaseModel, ConfigDict

from notifier.countries import country_names
from notifier.settings import LANGUAGES, Lang

Trilingual = dict[Lang, str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """Words of the interface; those with ``{…}`` are templates."""

    participants: str
    people: str
    source: str
    met_with: str
    and_more: str
    fallback: str
    withdrawn: str
    withdrawn_short: str
    archived_copy: str
    archived_at: str
    told_elsewhere: str
    corrected: str
    before: str
    after: str
    unofficial: str


class Shortening(_Strict):
    """A wording and the shorter one that may stand for it in a headline."""

    long: str
    short: str


class Phrasing(_Strict):
    """How sentences of one language are taken apart; each pattern is explained in its catalogue."""

    opener: re.Pattern[str]
    back: re.Pattern[str]
    reporting: re.Pattern[str]
    clause: re.Pattern[str]
    phrase: re.Pattern[str]
    unfinished: re.Pattern[str]
    news: re.Pattern[str]
    noise: re.Pattern[str]
    in_city: str
    spare: re.Pattern[str]
    verb: re.Pattern[str]
    common: str


class Catalogue(_Strict):
    """Everything a post says in one language that the release does not say."""

    language: str
    code: Lang
    button: str
    with_year: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    words: Words
    languages: Trilingual
    plural_rules: dict[str, str]
    plurals: dict[str, dict[str, str]]
    qualifiers: dict[str, str]
    shorter: tuple[Shortening, ...]
    endings: dict[str, str] = {}
    phrasing: Phrasing
    dangling: dict[str, tuple[str, ...]]
    countries: dict[str, str]

    def plural(self, name: str, count: int) -> str:
        """``plural("meetings", 3)`` → "3 встречи", by CLDR's rules."""
        forms = self.plurals[name]
        form = self._plural_rule(count)
        return forms.get(form, forms["other"]).format(count=count)

    def date(self, day: dt.date, *, year: bool = True) -> str:
        """A day as the language writes it: 18 November 2025, 2025 жылғы 18 қараша."""
        text = f"{day.day} {self.months[day.month - 1]}"
        return self.with_year.format(day=text, year=day.year) if year else text

    def weekday(self, day: dt.date) -> str:
        """A day with its name: "Tuesday, 18 November"."""
        name = self.weekdays[day.weekday()]
        return f"{name[:1].upper()}{name[1:]}, {self.date(day, year=False)}"

    def dates(self, first: dt.date, last: dt.date) -> str:
        """A span of days, saying month and year once: "17–23 November 2025"."""
        if first == last:
            return self.date(first)
        if first.year != last.year:
            return f"{self.date(first)} – {self.date(last)}"
        end = self.date(last, year=False)
        start = (
            f"{first.day}–" if first.month == last.month else f"{self.date(first, year=False)} – "
        )
        return self.with_year.format(day=start + end, year=last.year)

    def country(self, code: str) -> str | None:
        """A country's everyday name; None for a code that is none of a country."""
        return self.countries.get(code) or country_names().get(code, {}).get(self.code)

    @cached_property
    def _plural_rule(self) -> PluralRule:
        return PluralRule(self.plural_rules)


class KindWords(_Strict):
    """How a kind of meeting is shown."""

    emoji: str
    plural: Trilingual
    hashtag: Trilingual


class OrganisationTag(_Strict):
    """The hashtag of an organisation and what it is recognised by."""

    hashtag: Trilingual
    names: tuple[str, ...]


class Hashtags(_Strict):
    """The fixed table of hashtags."""

    countries: dict[str, Trilingual]
    organisations: dict[str, OrganisationTag]
    topics: dict[str, Trilingual]


@cache
def catalogue(lang: Lang) -> Catalogue:
    """The words of one language."""
    return Catalogue.model_validate(_load(lang))


@cache
def kinds() -> dict[str, KindWords]:
    """The kinds of meeting, by their identifiers."""
    return {name: KindWords.model_validate(row) for name, row in _load("kinds").items()}


@cache
def hashtags() -> Hashtags:
    """The fixed table of hashtags."""
    return Hashtags.model_validate(_load("hashtags"))


def kind_words(kind: str) -> KindWords:
    """How ``kind`` is shown; an unknown one as any other release."""
    return kinds().get(kind) or kinds()["other"]


def preferred(lang: Lang) -> tuple[Lang, ...]:
    """The languages in which to look for a text: the channel's own, Russian, Kazakh, any."""
    return (lang, *(other for other in LANGUAGES if other != lang))


def _load(name: str) -> dict[str, Any]:
    file = resources.files("notifier") / "catalogue" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
