"""The figures of a release: which of them a post shows, and within which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from notifier.markup import clean
from notifier.phrases import (
    clause_with,
    is_torn,
    points_back,
    stems,
    unmarked,
    without_opener,
)
from notifier.words import Catalogue

_MEASURES = frozenset(["fraction", "times", "tons", "ha", "km", "m3", "kWh", "W", "bit/s"])
#: A bullet is at most so long; a whole sentence that cannot be cut may be longer.
_BULLET, _LONG_BULLET = 150, 200
#: What is longer is no sentence, in characters.
_SUBJECT = 1_000
#: A bullet that scores less is not worth its line.
_LEAST = -1
#: With this share of its words in what the post says already, a figure says nothing new.
_SAID = 0.65


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """Numbers of one sentence as the text has them: ``text`` is what is said with them.

    ``text`` can stand alone; ``apart`` is True where it does not hold the number, which then
    follows it, with its ``qualifier``. ``score`` tells how much the figure says.
    """

    texts: tuple[str, ...]
    qualifier: str | None
    text: str
    score: float
    apart: bool = False


def key_figures(
    rows: Sequence[Mapping[str, Any]], words: Catalogue, *, title: str, said: str
) -> Iterable[KeyFigure]:
    """The figures worth showing, the most telling first; ``said`` is what the post says already."""
    seen: set[tuple[float, str]] = set()
    by_subject: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        text = clean(row.get("text") or "")
        identity = (float(row.get("value") or 0), str(row.get("unit") or ""))
        # A number spelt out ("five corridors") seldom is the news; one that was told is said.
        if not re.search(r"\d", text) or identity in seen or _says(f"{title}\n{said}", text):
            continue
        seen.add(identity)
        by_subject.setdefault(clean(row.get("subject") or "")[:_SUBJECT], []).append(row)
    topic = stems(title)
    found: list[KeyFigure] = []
    for subject, group in by_subject.items():
        found += _of_one_sentence(subject, group, topic, words)
    shown = [stems(title), stems(said)]
    # Sorting keeps the order of the text among equals.
    for figure in sorted(found, key=lambda figure: -figure.score):
        about = stems(figure.text)
        if figure.score >= _LEAST and not any(
            len(about & known) > _SAID * len(about) for known in shown
        ):
            shown.append(about)
            yield figure


def _of_one_sentence(
    subject: str, group: Sequence[Mapping[str, Any]], topic: frozenset[str], words: Catalogue
) -> Iterable[KeyFigure]:
    sentence = without_opener(unmarked(subject), words)
    texts = tuple(clean(row["text"]) for row in group)
    score = max(map(_weight, group)) + (0.5 if len(stems(sentence) & topic) > 1 else 0.0)
    if not any(text in subject for text in texts):
        # The text names what is counted elsewhere.
        for row, text in zip(group, texts, strict=True):
            yield KeyFigure((text,), row.get("qualifier"), sentence, score, apart=True)
        return
    held = [text for text in texts if text in sentence]
    if not held:
        return
    said = clause_with(sentence, held[0], _BULLET, words)
    if said is None and not is_torn(sentence) and len(sentence) <= _LONG_BULLET:
        said, score = sentence, score - 1
    # What "it" stands for would have to be shown as well.
    if said is None or points_back(said, words):
        return
    if is_torn(sentence):
        score -= 2
    yield KeyFigure(tuple(text for text in held if text in said), None, said, score)


def _says(text: str, figure: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(figure)}(?!\w)", text) is not None


def _weight(row: Mapping[str, Any]) -> int:
    """2 for money and percentages, 1 for what is measured, 0 for what is counted."""
    unit = str(row.get("unit") or "")
    if unit == "percent" or re.fullmatch("[A-Z]{3}", unit):
        return 2
    return 1 if unit in _MEASURES else 0
