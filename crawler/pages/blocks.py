"""Pieces of text as every reader passes them on: paragraphs, headings, list items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["p", "h2", "h3", "h4", "li", "row", "quote"]

#: What the last sentence of a paragraph ends with.
SENTENCE_END = (".", "!", "?", "…", "»", "”", '"', ":", ";", ")")

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one form; ``href`` is its link as written on the page."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row; never empty, white space normalised."""

    kind: Kind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words, on one line."""
        return "".join(run.text for run in self.runs)

    @property
    def link_share(self) -> float:
        """The part of the text that is links, 0 to 1."""
        total = sum(len(run.text) for run in self.runs)
        return sum(len(run.text) for run in self.runs if run.href) / total if total else 0.0


def spaced(text: str) -> str:
    """``text`` with white space of any kind as single spaces and invisible characters off."""
    if text.isprintable() and "  " not in text:
        return text  # white space other than " " is not printable, nor is what is invisible
    return _SPACE.sub(" ", _INVISIBLE.sub("", text))


def clean_text(text: str) -> str:
    """The same, with none at either end: one line."""
    return spaced(text).strip()
