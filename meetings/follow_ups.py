"""Whether two events belong together: an announcement, its meeting, its outcome, one occasion.

A wrong link is worse than a missing one: the days have to fit, places must not differ, and
something beside the Prime Minister and the capital has to be in both.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from meetings.model import Lang

#: What the earlier of two events is to the later one: its announcement, what it is the outcome of,
#: or another part of the same occasion.
Relation = Literal["announcement", "outcome", "same_occasion"]

#: How long before a meeting it may be announced, and how long after it its outcome is told.
ANNOUNCED, TOLD = timedelta(days=14), timedelta(days=5)
_HOME = "KZ"


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an event: when it was told and held, where, and whether it met.

    ``is_outcome``: its title says that it reports what came of a meeting.
    """

    published: date
    is_meeting: bool
    kind: str
    start: date | None
    end: date | None
    country: str | None
    city: tuple[Lang, str] | None
    is_outcome: bool

    @property
    def days(self) -> tuple[date, date]:
        """When it was held: as the text says, else on the day it was told."""
        start = self.start or self.published
        return start, self.end or start

    @property
    def foretells(self) -> bool:
        """Whether it was told before the day for which it is."""
        return self.days[0] > self.published


@dataclass(frozen=True, slots=True)
class Named:
    """Who and what is named: people (any ids) and organisations ((language, name) pairs).

    The holders of the highest offices are left out: they are in every text.
    """

    people: frozenset[int]
    organisations: frozenset[tuple[str, str]]


def conceivable(earlier: Told, later: Told) -> Relation | None:
    """What the days and places would let the two events be to each other."""
    if _places_differ(earlier, later):
        return None
    if _announces(earlier, later):
        return "announcement"
    if earlier.is_meeting and later.is_meeting:
        return "same_occasion" if _overlap(earlier, later) else None
    return "outcome" if _is_outcome(earlier, later) else None


def is_sure(relation: Relation, earlier: Told, later: Told, one: Named, other: Named) -> bool:
    """Whether enough that is named in both speaks for a conceivable relation."""
    bodies = len(one.organisations & other.organisations)
    shared = len(one.people & other.people) + bodies
    if relation == "announcement":
        return shared >= 1
    if relation == "outcome":
        return shared >= 2
    # Two meetings of one journey abroad, of one session of the government, of one council at home.
    abroad = earlier.country == later.country and earlier.country not in (None, _HOME)
    if abroad and earlier.city is not None and earlier.city == later.city:
        return True
    session = earlier.kind == later.kind == "government_session"
    return shared >= 1 if session else shared >= 2 and bodies >= 1


def is_holder(office: str | None) -> bool:
    """Whether an office is one of the highest of the state, whose holders are in every text."""
    return office is not None and _holder().match(office) is not None


def says_outcome(lang: Lang, title: str) -> bool:
    """Whether a title says that it tells what came of a meeting ("following the talks")."""
    return _cue(lang).search(title) is not None


def _announces(earlier: Told, later: Told) -> bool:
    """Whether the later one is a meeting on the very days for which the earlier one foretold it."""
    if (
        not earlier.foretells
        or not later.is_meeting
        or later.published - earlier.published > ANNOUNCED
    ):
        return False
    return later.published >= earlier.days[0] and _overlap(earlier, later)


def _is_outcome(earlier: Told, later: Told) -> bool:
    if not (earlier.is_meeting and later.is_outcome) or later.is_meeting:
        return False
    held = earlier.days[1]
    return held <= later.published <= held + TOLD


def _overlap(one: Told, other: Told) -> bool:
    return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


def _places_differ(one: Told, other: Told) -> bool:
    if one.country is not None and other.country is not None and one.country != other.country:
        return True
    same_language = one.city and other.city and one.city[0] == other.city[0]
    return bool(same_language) and one.city != other.city


def _pattern(parts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _cue(lang: Lang) -> re.Pattern[str]:
    resource = files("meetings").joinpath("data", "follow_ups.toml")
    return _pattern(tomllib.loads(resource.read_text(encoding="utf-8"))["outcome"][lang])


@cache
def _holder() -> re.Pattern[str]:
    resource = files("meetings").joinpath("data", "linking.toml")
    return _pattern([tomllib.loads(resource.read_text(encoding="utf-8"))["holder_office"]])
