"""English offices in the plural, dealt out to the names that follow.

"ministers of finance A, energy B and C", "akims of X and Y regions A and B", "ministers A (energy),
B (finance)", "prime ministers of the Republic of X – A, the Kingdom of Y – B".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from meetings import countries
from meetings.names.en import is_word, name_end
from meetings.offices.en_appointed import comes_or_goes
from meetings.offices.en_bodies import heads, same_sentence
from meetings.offices.en_companies import MARKS, company_end, is_legal_form
from meetings.offices.en_dealing import Dealt, Group, Span, deal, named
from meetings.offices.heads import Named, lexicon, words
from meetings.phrases import PhraseTable
from meetings.text import Doc

_DASHES = frozenset("–—-−:")
_SEPARATORS = frozenset({",", ";", "and", "&", *_DASHES})
_PREPOSITIONS = frozenset({"of", "for", "from", "in", "at", "to"})
_LONGEST = 160
_LONGEST_NAME = 5


@lru_cache(maxsize=1)
def _plurals() -> PhraseTable[tuple[str, str]]:
    """Heads in the plural with the singular and its rank."""
    table: PhraseTable[tuple[str, str]] = PhraseTable()
    for rank, phrases in lexicon("en")["heads"].items():
        for phrase in phrases:
            table.add([frozenset({w}) for w in plural(phrase).split()], (phrase, rank))
    return table


def plural(phrase: str) -> str:
    """The plural of an office: heads of state, vice ministers, chairmen."""
    first, of, rest = phrase.partition(" of ")
    begin, space, last = first.rpartition(" ")
    if last.endswith("man"):
        last = f"{last[:-3]}men"
    elif last.endswith("y"):
        last = f"{last[:-1]}ies"
    else:
        last = f"{last}s"
    return f"{begin}{space}{last}{of}{rest}"


@dataclass(slots=True)
class _List:
    doc: Doc
    begin: int
    stem: str
    rank: str
    at: int
    groups: list[Group] = field(default_factory=lambda: [Group()])
    inside: list[tuple[Span, Span]] = field(default_factory=list)

    @property
    def shared(self) -> Dealt:
        """What all persons of the list have in common, once it has been read."""
        return Dealt(self.begin, self.at, self.stem, self.rank)

    def read(self) -> None:
        limit = self.at + _LONGEST
        while self.at < limit and same_sentence(self.doc, self.begin, self.at):
            token = self.doc.tokens[self.at]
            if token.lower in _SEPARATORS:
                self.at += 1
            elif not (self._name() or self._part()):
                return

    def _name(self) -> bool:
        end = name_end(self.doc, self.at)
        if end is None or comes_or_goes(self.doc, end):
            return False
        span = (self.at, end)
        self.at = end
        closing = _closing(self.doc, end)
        if closing is not None:
            self.inside.append((span, (end + 1, closing)))
            self.at = closing + 1
        else:
            self.groups[-1].names.append(span)
        return True

    def _part(self) -> bool:
        end = _part_end(self.doc, self.begin, self.at)
        later = bool(self.groups[-1].names)
        if end is None or (later and not _named_next(self.doc, self.begin, end)):
            return False
        if later:
            self.groups.append(Group())
        self.groups[-1].parts.append((self.at, end))
        self.at = end
        return True


def opens_list(doc: Doc, at: int) -> bool:
    """Whether a head in the plural stands at token ``at``."""
    return _plurals().match(doc.tokens, at) is not None


def read_list(doc: Doc, at: int, begin: int) -> list[Named]:
    """The persons of a list whose plural head stands at token ``at``; none where it is no list.

    ``begin`` is where the words that belong to the head begin (First Deputy …).
    """
    head = _plurals().match(doc.tokens, at)
    if head is None:
        return []
    end, (singular, rank) = head
    stem = " ".join([doc.slice(begin, at), _capitalised(doc, at, singular)]).strip()
    found = _List(doc, begin, stem, rank, end)
    found.read()
    shared = found.shared
    if found.groups[-1].parts and not any(group.names for group in found.groups):
        found.groups[-1].names = names_before(doc, begin)
    people = [person for group in found.groups for person in deal(doc, shared, group)]
    people += [named(doc, shared, name, part) for name, part in found.inside]
    return sorted(people, key=lambda person: person.begin)


def names_before(doc: Doc, begin: int) -> list[Span]:
    """The names of "X and Y, the ministers of …" before the office that begins at ``begin``."""
    at = begin - 1
    while at > 0 and doc.tokens[at].lower in {"the", "both"}:
        at -= 1
    if at < 1 or doc.tokens[at].text != "," or not same_sentence(doc, at, begin):
        return []
    names: list[Span] = []
    while (start := name_begin(doc, at)) is not None:
        names.insert(0, (start, at))
        at = start - 1
        if at < 1 or doc.tokens[at].lower not in {",", "and"}:
            break
    return names if len(names) > 1 else []


def name_begin(doc: Doc, end: int) -> int | None:
    """Where the name begins that ends before token ``end``, if one does."""
    starts = range(max(0, end - _LONGEST_NAME), end - 1)
    return next((start for start in starts if name_end(doc, start) == end), None)


def continue_list(doc: Doc, last: Named, head: Span, rank: str) -> list[Named]:
    """ "Vice-Minister of Energy A, of Finance B": the head, said once, is dealt out as well."""
    at = last.end
    if at + 1 >= len(doc.tokens) or doc.tokens[at].text != ",":
        return []
    if last.office is None or not _same_office(doc, at + 1, last.office.text):
        return []
    found = _List(doc, head[0], doc.slice(*head), rank, at + 1)
    found.read()
    return [person for group in found.groups for person in deal(doc, found.shared, group)]


def _same_office(doc: Doc, at: int, office: str) -> bool:
    """ ", of Finance B" or, where the first had a portfolio, ", Finance B"."""
    if doc.tokens[at].lower == "of":
        return True
    if "minister" not in office.lower().partition(" of ")[0] or not doc.tokens[at].cap:
        return False
    index = at
    while index < len(doc.tokens) and (
        doc.tokens[index].lower == "and"
        or (doc.tokens[index].cap and is_word(doc.tokens[index].lower))
    ):
        if is_head(doc, index):
            return False
        index += 1
    return index > at and name_end(doc, index) is not None


def _capitalised(doc: Doc, at: int, singular: str) -> str:
    if not doc.tokens[at].cap:
        return singular
    return " ".join(w if w in {"of", "the"} else w[:1].upper() + w[1:] for w in singular.split())


def _closing(doc: Doc, at: int) -> int | None:
    """The closing bracket of "(national economy)" at ``at``."""
    if at >= len(doc.tokens) or doc.tokens[at].text != "(":
        return None
    for index in range(at + 1, min(at + 10, len(doc.tokens))):
        if doc.tokens[index].text == ")":
            return index
        if doc.tokens[index].kind not in {"word", "possessive"} and doc.tokens[index].text != ",":
            return None
    return None


def _part_end(doc: Doc, begin: int, at: int) -> int | None:
    """The token after the complement at ``at``, up to a separator or a name."""
    index = at
    prepared = doc.tokens[index].lower in _PREPOSITIONS
    index += prepared
    if same_sentence(doc, begin, index) and doc.tokens[index].lower == "the":
        if not prepared and countries.match(doc.tokens, index + 1, "en") is None:
            return None
        index += 1
    start = index
    while same_sentence(doc, begin, index):
        step = _word_end(doc, begin, index, first=index == start)
        if step is None:
            break
        index = step
    return index if index > start else None


def _word_end(doc: Doc, begin: int, at: int, *, first: bool) -> int | None:
    token = doc.tokens[at]
    company = company_end(doc, at) if token.text in MARKS or is_legal_form(token) else None
    if company is not None:
        return company
    if token.kind not in {"word", "possessive"} or name_end(doc, at) is not None:
        return None
    if is_head(doc, at):
        return None
    if token.lower == "and":
        following = at + 1
        plain = same_sentence(doc, begin, following) and not first
        stops = not plain or name_end(doc, following) is not None or is_head(doc, following)
        return None if stops or doc.tokens[following].lower in words("en", "verbs") else at + 1
    if token.lower in words("en", "verbs") and token.lower not in _PREPOSITIONS:
        return None
    if token.cap or token.lower in _PREPOSITIONS | {"the"} or token.kind == "possessive":
        return at + 1
    return at + 1 if is_word(token.lower) and not token.lower.endswith("ly") else None


def is_head(doc: Doc, at: int) -> bool:
    """Whether an office begins at the token, in the singular or the plural."""
    before = words("en", "before")
    for index in range(at, min(at + 4, len(doc.tokens))):
        if heads().match(doc.tokens, index) or _plurals().match(doc.tokens, index):
            return True
        if doc.tokens[index].lower not in before:
            return False
    return False


def _named_next(doc: Doc, begin: int, at: int) -> bool:
    index = at
    while same_sentence(doc, begin, index) and index - at < 2:
        if name_end(doc, index) is not None:
            return True
        if doc.tokens[index].text != "," and doc.tokens[index].lower not in _DASHES:
            return False
        index += 1
    return False
