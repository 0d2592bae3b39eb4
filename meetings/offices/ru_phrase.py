"""One Russian office phrase: its head, what depends on it, and where the name must begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from meetings import countries
from meetings.morphology_ru import is_verb
from meetings.names.ru_find import is_body_word, name_end
from meetings.offices.heads import (
    Named,
    Office,
    Parts,
    compose,
    past_abbreviation,
    words,
)
from meetings.offices.ru_company import LEGAL, company_begin, past_suffix
from meetings.offices.ru_spelling import adjective, like, nominative
from meetings.organisations import bodies as organisations
from meetings.text import Doc, Token

# «в связи с …», «в ходе …»: no complement of an office.
_MANNER = frozenset(
    {"связи", "ходе", "рамках", "целях", "соответствии", "том", "этом", "настоящее"}
)
# A title of honour between office and name is neither.
_HONORIFIC = re.compile(r"(?<=\w) (?:шейх|принц|господин|политолог|профессор)\w{0,3}$", re.I)
_LONGEST = 40
# More heads in a row are no office; the bound keeps reading linear.
_MOST_HEADS = 5
_DASHES = frozenset("–—-−")
# «командир полка «Тау»»: units of an army are no companies.
_UNITS = ("командовани", "полк", "бригад", "дивизи", "батальон", "отряд", "корабл")
_QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“"}


@dataclass(frozen=True, slots=True)
class Head:
    """A form of a head noun: its lemma, rank and the cases it may stand in."""

    lemma: str
    rank: str
    singular: tuple[str, ...]
    plural: tuple[str, ...]


@lru_cache(maxsize=1)
def _heads() -> dict[str, Head]:
    text = files("meetings").joinpath("data", "heads_ru.tsv").read_text(encoding="utf-8")
    table: dict[str, Head] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        form, lemma, rank, cases = line.split("\t")
        marks = [mark.split(":") for mark in cases.split(",")]
        table[form] = Head(
            lemma,
            rank,
            tuple(case for number, case in marks if number == "s"),
            tuple(case for number, case in marks if number == "p"),
        )
    return table


def is_head(lower: str) -> bool:
    """Whether the word is the head of an office in one of its forms."""
    return lower in _heads()


def head_at(doc: Doc, at: int) -> Head | None:
    """The head noun at token ``at``, if it is one."""
    if at >= len(doc.tokens) or doc.tokens[at].kind != "word":
        return None
    token = doc.tokens[at]
    if token.cap and token.lower.endswith(("ов", "ев")) and at and doc.tokens[at - 1].cap:
        return None  # «Бахыт Султанов»: a surname that looks like «of the sultans»
    return _heads().get(token.lower)


class Phrase:
    """One office phrase, read from its head to the right."""

    def __init__(self, doc: Doc, at: int, head: Head, *, after_head: int | None = None) -> None:
        self.doc = doc
        self.begin = at
        self.head = head
        self.end = after_head if after_head is not None else at + 1
        self.start = self.end
        self.parts = Parts(at, self.end, head.rank)
        self.plural = not head.singular or (bool(head.plural) and self._plural_context())
        self.case = self._case()
        self.close = True
        self.heads = 0
        self.joint: list[tuple[int, int]] = []

    def _plural_context(self) -> bool:
        previous = self.doc.tokens[self.begin - 1].lower if self.begin else ""
        # «участвовали главы МИД …»: of the forms that are also a singular, the subject of a plural.
        acting = previous.endswith(("ли", "лись")) and is_verb(previous)
        return acting or previous.endswith(("ые", "ие", "ых", "их"))

    def _case(self) -> str | None:
        cases = self.head.plural if self.plural else self.head.singular
        previous = self.doc.tokens[self.begin - 1].lower if self.begin else ""
        if previous in {"с", "со"} and "ablt" in cases:
            return "ablt"
        if previous in {"к", "ко"} and "datv" in cases:
            return "datv"
        if len(cases) > 4:
            return None
        if "nomn" in cases:
            return "nomn"
        if "datv" in cases and previous not in {"о", "об", "при", "в", "на"}:
            return "datv"
        return cases[-1] if cases else None

    def read(self) -> None:
        """Move ``end`` to the name, or to where there can be none."""
        limit = min(len(self.doc.tokens), self.start + _LONGEST)
        while self.end < limit and self.same(self.end):
            step = self._step(self.end)
            if step is None:
                break
            self.end = step
        self.parts.end = self.end

    def same(self, at: int) -> bool:
        """Whether token ``at`` is in the sentence of the phrase."""
        tokens = self.doc.tokens
        return at < len(tokens) and tokens[at].sentence == tokens[self.begin].sentence

    def _step(self, at: int) -> int | None:
        token = self.doc.tokens[at]
        self.heads += head_at(self.doc, at) is not None
        if self.heads > _MOST_HEADS:
            return None
        suffix = past_suffix(self.doc, at)
        if suffix is not None:
            self._lengthen(suffix)
            return suffix
        if token.kind == "punct" and token.text != ".":
            return self._mark(at, token.text)
        if token.text == "." and self.doc.tokens[at - 1].lower in {"г", "обл", "им", "гг", "р"}:
            return at + 1
        if token.kind not in {"word", "number"}:
            return None
        known = self._known(at)
        if known is not None:
            self.close = True
            return known
        return self._capital(at) if token.cap else self._small(at, token)

    def _mark(self, at: int, mark: str) -> int | None:
        if mark in _QUOTES:
            return self._quoted(at)
        if mark in _DASHES:
            return self._joined(at)
        if mark == "(":
            return past_abbreviation(self.doc, at)
        return at + 1 if mark == "," and self._list_goes_on(at) else None

    def _known(self, at: int) -> int | None:
        country = countries.match(self.doc.tokens, at, "ru")
        body = organisations.match(self.doc.tokens, at, "ru")
        if country is not None and (body is None or body[0] <= country.end):
            self.parts.countries.append(country)
            return country.end
        if body is not None and self._longer_latin(body[0]):
            return self._company(at)
        if body is not None:
            about = self.doc.tokens[at - 1].lower in {"делам", "вопросам", "по"}
            if not about and not body[1].of_state:
                self.parts.bodies.append((at, body[0], body[1]))
            return body[0]
        return None

    def _lengthen(self, end: int) -> None:
        """Let the company or body named last reach to token ``end``."""
        if self.parts.companies:
            self.parts.companies[-1] = (self.parts.companies[-1][0], end)
        elif self.parts.bodies:
            begin, _, body = self.parts.bodies[-1]
            self.parts.bodies[-1] = begin, end, body

    def _longer_latin(self, end: int) -> bool:
        """Whether the known name goes on: «ExxonMobil Global Projects» is a company of its own."""
        if past_suffix(self.doc, end) is not None:
            return False
        before = self.doc.tokens[end - 1]
        following = self.doc.tokens[end] if self.same(end) else None
        latin = following is not None and following.kind == "word" and following.cap
        return bool(latin and following and max(before.text[0], following.text[0]) < "\u0400")

    def _capital(self, at: int) -> int | None:
        second = head_at(self.doc, at)
        if second is not None and self.start < at and not set(second.singular) - {"nomn"}:
            return None
        if second is not None or is_body_word(self.doc.tokens[at].lower):
            self.close = False
            return at + 1
        if name_end(self.doc, at) is not None:
            return None
        token = self.doc.tokens[at]
        latin = token.text.isascii() and not token.lower.startswith("covid")
        following = self.doc.tokens[at + 1] if self.same(at + 1) else None
        if latin or token.upper:
            return self._company(at)
        if self.close and at > self.start and name_end(self.doc, at, single=True):
            return None
        # Аким Алматинской области, Председатель Правления Казахтелеком …
        self.close = False
        if at == self.start and following is not None and not following.cap:
            adjective = token.lower.endswith(("ой", "ого", "ых", "их", "ым", "им"))
            return at + 1 if adjective else None
        return at + 1

    def _company(self, at: int) -> int:
        """АО «…», Chevron Corporation: latin or legal words up to the end of the run."""
        end = at + 1
        while self.same(end):
            token = self.doc.tokens[end]
            if past_suffix(self.doc, end) is not None:
                break
            if token.kind != "word" or not (token.text[0] < "\u0400" or token.upper):
                break
            if countries.match(self.doc.tokens, end, "ru") is not None:
                break
            end += 1
        if self.doc.tokens[at].lower not in LEGAL and (self.doc.tokens[at].text[0] < "\u0400"):
            self.parts.companies.append((company_begin(self.doc, at, self.begin), end))
        self.close = False
        return end

    def _small(self, at: int, token: Token) -> int | None:
        self.close = False
        if token.lower in words("ru", "stop"):
            return None
        if token.lower == "и":
            return self._and(at)
        if token.lower in words("ru", "prepositions"):
            if (
                token.lower == "в"
                and self.same(at + 1)
                and self.doc.tokens[at + 1].lower in _MANNER
            ):
                return None
            return at + 1 if self.same(at + 1) and at > self.start else self._envoy(at)
        return None if is_verb(token.lower) else at + 1

    def _envoy(self, at: int) -> int | None:
        return at + 1 if self.head.rank == "envoy" or self.doc.tokens[at].lower == "по" else None

    def _and(self, at: int) -> int | None:
        following = self.doc.tokens[at + 1] if self.same(at + 1) else None
        if following is None or name_end(self.doc, at + 1) is not None:
            return None
        if following.kind != "word":
            return None
        second = head_at(self.doc, at + 1)
        if second is not None and not self._agrees(second):
            return None
        if second is not None:
            self.joint.append((at + 1, at + 1))
            return at + 2
        return at + 1

    def _agrees(self, second: Head) -> bool:
        """«заместитель премьер-министра и глава МИД»: one person, so one case."""
        cases = second.singular
        return self.case in cases or (self.case in {"gent", "accs"} and "gent" in cases)

    def _joined(self, at: int) -> int | None:
        """A dash before a second head of the same person, with adjectives in between."""
        for index in range(at + 1, at + 4):
            if head_at(self.doc, index) is not None and self.same(index):
                self.close = True
                self.joint.append((at + 1, index))
                self.parts.last_head = index
                return index + 1
        # «нового председателя правления — Марата Осанова»
        return at + 1 if self.same(at + 1) and name_end(self.doc, at + 1) is not None else None

    def _list_goes_on(self, at: int) -> bool:
        following = self.doc.tokens[at + 1] if self.same(at + 1) else None
        if following is None or following.kind != "word" or following.cap:
            return False
        if following.lower in words("ru", "stop") or head_at(self.doc, at + 1) is not None:
            return False
        if following.lower in words("ru", "prepositions") or is_verb(following.lower):
            return False
        window = self.doc.tokens[at + 1 : at + 9]
        return any(token.lower == "и" for token in window)

    def _quoted(self, at: int) -> int | None:
        depth = 0
        opening = self.doc.tokens[at].text
        for index in range(at, min(at + 16, len(self.doc.tokens))):
            mark = self.doc.tokens[index].text
            if mark == opening and (opening != '"' or index == at):
                depth += 1
            elif mark == _QUOTES[opening]:
                depth -= 1
                following = self.doc.tokens[index + 1].text if self.same(index + 1) else ""
                if depth <= 0 or not (following in {"»", ","} or following == opening):
                    if not self.doc.tokens[at - 1].lower.startswith(_UNITS):
                        begin = company_begin(self.doc, at, self.begin)
                        self.parts.companies.append((begin, index + 1))
                    self.close = False
                    return index + 1
        return None

    def office(self, begin: int) -> Office:
        """The phrase as an office: nominative, its country and body taken out."""
        for index in range(begin, self.begin):
            known = countries.match(self.doc.tokens, index, "ru")
            if known is not None:
                self.parts.countries.insert(0, known)
        self.parts.begin, self.parts.end = begin, self.end
        spelt = {self.begin: like(self.doc.tokens[self.begin].text, self.head.lemma)}
        if self.plural or self.case not in (None, "nomn"):
            spelt |= {i: adjective(self.doc.tokens[i]) for i in range(begin, self.begin)}
            for start, second in self.joint:
                spelt |= {i: adjective(self.doc.tokens[i]) for i in range(start, second)}
                also = head_at(self.doc, second)
                if also is not None:
                    spelt[second] = like(self.doc.tokens[second].text, also.lemma)
        else:
            spelt[self.begin] = self.doc.tokens[self.begin].text
        office = compose(self.doc, self.parts, "ru", spelt, self.case)
        return replace(office, text=_HONORIFIC.sub("", office.text))

    def named(self, start: int, end: int, office: Office) -> Named:
        """The name at the tokens, in the nominative by the case of the head."""
        return Named(start, end, nominative(self.doc, start, end, self.case), office)
