"""Sentences and what can be shown of them: whole sentences and whole clauses, never torn ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notifier.words import Catalogue

_END = re.compile(r"(?<=[.!?…])[\"»”’)]{0,2}\s+(?=[\"«“(—–-]{0,2}\s?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9])|\n+")
#: No sentence ends behind an initial or one of these.
_SHORTENED = re.compile(
    r"(?:^|[\s(«\"“.])(?:\w|гг|тыс|млн|млрд|трлн|чел|долл|руб|куб|кв|ул|им|ст|пп|см|жж"
    r"|Mr|Mrs|Ms|Dr|St|No|vs|Inc|Ltd|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)
_WORD = re.compile(r"[^\W_]+")
_OPENS_LOW = re.compile(r"[^\w«“\"]*[«“\"]?(?:[a-zа-яёәғқңөұүһі]|\))")
_LIST_MARK = re.compile(r"^(?:[-–—•*·]|\d{1,2}[.)])\s+")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))
#: A stem: words of one root in three languages with endings share as much, mostly.
_STEM = 5


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each on one line."""
    begin = 0
    for match in _END.finditer(text):
        piece = text[begin : match.start()]
        if "\n" not in match.group() and _SHORTENED.search(piece[-8:]):
            continue
        marks = match.group().rstrip()
        if piece.strip():
            yield " ".join(f"{piece}{marks}".split())
        begin = match.end()
    if text[begin:].strip():
        yield " ".join(text[begin:].split())


def stems(text: str) -> frozenset[str]:
    """What a text is about: the beginnings of its longer words, and its numbers."""
    return frozenset(
        word[:_STEM].casefold().replace("ё", "е")
        for word in _WORD.findall(text)
        if len(word) > 3 or word[0].isdigit() or (word.isupper() and len(word) > 1)
    )


def unmarked(sentence: str) -> str:
    """A sentence taken out of its list or quotation: without the mark that opened it."""
    text = _LIST_MARK.sub("", sentence)
    for opening, closing in (*_PAIRS[:2], ('"', '"')):
        first, last = text.find(opening), text.rfind(closing)
        if first == 0 and last <= 0:
            text = text[1:]
        elif last > 0 and first in (-1, last):
            # The end of a quotation that began in an earlier sentence, and who said it.
            text = text[:last]
    return text.rstrip(" ,;")


def is_balanced(text: str) -> bool:
    """Whether every bracket and quotation mark has its other half."""
    return text.count('"') % 2 == 0 and all(
        text.count(opening) == text.count(closing) for opening, closing in _PAIRS
    )


def is_torn(sentence: str) -> bool:
    """Whether this is no sentence but a piece of one: it opens low, or half a pair is missing."""
    return bool(_OPENS_LOW.match(sentence)) or not is_balanced(sentence) or "…" in sentence


def without_opener(sentence: str, words: Catalogue) -> str:
    """A sentence without "In addition, ", which points to one that is not shown."""
    match = words.phrasing.opener.match(sentence)
    if match is None:
        return sentence
    rest = sentence[match.end() :]
    return rest[:1].upper() + rest[1:]


def points_back(sentence: str, words: Catalogue) -> bool:
    """Whether it cannot be understood alone: its first words stand for something said before."""
    beginning = _WORD.findall(sentence)[:4]
    return any(words.phrasing.back.fullmatch(word.casefold()) for word in beginning)


def clause_with(sentence: str, part: str, limit: int, words: Catalogue) -> str | None:
    """The sentence, or its longest run of whole clauses with ``part`` (which it holds) in it.

    None where nothing that fits within ``limit`` characters can stand alone.
    """
    at = sentence.index(part)
    # Who said it is left out: what follows is a sentence as well.
    begin = max((m.end() for m in words.phrasing.reporting.finditer(sentence[:at])), default=0)
    ends = [
        m.start() for m in words.phrasing.clause.finditer(sentence) if m.start() >= at + len(part)
    ]
    ends.append(len(sentence))
    found = [
        piece
        for end in ends
        if len(piece := sentence[begin:end].strip(" ,;:–—")) <= limit
        and is_balanced(piece)
        and (end == len(sentence) or not words.phrasing.unfinished.fullmatch(piece.split()[-1]))
    ]
    if not found:
        return None
    best = max(found, key=len)
    end = "" if best[-1:] in ".!?…" else "."
    return f"{best[:1].upper()}{best[1:]}{end}"
