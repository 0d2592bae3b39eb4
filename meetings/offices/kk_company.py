"""Kazakh: a company in an office phrase, with its legal form and class, which stand after it.

«Тау» компаниясының директоры is a director in «Тау»; «Су» ЖШС директоры in «Су» ЖШС.
"""

from __future__ import annotations

import re

from meetings.text import Doc, Token

_LEGAL = re.compile(
    r"(?:АҚ|ЖШС|ҰК|ҰӘҚ|ҰАК|ҰКП|КЕАҚ|РМК|РМҚК|ШЖҚ|МКК|ААҚ|ЖАҚ|ББС|ЗТБ|ҚҚ|КБ|ЕДБ)(?:-[а-яәғқңөұүһі]+)?"
)
_LEGAL_WORDS = ("акционерлік", "қоғам", "жауапкершілігі", "шектеулі", "серіктестігі")
# Classes that say nothing that the name does not.
_PLAIN = re.compile(
    r"(?:авиа|мұнай|газ|энерго)?(?:компания|корпорация|фирма|концерн)(?:лар)?сы\w{0,3}"
    r"|то(?:бы|птары)\w{0,3}|кәсіпорны\w{0,3}"
)
# Any other noun that the name owns belongs to it, but for those who run it.
_TELLING = re.compile(r"\w{2,}?(?:сы|сі|[^\Wаәеиоөұүыіуюяэ][ыі])(?P<case>ның|нің)?")
_RUNS_IT = (
    *("басқарма", "директор", "кеңес", "алқа", "төраға", "басшы", "президент", "орынбасар", "бас"),
    *("бақылау", "филиал", "өкіл", "вице", "жетекші", "құрылтайшы", "негізін", "мүше"),
)
_BETWEEN = frozenset({"басқарушы", "әл-ауқат", "тау-кен"})
_ADJECTIVE = ("лық", "лік", "дық", "дік", "тық", "тік")
_LONGEST_TAIL = 7


def tail_end(doc: Doc, at: int, limit: int) -> int:
    """The token after what follows a company's name at ``at``: marks, legal form, class."""
    end, index = at, at
    while index < min(limit, at + _LONGEST_TAIL):
        token = doc.tokens[index]
        if token.text in "»”" or _LEGAL.fullmatch(token.text) or _is_class(token.lower):
            end = index + 1
            if token.lower.endswith(("ның", "нің")) or _PLAIN.fullmatch(token.lower):
                break  # what it owns comes next
        elif token.text == "-" and end == index and index + 1 < limit:
            index += 1  # «Тау» ҰК» АҚ -ның
            end = index + 1 if doc.tokens[index].lower in {"ның", "нің", "тың", "тің"} else end
        elif not _leads_on(doc, index, limit):
            break
        index += 1
    return end


def _leads_on(doc: Doc, at: int, limit: int) -> bool:
    """Whether a word between a name and its class: an adjective, or the one right before it."""
    lower = doc.tokens[at].lower
    if lower in _BETWEEN or lower.endswith(_ADJECTIVE):
        return True
    plain = at + 1 < limit and _PLAIN.fullmatch(doc.tokens[at + 1].lower) is not None
    return plain and doc.tokens[at].kind == "word" and not lower.startswith(_RUNS_IT)


def has_legal_form(doc: Doc, begin: int, end: int) -> bool:
    """Whether one of these tokens is a legal form of Kazakh law, written short or out."""
    return any(
        _LEGAL.fullmatch(token.text) or token.lower.startswith(_LEGAL_WORDS)
        for token in doc.tokens[begin:end]
    )


def _is_class(lower: str) -> bool:
    if lower.startswith(_LEGAL_WORDS):
        return True
    if lower.startswith(_RUNS_IT):
        return False
    return _PLAIN.fullmatch(lower) is not None or _TELLING.fullmatch(lower) is not None


def _is_lower_case(token: Token) -> bool:
    return token.kind == "word" and token.text[0].islower() and token.text[0] > "z"


def company_name(doc: Doc, begin: int, end: int) -> str:
    """The company at the tokens: its name, with a legal form or telling class uninflected."""
    last = end
    if last > begin + 1 and _PLAIN.fullmatch(doc.tokens[last - 1].lower):
        last -= 1
        while last > begin + 1 and _is_lower_case(doc.tokens[last - 1]):
            last -= 1
    printed = doc.slice(begin, last)
    word = doc.tokens[last - 1]
    if _LEGAL.fullmatch(word.text):
        return printed.rsplit("-", 1)[0] if "-" in word.text else printed
    told = _TELLING.fullmatch(word.lower)
    return printed[:-3] if told is not None and told["case"] else printed
