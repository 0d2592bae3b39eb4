"""The sentence below the headline: it says what the headline leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from notifier.headline import Headline, may_end
from notifier.phrases import is_torn, points_back, sentences, stems, unmarked
from notifier.words import Catalogue

SHORTEST, LONGEST = 40, 300
#: How many words a sentence has to add to what is known for it to be worth reading.
_ADDS = 4
#: A summary that says the title again has to add so many, any other so many.
_ADDS_MORE, _REPEATS = 6, 2
#: With this share of what a headline lost, a sentence makes up for it.
_COVERS = 0.6
#: A headline that ends well and lost no more words than this needs nobody to make up for it.
_NO_LOSS = 2
#: So many people a post names in the open.
_NAMES = 3
#: Sentences of the text that are looked at.
_LOOKED_AT = 8


def lead(
    title: str, summary: str, text: str, known: str, names: Sequence[str], words: Catalogue
) -> str:
    """The summary, or where it only says the title again, the first sentence that says more.

    ``known`` is what readers see elsewhere. The result may be empty.
    """
    seen = stems(f"{title} {known} {words.phrasing.common}")
    own = _whole(summary, text, words)
    repeats = len(stems(title) & stems(own)) >= _COVERS * len(stems(title))
    adds = len(stems(own) - seen)
    if adds >= (_ADDS_MORE if repeats else _REPEATS) and not _is_crowded(own, names):
        return own
    better = [
        sentence
        for sentence in _candidates(text, names, words)
        if len(stems(sentence) - seen) >= _ADDS and not points_back(sentence, words)
    ]
    telling = [sentence for sentence in better if words.phrasing.news.search(sentence)]
    if adds >= _REPEATS:
        better = []
    return next(iter([*telling, *better]), own if stems(own) - stems(title) else "")


def make_up(
    title: str, head: Headline, chosen: str, summary: str, text: str, words: Catalogue
) -> str:
    """What stands below a headline that could not hold the title: the rest is said here."""
    lost = stems(title) - stems(head.text)
    own = _whole(summary, text, words)
    if len(lost) <= _NO_LOSS and not head.text.endswith("…"):
        return chosen
    for sentence in (chosen, own, *islice(sentences(text), 2)):
        fits = len(sentence) <= LONGEST and not is_torn(sentence)
        covers = len(lost & stems(sentence)) >= _COVERS * len(lost)
        if fits and covers and not points_back(sentence, words):
            return sentence
    if head.rest:
        title = head.rest[:1].upper() + head.rest[1:]
    whole = title.rstrip(".") + ("" if title[-1:] in "!?…" else ".")
    both = f"{whole} {chosen}".strip()
    return both if len(both) <= LONGEST else whole


def _candidates(text: str, names: Sequence[str], words: Catalogue) -> Iterable[str]:
    for sentence in islice(sentences(text), _LOOKED_AT):
        if (
            SHORTEST <= len(sentence) <= LONGEST
            and sentence[-1] in ".…"
            and sentence[0] not in '«“"—–-•'
            and not is_torn(sentence)
            and not words.phrasing.noise.search(sentence)
            and not _is_crowded(sentence, names)
        ):
            yield sentence


def _is_crowded(sentence: str, names: Sequence[str]) -> bool:
    """Whether it names more people than a post names in the open."""
    return sum(name in sentence for name in names) > _NAMES


def _whole(summary: str, text: str, words: Catalogue) -> str:
    """The summary without a torn end or half a quotation; empty where it is no sentence."""
    summary = unmarked(summary)
    if summary.endswith("…"):
        begun = summary[:SHORTEST]
        for sentence in islice(sentences(text), _LOOKED_AT):
            if sentence.startswith(begun) and not words.phrasing.noise.search(sentence):
                if len(sentence) <= LONGEST:
                    return sentence
                summary = _ended(sentence[:LONGEST], words.phrasing.clause, words) or summary
                break
        for pattern in (words.phrasing.clause, words.phrasing.phrase):
            if summary.endswith("…"):
                summary = _ended(summary, pattern, words) or summary
    if is_torn(summary.rstrip("…")):
        return ""
    return summary if summary[-1:] in '.!?…»”"' else f"{summary}."


def _ended(sentence: str, pattern: re.Pattern[str], words: Catalogue) -> str | None:
    """The sentence up to the last place, in its second half, where ``pattern`` ends it well."""
    ends = [
        match.start()
        for match in pattern.finditer(sentence)
        if match.start() > len(sentence) // 2 and may_end(sentence, match.start(), words)
    ]
    return sentence[: ends[-1]].rstrip(" ,;:–—") + "." if ends else None
