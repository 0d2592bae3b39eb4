"""Markup that is nested to no purpose but to keep a parser busy.

The time that parsing takes grows with the square of the depth, and elements such as ``<b>`` that
are left open are made anew in every paragraph that follows: a page of 300 KB can take minutes, or
gigabytes. So this is told from the bytes, before anything is parsed.
"""

from __future__ import annotations

import re

#: A page of fewer tags can do no harm; those of the site have about a thousand.
MANY_TAGS = 4_000
#: No page has a reason to leave more elements open than this.
DEEPEST = 400
#: Nor one element a reason for more attributes; comparing them takes the square of their number.
MANY_ATTRIBUTES = 5_000

_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_SEPARATOR = re.compile(rb"[\s/]+")
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
#: Elements that hold nothing, or that end by themselves where the next one begins.
_SHALLOW = frozenset(
    b"area base body br col dd dt embed head hr html img input li link meta option p param "
    b"path source tbody td tfoot th thead tr track use wbr".split()
)


def is_bottomless(body: bytes) -> bool:
    """Whether a page opens far more elements than it closes, or gives one of them no end."""
    return _is_nested(body) or any(
        len(piece) > MANY_ATTRIBUTES and _attributes(piece) > MANY_ATTRIBUTES
        for piece in body.split(b">")
    )


def _attributes(piece: bytes) -> int:
    """How many attributes, at most, the tag has with which a piece of markup ends."""
    tag = _TAG.search(piece)
    return len(_SEPARATOR.findall(_QUOTED.sub(b"", piece[tag.start() :]))) if tag else 0


def _is_nested(body: bytes) -> bool:
    if body.count(b"<") < MANY_TAGS:
        return False
    depth = 0
    for found in _TAG.finditer(body):
        if found[2].lower() in _SHALLOW:
            continue
        depth += -1 if found[1] else 1
        if depth > DEEPEST:
            return True
        depth = max(depth, 0)
    return False
