"""Long wording made short: the first line of a post, its sentences and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notifier.markup import cut
from notifier.phrases import is_balanced
from notifier.words import Catalogue, Shortening

#: Punctuation at which a line may end.
_CLAUSE = re.compile(r"\s*[:;]\s+|\s+[–—]\s+|\.\s+")
#: Where a sentence may be cut, better than between any two words.
_PAUSE = re.compile(r"\s*[:;,–—]\s+|\.\s+")
#: A currency stands before its number, a number before what it counts.
_UNFINISHED = re.compile(r"CNY|EUR|GBP|KZT|RUB|USD|\d[\d.,]*")
#: A headline has at least this share of the line, or says too little.
_LEAST, _LEAST_CLAUSE = 0.42, 0.33
#: A clause ends better than a phrase that ends at most so many characters later.
_CLOSE = 20
#: What is shorter than this and begins with an initial is who said so.
_SPEAKER = 30
#: Surnames that are shorter cannot be told in all their cases.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Headline:
    """A title made short; ``whole`` is False where it says less than the title does.

    ``rest`` is what stood behind a colon or a dash and can be told by itself.
    """

    text: str
    whole: bool
    rest: str = ""


def headline(
    title: str,
    words: Catalogue,
    limit: int,
    *,
    city: str | None = None,
    names: Sequence[str] = (),
) -> Headline:
    """``title`` within ``limit`` characters.

    As far as needed, and in this order: long wording is replaced by short, in the order of the
    catalogue; what the post says elsewhere is left out, such as ``city``, which the next line
    names; people lose their given names (``names`` are those of who took part). What is still too
    long ends where a clause or a phrase ends; where there is no such end, between words with "…".
    """
    title = title.rstrip(".")
    for shorter in _shorter(title, words, city, names):
        title = shorter
        if len(title) <= limit:
            return Headline(title, True)
    named = _with_the_name(title, words, limit, names)
    if named is not None:
        return Headline(named, False)
    clauses = [m for m in _CLAUSE.finditer(title) if limit * _LEAST_CLAUSE <= m.start() <= limit]
    phrases = [
        m.start()
        for m in words.phrasing.phrase.finditer(title)
        if limit * _LEAST <= m.start() <= limit and may_end(title, m.start(), words)
    ]
    if clauses and clauses[-1].start() >= max(phrases, default=0) - _CLOSE:
        end = clauses[-1]
        rest = title[end.end() :]
        is_speaker = len(rest) <= _SPEAKER and "." in rest[:3]
        return Headline(title[: end.start()], is_speaker, "" if is_speaker else rest)
    if phrases:
        return Headline(title[: max(phrases)].rstrip(" ,"), False)
    return Headline(_without_loose_end(cut(title, limit), words), False)


def _shorter(title: str, words: Catalogue, city: str | None, names: Sequence[str]) -> Iterator[str]:
    """The title as it is, then shorter with every step."""
    yield title
    for shortening in words.shorter:
        title = _opening_high(_replaced(title, shortening, words))
        yield title
    title = _opening_high(words.phrasing.spare.sub("", title).strip())
    yield title
    if city is not None:
        stem = re.escape(city if len(city) < 4 else city[:-1])
        there = words.phrasing.in_city.format(city=stem)
        title = _opening_high(re.sub(rf" ?{there}", "", title, count=1).strip())
        yield title
    for name in names:
        given, _, surname = name.rpartition(" ")
        if given and len(surname) >= _SHORT:
            # In whatever case the language puts them.
            first = rf"(?<!\w){re.escape(given[:-1] if len(given) > 3 else given)}\w* "
            title = re.sub(rf"{first}(?={re.escape(surname[:-2])})", "", title, count=1)
            yield title


def _with_the_name(title: str, words: Catalogue, limit: int, names: Sequence[str]) -> str | None:
    """The title without the phrase before the name that it ends in: "received the chairman X"."""
    for name in names:
        given, _, surname = name.rpartition(" ")
        if not given or len(surname) < _SHORT:
            continue
        first, last = re.escape(given[:-1]), re.escape(surname[:-2])
        end = re.search(rf" (?:{first}\w* )?{last}\w*$", title)
        if end is None:
            continue
        for match in words.phrasing.phrase.finditer(title, 0, end.start()):
            short = title[: match.start()] + end.group()
            if may_end(title, match.start(), words) and limit * _LEAST <= len(short) <= limit:
                return short
    return None


def _replaced(title: str, shortening: Shortening, words: Catalogue) -> str:
    """The title with a long name replaced; an abbreviation takes the ending of the name over."""

    def short(match: re.Match[str]) -> str:
        ending = match[1]
        if not ending or not shortening.short.isupper():
            return shortening.short + ending
        known = words.endings.get(ending)
        return match[0] if known is None else shortening.short + known

    return re.sub(rf"{re.escape(shortening.long)}(\w*)", short, title, flags=re.IGNORECASE).strip()


def _opening_high(title: str) -> str:
    return title[:1].upper() + title[1:]


def shorten(text: str, limit: int, words: Catalogue) -> str:
    """A sentence within ``limit`` characters: cut at a clause, or else between words, with "…"."""
    if len(text) <= limit:
        return text
    clauses = [m.start() for m in _PAUSE.finditer(text) if limit * 0.55 <= m.start() < limit]
    if clauses:
        return text[: clauses[-1]] + "…"
    return _without_loose_end(cut(text, limit), words)


def may_end(title: str, at: int, words: Catalogue) -> bool:
    """Whether a line may end at ``at``: no verb, quotation or number waits for what follows."""
    head, rest = title[:at], title[at:].split()
    last = head.rsplit(" ", 1)[-1].casefold()
    return (
        any(words.phrasing.verb.fullmatch(word) for word in head.split())
        and is_balanced(head)
        and last not in words.dangling["words"]
        and not last.endswith(",")
        and not words.phrasing.unfinished.fullmatch(last)
        and not any(word[:1].isdigit() for word in rest[1:3])
    )


def _without_loose_end(head: str, words: Catalogue) -> str:
    """What was cut between words, not ending in one that leaves the reader hanging."""
    # "… at the meeting of", "… exports of USD".
    kept = head.rstrip("…").split(" ")
    while len(kept) > 3 and (
        kept[-1].casefold() in words.dangling["words"] or _UNFINISHED.fullmatch(kept[-1])
    ):
        kept.pop()
    head = " ".join(kept)
    opened = max(head.rfind(mark) for mark in "«“(")
    if not is_balanced(head) and opened > len(head) // 2:
        head = head[:opened]
    return head.rstrip(" ,;:–—-") + "…"
