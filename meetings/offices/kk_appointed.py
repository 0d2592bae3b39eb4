"""Kazakh: the office to which someone is appointed, or from which someone is released.

«А. Б. Қаржы министрі болып тағайындалды», «В. Г. министр қызметінен босатылды», «… лауазымына А. Б.
тағайындалды»; a release that names no office speaks of the one just filled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from meetings.names.kk_find import same_sentence
from meetings.offices.heads import Named, Office
from meetings.offices.kk import office_at
from meetings.offices.kk_phrase import heads
from meetings.text import Doc

_POST = re.compile(r"(?:лауазым|қызмет|міндет|болып|етіп|орны)\w*$")
_VERB = re.compile(r"(?:тағайынд|босат|сайлан|сайлад|бекіт|кірісті|ауыс|келді|келген)\w*$")
_REACH = 24


def give_offices(doc: Doc, names: list[Named], bodies: Mapping[int, int]) -> list[Named]:
    """The names with the office of the appointment where their sentence tells of one."""
    given: list[Named] = []
    last: Office | None = None
    for named in names:
        if named.office is None and _moves(doc, named):
            office = _after(doc, named, bodies) or _before(doc, named, bodies) or last
            named = replace(named, office=office)
            last = office
        given.append(named)
    return given


def _moves(doc: Doc, named: Named) -> bool:
    """Whether the sentence goes on to tell that the person is appointed or released."""
    return any(_VERB.match(doc.tokens[at].lower) for at in _rest(doc, named))


def _rest(doc: Doc, named: Named) -> list[int]:
    last = min(named.end + _REACH, len(doc.tokens))
    return [at for at in range(named.end, last) if same_sentence(doc, named.begin, at)]


def _after(doc: Doc, named: Named, bodies: Mapping[int, int]) -> Office | None:
    for at in _rest(doc, named):
        if _VERB.match(doc.tokens[at].lower):
            return None
        office = _post(doc, at, named.end, bodies)
        if office is not None:
            return office
    return None


def _before(doc: Doc, named: Named, bodies: Mapping[int, int]) -> Office | None:
    """«Қаржы министрі лауазымына А. Б. тағайындалды»."""
    for at in range(named.begin - 1, max(named.begin - 5, 0), -1):
        if not same_sentence(doc, named.begin, at):
            return None
        office = _post(doc, at, 0, bodies)
        if office is not None:
            return office
    return None


def _post(doc: Doc, at: int, floor: int, bodies: Mapping[int, int]) -> Office | None:
    """The office whose head is at ``at`` if the word for a post follows it."""
    head = heads().match(doc.tokens, at) if doc.tokens[at].kind == "word" else None
    if head is None or head[0] >= len(doc.tokens) or head[1] == "plural":
        return None
    if not _POST.match(doc.tokens[head[0]].lower):
        return None
    return office_at(doc, at, head, floor, bodies)
