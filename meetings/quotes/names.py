"""English names in quotation marks: programmes, companies and titles, which nobody said.

A name goes on a phrase ("in the Address “The road to growth”", "“Vela Stroy” opened a plant");
speech opens a sentence, or stands after a mark or after "that".
"""

from __future__ import annotations

import re

from meetings.quotes.marks import Marked
from meetings.quotes.speakers import Words

_LAST_WORD = re.compile(r"([^\W\d_]+(?:[’'-][^\W\d_]+)*)\)? ?\Z")
_TITLED = re.compile(
    r"\b(?:theme|topic|title|slogan|motto|subject|question)s?(?: of [^.:]{0,40})?: ?\Z",
    re.IGNORECASE,
)
_BEFORE_SPEECH = frozenset(
    ("that", "as", "is", "are", "was", "were", "because", "what", "why", "how", "if", "words")
)
_SPOKEN = (",", ".", "!", "?", "…", "-", "–", "—")
_PARTED = re.compile(r"[ \u00a0]{0,2}(?:[,.;:)–—-]|\n|$)")
_CONTEXT = 60
_FEW = 4


def is_name(text: str, marked: Marked, words: Words) -> bool:
    """Whether the marks hold a name: what stands before them, and whether the sentence goes on."""
    before = text[max(0, marked.start - _CONTEXT) : marked.start]
    ends = text[marked.start : marked.end - 1][-_FEW:].rstrip()[-1:] in _SPOKEN
    parted = ends or _PARTED.match(text, marked.end) is not None
    if _TITLED.search(before):
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return not parted
    said = word.group(1).lower()
    if said in _BEFORE_SPEECH or words.verbs.fullmatch(said):
        return not parted
    return True
