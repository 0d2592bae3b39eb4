"""Kazakh: numbers whose unit stands at another number, or before them.

«75 дәрігердің 42-сі», «оның 9 мыңы», «саны 16-дан 68-ге жетті», «дәрігерлер – 40, мейіргерлер –
60», «гектарына 14 центнер».
"""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.figures.kk import counted
from meetings.figures.kk_words import is_known, noun
from meetings.figures.lexicon import Lexicon
from meetings.figures.reading import Reading, tidy
from meetings.figures.sentences import sentence_at
from meetings.model import Span

#: «42-сі», «3-уін», «жуығы»: a possessive at the number, which stands for things told before.
_OF_THEM = re.compile(
    r"-?(?:с[ыі]|у?[ыі]|[еа]у[ыі])(?:н|на|не|нда|нде|ның|нің|нан|нен|мен)?(?![\w-])"
    r"|(?:-\w{2,3})? (?:астам|жуығ|артығ|көб)[ыі]\w{0,4}(?!\w)",
    re.IGNORECASE,
)
_THOUSANDS_OF_THEM = re.compile(
    r"(?:мың|миллион|млн-?|миллиард)ы(?:н|на|ның|нда|нан)?$", re.IGNORECASE
)
#: «150-ге жуығы»: about so many of them.
_FOR_THEM = re.compile(r" (?:астам|жуығ|артығ|көб)[ыі]", re.IGNORECASE)
#: A sentence that begins so tells parts of what the one before has counted.
_TELLS_PARTS = re.compile(r"(?:оның|олардың|соның|бұлардың|осылардың)(?!\w)", re.IGNORECASE)
_PARTS = re.compile(r"(?:ішінде|ішінен|оның|олардың|соның|бұлардың)(?!\w)", re.IGNORECASE)
_DASH = re.compile(r" [-–—] ")
#: After a number with nothing to it.
_FREE = re.compile(r"(?:-\w{1,4})?(?= ?[,.;:)]| (?:және|мен|пен|бен|немесе|ал) | [-–—] |$)")
_LISTED = re.compile(
    r"(?:^|[ (])([^\W\d_]+(?:-[^\W\d_]+)?(?:лар|лер|дар|дер|тар|тер)[ыі]?) [-–—] $"
)
_THEIR_NUMBER = re.compile(
    r"(?:олардың|оның|бұлардың) (?:жалпы )?саны (?:[^.;\d]{0,40} )?$", re.IGNORECASE
)
_FROM_TO = re.compile(r"(?:-?[дтн][ае]н)? $")
_TO = re.compile(r"(?:-?\w{1,3})? (?:дейін|жет)|-(?:ға|ге|қа|ке|на|не)(?!\w)")
_AND = re.compile(r"((?: \w+){0,2}) (?:және|мен|пен|бен) |, ")
_AND_THEN = re.compile(r"(?: \w+){0,2} (?:және|мен|пен|бен) ")
_QUALITY = re.compile(r"\w+(?:лық|лік|дық|дік|тық|тік|ішкі|ған|ген|и)$")
_PER_HECTARE = re.compile(
    r"(?:гектарына|гектарынан|гектардан|га-дан)(?: \w+){0,3} (?:\d[\d,]*[-–])?$", re.IGNORECASE
)
_TONS_IN_A_CENTNER = 0.1
#: «саны 400 мыңға өсіп, 1,3 млн болды»: the number that came of it.
_CAME_TO = re.compile(r" (?:құра|жетт|жеті|болды|болып)")
_NUMBER = re.compile(r" саны\w{0,3} ")
_AGED = re.compile(r"жас(?:ы|тары) (?:\w+ )?$", re.IGNORECASE)
#: «мерзімі -20 жыл»: a dash that stands for "is", printed as a minus; growth may be below zero.
_IS = re.compile(r"(?:[^\W\d_]{3,}[ыі]|\+/?) ?$")
_MAY_FALL = re.compile(
    r"(?:өсім|қарқын|индекс|сальдо|баланс|температура|айырма)\w* ?$", re.IGNORECASE
)
#: "100 қадам" in straight or curly marks is a name, as it is in «».
_NAMED = re.compile(r'["“„] ?$')
_NAME_ENDS = re.compile(r'[^"“”„.,!?\n]{0,24}["”]')
_YOUNG = re.compile(r"жас(?:тар\w{0,3})?$", re.IGNORECASE)
#: «елудей үй», «4 миллиондай теңге», «50-дей адам».
_OR_SO = re.compile(r"(?:-| ?(?:мың|миллион|миллиард))[дт][ае]й(?= )", re.IGNORECASE)
_SOME = ("дай", "дей", "тай", "тей")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_OLDEST = 120
_MANY = 1000
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
_ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")
_REACH = 48
_LONGEST = 3


def carry_kk(text: str, words: Lexicon, sentences: list[Span], readings: list[Reading]) -> None:
    """Mend the ``readings`` by what stands around them, and give units to those without."""
    last: Reading | None = None
    in_parts = False
    for index, reading in enumerate(readings):
        here = _mended(text, words, reading)
        following = readings[index + 1] if index + 1 < len(readings) else None
        begin, _ = sentence_at(sentences, here.start)
        if last is not None and last.start < begin:
            in_parts = False
            last = last if _TELLS_PARTS.match(text, begin) or _tells_number(text, here) else None
        in_parts = (
            in_parts or _PARTS.search(text, max(begin, here.start - 24), here.start) is not None
        )
        if not here.unit and not (here.numeral.may_be_a_year and not here.scaled):
            here = _carried(text, words, here, last, following, in_parts=in_parts)
        elif here.kind == "count" and following is not None:
            here = _qualities(text, here, following)
        readings[index] = here
        if here.kind == "count" and (reading.kind == "count" or last is None):
            last = here
    _bounds(text, sentences, readings)


def _mended(text: str, words: Lexicon, here: Reading) -> Reading:
    said = text[here.start : here.end]
    before = text[max(0, here.start - 48) : here.start]
    below = here.unit == "°C" or _MAY_FALL.search(before) is not None
    if here.numeral.value < 0 and not below and _IS.search(before):
        start = here.numeral.start + 1
        numeral = replace(here.numeral, value=-here.numeral.value, start=start)
        here = replace(here, numeral=numeral, value=-here.value, start=start)
    if here.kind == "duration" and _FOR_THEM.search(said):
        end = here.start + said.index(" ")
        return replace(here, unit="", kind="", end=end)  # «150-ге жуығы жыл соңына дейін»
    or_so = text[here.start : here.numeral.end].endswith(_SOME)
    if here.unit and here.sign is None and (or_so or _OR_SO.match(text, here.numeral.end)):
        here = replace(here, sign="~")
    centners = here.unit == "tons" and here.value == tidy(here.numeral.value * _TONS_IN_A_CENTNER)
    if centners and _PER_HECTARE.search(before):
        return replace(here, value=here.numeral.value, unit="centners/ha")
    exact = here.kind == "count" and not here.scaled and here.sign is None
    if exact and _NAMED.search(before) and _NAME_ENDS.match(text, here.end):
        return replace(here, unit="", kind="")
    if here.unit == "years" and _YOUNG.search(said):
        return _young(text, words, here)
    return here


def _young(text: str, words: Lexicon, here: Reading) -> Reading:
    """«40 мың жас азамат», «600 мың жас»: the young, and no age."""
    match = _NEXT_WORD.match(text, here.end)
    if match is not None and is_known(match[1], words):
        thing = f"жас {noun(match[1], words)}"
        return replace(here, unit=thing, kind="count", end=match.end())
    return replace(here, unit="жас", kind="count") if here.value > _OLDEST else here


def _carried(
    text: str,
    words: Lexicon,
    here: Reading,
    last: Reading | None,
    following: Reading | None,
    *,
    in_parts: bool,
) -> Reading:
    of_last = last is not None and _is_of(text, last, here)
    if (
        last is not None
        and here.value <= last.value
        and (of_last or _stands_for_them(text, here, in_parts))
    ):
        return replace(here, unit=last.unit, kind="count")
    if last is not None and (_tells_number(text, here) or _comes_to(text, last, here)):
        return replace(here, unit=last.unit, kind="count")
    if _AGED.search(text[max(0, here.start - 24) : here.start]) and text.startswith(
        "-", here.numeral.end
    ):
        return replace(here, unit="years", kind="duration")
    listed = _LISTED.search(text[max(0, here.start - 40) : here.start])
    if listed is not None and _FREE.match(text, here.end):
        stem = noun(listed[1], words)
        if not here.scaled or stem.lower() in words.plurals:
            return replace(here, unit=stem, kind="count")
    dash = _DASH.match(text, here.end) if here.value < _MANY else None
    if dash is not None:
        thing = counted(text, dash.end() - 1, words)  # «52 мектеп, 8 – аурухана»
        nouns = thing[0].split() if thing is not None else []
        if thing is not None and len(nouns) <= _LONGEST and is_known(nouns[-1], words):
            return replace(here, unit=thing[0], kind="count")
    shares = following is not None and following.kind == "count" and not here.scaled
    if shares and following and _AND_THEN.fullmatch(text, here.end, following.start):
        return replace(here, unit=following.unit, kind="count")
    return here


def _is_of(text: str, last: Reading, here: Reading) -> bool:
    """«92 жобаның 29 – …»."""
    genitive = text[last.start : last.end].endswith(_GENITIVE)
    return genitive and text[last.end : here.start] == " " and bool(_DASH.match(text, here.end))


def _stands_for_them(text: str, here: Reading, in_parts: bool) -> bool:
    """Whether the number is one of things told before: «42-сі», «9 мыңы», «оның ішінде 6 – …»."""
    if _THOUSANDS_OF_THEM.search(text, here.start, here.end):
        return True
    if _OF_THEM.match(text, here.numeral.end) and not here.scaled:
        return True
    if here.scaled and _FOR_THEM.match(text, here.end):
        return True
    return in_parts and _DASH.match(text, here.end) is not None


def _tells_number(text: str, here: Reading) -> bool:
    """«олардың саны 146-ға жетті»."""
    return _THEIR_NUMBER.search(text[max(0, here.start - 64) : here.start]) is not None


def _comes_to(text: str, last: Reading, here: Reading) -> bool:
    """«саны 400 мыңға өсіп, 1,3 млн болды»."""
    before = text[max(0, last.start - 48) : last.start]
    return _NUMBER.search(before) is not None and _CAME_TO.match(text, here.end) is not None


def _qualities(text: str, here: Reading, following: Reading) -> Reading:
    """«44 халықаралық, 34 ішкі бағыт»: the thing is said once, after the last number."""
    if following.kind != "count" or " " not in following.unit or not _QUALITY.match(here.unit):
        return here
    between = _AND.fullmatch(text, here.end, following.start)
    if between is None or " " in here.unit:
        return here
    return replace(here, unit=f"{here.unit}{between[1] or ''} {following.unit.split()[-1]}")


def _bounds(text: str, sentences: list[Span], readings: list[Reading]) -> None:
    """«саны 10-нан 30-ға дейін», «24 млрд доллардан 2025 жылға қарай 34 млрд-қа дейін».

    The second number is of what the first is.
    """
    first: Reading | None = None
    for index, second in enumerate(readings):
        if second.unit or second.numeral.may_be_a_year:
            first = second if second.unit else first
            continue
        if first is None or sentence_at(sentences, first.start) != sentence_at(
            sentences, second.start
        ):
            continue
        if _reaches(text, first, second):
            readings[index] = replace(second, unit=first.unit, kind=first.kind)


def _reaches(text: str, first: Reading, second: Reading) -> bool:
    if not _TO.match(text, second.numeral.end) and not _TO.match(text, second.end):
        return False
    if first.kind == "count" and _FROM_TO.fullmatch(text, first.end, second.start):
        return True
    measured = first.scaled and second.scaled and first.kind in ("money", "quantity", "count")
    between = text[first.end : second.start]
    return measured and text[first.start : first.end].endswith(_ABLATIVE) and len(between) < _REACH
