"""What a change of a post comes to: what readers have to be told of, and what is only mended.

Of substance are numbers, names of those who took part, dates and places, and sentences that came,
went or were said anew. A word or two spelt otherwise, punctuation and typography are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from notifier.markup import cut, emphasise, escape, plain
from notifier.phrases import sentences
from notifier.words import Catalogue

#: Sentences that share fewer of their words than this are not the same sentence.
_SAME_SENTENCE = 0.75
_SHOWN, _LENGTH = 3, 320

_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*")
_WORD = re.compile(r"\w+")
#: What is shown in bold where it is new: a number as a whole, or a word.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?: ?%)?|\w+")
_DATE_LINE = re.compile(r"\d{1,2}[ –]|\d{4} ")
#: Times of corrections, links and hashtags are no part of what a post says.
_MARK = re.compile(r" · ✏️ [^\n]*")


@dataclass(frozen=True, slots=True)
class Change:
    """One passage as it was and as it is; one of them may be empty."""

    before: str
    after: str


def changes_of_substance(
    before: str, after: str, *, old_text: str = "", new_text: str = ""
) -> list[Change]:
    """The passages of a post (Telegram's HTML) that say something else than before.

    With the release's texts, what both of them say is no change: the post only tells another part.
    """
    old, new = _passages(before), _passages(after)
    matcher = SequenceMatcher(None, [_folded(p) for p in old], [_folded(p) for p in new], False)
    found: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            found += _changes(old[a:b], new[c:d])
    return [
        change
        for change in found
        if not (_stands_in(change.before, new_text) and _stands_in(change.after, old_text))
    ]


def render_correction(changes: Iterable[Change], words: Catalogue) -> str:
    """The message that tells of changes, in Telegram's HTML."""
    texts = words.words
    blocks = [f"✏️ <b>{escape(texts.corrected)}</b>"]
    for change in list(changes)[:_SHOWN]:
        rows = []
        if change.before:
            said = cut(change.before.removeprefix("• "), _LENGTH)
            rows.append(f"<i>{escape(texts.before)}</i> {escape(said)}")
        if change.after:
            said = emphasise(cut(change.after.removeprefix("• "), _LENGTH), _new_words(change))
            rows.append(f"<i>{escape(texts.after)}</i> {said}")
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks)


def _passages(html: str) -> list[str]:
    """The lines that say something, without the line of links and hashtags at the end.

    That a release was withdrawn is said by the post's own mark.
    """
    lines = plain(_MARK.sub("", html)).split("\n")[:-1]
    return [line.strip() for line in lines if line.strip() and not line.startswith("🗑")]


def _changes(old: list[str], new: list[str]) -> Iterable[Change]:
    if len(old) == len(new) == 1:
        if _is_substance(old[0], new[0]):
            yield Change(old[0], new[0])
        return
    left = list(new)
    for before in old:
        after = max(left, key=lambda line: _alike(before, line), default="")
        if after and _alike(before, after) > 1 - _SAME_SENTENCE:
            left.remove(after)
        else:
            after = ""
        if _is_substance(before, after):
            yield Change(before, after)
    for after in left:
        yield Change("", after)


def _is_substance(before: str, after: str) -> bool:
    if not before or not after or _numbers(before) != _numbers(after):
        return True
    if (_is_person(before) or _DATE_LINE.match(before)) and _folded(before) != _folded(after):
        return True
    return _alike(before, after) < _SAME_SENTENCE


def _stands_in(passage: str, text: str) -> bool:
    """Whether the text says every sentence of the passage: a post may bring two together."""
    said = f" {' '.join(_folded(text))} "
    return all(f" {' '.join(_folded(each))} " in said for each in sentences(passage))


def _is_person(line: str) -> bool:
    # Only the list of people has flags, which are pairs of regional indicators.
    return "\U0001f1e6" <= line[:1] <= "\U0001f1ff"


def _numbers(text: str) -> list[str]:
    return [re.sub(r"\D", "", number) for number in _NUMBER.findall(text)]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, _folded(one), _folded(other), False).ratio()


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word.casefold().replace("ё", "е") for word in _WORD.findall(text))


def _new_words(change: Change) -> list[str]:
    known = {token.casefold() for token in _TOKEN.findall(change.before)}
    if not known:
        return []
    return [token for token in _TOKEN.findall(change.after) if token.casefold() not in known]
