"""The first line of a post: the fact itself, short enough for a push notification."""

from __future__ import annotations

import re

from notifier.markup import cut
from notifier.words import Catalogue

#: Punctuation at which a headline may end.
_CLAUSE = re.compile(r"\s*[:;,–—]\s+|\.\s+")


def headline(title: str, words: Catalogue, limit: int) -> str:
    """``title`` within ``limit`` characters.

    Long names are replaced by short ones as far as needed, in the order of the catalogue; what is
    still too long ends at a clause, or else between words with "…".
    """
    for shortening in words.shorter:
        if len(title) <= limit:
            break
        shorter = title.replace(shortening.long, shortening.short).strip()
        title = shorter[:1].upper() + shorter[1:]
    title = title.rstrip(".")
    if len(title) <= limit:
        return title
    clauses = [m.start() for m in _CLAUSE.finditer(title) if limit * 0.55 <= m.start() <= limit]
    if clauses:
        return title[: clauses[-1]]
    head = cut(title, limit)
    # "… at the meeting of" would leave the reader hanging.
    kept = head.rstrip("…").split(" ")
    while len(kept) > 3 and kept[-1].casefold() in words.dangling["words"]:
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–—-") + "…"
