"""Which of the fixed hashtags a post carries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from notifier.told import HOME, Told
from notifier.words import hashtags, kind_words

MOST, FEWEST = 4, 2

#: With more countries around the table than this, naming some would be unfair to the others.
_COUNTRIES_AT_MOST = 3
#: The topics come with the best evidenced first; what follows these is a side issue.
_TOPICS_AT_MOST = 2
#: An organisation that is named so many times is what the text is about.
_OFTEN = 3


def tags_for(told: Told) -> list[str]:
    """Two to four hashtags in the reader's language, each with its ``#``, all from the table."""
    table = hashtags()
    found: dict[str, None] = {}
    for name in _organisations(told):
        found[table.organisations[name].hashtag[told.language]] = None
    for code in _countries(told):
        found[table.countries[code][told.language]] = None
    for topic in [topic for topic in told.topics if topic in table.topics][:_TOPICS_AT_MOST]:
        found[table.topics[topic][told.language]] = None
    tags = list(found)[:MOST]
    for spare in (
        kind_words(told.event.kind).hashtag[told.language],
        table.countries[HOME][told.language],
    ):
        if len(tags) < FEWEST and spare not in tags:
            tags.append(spare)
    return [f"#{tag}" for tag in tags]


def _organisations(told: Told) -> Iterable[str]:
    """What the event is about or who took part in it: a name dropped in passing earns no tag."""
    leading = "\n".join(
        [told.title, told.summary, *(person.organisation or "" for person in told.people)]
    )
    named = "\n".join(told.organisations)
    found: dict[str, int] = {}
    for name in hashtags().organisations:
        recogniser = _recogniser(name)
        if recogniser.search(leading):
            found[name] = _OFTEN
        elif recogniser.search(named):
            found[name] = len(recogniser.findall(told.release.text))
    earned = [name for name, times in found.items() if times >= _OFTEN]
    return sorted(earned, key=lambda name: not _recogniser(name).search(told.title))[:2]


def _countries(told: Told) -> Iterable[str]:
    known = hashtags().countries
    guests = dict.fromkeys(
        person.country for person in told.people if person.is_guest and person.country in known
    )
    codes = [code for code in guests if code is not None]
    place = [told.country] if told.country in known and told.country != HOME else []
    if len(codes) > _COUNTRIES_AT_MOST:
        codes = []
    return [code for code in dict.fromkeys([*place, *codes]) if code is not None]


@cache
def _recogniser(name: str) -> re.Pattern[str]:
    parts = []
    for known in hashtags().organisations[name].names:
        if known.isupper():
            parts.append(rf"(?<!\w){re.escape(known)}(?!\w)")
        else:
            parts.append(rf"(?i:(?<!\w){re.escape(known)})")
    return re.compile("|".join(parts))
