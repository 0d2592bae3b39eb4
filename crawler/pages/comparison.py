"""Two readings of one page beside each other: what makes a release doubtful."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, time, timedelta

from archive.model import Release
from crawler.pages.document import Document
from crawler.pages.generations import Generation
from crawler.pages.titles import stated_title

#: Bodies that share less than this (F1 of their words) are not the same text.
SAME_BODY = 0.9
#: A body of fewer letters is looked at twice.
SHORT = 120
#: A release is dated before it is fetched; clocks differ by less than this.
AHEAD = timedelta(hours=1)

_WORD = re.compile(r"\w+")


def token_f1(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1: the F1 of their words, counted."""
    left, right = Counter(_WORD.findall(one.lower())), Counter(_WORD.findall(other.lower()))
    if not left or not right:
        return float(left == right)
    shared = sum((left & right).values())
    return 2 * shared / (left.total() + right.total())


def oddities(document: Document, release: Release, generation: Generation) -> list[str]:
    """What makes a page worth a second reading, in words; empty for a page as expected."""
    found = []
    if not generation.served_at(document.now):
        found.append(f"the site no longer serves the design of reader {generation.name}")
    if len(release.text) < SHORT:
        found.append("the text is very short")
    if release.published_at > document.now + AHEAD:
        found.append("the date lies ahead")
    if stated_title(document, [release.title]) != release.title:
        found.append("the metadata states another title")
    return found


def disagreements(dated: Release, generic: Release) -> tuple[str, ...]:
    """In what the reader of a known design and the general one disagree, for the operator."""
    found = []
    if _plain(dated.title) != _plain(generic.title):
        found.append(f"title: “{dated.title}” or “{generic.title}”")
    if not _same_moment(dated.published_at, generic.published_at):
        dates = (dated.published_at.isoformat(), generic.published_at.isoformat())
        found.append(f"date: {dates[0]} or {dates[1]}")
    if (shared := token_f1(dated.text, generic.text)) < SAME_BODY:
        found.append(f"text: the readings share {shared:.0%}")
    return tuple(found)


def _plain(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


def _same_moment(one: datetime, other: datetime) -> bool:
    if one.date() == other.date() and time() in (one.time(), other.time()):
        return True  # a reading without a time says the day only
    return abs(one - other) < timedelta(minutes=1)
