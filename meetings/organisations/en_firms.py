"""Firms that an English text names after the word for what they are, without a legal form.

"the Turkish company Vela Yapi", "such companies as Vela, "Orion Co." and Tekno", "the airlines
Vela and Orion", special economic zone "Tau Park".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from meetings.names.en import is_word
from meetings.offices.heads import words
from meetings.text import Doc

_MARKED = r"[\"“«]([^\"”»“«\n]{2,70})[\"”»]"
_PLAIN = r"([A-Z][\w’-]*(?: (?:&(?:amp;)? )?[A-Z][\w’-]*){0,4})"
_NAME = re.compile(f"(?:{_MARKED}|{_PLAIN})")
_NEXT = re.compile(r",? (?:and )?(?=[\"“«A-Z])")
_SHORTEST = 2
_MOST_IN_A_ROW = 12


@lru_cache(maxsize=1)
def _class() -> re.Pattern[str]:
    kinds = "|".join(sorted(words("en", "firms")))
    return re.compile(
        rf"\b(?:{kinds})(?:,? (?:such as|like|including|as|named|called))? (?=[\"“«A-Z])"
    )


@lru_cache(maxsize=1)
def _zone() -> re.Pattern[str]:
    return re.compile(rf"\b(?:SEZ|[Ss]pecial [Ee]conomic [Zz]one|SIZ|FEZ) {_MARKED}")


def find(doc: Doc) -> Iterator[tuple[int, str]]:
    """Where each firm or zone is named, outside of speech, and its name."""
    text = doc.text[: doc.body_end]
    for zone in _zone().finditer(text):
        yield zone.start(), " ".join(re.sub(r"[\"“«”»]", "", zone.group()).split()).rstrip(" .,")
    speech = bytearray(len(text) + 1)
    for begin, end in doc.speech:
        speech[begin:end] = b"\x01" * (end - begin)
    for match in _class().finditer(text):
        at = match.end()
        for _ in range(_MOST_IN_A_ROW):
            named = _NAME.match(text, at)
            told = named is not None and (named.group(1) or not speech[at])
            name = _firm(named) if named is not None and told else None
            if named is None or name is None:
                break
            yield at, name
            following = _NEXT.match(text, named.end())
            if following is None:
                break
            at = following.end()


def _firm(named: re.Match[str]) -> str | None:
    """The name of a firm: in marks any that begins with a capital, else one that no word is."""
    marked, plain = named.groups()
    if marked is not None:
        name = marked.strip(" ,")
        return name if name[:1].isupper() or name[:1].isdigit() else None
    parts = plain.split()
    if len(plain) < _SHORTEST:
        return None
    own = [part for part in parts if part.isupper() or not is_word(part.lower())]
    return plain.replace("&amp;", "&") if own and not is_word(parts[0].lower()) else None
