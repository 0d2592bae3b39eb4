"""Parts of what was counted: "40 firms, 36 of which …", «64 көліктің 15-і»."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures.lexicon import Lexicon
from meetings.figures.reading import Reading
from meetings.figures.sentences import sentence_at
from meetings.model import Lang, Span

_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
_OF_WHICH = re.compile(r" of which\b")
#: "60 of them are in villages and 9 in towns".
_IN_TURN = re.compile(
    r" of (?:them|these|which)(?: are| were)? (in|at|for|from|by|on|to) [^.;\d]{2,60}?(?:,| and) $"
)
_OF_THEM = re.compile(r" (?:of|among) them\b")


class Parts:
    """Finds, in one text, the numbers that tell a part of what stands before or after them."""

    def __init__(self, text: str, lang: Lang, words: Lexicon, sentences: list[Span]) -> None:
        self._text = text
        self._lang = lang
        self._words = words
        self._sentences = sentences

    def carry(self, readings: list[Reading]) -> None:
        """Give numbers without a thing in ``readings`` the one of which they tell a part."""
        if self._words.part_of is None:
            return
        last: Reading | None = None
        for index, here in enumerate(readings):
            following = readings[index + 1] if index + 1 < len(readings) else None
            if here.kind == "count" or (self._lang == "en" and here.kind == "quantity"):
                last = here
            elif not here.unit and following is not None and self._shares(here, following):
                readings[index] = replace(here, unit=following.unit, kind="count")
            elif not here.unit and index and self._in_turn(readings[index - 1], here):
                readings[index] = replace(here, unit=readings[index - 1].unit, kind="count")
            elif not here.unit and last is not None and self._is_part_of(last, here):
                readings[index] = replace(here, unit=last.unit, kind="count")

    def _is_part_of(self, last: Reading, here: Reading) -> bool:
        if last.kind == "quantity" and not _OF_WHICH.match(self._text, here.end):
            return False
        near = self._together(last, here) or self._told_of_before(here) or self._of_them(last, here)
        return self._of_the_last(last, here) or (near and self._is_part(here))

    def _of_the_last(self, last: Reading, here: Reading) -> bool:
        """«1 340 үйдің 412-сіне»: so many of those (Kazakh)."""
        of_them = self._text[last.start : last.end].endswith(_GENITIVE)
        suffixed = self._text[here.numeral.end : here.numeral.end + 1] == "-"
        return (
            self._lang == "kk"
            and of_them
            and suffixed
            and self._text[last.end : here.start] in (" ", "\u00a0")
        )

    def _of_them(self, last: Reading, here: Reading) -> bool:
        """ "They sold 75 dams. 42 of them are new": of what the sentence before counted."""
        begin, _ = sentence_at(self._sentences, here.start)
        previous = sentence_at(self._sentences, begin - 1)
        return (
            self._lang == "en"
            and _OF_THEM.match(self._text, here.end) is not None
            and previous == sentence_at(self._sentences, last.start)
            and here.value < last.value
        )

    def _in_turn(self, before: Reading, here: Reading) -> bool:
        """ "60 of them are in villages and 9 in towns": further parts after the same word."""
        if self._lang != "en" or before.kind != "count" or here.numeral.may_be_a_year:
            return False
        first = _IN_TURN.fullmatch(self._text, before.numeral.end, here.start)
        return first is not None and self._text.startswith(f" {first.group(1)} ", here.end)

    def _told_of_before(self, here: Reading) -> bool:
        """«Оның ішінде 15-і» at the beginning of a sentence: of what the last one counted."""
        pattern = self._words.part_of
        begin, _ = sentence_at(self._sentences, here.start)
        return (
            self._lang == "kk"
            and pattern is not None
            and pattern.fullmatch(self._text, begin, here.start) is not None
        )

    def _shares(self, here: Reading, following: Reading) -> bool:
        """ "48 old and 60 new schools": the thing is said once, after the second number."""
        joint = self._words.shared
        return (
            joint is not None
            and following.kind == "count"
            and not here.numeral.may_be_a_year
            and joint.fullmatch(self._text, here.end, following.start) is not None
        )

    def _is_part(self, here: Reading) -> bool:
        pattern = self._words.part_of
        if pattern is None or here.numeral.may_be_a_year:
            return False
        before = self._text[max(0, here.start - 24) : here.start]
        after = self._text[here.end : here.end + 16]
        return bool(pattern.search(before) or pattern.match(after)) and not re.match(
            r"[.,/]?\d|[-–]\w|\w", after
        )

    def _together(self, first: Reading, second: Reading) -> bool:
        sentence = sentence_at(self._sentences, first.start)
        return sentence == sentence_at(self._sentences, second.start)
