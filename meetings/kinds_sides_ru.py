"""Russian: whether those met are told to be foreign, where the text names nobody of them.

«провел переговоры с руководством компаний Нидерландов», «встретился с послами стран ЕС».
"""

from __future__ import annotations

from meetings import countries
from meetings.morphology_ru import is_verb
from meetings.organisations import bodies as organisations
from meetings.text import Doc

_MEETS = ("переговор", "встретил", "встреч", "бесед", "обсудил")
_WITH = frozenset({"с", "со"})
# What stands after these says where or about what, no longer with whom.
_ENDS = frozenset({"по", "о", "об", "в", "во", "при", "для", "на", "за", "где"})
_NEAR = 4
_REACH = 14


def foreign_side(doc: Doc) -> bool:
    """Whether the lead tells of a meeting with people of another country or of many."""
    for at, token in enumerate(doc.tokens):
        if token.start >= doc.lead_end:
            return False
        if token.quoted or not token.lower.startswith(_MEETS):
            continue
        for start in range(at + 1, at + 1 + _NEAR):
            if _same(doc, at, start) and doc.tokens[start].lower in _WITH:
                if _belongs_abroad(doc, start + 1):
                    return True
                break
    return False


def _belongs_abroad(doc: Doc, start: int) -> bool:
    """Whether the first country or body named from ``start`` on is not of Kazakhstan."""
    for at in range(start, start + _REACH):
        if not _same(doc, start, at):
            return False
        token = doc.tokens[at]
        if token.text in {",", "(", ";"} or token.lower in _ENDS or is_verb(token.lower):
            return False
        country = countries.match(doc.tokens, at, "ru")
        if country is not None:
            return country.code != "KZ"
        body = organisations.match(doc.tokens, at, "ru")
        if body is not None:
            return body[1].country != "KZ"
    return False


def _same(doc: Doc, one: int, other: int) -> bool:
    tokens = doc.tokens
    return other < len(tokens) and tokens[one].sentence == tokens[other].sentence
