"""The bodies that Kazakh grammar shows: a name in marks before a legal form or the class of a body.

«Тау» ЖШС, «Су» компаниясы, Vindkraft корпорациясы; also the commissions of two countries:
Қазақстан-Түркия үкіметаралық комиссиясы.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetings.offices.kk_company import company_name, has_legal_form, tail_end
from meetings.organisations.ru_words import Found
from meetings.text import Doc

_CLASS = re.compile(
    r"(?:(?:авиа|мұнай|газ|энерго)?компания|корпорация|фирма|концерн|палата|партия|фракция"
    r"|ассоциация|академия)сы|(?:холдинг|банк|қор|университет|институт|одағ|бірлестіг|зауыт"
    r"|қауымдастығ|агенттіг|комбинат|технопарк|телеарна|федерация|тоб|консорциум)(?:ы|і|сы)"
)
_LATIN = re.compile(r"[A-Za-z][\w.&'’-]*")
_COMMISSION = re.compile(
    r"[А-ЯӘҒҚҢӨҰҮҺІ][\w]+[-–][А-ЯӘҒҚҢӨҰҮҺІ]\w+ (?:[а-яәғқңөұүһі-]+ ){0,6}?"
    r"(?P<head>комиссия|комитет|кеңес|қор|палата)(?P<poss>сы|і|ы)(?P<case>\w{0,3})(?!\w)"
)
_LONGEST_NAME = 14


def find(doc: Doc) -> list[Found]:
    """Companies and joint commissions, in the order of the text."""
    return sorted([*_companies(doc), *_commissions(doc)], key=lambda one: one.start)


def _companies(doc: Doc) -> Iterator[Found]:
    at = 0
    while at < len(doc.tokens):
        end = _name_end(doc, at)
        if end is None:
            at += 1
            continue
        tail = tail_end(doc, end, len(doc.tokens))
        if tail > end and (has_legal_form(doc, end, tail) or _is_body(doc, end)):
            start, stop = doc.tokens[at].start, doc.tokens[tail - 1].end
            yield Found(start, stop, _unquoted(company_name(doc, at, tail)))
            at = tail
        else:
            at = end


def _is_body(doc: Doc, at: int) -> bool:
    return _CLASS.match(doc.tokens[at].lower) is not None


def _name_end(doc: Doc, at: int) -> int | None:
    """The token after the name in marks or in Latin letters at ``at``."""
    token = doc.tokens[at]
    if token.text in {"«", "“"} and not token.quoted:
        for index in range(at + 1, min(at + _LONGEST_NAME, len(doc.tokens))):
            if doc.tokens[index].text in {"»", "”"}:
                return index + 1 if doc.tokens[at + 1].cap else None
        return None
    if token.quoted or not token.cap or not _LATIN.fullmatch(token.text):
        return None
    index = at
    while index < len(doc.tokens) and (
        _LATIN.fullmatch(doc.tokens[index].text) or doc.tokens[index].text == "&"
    ):
        index += 1
    return index


def _commissions(doc: Doc) -> Iterator[Found]:
    for match in _COMMISSION.finditer(doc.text, 0, doc.body_end):
        end = match.end("poss")
        yield Found(match.start(), match.end(), doc.text[match.start() : end])


def _unquoted(name: str) -> str:
    whole = name[:1] in "«“" and name[-1:] in "»”" and name.count("»") + name.count("”") == 1
    return name[1:-1] if whole else name
