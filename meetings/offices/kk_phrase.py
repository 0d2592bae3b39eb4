"""How far to the left of its head a Kazakh office goes: [whose] [of what] head.

A word belongs to the office by its kind (a list), by its case (a genitive that is no person's), or
by company: what stands in lower case between a capital and the head of a body is its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from meetings import countries
from meetings.names import kk as names_kk
from meetings.names.kk_find import GENITIVE, is_body_word, is_geographic, same_sentence
from meetings.offices.heads import lexicon, past_abbreviation, words
from meetings.phrases import PhraseTable
from meetings.text import Doc

_LONGEST = 20
_LONGEST_RUN = 7
_SURNAME = re.compile(r".(?:ов|ев|ёв|ин|ова|ева|ёва|ина|ұлы|улы|қызы|кызы|ский|ская|вич|вна)$")
_WITH = frozenset({"мен", "бен", "пен"})
_JOINTS = _WITH | {"және", ","}
_DASHES = frozenset({"–", "—", "-"})
_REGIONS = frozenset({"облыстарының", "қалаларының", "аудандарының", "өңірлерінің"})
_DERIVED = ("лық", "лік", "дық", "дік", "тық", "тік")
_ORDINAL = frozenset({"ші", "шы", "інші", "ыншы", "нші", "ншы"})
_LOCAL = ("да", "де", "та", "те", "дан", "ден", "тан", "тен", "ға", "ге", "қа", "ке")
# Verbal forms: what stands before them is a clause and no name of a body.
_VERBAL = re.compile(r"\w+(?:ған|ген|қан|кен|атын|етін|йтын|йтін|ып|іп|уда|уде|ды|ді|ты|ті)$")
# «Президент Әкімшілігінің», «Премьер-Министр Кеңсесінің»: an office that owns a body.
_OWNED_BODIES = ("әкімшіліг", "кеңсес", "аппарат", "іс", "жанындағы", "орынбасар", "көмекші")
#: What is owned and owns in its turn: «агенттігінің», «театрының»; and a minister.
_BODY_HEAD = re.compile(r"(?:министрі|комиссияның|\w{3,}(?:с[ыі]|[^\W\d_][ыі])н[ыі]ң)$")

_MINISTRY = re.compile(
    r"^(?:вице-)?министрі$|(?:министрлігінің|комитетінің|агенттігінің|департаментінің"
    r"|басқармасының|инспекциясының)$"
)
_KINDS = frozenset(
    {
        *("кәсіпорын", "зауыт", "фабрика", "мектеп", "аурухана", "компания", "фракция", "комитет"),
        *("комиссия", "кеңес", "қор", "банк", "университет", "колледж", "институт", "орталық"),
        *("ұйым", "облыс", "аудан", "қала", "ауыл", "департамент", "басқарма", "клуб", "театр"),
        *("федерация", "қауымдастық", "палата", "холдинг", "корпорация", "шаруашылық", "партия"),
    }
)
#: Words without an ending that stand before the name of a body, and are none of it.
_NO_NAME = frozenset(
    {
        *("жаңа", "бұрынғы", "қазіргі", "бірқатар", "тиісті", "кейін", "соң", "бұрын", "қатар"),
        *("туралы", "бойы", "ретінде", "арқылы", "сияқты", "әрі"),
    }
)


@lru_cache(maxsize=1)
def heads() -> PhraseTable[str]:
    """The heads of offices with their ranks."""
    table: PhraseTable[str] = PhraseTable()
    for rank, phrases in lexicon("kk")["heads"].items():
        for phrase in phrases:
            table.add([frozenset({word}) for word in phrase.split()], rank)
    return table


def extend_left(doc: Doc, at: int, floor: int, bodies: Mapping[int, int]) -> int:
    """The first token of the phrase whose head is at ``at``; ``bodies``: last token to first."""
    begin = at
    while begin > floor and at - begin < _LONGEST and same_sentence(doc, at, begin - 1):
        step = bodies.get(begin - 1) or _left_step(doc, begin - 1)
        if step is None or step < floor:
            step = _run(doc, begin, floor)
        if step is None:
            step = _small(doc, begin, floor)
        if step is None:
            break
        begin = step
    while begin < at and doc.tokens[begin].lower in _JOINTS | _DASHES:
        begin += 1
    return begin


def _left_step(doc: Doc, at: int) -> int | None:
    token = doc.tokens[at]
    if token.text in {"»", "”", '"'}:
        return _opening(doc, at)
    if token.text in _DASHES:
        return at if _joins_offices(doc, at) or _after_number(doc, at) else None
    if token.text == ")":
        return at - 2 if at > 1 and past_abbreviation(doc, at - 2) == at + 1 else None
    if token.text == ",":
        # «комиссия төрағасы, Премьер-Министр …»: an office of its own ends before the comma.
        inside = at > 0 and doc.tokens[at - 1].lower in words("kk", "inside")
        inside = inside and heads().match(doc.tokens, at - 1) is None
        return at if inside or _between_places(doc, at) else None
    if token.kind in {"initial", "punct"}:
        return None
    if token.lower in words("kk", "outside"):
        pair = _inside_pair(doc, at) or _between_places(doc, at)
        return at if token.lower in _WITH and pair else None
    return at if _belongs(doc, at) and not _someone_else(doc, at) else None


def _opening(doc: Doc, at: int) -> int | None:
    """The mark that the one at ``at`` closes; of two that one pair shares, the first."""
    for index in range(at - 1, max(at - 14, -1), -1):
        text = doc.tokens[index].text
        if text in {"«", "“"} or (doc.tokens[at].text == '"' == text):
            return index
    return None


def _joins_offices(doc: Doc, at: int) -> bool:
    before = doc.tokens[at - 1].lower if at else ""
    return before.endswith(("ы", "і", "министр")) and before not in _ORDINAL


def _after_number(doc: Doc, at: int) -> bool:
    return (
        0 < at < len(doc.tokens) - 1
        and doc.tokens[at - 1].kind == "number"
        and doc.tokens[at + 1].lower in _ORDINAL
    )


def _belongs(doc: Doc, at: int) -> bool:
    token = doc.tokens[at]
    if token.lower in words("kk", "inside") or token.kind == "number":
        return True
    if not token.cap and _bare_body(doc, at):
        return True
    if token.lower in _ORDINAL:
        return at > 0 and doc.tokens[at - 1].text == "-"
    if token.lower.endswith(GENITIVE) and not _personal(doc, at):
        return True
    if token.cap and token.lower.endswith(("дағы", "дегі", "тағы", "тегі")):
        return countries.named_within(token, "kk") is not None
    if token.cap:
        return _place_or_body(doc, at) or (
            doc.tokens[at + 1].lower in _JOINTS and _of_regions(doc, at)
        )
    if token.lower.endswith(_DERIVED) or _chained(doc, at):
        return True
    # X және Y министрі: what is joined to a known part of the name is part of it too.
    return "және" in (doc.tokens[at - 1].lower if at else "", doc.tokens[at + 1].lower)


def _bare_body(doc: Doc, at: int) -> bool:
    """«зауыт директоры», «фракция мүшесі»: a kind of body right before the head that it owns."""
    head = heads().match(doc.tokens, at + 1)
    owned = head is not None and doc.tokens[at + 1].lower[-1] in "ыі"
    return owned and doc.tokens[at].lower in _KINDS


def _chained(doc: Doc, at: int) -> bool:
    """«Ресей үкіметі төрағасының»: a thing owned that owns the next one in its turn."""
    word, following = doc.tokens[at].lower, doc.tokens[at + 1].lower
    return word[-1] in "ыі" and following.endswith(("сының", "сінің", "ының", "інің"))


def _run(doc: Doc, begin: int, floor: int) -> int | None:
    """The capital that opens a body's name, in lower case up to its head at ``begin``.

    «Қаржы нарқын реттеу агенттігінің», «Су қоры министрі»: no clause and no case of place between.
    """
    if not _BODY_HEAD.search(doc.tokens[begin].lower) and not _open_name(doc, begin):
        return None
    for index in range(begin - 1, max(floor, begin - _LONGEST_RUN) - 1, -1):
        token = doc.tokens[index]
        if not same_sentence(doc, begin, index) or token.kind == "number":
            return None
        if token.cap:
            fits = token.kind == "word" and _could_open(doc, index)
            return index if fits and index < begin - 1 else None
        lower = token.lower
        if token.text in {"»", "”"}:
            return _opening(doc, index)  # ««Тау» шаруа қожалығының»
        if token.kind != "word" and token.text != ",":
            return None
        if lower in words("kk", "outside") - _WITH or _VERBAL.fullmatch(lower):
            return None
        if lower.endswith(_LOCAL) and lower not in words("kk", "inside"):
            return None
    return None


def _small(doc: Doc, begin: int, floor: int) -> int | None:
    """Where the name of a ministry begins that is all in small letters: «теңіз ісі министрі».

    «министрі» is owned by the words before it: back to a capital, a clause or a case of place.
    """
    if not _open_name(doc, begin, _MINISTRY):
        return None
    start = begin
    while start > max(floor, begin - _LONGEST_RUN) and same_sentence(doc, begin, start - 1):
        token = doc.tokens[start - 1]
        lower = token.lower
        known = lower in words("kk", "inside")
        if token.kind != "word" or token.cap or lower in words("kk", "outside") - _WITH:
            break
        if lower in words("kk", "openers") or lower in _NO_NAME or _VERBAL.fullmatch(lower):
            break
        if not known and lower.endswith(_LOCAL):
            break
        start -= 1
    if start == begin and _opens_small(doc, begin - 1):
        return begin - 1
    while start < begin and doc.tokens[start].lower in _JOINTS:
        start += 1
    return start if start < begin else None


def _opens_small(doc: Doc, at: int) -> bool:
    """«Оқу-ағарту министрі» at the beginning of a sentence: the one word that is a field."""
    token = doc.tokens[at]
    opens = token.cap and token.kind == "word" and not same_sentence(doc, at, at - 1)
    return opens and _could_open(doc, at)


def _open_name(doc: Doc, begin: int, head: re.Pattern[str] = _BODY_HEAD) -> bool:
    """Whether the words from ``begin`` on end in the head of a body, all in lower case."""
    for index in range(begin, min(begin + _LONGEST_RUN, len(doc.tokens))):
        if doc.tokens[index].cap or doc.tokens[index].kind != "word":
            return False
        if head.search(doc.tokens[index].lower):
            return True
    return False


def _could_open(doc: Doc, at: int) -> bool:
    token = doc.tokens[at]
    if token.lower in words("kk", "outside") or token.lower in words("kk", "openers"):
        return False
    if _SURNAME.search(names_kk.nominative(token.text).lower()) or _someone_else(doc, at):
        return False
    place = is_geographic(doc, at) and _place_or_body(doc, at)
    return place or not (token.lower.endswith(_LOCAL) or _VERBAL.fullmatch(token.lower))


def _someone_else(doc: Doc, at: int) -> bool:
    """Whether another person's office ends at ``at``: «Елбасы «Тау» компаниясының директоры…».

    It goes on where it is joined to this one («төрағасы – министрі») or owns what follows.
    """
    following = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    if following is None or heads().match(doc.tokens, at) is None:
        return False
    if following.text in _DASHES or following.lower in _JOINTS:
        return False
    owned = following.lower.startswith(_OWNED_BODIES) or following.lower.endswith("орынбасары")
    possessed = doc.tokens[at].lower[-1] in "ыі" and doc.tokens[at].lower != "елбасы"
    if owned and not possessed:
        return False
    if heads().match(doc.tokens, at + 1) is not None and not possessed:
        return countries.match(doc.tokens, at + 1, "kk") is not None
    return True


def _inside_pair(doc: Doc, at: int) -> bool:
    return (
        0 < at < len(doc.tokens) - 1
        and doc.tokens[at - 1].lower in words("kk", "inside")
        and doc.tokens[at + 1].lower in words("kk", "inside")
    )


def _between_places(doc: Doc, at: int) -> bool:
    """«Ресей, Беларусь премьерлері», «Ақмола мен Абай облыстарының»: a joint between two places."""
    if not 0 < at < len(doc.tokens) - 1 or not doc.tokens[at - 1].cap:
        return False
    if not doc.tokens[at + 1].cap:
        return False
    if _of_regions(doc, at - 1):
        return True
    return is_geographic(doc, at - 1) and _place_or_body(doc, at - 1)


def _of_regions(doc: Doc, at: int) -> bool:
    """Whether a capital word is one of those that «облыстарының» sums up: Абай, Жетісу."""
    ahead = doc.tokens[at + 1 : at + 2 + _LONGEST_RUN]
    if not any(token.lower in _REGIONS and same_sentence(doc, at, at + 1) for token in ahead):
        return False
    return _SURNAME.search(names_kk.nominative(doc.tokens[at].text).lower()) is None


def _personal(doc: Doc, at: int) -> bool:
    """Тоқаевтың, Назарбаевтың: a person in the genitive is not part of the office."""
    bare = names_kk.nominative(doc.tokens[at].text)
    return _SURNAME.search(bare.lower()) is not None


def _place_or_body(doc: Doc, at: int) -> bool:
    token = doc.tokens[at]
    place = is_geographic(doc, at)
    if token.lower.endswith("стан"):
        return True  # Татарстан, which no table has
    ending = next((e for e in _LOCAL if token.lower.endswith(e)), None)
    if place:
        # Қазақстанда says where, not whose; Қазақстан only looks like an ablative.
        bare = token.lower[: -len(ending)] if ending else ""
        return not (ending and _known_place(bare))
    if _SURNAME.search(names_kk.nominative(token.text).lower()) or _opens(doc, at):
        return False
    return ending is None


@lru_cache(maxsize=1024)
def _known_place(lower: str) -> bool:
    return is_geographic(Doc(lower[:1].upper() + lower[1:]), 0) if lower else False


def _opens(doc: Doc, at: int) -> bool:
    """A sentence's first word is capitalised for that reason alone, unless it is a body's."""
    first = at == 0 or doc.tokens[at - 1].sentence != doc.tokens[at].sentence
    return first and not is_body_word(doc.tokens[at].lower)
