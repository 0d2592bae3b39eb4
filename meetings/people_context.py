"""Whether a mention of a person is a participation: what stands around the name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from meetings.model import Lang
from meetings.morphology_ru import is_masculine_past
from meetings.offices import Named
from meetings.offices_en_appointed import appoints, comes_or_goes, named_in_decree
from meetings.people_signed import signers
from meetings.text import Doc

_WINDOW = 4
_PASSIVE = 5
_RECALLED = 170
_SAYS = frozenset({"said", "noted", "reported", "stressed", "told", "informed", "stated", "added"})
_SESSIONS = frozenset({"meeting", "session", "commission", "headquarters", "conference", "council"})
_BEING = frozenset({"was", "were", "is", "are", "been"})
_OWN = frozenset({"his", "her", "the", "annual", "new", "this", "president's", "state's"})
_CLOSING = frozenset('"”»')
_MARKS = frozenset('"“”«»')
_LONGEST_TITLE = 25
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


def _references(doc: Doc) -> list[tuple[int, int]]:
    """The paragraphs of an English text that only explain ("For reference: …")."""
    pattern = re.compile("|".join(_cues()["en"]["reference"]), re.MULTILINE)
    found = (pattern.search(doc.text, doc.lead_end),)
    spans = []
    for match in filter(None, found):
        # Where the mark stands alone, the paragraph after it is meant.
        first = doc.text.find("\n", match.start())
        alone = 0 <= first - match.end() <= 1
        end = doc.text.find("\n", first + 1) if alone else first
        spans.append((match.start(), end if end >= 0 else len(doc.text)))
    return spans


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
        self.references = _references(doc) if lang == "en" else []
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
        if self.lang == "en" and self._elsewhere(mention):
            return True
        if self.lang == "ru" and self._recalled(mention):
            return True
        if self.lang == "en" and comes_or_goes(self.doc, mention.end):
            return self._in_clause(mention)
        return self._preceded(mention) or self._signs(mention) or self._in_clause(mention)

    def _owns_act(self, mention: Named) -> bool:
        """ "at X's instruction", "for the time of X's leave": what X did or does elsewhere."""
        after = self.doc.tokens[mention.end : mention.end + 4]
        if not after or after[0].kind != "possessive":
            return False
        deeds = frozenset(_cues()["en"]["deeds"])
        return any(token.lower in deeds for token in after[1:])

    def _elsewhere(self, mention: Named) -> bool:
        """Whether what is told of the person (English) is told of another time and place."""
        start = self.doc.tokens[mention.begin].start
        return (
            any(begin <= start < end for begin, end in self.references)
            or self._owns_act(mention)
            or self._tasked_en(mention)
            or self._addressed(mention)
            or self._told_before(mention)
        )

    def _told_before(self, mention: Named) -> bool:
        """ "Agreements reached at the meeting of X and Y"."""
        start = self.doc.tokens[mention.left].start
        before = self.doc.text[max(0, start - _RECALLED) : start]
        return any(re.search(cue, before) for cue in _cues()["en"]["recalled"])

    def _tasked_en(self, mention: Named) -> bool:
        """ "X was instructed to …", "instructed Minister X to …": who is only given a task."""
        tasks = frozenset(_cues()["en"]["tasked"])
        at = mention.left - 1
        at -= at >= 0 and self.doc.tokens[at].lower in {"the", "his", "her"}
        if at >= 0 and self.doc.tokens[at].lower in tasks and self._same(at, mention.begin):
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
        told = frozenset(_cues()["en"]["addresses"])
        return any(
            token.cap and token.lower in told and self.doc.tokens[index - 1].lower in _OWN
            for index, token in enumerate(self.doc.tokens[begin:end], begin)
        )

    def _first(self) -> int:
        """The first token of the body."""
        starts = (b for b, _ in self.doc.sentence_bounds)
        return next((b for b in starts if self.doc.tokens[b].start >= self.doc.title_end), 0)

    def _recalled(self, mention: Named) -> bool:
        """«Напомним, министр А. Б. …», «А. Б. ранее поручил …»: told of another time."""
        begin, _ = self.bounds[self.doc.tokens[mention.begin].sentence]
        after = [token.lower for token in self.doc.tokens[mention.end : mention.end + 1]]
        return self.doc.tokens[begin].lower == "напомним" or after == ["ранее"]

    def _signs(self, mention: Named) -> bool:
        """Who signs a decree takes part in nothing by it (English: "X has signed a decree")."""
        if self.lang != "en":
            return False
        after = [token.lower for token in self.doc.tokens[mention.end : mention.end + 7]]
        acts = _cues()["en"]["acts"]
        signs = "signed" in after[:2] and any(act in after for act in acts)
        return signs or appoints(self.doc, mention.end)

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
            if steps and self.lang == "en" and doc.tokens[at].text in _CLOSING:
                at = self._before_marks(at)
                continue
            if self._cue(lower):
                if lower.startswith("обращени"):  # «Обращение К. Т.» is what the release is
                    return self.doc.tokens[at].start >= self.doc.title_end
                if self.lang == "en" and (
                    self._leads(at)
                    or self._told_this(at) or self._after_speech(at) or self._signs_with(at)
                ):
                    return False
                return not (lower.startswith("визит") and self._subject(mention))
            if lower not in _FILLERS:
                return False
            at -= 1
            steps += 1
        return False

    def _before_marks(self, at: int) -> int:
        """Before the title in marks that ends at ``at``: the article "Roads" by X."""
        for index in range(at - 1, max(at - _LONGEST_TITLE, -1), -1):
            if self.doc.tokens[index].text in _MARKS and self._same(index, at):
                return index - 1
        return -1

    def _told_this(self, at: int) -> bool:
        """ "This was announced by X": who told what the release is about."""
        before = [token.lower for token in self.doc.tokens[max(0, at - 2) : at]]
        return before in (["this", "was"], ["it", "was"])

    def _after_speech(self, at: int) -> bool:
        """ "…," congratulated X: a verb of speech, not what is done to X."""
        return self.doc.tokens[at - 1].text in _CLOSING if at else False

    def _leads(self, at: int) -> bool:
        """ "The meeting under the leadership of X": its chairman."""
        if self.doc.tokens[at].lower != "leadership":
            return False
        begin, _ = self.bounds[self.doc.tokens[at].sentence]
        return any(token.lower in _SESSIONS for token in self.doc.tokens[begin:at])

    def _signs_with(self, at: int) -> bool:
        """ "The memorandum was signed by X": who signs what two sides agree on was there."""
        if [token.lower for token in self.doc.tokens[at : at + 2]] != ["signed", "by"]:
            return False
        begin, end = self.bounds[self.doc.tokens[at].sentence]
        acts = _cues()["en"]["acts"]
        return not any(token.lower in acts for token in self.doc.tokens[begin:end])

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
        return self.clauses[number] < mention.left and not self._says(mention)

    def _says(self, mention: Named) -> bool:
        """ "Those that fit us, said Minister X": who says it stands after the clause."""
        at = mention.left - 1
        at -= at >= 0 and self.doc.tokens[at].lower == "the"
        return self.lang == "en" and at >= 0 and self.doc.tokens[at].lower in _SAYS

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
