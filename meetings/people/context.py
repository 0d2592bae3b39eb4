"""Whether a mention of a person is a participation: what stands around the name."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from meetings.model import Lang
from meetings.morphology_ru import is_masculine_past
from meetings.offices.en_appointed import comes_or_goes, named_in_decree
from meetings.offices.heads import Named
from meetings.people.context_en import CLOSING, EnglishContext
from meetings.people.recalled import Recall
from meetings.people.signed import signers
from meetings.text import Doc

_WINDOW = 4
_IMPERSONAL = 7
# "joined by", "according to": the person named after it is there.
_JOINS = frozenset(
    {
        *("joined", "attended", "chaired", "headed", "led", "addressed", "accompanied", "held"),
        *("represented", "delivered", "made", "opened", "met", "greeted", "received", "given"),
        *("presented", "according", "and", "presentation", "report", "speech", "lecture"),
    }
)
_OPENING = frozenset({"on", "by", "at", "in", "following", "under"})
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
_DATIVE = ("ға", "ге", "қа", "ке")
_CONJUNCTIONS = frozenset({"and", "и", "with", "мен", "пен", "бен", "және", ",", "the"})
_FILLERS = frozenset(
    [
        "of",
        "the",
        "from",
        "by",
        "to",
        "for",
        "a",
        "an",
        "his",
        "her",
        "between",
        "with",
        "and",
        "от",
        "в",
        "к",
        "по",
        "и",
        "с",
    ]
)


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    path = files("meetings").joinpath("data", "people.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Context:
    """Judges mentions of one text."""

    def __init__(self, doc: Doc, lang: Lang, mentions: Sequence[Named]) -> None:
        self.doc = doc
        self.lang = lang
        cues = _cues()[lang]
        self.not_before = tuple(cues.get("not_before", ()))
        self.not_after = tuple(cues.get("not_after", ()))
        self.tasked = tuple(cues.get("tasked", ()))
        self.subordinate = frozenset(cues["subordinate"])
        self.attends = tuple(cues["attends"])
        self.sovereign = frozenset(cues["sovereign"])
        self.bounds = {doc.tokens[b].sentence: (b, e) for b, e in doc.sentence_bounds}
        self.clauses: dict[int, int] = {}
        self.recall = Recall(doc, cues) if lang == "ru" else None
        self.english = EnglishContext(doc, cues, self.bounds) if lang == "en" else None
        self.signed = signers(doc, lang, mentions)
        self.active = self._active_sentences(mentions)
        self._mark(mentions)

    def _active_sentences(self, mentions: Sequence[Named]) -> dict[int, bool]:
        """For sentences with names: whether some word tells of taking part or of speech."""
        found: dict[int, bool] = {}
        for mention in mentions:
            number = self.doc.tokens[mention.begin].sentence
            if number not in found:
                begin, end = self.bounds[number]
                window = self.doc.tokens[begin:end]
                found[number] = any(
                    not t.quoted and t.lower.startswith(self.attends) for t in window
                )
        return found

    def _mark(self, mentions: Sequence[Named]) -> None:
        self.refused: set[int] = set()
        previous: Named | None = None
        for mention in mentions:
            refused = self._refused(mention)
            appointed = self.lang == "en" and comes_or_goes(self.doc, mention.end)
            if (
                previous is not None
                and previous.begin in self.refused
                and not refused
                and not appointed
            ):
                between = self.doc.tokens[previous.end : mention.left]
                refused = all(token.lower in _CONJUNCTIONS for token in between)
                refused = refused and not self._ends_adjunct(previous)
            if refused:
                self.refused.add(mention.begin)
            previous = mention

    def _ends_adjunct(self, mention: Named) -> bool:
        """ "On behalf of X, Y went to …": the comma ends what only led up to the subject."""
        begin, _ = self.bounds[self.doc.tokens[mention.begin].sentence]
        opens = self.doc.tokens[begin].lower in _OPENING
        return self.lang == "en" and opens and self.doc.tokens[mention.end].text == ","

    def _refused(self, mention: Named) -> bool:
        if self.doc.tokens[mention.begin].quoted:
            return self.lang != "en" or not named_in_decree(self.doc, mention.begin)
        if mention.begin in self.signed:
            return True
        if self.lang == "kk":
            return self._followed(mention)
        if self.english is not None and self.english.elsewhere(mention):
            return True
        if self.recall is not None and self.recall.is_recalled(mention, self._bounds(mention)):
            return True
        if self.lang == "en" and comes_or_goes(self.doc, mention.end):
            return self._in_clause(mention)
        if self.english is not None and self.english.signs(mention):
            return True
        return self._preceded(mention) or self._in_clause(mention)

    def _bounds(self, mention: Named) -> tuple[int, int]:
        return self.bounds[self.doc.tokens[mention.begin].sentence]

    def _followed(self, mention: Named) -> bool:
        last = self.doc.tokens[mention.end - 1].lower
        after = self.doc.tokens[mention.end : mention.end + 4]
        if last.endswith(_DATIVE) and any(t.lower.startswith(self.tasked) for t in after):
            return True
        if not last.endswith(_GENITIVE):
            return False
        after = self.doc.tokens[mention.end : mention.end + 3]
        return any(token.lower.startswith(self.not_after) for token in after)

    def _preceded(self, mention: Named) -> bool:
        """A cue noun before the phrase, with nothing but small words in between."""
        doc, at = self.doc, mention.left - 1
        steps = 0
        while at >= 0 and steps < _WINDOW and self._same(at, mention.begin):
            lower = doc.tokens[at].lower
            if steps and self.english is not None and doc.tokens[at].text in CLOSING:
                at = self.english.before_marks(at)
                continue
            if self._cue(lower):
                if lower.startswith("обращени"):  # «Обращение К. Т.» is what the release is
                    return self.doc.tokens[at].start >= self.doc.title_end
                if self.english is not None and self.english.is_no_cue(at):
                    return False
                return not (lower.startswith("визит") and self._subject(mention))
            if lower not in _FILLERS:
                return False
            at -= 1
            steps += 1
        return False

    def _subject(self, mention: Named) -> bool:
        """«В ходе визита А. Мусин встретился»: a man in the nominative with his verb."""
        following = self.doc.tokens[mention.end : mention.end + 1]
        printed = self.doc.tokens[mention.end - 1]
        nominative = printed.lower[-1:] not in "аяуюыиое" and not printed.lower.endswith(
            ("ым", "ом")
        )
        nominative = nominative and mention.words[-1].endswith(printed.text)
        return nominative and any(is_masculine_past(token.lower) for token in following)

    def _cue(self, lower: str) -> bool:
        if self.lang == "en":
            return lower in self.not_before
        return lower.startswith(self.not_before)

    def _in_clause(self, mention: Named) -> bool:
        """ "X stressed that the President …": told about, unless told of again elsewhere."""
        number = self.doc.tokens[mention.begin].sentence
        if number not in self.clauses:
            begin, end = self.bounds[number]
            begin = self._past_impersonal(begin, end)
            self.clauses[number] = next(
                (i for i in range(begin, end) if self.doc.tokens[i].lower in self.subordinate), end
            )
        inside = self.clauses[number] < mention.left
        return inside and not (self.english is not None and self.english.says(mention))

    def _past_impersonal(self, begin: int, end: int) -> int:
        """After "It should be noted that", by which nobody is told to have said what follows."""
        opening = [token.lower for token in self.doc.tokens[begin : min(end, begin + _IMPERSONAL)]]
        if self.lang != "en" or opening[:1] != ["it"] or "that" not in opening:
            return begin
        said = opening[: opening.index("that")]
        return begin + len(said) + 1 if {"noted", "noting"} & set(said[2:]) else begin

    def takes_part(self, mention: Named) -> bool:
        """Whether this mention shows the person taking part."""
        if mention.begin in self.refused:
            return False
        token = self.doc.tokens[mention.begin]
        if token.start < self.doc.lead_end or self.active[token.sentence]:
            return True
        if self.lang == "ru" and self._subject(mention):
            return True
        return mention.office is not None and not self._agent(mention)

    def _agent(self, mention: Named) -> bool:
        """Named as the author of something done ("launched by the President"), or honoured."""
        office = mention.office
        if office is None or office.text.lower() in self.sovereign:
            return True
        before = self.doc.tokens[mention.left - 1].lower if mention.left else ""
        if self.lang == "ru":
            return office.case == "ablt" and before not in {"с", "со", "между", "и", ","}
        words = [t.lower for t in self.doc.tokens[max(0, mention.left - 4) : mention.left]]
        words = [word for word in words if word != "the"]
        if not words or words[-1] not in {"by", "to"}:
            return False
        return len(words) < 2 or words[-2] not in _JOINS

    def _same(self, one: int, other: int) -> bool:
        return self.doc.tokens[one].sentence == self.doc.tokens[other].sentence
