"""The role of a person in an English sentence: from the verb whose subject their name is."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from meetings.offices import Named
from meetings.text import Doc

_WINDOW = 90


@lru_cache(maxsize=1)
def _verbs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Roles with the verbs that show them, tried together at each place: the first place wins."""
    text = files("meetings").joinpath("data", "roles.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["en"]["verb"]
    return tuple((row["role"], re.compile(row["pattern"])) for row in rows)


def role_by_verb(doc: Doc, mention: Named) -> str | None:
    """The role that the first verb after the name shows; None where none does.

    Other names and offices may stand in between: "A, B and C reported".
    """
    token = doc.tokens[mention.end - 1]
    end = token.end
    for following in doc.tokens[mention.end : mention.end + _WINDOW]:
        if following.sentence != token.sentence or following.quoted or following.text == ";":
            break
        end = following.end
    window = doc.text[token.end : end]
    found = ((pattern.search(window), role) for role, pattern in _verbs())
    places = [(match.start(), -match.end(), role) for match, role in found if match is not None]
    return min(places)[2] if places else None
