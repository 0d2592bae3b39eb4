"""English: what went "by 40% (from 600 to 360)" is what the sentence says has changed."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures.counted import CountedThings
from meetings.figures.counted_en import is_plural
from meetings.figures.lexicon import Lexicon
from meetings.figures.reading import Reading
from meetings.figures.sentences import sentence_at
from meetings.model import Span

_FROM = re.compile(r"(?:[–—-] ?|\(|\bthat is,? |(?:%|times|percent) )from (?:about |almost )?$")
_TO = re.compile(r"(?: in [^.;()]{3,60}?)? to (?:about |almost |nearly )?")
_OBJECT = re.compile(r" (?:the |its |their |all )?(?:number of )?(?:the )?")
_NUMBER = re.compile(r"\bnumber of (?:the )?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[,;:]")
_CHANGES = frozenset({"percent", "times"})
_MOST_WORDS = 2
_REACH = 240


def carry_changed(
    text: str,
    words: Lexicon,
    sentences: list[Span],
    readings: list[Reading],
    things: CountedThings,
) -> None:
    """Give both numbers of such a change in ``readings`` the thing that changed."""
    change: Reading | None = None
    for index, here in enumerate(readings[:-1]):
        at = index + 1
        if readings[at].numeral.may_be_a_year and at + 1 < len(readings):
            at += 1  # "from 600 in 2031 to 360"
        following = readings[at]
        begin, end = sentence_at(sentences, here.start)
        if here.kind in _CHANGES:
            change = here
        bare = not here.unit and not following.unit and following.end <= end
        if change is None or change.start < begin or not bare:
            continue
        told = _FROM.search(text, max(begin, here.start - 24), here.start)
        if told is None or not _TO.fullmatch(text, here.end, following.start):
            continue
        begin = max(begin, change.start - _REACH)
        thing = _changed(text, words, (begin, change.start), things)
        if thing is not None:
            readings[index] = replace(here, unit=thing, kind="count")
            readings[at] = replace(following, unit=thing, kind="count")


def _changed(text: str, words: Lexicon, span: Span, things: CountedThings) -> str | None:
    """The object of the last verb of change in ``span``, else the subject of the sentence."""
    verbs = list(words.change.finditer(text, *span))
    if not verbs:
        return None
    at = _OBJECT.match(text, verbs[-1].end())
    found = things.after(at.end() - 1) if at is not None else None
    if found is not None and found[1] <= span[1]:
        return found[0]
    number = _NUMBER.search(text, span[0], verbs[-1].start())
    found = things.after(number.end() - 1) if number is not None else None
    if found is not None:
        return found[0]
    phrase: list[str] = []
    for word in _WORD.findall(text, span[0], verbs[-1].start()):
        if not word.islower() or word in words.stop:
            phrase = []
        elif is_plural(word, words):
            return " ".join([*phrase[-_MOST_WORDS:], word])
        else:
            phrase.append(word)
    return None
