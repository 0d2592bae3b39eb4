"""Words beside two capitalised Kazakh words that show them to be a person's name.

«теннисші Ян Новак», «Ян Новактың айтуынша», «Ян Новак өз кезегінде», «Ян Новак мырза».
"""

from __future__ import annotations

import re

from meetings.names import kk as names_kk
from meetings.names.kk_find import GENITIVE, same_sentence
from meetings.offices.heads import words
from meetings.text import Doc

_MOST_WORDS = 4
#: Who someone is: an agent noun, or a trade, also as somebody's: «продюсері», «әріптесім».
_TRADE = re.compile(
    r"\w{3,}[шщ][ыі](?:л[ае]р)?"
    r"|(?:журналист|экономист|продюсер|акт[её]р|актриса|режиссер|композитор|адвокат|сарапшы|саясаткер"
    r"|әріптес|кәсіпкер|бизнесмен|инвестор|жазушы|ақын|ғалым|тарихшы|дәрігер|мұғалім|инженер|фермер"
    r"|маман|аналитик|блогер|волонтер|студент|академик|профессор|доктор|архитектор|дизайнер|модератор"
    r"|зайыб|жұбай|ханзада|ханшайым|чемпион|түлек|тұрғын|азамат|жүргізуші)"
    r"(?:[лдт][ае]р)?(?:с?[ыі]|[ыі]м|[ыі]м[ыі]з)?"
)
_NO_TRADE = frozenset({"ашы", "басшы", "қосшы"})
_AFTER_GENITIVE = frozenset(
    {"айтуынша", "сөзінше", "пікірінше", "мәліметінше", "ойынша", "бағалауынша", "айтуымен"}
)
_AFTER = frozenset({"мырза", "ханым", "есімді", "айтты", "мәлімдеді", "баяндады", "түсіндірді"})
_AND = frozenset({"мен", "бен", "пен", "және"})
_WHERE = ("да", "де", "та", "те")
_IN_TURN = ("өз", "кезегінде")


def opens_before(doc: Doc, at: int) -> bool:
    """Whether the word only opens the sentence before a name: «Жиынды Қайрат Исламұлы ашты»."""
    if same_sentence(doc, at, at - 1) or not same_sentence(doc, at, at + 1):
        return False
    given = words("kk", "given")
    lower = doc.tokens[at].lower
    inflected = names_kk.nominative(doc.tokens[at].text) != doc.tokens[at].text
    return (
        lower not in given
        and doc.tokens[at + 1].lower in given
        and (inflected or lower.endswith(_WHERE))
    )


def is_told(doc: Doc, begin: int, end: int) -> bool:
    """Whether the words around show that a person is named at tokens ``begin`` to ``end``."""
    if not 2 <= end - begin <= _MOST_WORDS:
        return False
    return _by_trade(doc, begin) or _by_what_follows(doc, end) or _joined(doc, begin)


def _joined(doc: Doc, begin: int) -> bool:
    """«инвестор Ли Вэй мен Ван Цзюнь»: a second one of those."""
    if begin < 3 or doc.tokens[begin - 1].lower not in _AND:
        return False
    first = begin - 1
    while begin - 1 - first < _MOST_WORDS and first > 0 and doc.tokens[first - 1].cap:
        first -= 1
    return begin - 1 - first >= 2 and same_sentence(doc, first, begin) and _by_trade(doc, first)


def _by_trade(doc: Doc, begin: int) -> bool:
    if not same_sentence(doc, begin, begin - 1):
        return False
    before = doc.tokens[begin - 1]
    opens = not same_sentence(doc, begin, begin - 2)
    if before.kind != "word" or (before.cap and not opens):
        return False
    if before.lower in _NO_TRADE or before.lower.endswith(("нші", "ншы")):
        return False
    return _TRADE.fullmatch(before.lower) is not None


def _by_what_follows(doc: Doc, end: int) -> bool:
    if not same_sentence(doc, end - 1, end):
        return False
    following = [token.lower for token in doc.tokens[end : end + 2]]
    if following[0] in _AFTER_GENITIVE:
        return doc.tokens[end - 1].lower.endswith(GENITIVE)
    return following[0] in _AFTER or tuple(following) == _IN_TURN
