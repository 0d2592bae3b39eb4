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

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
#: Elements that hold nothing, or that end by themselves where the next one begins.
_SHALLOW = frozenset(
    b"area base body br col dd dt embed head hr html img input li link meta option p param "
    b"path source tbody td tfoot th thead tr track use wbr".split()
)


def is_bottomless(body: bytes) -> bool:
    """Whether a page opens far more elements than it closes."""
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
