"""The role of a person in an English sentence: from the verb whose subject their name is."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from meetings.offices.heads import Named
from meetings.text import Doc

_WINDOW = 90
_LONGEST_LIST = 160


@lru_cache(maxsize=2)
def _rules(side: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Roles and their cues: ``side`` is "verb" or "list"."""
    text = files("meetings").joinpath("data", "roles.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["en"][side]
    return tuple((row["role"], re.compile(row["pattern"])) for row in rows)


def role_by_list(doc: Doc, mention: Named) -> str | None:
    """The role of everyone in a list: "reports were made by Minister A, Minister B and C"."""
    first = mention.left
    sentence = doc.tokens[mention.begin].sentence
    while first and mention.left - first < _LONGEST_LIST:
        if doc.tokens[first - 1].sentence != sentence or doc.tokens[first - 1].quoted:
            break
        first -= 1
    before = doc.slice(first, mention.left)
    if " were " not in before and " was " not in before:
        return None
    for role, pattern in _rules("list"):
        match = pattern.search(before)
        if match is not None:
            rest = before[match.end() :]
            return None if any(verb.search(rest) for _, verb in _rules("verb")) else role
    return None


def role_by_verb(doc: Doc, mention: Named) -> str | None:
    """The role that the first verb after the name shows; None where none does.

    The verbs are tried together at each place: the first place wins.

    Other names and offices may stand in between: "A, B and C reported".
    """
    token = doc.tokens[mention.end - 1]
    end = token.end
    for following in doc.tokens[mention.end : mention.end + _WINDOW]:
        if following.sentence != token.sentence or following.quoted or following.text == ";":
            break
        end = following.end
    window = doc.text[token.end : end]
    found = ((pattern.search(window), role) for role, pattern in _rules("verb"))
    places = [(match.start(), -match.end(), role) for match, role in found if match is not None]
    return min(places)[2] if places else None
