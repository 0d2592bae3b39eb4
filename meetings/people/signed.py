"""Who only signed: a decree's signer, a law's, the one who appoints. They met nobody by it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from meetings.model import Lang
from meetings.offices.heads import Named
from meetings.text import Doc

_HEAD = 3000
_WINDOW = 110


@lru_cache(maxsize=8)
def _patterns(lang: Lang, name: str) -> re.Pattern[str] | None:
    """The cues of one kind in a language; None where it has none."""
    path = files("meetings").joinpath("data", "people.toml")
    cues: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))[lang]
    patterns = cues.get(f"signed_{name}", [])
    return re.compile("|".join(patterns), re.MULTILINE) if patterns else None


def signers(doc: Doc, lang: Lang, mentions: Sequence[Named]) -> frozenset[int]:
    """The mentions (by their first token) that show someone signing and no more.

    In the text of a decree that is everybody.
    """
    decree = _patterns(lang, "decree")
    if decree is not None and decree.search(doc.text, 0, min(doc.body_end, _HEAD)):
        return frozenset(mention.begin for mention in mentions)
    return frozenset(mention.begin for mention in mentions if _signs(doc, lang, mention))


def _signs(doc: Doc, lang: Lang, mention: Named) -> bool:
    after, act = _patterns(lang, "after"), _patterns(lang, "by")
    end = doc.tokens[mention.end - 1].end
    if after is not None and after.match(doc.text[end : end + _WINDOW]):
        return True
    office = mention.office
    if act is None or office is None or office.case != "ablt" or office.begin > mention.begin:
        return False
    start = doc.tokens[mention.left].start
    around = doc.text[max(0, start - _WINDOW) : start], doc.text[end : end + _WINDOW]
    return any(act.search(_same_sentence(part, index)) for index, part in enumerate(around))


def _same_sentence(part: str, index: int) -> str:
    """Of the text before (0) the last sentence, of the text after (1) the first."""
    pieces = re.split(r"[.!?\n]", part)
    return pieces[-1] if index == 0 else pieces[0]
