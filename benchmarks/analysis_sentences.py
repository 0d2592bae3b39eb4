"""Kazakh figures in real sentences, since no Kazakh releases with annotations are at hand.

The sentences are drawn at random from those of the aligned corpus that hold a number, and read by a
person with the English beside them. Only their line, hash and figures are in the project.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.analysis_scoring import Counts, listed_figures

_ANNOTATED = Path(__file__).resolve().parent.parent / "tests/meetings/sentences/kk_figures.jsonl"
_SOURCE = Path("corpus", "kk_en_sentences.tsv")


def sentences(shared: Path, half: str) -> Iterator[dict[str, Any]]:
    """The annotated sentences of a half with their ``text``; none where the corpus is absent.

    Raises ValueError where a sentence is not the one that was annotated.
    """
    if not (shared / _SOURCE).is_file():
        return
    lines = (shared / _SOURCE).read_text(encoding="utf-8").splitlines()
    for row in _ANNOTATED.read_text(encoding="utf-8").splitlines():
        gold: dict[str, Any] = json.loads(row)
        if gold["half"] != half:
            continue
        text = lines[gold["line"]].partition("\t")[0]
        if hashlib.sha256(text.encode()).hexdigest() != gold["sha256"]:
            raise ValueError(f"{_SOURCE} line {gold['line']} is not what was annotated")
        figures = [
            dict(zip(("value", "unit", "qualifier"), f, strict=True)) for f in gold["figures"]
        ]
        yield gold | {"text": printed(text), "figures": figures}


def printed(text: str) -> str:
    """The sentence as it would be printed: without the spaces that part its marks from words."""
    text = re.sub(r" (?=[,.;:!?)%])|(?<=\() |(?<=[%$]) (?=-\w|\d)| (?=/)|(?<=/) ", "", text)
    return text.strip()


def evaluate(shared: Path, half: str) -> tuple[dict[str, Counts], list[str]]:
    """Counts by field, and the disagreements in words; nothing where the corpus is absent."""
    from meetings import analyse

    table: dict[str, Counts] = {}
    errors: list[str] = []
    for gold in sentences(shared, half):
        found = analyse(gold["text"], lang="kk").to_json()["figures"]
        for qualified in (False, True):
            field = "figures with qualifier" if qualified else "figures"
            _, counts, wrong = listed_figures(gold["figures"], found, qualified=qualified)
            table[field] = table.get(field, Counts()) + counts
            if not qualified:
                errors += [f"line {gold['line']} {field}: {error}" for error in wrong]
    return table, errors
