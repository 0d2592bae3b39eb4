"""Kazakh names against KazNERD: sentences of broadcasts, annotated by others for other ends.

Counted are the labels that mean what the analyser reads: full names (of two words and more), those
of them right after an office, and sums of money and percentages (one for one, in each sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.analysis_scoring import Counts

Words = list[tuple[str, str]]
_FILE = Path("kaznerd", "valid.iob2.txt")
_TIGHT_BEFORE = frozenset(",.!?;:»)")
_TIGHT_AFTER = frozenset("«(")


def evaluate(shared: Path) -> dict[str, Counts]:
    """Counts by what was compared; empty where the sentences are absent."""
    from meetings import analyse

    table: dict[str, Counts] = {}
    for words in _sentences(shared / _FILE):
        facts = analyse(_text(words), lang="kk")
        labels = list(_labels(words))
        names = [_text(words[b:e]) for label, b, e in labels if label == "PERSON"]
        full = [name for name in names if " " in name]
        offices = {end for label, _, end in labels if label == "POSITION"}
        held = [
            _text(words[b:e])
            for label, b, e in labels
            if label == "PERSON" and b in offices and e - b > 1
        ]
        found = [person.mention for person in (*facts.participants, *facts.mentioned_persons)]
        wrong = sum(name not in names for name in found)
        _add(table, "full names", _of(full, found, wrong))
        _add(table, "full names after an office", _of(held, found, 0))
        money = [f for f in facts.figures if re.fullmatch("[A-Z]{3}", f.unit)]
        percent = [f for f in facts.figures if f.unit == "percent"]
        for label, read in (("MONEY", money), ("PERCENTAGE", percent)):
            true = sum(known == label for known, _, _ in labels)
            right = min(true, len(read))
            _add(table, label.lower(), Counts(right, len(read) - right, true - right))
    return table


def _of(names: list[str], found: list[str], wrong: int) -> Counts:
    right = sum(name in found for name in names)
    return Counts(right, wrong, len(names) - right)


def _add(table: dict[str, Counts], name: str, counts: Counts) -> None:
    table[name] = table.get(name, Counts()) + counts


def _sentences(path: Path) -> Iterator[Words]:
    if not path.is_file():
        return
    words: Words = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        word, _, label = line.strip().rpartition(" ")
        if word:
            words.append((word, label))
        elif words:
            yield words
            words = []


def _text(words: Words) -> str:
    """The words as they would be printed: marks without the spaces that part them here."""
    text = before = ""
    for word, _ in words:
        tight = not text or word in _TIGHT_BEFORE or before in _TIGHT_AFTER
        text += word if tight else f" {word}"
        before = word
    return text


def _labels(words: Words) -> Iterator[tuple[str, int, int]]:
    at = 0
    while at < len(words):
        label = words[at][1]
        end = at + 1
        if label.startswith("B-"):
            while end < len(words) and words[end][1] == f"I-{label[2:]}":
                end += 1
            yield label[2:], at, end
        at = end
