"""The Russian office grammar: [adjectives] head, genitive complements, then the name.

The leftmost head governs: its case is the name's case. A verb, a clause or a full stop before
the name ends the phrase without one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings import countries
from meetings.morphology_ru import is_verb
from meetings.names.ru import guess_case, patronymic_case
from meetings.names.ru_find import name_end
from meetings.offices.heads import Named, Office, printed, share_country
from meetings.offices.ru_lists import read_list
from meetings.offices.ru_phrase import Phrase, head_at
from meetings.offices.ru_spelling import adjective_stem
from meetings.text import Doc


def read_named(doc: Doc) -> list[Named]:
    """All names that stand with an office, in the order of the text."""
    found: list[Named] = []
    pending: Office | None = None
    at = 0
    while at < len(doc.tokens):
        head = head_at(doc, at)
        if head is None:
            at += 1
            continue
        phrase = Phrase(doc, at, head)
        phrase.read()
        begin = extend_left(doc, at, found[-1].end if found else 0)
        named = _read(doc, phrase, begin, found[-1].end if found else 0)
        if len(named) == 1:
            named = [_joined(share_country(named[0], pending, doc), pending, doc)]
        elif not named and not phrase.plural and (pending is None or begin >= pending.end):
            pending = phrase.office(begin)
        found.extend(named)
        at = max(at + 1, named[-1].end if named else 0)
    return found


def _joined(named: Named, before: Office | None, doc: Doc) -> Named:
    """«министром торговли Чехии, депутатом парламента Яном Новаком»: both offices are his.

    Only in an oblique case, where one preposition governs both, and where the first says more than
    a title: «с Премьер-Министром, министром …» may be two people.
    """
    office = named.office
    if before is None or office is None or office.begin - before.end != 1:
        return named
    apart = doc.tokens[before.end].text == "," and office.case == before.case != "nomn"
    full = len(re.split(r"[ -]", before.text)) >= _FULL_OFFICE or before.organisation is not None
    if not apart or office.case is None or not full:
        return named
    if before.country not in (None, office.country):
        return named
    if before.organisation and office.organisation:
        return named
    joint = replace(
        office,
        begin=before.begin,
        text=f"{before.text}, {office.text}",
        organisation=office.organisation or before.organisation,
    )
    return replace(named, office=joint)


_FULL_OFFICE = 3


def received(doc: Doc) -> Office | None:
    """The office of the guest whom the title leaves without a name: «… принял посла Чехии»."""
    for at in range(len(doc.tokens)):
        if doc.tokens[at].start >= doc.title_end:
            return None
        head = head_at(doc, at)
        if head is None or at == 0:
            continue
        begin = extend_left(doc, at, 0)
        before = [token.lower for token in doc.tokens[max(0, begin - 3) : begin]]
        met = before[-1:] in (["принял"], ["приняла"]) or (
            before[-1:] in (["с"], ["со"]) and any(word.startswith("встр") for word in before)
        )
        phrase = Phrase(doc, at, head)
        if not met or phrase.plural:
            continue
        phrase.read()
        named = phrase.same(phrase.end) and name_end(doc, phrase.end, single=True) is not None
        return None if named else phrase.office(begin)
    return None


def _read(doc: Doc, phrase: Phrase, begin: int, floor: int) -> list[Named]:
    if begin > 0 and _is_headline(doc, begin, phrase):
        return []
    if phrase.plural:
        return read_list(phrase, begin)
    start = phrase.end
    end = name_end(doc, start, single=phrase.close) if phrase.same(start) else None
    if end is not None and not agrees(doc, start, end, phrase.case):
        end = None
    if end is None:
        return _before(doc, begin, phrase, floor)
    return [phrase.named(start, end, phrase.office(begin))]


def _is_headline(doc: Doc, begin: int, phrase: Phrase) -> bool:
    """«Помощь врачам и больницам — А. Мусин»: in a title the dash says whose words these are."""
    last = doc.tokens[phrase.end - 1 : phrase.end + 1]
    inside = last[-1:] and last[-1].end <= doc.title_end
    opens = doc.tokens[begin - 1].kind == "punct"
    return bool(inside) and not opens and any(token.text in {"—", "–"} for token in last)


def agrees(doc: Doc, start: int, end: int, case: str | None) -> bool:
    """Whether a name may stand in the case of the office before it.

    «Указом Главы государства Серик Ахметов назначен …»: a man's name or a patronymic in the
    nominative, with a verb to follow, shows that the office in the genitive is someone else's.
    """
    name = printed(doc, start, end)
    if case in (None, "nomn"):
        return True
    shown = patronymic_case(name)
    if shown is not None:
        return shown[0] != "nomn"
    if not _masculine(name) and not any(word.endswith(_UNDECLINED) for word in name):
        return True
    following = doc.tokens[end].lower if end < len(doc.tokens) else ""
    return not is_verb(following)


_UNDECLINED = ("улы", "ұлы", "кызы", "қызы")


def _masculine(name: tuple[str, ...]) -> bool:
    """No word has the ending of an oblique case: all end in a consonant, not in -ом, -ым."""
    return guess_case(name) != "ablt" and all(
        word[-1].lower() in "бвгджзйклмнпрстфхцчшщь" for word in name
    )


def _before(doc: Doc, begin: int, phrase: Phrase, floor: int) -> list[Named]:
    """«Асет Ержанов, заместитель председателя Комитета, …»."""
    at = begin - 1
    if at < floor + 1 or doc.tokens[at].text not in {",", "(", "–", "—"}:
        return []
    closing = doc.tokens[phrase.end] if phrase.end < len(doc.tokens) else None
    if closing is not None and closing.text not in {",", ".", ")", ";", "–", "—"}:
        return []
    for start in range(max(floor, at - 4), at - 1):
        if name_end(doc, start) == at and not _inside(doc, start):
            name = printed(doc, start, at)
            return [Named(start, at, name, phrase.office(begin))]
    return []


def _inside(doc: Doc, start: int) -> bool:
    previous = doc.tokens[start - 1] if start else None
    return previous is not None and previous.kind == "initial"


def extend_left(doc: Doc, at: int, floor: int) -> int:
    """Where the adjectives before the head at ``at`` begin, not before ``floor``."""
    begin = at
    while begin > floor and at - begin < 5:
        token = doc.tokens[begin - 1]
        if token.sentence != doc.tokens[at].sentence or token.kind != "word":
            break
        joint = (
            token.lower == "и"
            and begin < at
            and begin - 2 >= floor
            and (adjective_stem(doc.tokens[begin - 2]) is not None)
        )
        country = countries.match(doc.tokens, begin - 1, "ru")
        if not (joint or adjective_stem(token) or (country is not None and country.adjective)):
            break
        begin -= 1
    return begin
