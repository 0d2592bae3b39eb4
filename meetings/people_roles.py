"""The role of a participant, from cues in the sentences where they take part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.model import Lang
from meetings.offices import Named
from meetings.text import Doc

# What stands before the phrase, nearest last; the first rule that matches wins.
_BEFORE: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (
        ("chair", r"(?:chaired|presided over|headed) by(?: the)? $"),
        ("host", r"received by(?: the)? $"),
        ("observer", r"observer states?[^.]{0,40}$"),
        ("partner", r"dialogue partner[^.]{0,120}$"),
        ("greeter", r"(?:greeted|welcomed) by(?: the)? $"),
        ("counterpart", r"(?:met|meets|talks|negotiations|meeting|conversation|call) with(?: the)? $"),
    ),
    "ru": (
        ("chair", r"(?:под председательством|председательствовал[аи]?|возглавил[аи]?) $"),
        ("greeter", r"встретил[аи]? (?:в аэропорту )?$"),
        ("counterpart", r"(?:встретил(?:ся|ась)|встреч[аеу]|переговор[ыов]+|разговор|беседу) со? $"),
        ("visitor", r"принял[аи]? $"),
        ("reporter", r"(?:доложил[аи]?|отчет|доклад[ы]?|заслушал[аи]?) $"),
        ("observer", r"наблюдател[^.]{0,60}$"),
    ),
    "kk": (),
}
# What follows the name.
_AFTER: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (
        ("chair", r"^,? (?:chaired|presided)"),
        ("host", r"^,? (?:received|hosted)"),
        ("reporter", r"^,? (?:reported|informed|made a report|delivered a report)"),
        ("visitor", r"^,? (?:paid|arrived|visited|was received)"),
        ("speaker", r"^,? (?:said|noted|stressed|told|stated|emphasi[sz]ed)"),
        ("member", r"^,? (?:took part|joined|attended)[^.]{0,60}(?:[Cc]ouncil|[Ss]ummit)"),
    ),
    "ru": (
        ("chair", r"^,? (?:провел|возглавил|председательств|провёл)"),
        ("host", r"^,? принял[аи]?(?! участи)"),
        ("reporter", r"^,? (?:доложил|отчитал|проинформировал)"),
        ("visitor", r"^,? (?:прибыл|посетил|совершил)"),
        ("speaker", r"^,? (?:сказал|отметил|подчеркнул|заявил|сообщил|рассказал)"),
        ("member", r"^,? принял[аи]? участие в (?:заседании|саммите)[^.]{0,40}[Сс]овет"),
    ),
    "kk": (
        ("chair", r"^(?:ның|нің|тың|тің)? төрағалы|^[^.]{0,40}(?:отырыс|кеңес|жиналыс|жиын) өткіз"),
        ("host", r"^[^.]{0,80} қабылдады"),
        ("reporter", r"^[^.]{0,60} баянда"),
        ("visitor", r"^[^.]{0,40} сапармен|^[^.]{0,40}сапарымен"),
        ("speaker", r"^[^.]{0,40}(?:мәлімде|атап өтті|айтты)"),
    ),
}
_COMITATIVE = re.compile(r"(?:мен|бен|пен)$")


def role_of(doc: Doc, lang: Lang, mentions: Sequence[Named]) -> str:
    """The role the first telling mention shows; "participant" where none does."""
    for mention in mentions:
        left = doc.tokens[mention.left].start
        right = doc.tokens[mention.end - 1].end
        before = doc.text[max(0, left - 140) : left]
        after = doc.text[right : right + 120]
        for role, pattern in _BEFORE[lang]:
            if re.search(pattern, before):
                return role
        for role, pattern in _AFTER[lang]:
            if re.search(pattern, after):
                return role
        if lang == "kk" and _COMITATIVE.search(doc.tokens[mention.end - 1].lower):
            return "counterpart"
    return "participant"
