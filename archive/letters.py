"""Letters as compared in search: small ones, ё as е, Latin ones without their marks."""

from __future__ import annotations

import re
import unicodedata

_MARKED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


def plain(text: str) -> str:
    """A text in plain letters, each of which stands where it stood (a letter stays one letter)."""
    low = text.replace("İ", "i").lower().replace("ё", "е")
    return low if low.isascii() else _MARKED.sub(_bare, low)


def _bare(match: re.Match[str]) -> str:
    letter = match.group()
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter
