"""What shows in English that somebody who is named takes no part, or does against a first look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from meetings.offices.en_appointed import appoints
from meetings.offices.en_bodies import same_sentence
from meetings.offices.heads import Named
from meetings.text import Doc

_PASSIVE = 5
_RECALLED = 170
# How far on in a sentence whoever says it may stand.
_TOLD_BY = 500
_LONGEST_TITLE = 25
_SAYS = frozenset({"said", "noted", "reported", "stressed", "told", "informed", "stated", "added"})
_SESSIONS = frozenset({"meeting", "session", "commission", "headquarters", "conference", "council"})
_BEING = frozenset({"was", "were", "is", "are", "been"})
_OWN = frozenset({"his", "her", "the", "annual", "new", "this", "president's", "state's"})
CLOSING = frozenset('"”»')
_MARKS = frozenset('"“”«»')


class EnglishContext:
    """Judges mentions of one English text; ``cues`` are those of ``people.toml``."""

    def __init__(
        self, doc: Doc, cues: Mapping[str, Any], bounds: Mapping[int, tuple[int, int]]
    ) -> None:
        self.doc = doc
        self.cues = cues
        self.bounds = bounds
        self.sovereign = frozenset(cues["sovereign"])
        self.references = _references(doc, cues["reference"])

    def elsewhere(self, mention: Named) -> bool:
        """Whether what is told of the person (English) is told of another time and place."""
        start = self.doc.tokens[mention.begin].start
        return (
            any(begin <= start < end for begin, end in self.references)
            or self._owns_act(mention)
            or self._tasked_en(mention)
            or self._addressed(mention)
            or self._told_before(mention)
            or self._told_by_other(mention)
        )

    def _told_before(self, mention: Named) -> bool:
        """ "Agreements reached at the meeting of X and Y"."""
        start = self.doc.tokens[mention.left].start
        before = self.doc.text[max(0, start - _RECALLED) : start]
        return any(re.search(cue, before) for cue in self.cues["recalled"])

    def _told_by_other(self, mention: Named) -> bool:
        """ "X is responsible for roads", "President X opened a road in 2012, said Minister Y"."""
        _, end = self.bounds[self.doc.tokens[mention.begin].sentence]
        start = self.doc.tokens[mention.end - 1].end
        after = self.doc.text[start : min(self.doc.tokens[end - 1].end, start + _TOLD_BY)]
        if any(re.search(cue, after) for cue in self.cues["posts"]):
            return True
        office = mention.office
        if office is None or office.text.lower() not in self.sovereign:
            return False
        return any(re.search(cue, after) for cue in self.cues["told_by"])

    def _tasked_en(self, mention: Named) -> bool:
        """ "X was instructed to …", "instructed Minister X to …": who is only given a task."""
        tasks = frozenset(self.cues["tasked"])
        at = mention.left - 1
        at -= at >= 0 and self.doc.tokens[at].lower in {"the", "his", "her"}
        if (
            at >= 0
            and self.doc.tokens[at].lower in tasks
            and same_sentence(self.doc, at, mention.begin)
        ):
            return True
        after = self.doc.tokens[mention.end : mention.end + _PASSIVE]
        words = [token.lower for token in after if token.text != ","]
        verb = next((i for i, word in enumerate(words) if word in tasks), 0)
        return {*words[:verb]} & _BEING != set() and {*words[:verb]} <= _BEING | {"has", "also"}

    def _addressed(self, mention: Named) -> bool:
        """ "In his Address to the people the President set …": told beyond the lead of before."""
        office = mention.office
        if office is None or office.text.lower() not in self.sovereign:
            return False
        begin, end = self.bounds[self.doc.tokens[mention.begin].sentence]
        if self.doc.tokens[begin].start < self.doc.title_end or begin == self._first():
            return False
        told = frozenset(self.cues["addresses"])
        return any(
            token.cap and token.lower in told and self.doc.tokens[index - 1].lower in _OWN
            for index, token in enumerate(self.doc.tokens[begin:end], begin)
        )

    def _first(self) -> int:
        """The first token of the body."""
        starts = (b for b, _ in self.doc.sentence_bounds)
        return next((b for b in starts if self.doc.tokens[b].start >= self.doc.title_end), 0)

    def _owns_act(self, mention: Named) -> bool:
        """ "at X's instruction", "for the time of X's leave": what X did or does elsewhere."""
        after = self.doc.tokens[mention.end : mention.end + 4]
        if not after or after[0].kind != "possessive":
            return False
        deeds = frozenset(self.cues["deeds"])
        return any(token.lower in deeds for token in after[1:])

    def signs(self, mention: Named) -> bool:
        """Who signs a decree takes part in nothing by it (English: "X has signed a decree")."""
        after = [token.lower for token in self.doc.tokens[mention.end : mention.end + 7]]
        acts = self.cues["acts"]
        signs = "signed" in after[:2] and any(act in after for act in acts)
        return signs or appoints(self.doc, mention.end)

    def is_no_cue(self, at: int) -> bool:
        """Whether the word at ``at``, which mostly shows no participation, shows one here."""
        return (
            self._leads(at) or self._told_this(at) or self._after_speech(at) or self._signs_with(at)
        )

    def _told_this(self, at: int) -> bool:
        """ "This was announced by X": who told what the release is about."""
        before = [token.lower for token in self.doc.tokens[max(0, at - 2) : at]]
        return before in (["this", "was"], ["it", "was"])

    def _after_speech(self, at: int) -> bool:
        """ "…," congratulated X: a verb of speech, not what is done to X."""
        return self.doc.tokens[at - 1].text in CLOSING if at else False

    def _signs_with(self, at: int) -> bool:
        """ "The memorandum was signed by X": who signs what two sides agree on was there."""
        if [token.lower for token in self.doc.tokens[at : at + 2]] != ["signed", "by"]:
            return False
        begin, end = self.bounds[self.doc.tokens[at].sentence]
        acts = self.cues["acts"]
        return not any(token.lower in acts for token in self.doc.tokens[begin:end])

    def _leads(self, at: int) -> bool:
        """ "The meeting under the leadership of X": its chairman."""
        if self.doc.tokens[at].lower != "leadership":
            return False
        begin, _ = self.bounds[self.doc.tokens[at].sentence]
        return any(token.lower in _SESSIONS for token in self.doc.tokens[begin:at])

    def before_marks(self, at: int) -> int:
        """Before the title in marks that ends at ``at``: the article "Roads" by X."""
        for index in range(at - 1, max(at - _LONGEST_TITLE, -1), -1):
            if self.doc.tokens[index].text in _MARKS and same_sentence(self.doc, index, at):
                return index - 1
        return -1

    def says(self, mention: Named) -> bool:
        """ "Those that fit us, said Minister X": who says it stands after the clause."""
        at = mention.left - 1
        at -= at >= 0 and self.doc.tokens[at].lower == "the"
        return at >= 0 and self.doc.tokens[at].lower in _SAYS


def _references(doc: Doc, cues: list[str]) -> list[tuple[int, int]]:
    """The paragraphs of an English text that only explain ("For reference: …")."""
    pattern = re.compile("|".join(cues), re.MULTILINE)
    spans = []
    for match in pattern.finditer(doc.text, doc.title_end):
        # Where the mark stands alone, the paragraph after it is meant.
        first = doc.text.find("\n", match.start())
        alone = 0 <= first - match.end() <= 1
        end = doc.text.find("\n", first + 1) if alone else first
        spans.append((match.start(), end if end >= 0 else len(doc.text)))
    return spans
