"""Long wording made short: the first line of a post, its sentences and its figures."""

from __future__ import annotations

import re

from notifier.markup import cut
from notifier.words import Catalogue

#: Punctuation at which a headline may end.
_CLAUSE = re.compile(r"\s*[:;,–—]\s+|\.\s+")
#: A currency stands before its number, a number before what it counts.
_UNFINISHED = re.compile(r"CNY|EUR|GBP|KZT|RUB|USD|\d[\d.,]*")


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
    return _without_loose_end(cut(title, limit), words)


def shorten(text: str, limit: int, words: Catalogue) -> str:
    """A sentence within ``limit`` characters: cut at a clause, or else between words, with "…"."""
    if len(text) <= limit:
        return text
    clauses = [m.start() for m in _CLAUSE.finditer(text) if limit * 0.55 <= m.start() < limit]
    if clauses:
        return text[: clauses[-1]] + "…"
    return _without_loose_end(cut(text, limit), words)


def _without_loose_end(head: str, words: Catalogue) -> str:
    """What was cut between words, not ending in one that leaves the reader hanging."""
    # "… at the meeting of", "… exports of USD".
    kept = head.rstrip("…").split(" ")
    while len(kept) > 3 and (
        kept[-1].casefold() in words.dangling["words"] or _UNFINISHED.fullmatch(kept[-1])
    ):
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–—-") + "…"
