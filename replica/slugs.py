"""Slugs as the site makes them: Cyrillic transliterated, lower case, hyphens."""

from __future__ import annotations

import re

_LETTERS = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e",
    "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n",
    "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u",
    "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST = 160


def slugify(title: str) -> str:
    """``title`` as a slug of at most 160 characters; "release" where no letter is left."""
    slug = _NO_LETTERS.sub("-", title.lower().translate(_TABLE)).strip("-")
    return slug[:_LONGEST].strip("-") or "release"
