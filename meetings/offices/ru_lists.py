"""One plural head, several people: «министры финансов А. Б., труда — В. Г.», «премьеры …»."""

from __future__ import annotations

from dataclasses import replace

from meetings.names.ru_find import name_end
from meetings.offices.heads import Named, Office
from meetings.offices.ru_phrase import Phrase, head_at
from meetings.text import Doc

_SEPARATORS = frozenset({",", "и", "а", "также", ";"})
_DASHES = frozenset("–—-:")
# A longer row of countries is no list of premiers; the bound keeps reading linear.
_LONGEST = 40


def read_list(phrase: Phrase, begin: int) -> list[Named]:
    """The people of a plural office phrase that has been read up to its first name or dash."""
    doc = phrase.doc
    start = phrase.end
    while phrase.same(start) and doc.tokens[start].text in _DASHES:
        start += 1
    if not phrase.same(start) or name_end(doc, start) is None:
        return _countries_then_names(phrase, begin)
    owners = [c for c in phrase.parts.countries if not c.adjective]
    names = _names(phrase, start)
    if len(owners) == len(names) > 1:
        return _zipped(phrase, begin, names)
    return _distributed(phrase, begin, start)


def _names(phrase: Phrase, start: int) -> list[tuple[int, int]]:
    """Names one after another: А. Б., В. Г. и Д. Е."""
    found: list[tuple[int, int]] = []
    at = start
    while phrase.same(at):
        end = name_end(phrase.doc, at)
        if end is None:
            break
        found.append((at, end))
        at = _skip(phrase, end)
        if at == end:
            break
    return found


def _skip(phrase: Phrase, at: int) -> int:
    while phrase.same(at) and phrase.doc.tokens[at].lower in _SEPARATORS:
        at += 1
    return at


def _countries_then_names(phrase: Phrase, begin: int) -> list[Named]:
    """«премьер-министры России, Беларуси и Казахстана — А. Б., В. Г. и Д. Е.»."""
    at = phrase.end
    while phrase.same(at) and at - phrase.end < _LONGEST:
        token = phrase.doc.tokens[at]
        if token.lower in _SEPARATORS or token.text in _DASHES:
            at += 1
            continue
        known = phrase._known(at)
        if known is None:
            break
        at = known
    if at == phrase.end:
        return []
    owners = [c for c in phrase.parts.countries if not c.adjective]
    names = _names(phrase, at)
    return _zipped(phrase, begin, names) if len(owners) == len(names) > 1 else []


def _zipped(phrase: Phrase, begin: int, names: list[tuple[int, int]]) -> list[Named]:
    owners = [c for c in phrase.parts.countries if not c.adjective]
    first = owners[0].begin
    phrase.parts.countries = []
    phrase.end = first
    office = phrase.office(begin)
    return [
        phrase.named(start, end, replace(office, country=owner.code))
        for owner, (start, end) in zip(owners, names, strict=True)
    ]


def _distributed(phrase: Phrase, begin: int, start: int) -> list[Named]:
    """Each name with its own complement: «торговли Б. С., индустрии Б. А.»."""
    found: list[Named] = []
    current, at = phrase, start
    office = phrase.office(begin)
    while True:
        end = name_end(phrase.doc, at)
        if end is None:
            break
        found.append(current.named(at, end, office))
        following = _skip(phrase, end)
        if following == end or not phrase.same(following):
            break
        if name_end(phrase.doc, following) is not None:
            at = following
            continue
        if new_head(phrase.doc, following):
            break
        current = Phrase(phrase.doc, phrase.begin, phrase.head, after_head=following)
        current.read()
        at = current.end
        if phrase.same(at) and phrase.doc.tokens[at].text in _DASHES:
            at += 1
        if current.joint or not phrase.same(at) or name_end(phrase.doc, at) is None:
            break
        office = _own(phrase, current, following, found[0].office)
    return found


def new_head(doc: Doc, at: int) -> bool:
    """Another office begins here, perhaps after adjectives: the list of the first has ended."""
    for index in range(at, at + 4):
        if head_at(doc, index) is not None:
            return True
        lower = doc.tokens[index].lower if index < len(doc.tokens) else ""
        if lower != "и" and not lower.endswith(_ADJECTIVAL):
            return False
    return False


_ADJECTIVAL = ("ый", "ий", "ой", "ого", "его", "ые", "ие", "ым", "им", "ая")


def _own(phrase: Phrase, current: Phrase, following: int, first: Office | None) -> Office:
    """The office of a later name; that of the ``first`` where only the country differs."""
    complement = Phrase(phrase.doc, phrase.begin, phrase.head, after_head=following)
    complement.end = current.end
    complement.parts = current.parts
    complement.parts.begin = following
    office = current.office(following)
    if not office.text and first is not None and office.country is not None:
        return replace(office, text=first.text)
    head = phrase.head.lemma
    return replace(office, text=f"{head} {office.text}".strip())
