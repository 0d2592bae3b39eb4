"""The sentence below the headline: it says what the headline leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from notifier.headline import Headline
from notifier.phrases import is_torn, points_back, sentences, stems, unmarked
from notifier.words import Catalogue

SHORTEST, LONGEST = 40, 300
#: How many words a sentence has to add to what is known for it to be worth reading.
_ADDS = 4
#: And how many where it says the title again.
_ADDS_MORE = 6
#: One that adds fewer than this to the title only repeats it.
_REPEATS = 2
#: With this share of what a headline lost, a sentence makes up for it.
_COVERS = 0.6
_NO_LOSS = 2
_NAMES = 3
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
    if own and len(stems(own) - seen) >= (_ADDS_MORE if repeats else _ADDS):
        return own
    better = [
        sentence
        for sentence in _candidates(text, names, words)
        if len(stems(sentence) - seen) >= _ADDS and not points_back(sentence, words)
    ]
    telling = [sentence for sentence in better if words.phrasing.news.search(sentence)]
    if len(stems(own) - seen) >= _REPEATS:
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
        if fits and len(lost & stems(sentence)) >= _COVERS * len(lost):
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
            and sum(name in sentence for name in names) <= _NAMES
        ):
            yield sentence


def _whole(summary: str, text: str, words: Catalogue) -> str:
    """The summary without a torn end or half a quotation; empty where it is no sentence."""
    summary = unmarked(summary)
    if summary.endswith("…"):
        begun = summary[:SHORTEST]
        for sentence in islice(sentences(text), _LOOKED_AT):
            if sentence.startswith(begun) and len(sentence) <= LONGEST:
                return sentence
        ends = [m.start() for m in words.phrasing.clause.finditer(summary)]
        ends += [m.start() for m in words.phrasing.phrase.finditer(summary)]
        ends = [end for end in ends if end > len(summary) // 2]
        summary = summary[: max(ends)].rstrip(" ,;:–—") + "." if ends else summary
    if is_torn(summary.rstrip("…")):
        return ""
    return summary if summary[-1:] in '.!?…»”"' else f"{summary}."
