"""Russian: a company in an office phrase, with what stands before its name.

«гендиректор государственной корпорации по атомной энергии «Атом»» is a general director in
«государственная корпорация по атомной энергии «Атом»»; «президент компании «Ветер»» in «Ветер».
"""

from __future__ import annotations

import re

from meetings import countries
from meetings.morphology_ru import phrase_nominative
from meetings.text import Doc

#: Abbreviations of legal forms, which stand before the name of a company.
LEGAL = frozenset(
    {
        *("ао", "тоо", "рпп", "нао", "зао", "оао", "пао", "ооо", "гк", "нк", "фнб", "нпп", "рго"),
        *("рг", "ргп", "кф", "оюл", "нух", "оф", "ную", "нак", "гнпп", "гкп", "спк", "чу"),
        *("нпо", "ип", "сп", "рку", "ргу", "рфц", "нпц", "нц", "нии", "апк", "фпп", "пк", "дгп"),
    }
)
_CLASS = re.compile(
    r"^(?:(?:авиа|гос|нефте|машино|энерго|агро)?компани|(?:гос)?корпораци|фирм|холдинг|фонд|(?:авиа)?"
    r"концерн|консорциум|групп|предприяти|ассоциаци|объединени|союз|парти|банк|университет|институт"
    r"|палат|обществ|центр|организаци|завод|фабрик|комбинат|агентств|операто|товариществ|движени"
    r"|сет[иья]|клуб|академи)(?:\w{0,3})$"
)
# By themselves these say nothing that the name does not.
_PLAIN = re.compile(
    r"^(?:крупн\w+|ведущ\w+|мировой|мировых|международн\w+|национальн\w+ )?\s*"
    r"(?:(?:авиа|нефте|агро)?компани\w|корпораци\w|фирм\w|групп\w компаний|концерн\w?"
    r"|предприяти\w)$"
)
_NAME = re.compile(r"[«“\"„A-Za-z]|[А-ЯЁ]{2}")
_REACH = 12


def company_begin(doc: Doc, at: int, floor: int) -> int:
    """Where the company named at token ``at`` begins: its legal form, its class and adjectives."""
    begin = at
    while begin - 1 > floor and doc.tokens[begin - 1].lower in LEGAL:
        begin -= 1
    if begin - 2 > floor and doc.tokens[begin - 1].lower == "рк":
        begin -= 2 if doc.tokens[begin - 2].lower in LEGAL else 0  # «НПП РК «Тау»»
    for index in range(begin - 1, max(floor, begin - _REACH), -1):
        token = doc.tokens[index]
        if token.kind != "word":
            break
        if _CLASS.match(token.lower):
            return _adjectives_before(doc, index, floor)
        if token.cap and countries.match(doc.tokens, index, "ru") is None:
            break
    return begin


def past_suffix(doc: Doc, at: int) -> int | None:
    """The token after a foreign legal form that follows a name: «Vela plc», «Eta S.p.A»."""
    if at == 0 or at >= len(doc.tokens) or not doc.tokens[at - 1].cap:
        return None
    match = _SUFFIX.match(doc.text, doc.tokens[at].start)
    if match is None:
        return None
    end = at
    while end < len(doc.tokens) and doc.tokens[end].start < match.end():
        end += 1
    return end


_SUFFIX = re.compile(
    r"(?:plc|PLC|LLC|Ltd\.?|Inc\.?|GmbH|AG|Corp\.?|S\.p\.A\.?|S\.A\.?|N\.V\.?|B\.V\.?|a\.s\.?)(?![\w-])"
)


def class_begin(doc: Doc, at: int, floor: int) -> int:
    """Where a plain class before the known body at ``at`` begins: «компании», «корпорации»."""
    before = doc.tokens[at - 1].lower
    plain = at - 1 > floor and (_PLAIN.match(before) or before == "группы")
    return at - 1 if plain else at


def _adjectives_before(doc: Doc, at: int, floor: int) -> int:
    while at - 1 > floor and _ADJECTIVE.search(doc.tokens[at - 1].lower):
        at -= 1
    return at


_ADJECTIVE = re.compile(r"(?:ой|ого|его|ей|ых|их|ая|ое|ый|ий)$")


def company_name(doc: Doc, begin: int, end: int) -> str:
    """The name of the company at the tokens, its class in the nominative; a plain class goes."""
    printed = doc.slice(begin, end)
    match = _NAME.search(printed)
    before = printed[: match.start()].strip() if match else ""
    if not before:
        return printed
    name = printed[match.start() :] if match else ""
    if _PLAIN.match(before.lower()):
        return name
    return f"{phrase_nominative(before)} {name}"
