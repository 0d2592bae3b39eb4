"""The Kazakh office grammar: [whose] [of what] head, then the name; only the name's end inflects.

The phrase is read from the head to the left; the leftmost country owns the office.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from meetings import countries, names_kk, organisations
from meetings.names_kk_find import (
    GENITIVE,
    is_body_word,
    is_geographic,
    name_end,
    nominative,
    same_sentence,
    single_end,
)
from meetings.offices import Named, Office, Parts, compose, lexicon, words
from meetings.phrases import PhraseTable
from meetings.text import Doc

_LONGEST = 18
_SURNAME = re.compile(r".(?:ов|ев|ёв|ин|ова|ева|ёва|ина|ұлы|улы|қызы|кызы|ский|ская|вич|вна)$")
_JOINTS = frozenset({"мен", "бен", "пен", "және", ","})


@lru_cache(maxsize=1)
def _heads() -> PhraseTable[str]:
    table: PhraseTable[str] = PhraseTable()
    for rank, phrases in lexicon("kk")["heads"].items():
        for phrase in phrases:
            table.add([frozenset({word}) for word in phrase.split()], rank)
    return table


def read_named(doc: Doc) -> list[Named]:
    """All names that stand with an office, in the order of the text."""
    found: list[Named] = []
    known = _bare_words(doc)
    at = 0
    while at < len(doc.tokens):
        head = _heads().match(doc.tokens, at) if doc.tokens[at].kind == "word" else None
        if head is None:
            at += 1
            continue
        named = _after_head(doc, at, head, found[-1].end if found else 0, known)
        found.extend(named)
        at = max(head[0], named[-1].end if named else 0)
    return found


def _after_head(
    doc: Doc, at: int, head: tuple[int, str], floor: int, known: frozenset[str]
) -> list[Named]:
    start = head[0]
    while start < len(doc.tokens) and doc.tokens[start].text in {"–", "—", ",", "мырза", "ханым"}:
        if doc.tokens[start].text != "," or head[1] == "plural":
            start += 1
        else:
            break
    end = name_end(doc, start) if same_sentence(doc, at, start) else None
    if end is None and head[1] != "plural" and same_sentence(doc, at, start):
        end = single_end(doc, start)
    if end is None:
        return []
    office = _office(doc, at, head, floor)
    found = [Named(start, end, nominative(doc, start, end, known), office)]
    while head[1] == "plural" and end is not None and same_sentence(doc, at, end):
        if doc.tokens[end].lower not in _JOINTS:
            break
        start = end + 1
        end = name_end(doc, start) if same_sentence(doc, at, start) else None
        if end is not None:
            found.append(Named(start, end, nominative(doc, start, end, known), office))
    return found


def _office(doc: Doc, at: int, head: tuple[int, str], floor: int) -> Office:
    rank = "body" if head[1] == "plural" else head[1]
    parts = Parts(_extend_left(doc, at, floor), head[0], rank)
    index = parts.begin
    while index < parts.end:
        index = _owner(doc, parts, index)
    spelt = {}
    if head[1] == "plural":
        spelt[head[0] - 1] = _singular(doc.tokens[head[0] - 1].text)
    if parts.countries:
        spelt |= _unowned(doc, parts)
    office = compose(doc, parts, "kk", spelt)
    # A body whose quoted name could not be followed to its beginning owns the office.
    unread = parts.begin > 0 and doc.tokens[parts.begin - 1].text in {"»", "”"}
    return replace(office, foreign=True) if unread else office


def _unowned(doc: Doc, parts: Parts) -> dict[int, str]:
    """The word after the country without its possessive, since the owner is left out.

    «Қазақстан Премьер-министрі» -> «Премьер-министр», «РФ Үкіметінің» -> «Үкіметтің».
    """
    first = parts.countries[0].end
    if first >= parts.end:
        return {}
    word = doc.tokens[first].text
    lower = word.lower()
    if first == parts.end - 1 and lower.endswith(("рі", "ті", "ы")) and "т" in lower[-6:]:
        return (
            {first: word[:-1]} if lower.endswith(("министрі", "президенті", "губернаторы")) else {}
        )
    if lower.endswith(("тінің", "тының")):
        return {first: word[:-4] + ("тің" if lower.endswith("інің") else "тың")}
    return {}


def _owner(doc: Doc, parts: Parts, at: int) -> int:
    country = countries.match(doc.tokens, at, "kk")
    if country is not None and country.end <= parts.end:
        parts.countries.append(country)
        return country.end
    body = organisations.match(doc.tokens, at, "kk")
    if body is not None and body[0] <= parts.end:
        parts.bodies.append((at, body[0], body[1]))
        return body[0]
    token = doc.tokens[at]
    if token.text in '«“"':
        for index in range(at + 1, parts.end):
            if doc.tokens[index].text in '»”"':
                parts.companies.append((at, index + 1))
                return index + 1
    if token.kind == "word" and "a" <= token.lower[0] <= "z":
        end = at + 1
        while end < parts.end and "a" <= doc.tokens[end].lower[0] <= "z":
            end += 1
        parts.companies.append((at, end))
        return end
    return at + 1


def _singular(word: str) -> str:
    return re.sub(r"(?:лар|лер|дар|дер|тар|тер)(?=[ыі]$)", "", word)


def _extend_left(doc: Doc, at: int, floor: int) -> int:
    """The first token of the phrase whose head is at ``at``."""
    begin = at
    while begin > floor and at - begin < _LONGEST and same_sentence(doc, at, begin - 1):
        step = _left_step(doc, begin - 1)
        if step is None or step < floor:
            break
        begin = step
    while begin < at and doc.tokens[begin].lower in {"және", ",", "мен", "пен", "бен"}:
        begin += 1
    return begin


def _left_step(doc: Doc, at: int) -> int | None:
    token = doc.tokens[at]
    if token.text in {"»", "”", '"'}:
        for index in range(at - 1, max(at - 12, -1), -1):
            if doc.tokens[index].text in {"«", "“"} or (
                token.text == '"' and doc.tokens[index].text == '"'
            ):
                return index
        return None
    if token.text in {"–", "—", "-"}:
        head = at > 0 and doc.tokens[at - 1].lower.endswith(("сы", "сі", "ы", "і", "министр"))
        return at if head else None
    if token.text == ",":
        following = doc.tokens[at - 1] if at else None
        inside = following is not None and following.lower in words("kk", "inside")
        return at if inside else None
    if token.kind == "initial" or token.kind == "punct":
        return None
    if token.lower in words("kk", "outside"):
        return at if token.lower in {"мен", "бен", "пен"} and _inside_pair(doc, at) else None
    return at if _belongs(doc, at) else None


def _belongs(doc: Doc, at: int) -> bool:
    """Whether a word before the head is part of the office: by kind, by case, by company."""
    token = doc.tokens[at]
    if token.lower in words("kk", "inside") or token.kind == "number":
        return True
    if token.lower.endswith(GENITIVE) and not _personal(doc, at):
        return True
    if token.cap:
        return _place_or_body(doc, at) and not _someone_else(doc, at)
    # X және Y министрі: what is joined to a known part of the name is part of it too.
    return "және" in (doc.tokens[at - 1].lower if at else "", doc.tokens[at + 1].lower)


def _someone_else(doc: Doc, at: int) -> bool:
    """A bare office before a country is another person: Премьер-Министр Грузия президентімен …"""
    head = _heads().match(doc.tokens, at)
    if head is None or head[0] != at + 1 or at + 1 >= len(doc.tokens):
        return False
    return countries.match(doc.tokens, at + 1, "kk") is not None


def _inside_pair(doc: Doc, at: int) -> bool:
    return (
        0 < at < len(doc.tokens) - 1
        and doc.tokens[at - 1].lower in words("kk", "inside")
        and doc.tokens[at + 1].lower in words("kk", "inside")
    )


def _personal(doc: Doc, at: int) -> bool:
    """Тоқаевтың, Назарбаевтың: a person in the genitive is not part of the office."""
    bare = names_kk.nominative(doc.tokens[at].text)
    return _SURNAME.search(bare.lower()) is not None


def _place_or_body(doc: Doc, at: int) -> bool:
    token = doc.tokens[at]
    place = is_geographic(doc, at)
    ending = next((e for e in _LOCAL if token.lower.endswith(e)), None)
    if place:
        # Қазақстанда says where, not whose; Қазақстан only looks like an ablative.
        bare = token.lower[: -len(ending)] if ending else ""
        return not (ending and _known_place(bare))
    if _SURNAME.search(names_kk.nominative(token.text).lower()) or _opens(doc, at):
        return False
    return ending is None


_LOCAL = ("да", "де", "та", "те", "дан", "ден", "тан", "тен", "ға", "ге", "қа", "ке")


@lru_cache(maxsize=1024)
def _known_place(lower: str) -> bool:
    return is_geographic(Doc(lower[:1].upper() + lower[1:]), 0) if lower else False


def _opens(doc: Doc, at: int) -> bool:
    """A sentence's first word is capitalised for that reason alone, unless it is a body's."""
    first = at == 0 or doc.tokens[at - 1].sentence != doc.tokens[at].sentence
    return first and not is_body_word(doc.tokens[at].lower)


def _bare_words(doc: Doc) -> frozenset[str]:
    """Capitalised words as the text has them, against which endings are checked."""
    return frozenset(token.text for token in doc.tokens if token.cap and token.kind == "word")
