"""Russian: the office to which someone is appointed, or from which someone is released.

«Приказом министра А. Б. назначен председателем Комитета», «освобождена от должности
вице-министра», «назначил В. Г. послом».
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.offices.heads import Named, Office
from meetings.offices.ru import extend_left
from meetings.offices.ru_phrase import Phrase, head_at
from meetings.text import Doc

_PASSIVE = re.compile(
    r"(?:пере)?назначен[аы]?$|(?:пере)?назнача[ею]тся$|избран[аы]?$|утвержден[аы]?$"
    r"|освобожден[аы]?$|освобожда[ею]тся$|представлен[аы]?$"
)
_ACTIVE = re.compile(r"(?:пере)?назначил[аи]?$|освободил[аи]?$|избрал[аи]?$|утвердил[аи]?$")
_RELEASED = re.compile(r"освобо")
# «А. Б. Указом Главы государства освобожден»: the act stands before the verb.
_ACT = re.compile(r"(?:указ|распоряжени|приказ|постановлени|решени)(?:ом|ем)$")
_BY_ACT = 8
_POST = frozenset({"должность", "должности", "пост", "поста", "посту"})
_REACH = 9


def give_offices(doc: Doc, names: list[Named]) -> list[Named]:
    """The names with the office of the appointment where the sentence tells of one."""
    return [_appointed(doc, named) or named for named in names]


def _appointed(doc: Doc, named: Named) -> Named | None:
    if named.office is not None and named.office.begin < named.begin:
        return None
    cue = _cue(doc, named)
    if cue is not None:
        office = _next_office(doc, cue) or _office(doc, cue)
    else:
        office = _office_before(doc, named) or _office_in_list(doc, named)
    return None if office is None else replace(named, office=office)


def _next_office(doc: Doc, cue: int) -> Office | None:
    """«освобожден от должности … и назначен …»: the office that follows the one left."""
    if not _RELEASED.match(doc.tokens[cue].lower):
        return None
    for at in range(cue + 2, min(cue + _LONGEST, len(doc.tokens))):
        token = doc.tokens[at]
        if token.sentence != doc.tokens[cue].sentence or token.text == ";":
            return None
        if _PASSIVE.match(token.lower) and not _RELEASED.match(token.lower):
            joined = doc.tokens[at - 1].lower in {"и", ","}
            return _office(doc, at) if joined else None
    return None


def _office_before(doc: Doc, named: Named) -> Office | None:
    """«Председателем правления избран А. Б.», «На должность вице-министра назначен А. Б.»."""
    verb = named.begin - 1
    if verb < 1 or not _PASSIVE.match(doc.tokens[verb].lower):
        return None
    sentence = doc.tokens[verb].sentence
    for at in range(max(0, verb - _LONGEST), verb):
        head = head_at(doc, at) if doc.tokens[at].sentence == sentence else None
        if head is None or doc.tokens[at].lower in _POST:
            continue
        phrase = Phrase(doc, at, head)
        begin = extend_left(doc, at, 0)
        post = begin > 0 and doc.tokens[begin - 1].lower in _POST
        if phrase.plural or not _fits(phrase, post=post):
            continue
        phrase.read()
        return phrase.office(begin) if phrase.end == verb else None
    return None


_LONGEST = 30
# So far before a name of the list may «назначены:» stand.
_LIST_REACH = 220


def _office_in_list(doc: Doc, named: Named) -> Office | None:
    """«Указом назначены: А. Б. послом в Чехии; В. Г. …», «освобождены: А. Б. от должности …»."""
    following = doc.tokens[named.end].lower if named.end < len(doc.tokens) else ""
    released = following == "от"
    if not released and not _opens_office(doc, named.end):
        return None
    for at in range(named.begin - 1, max(0, named.begin - _LIST_REACH), -1):
        if doc.tokens[at].text == ":" and _PASSIVE.match(doc.tokens[at - 1].lower):
            return _office(doc, named.end - 1)
    return None


def _opens_office(doc: Doc, at: int) -> bool:
    """Whether an office in the instrumental begins here, perhaps after adjectives."""
    for index in range(at, min(at + 5, len(doc.tokens))):
        head = head_at(doc, index)
        if head is not None:
            return "ablt" in head.singular
        if not doc.tokens[index].lower.endswith(("ым", "им", "и")):
            return False
    return False


def _cue(doc: Doc, named: Named) -> int | None:
    """The token after which the office must stand, if the person is appointed or released."""
    sentence = doc.tokens[named.begin].sentence
    act = doc.tokens[named.end].lower if named.end < len(doc.tokens) else ""
    reach = _BY_ACT if _ACT.match(act) else 3
    for at in range(named.end, min(named.end + reach, len(doc.tokens))):
        token = doc.tokens[at]
        if token.sentence != sentence:
            break
        if _PASSIVE.match(token.lower):
            return at
    before = doc.tokens[named.begin - 1] if named.begin else None
    if before is not None and before.sentence == sentence and _ACTIVE.match(before.lower):
        return named.end - 1
    return None


def _office(doc: Doc, cue: int) -> Office | None:
    released = _RELEASED.match(doc.tokens[cue].lower) is not None
    post = False
    for at in range(cue + 1, min(cue + _REACH, len(doc.tokens))):
        token = doc.tokens[at]
        if token.sentence != doc.tokens[cue].sentence or token.text in {",", ";"}:
            return None
        post = post or token.lower in _POST
        head = head_at(doc, at)
        if head is None or token.lower in _POST:
            continue
        phrase = Phrase(doc, at, head)
        if phrase.plural or not _fits(phrase, post=post or released):
            return None
        phrase.read()
        office = phrase.office(extend_left(doc, at, cue + 1))
        return replace(office, former=released or doc.tokens[cue + 1].lower == "от")
    return None


def _fits(phrase: Phrase, *, post: bool) -> bool:
    """«назначен председателем», «назначен на должность председателя»; no other case."""
    cases = phrase.head.singular
    return "gent" in cases if post else "ablt" in cases
