"""The counted thing after a Kazakh number.

A number leaves its noun in the singular, and a phrase bears its endings on the last word alone:
«120 мың жұмыс орнын», «14 мектептің», «оның 3 мың тұрғыны».
"""

from __future__ import annotations

import re

from meetings.figures.kk_phrase import HOLDING, MEASURED, ORDINAL, Phrase, tokens_after
from meetings.figures.kk_words import is_known, is_owned, noun
from meetings.figures.lexicon import Lexicon

# «рейтингте 28 орыннан 25 орынға көтерілді»: a rank counts nothing.
_RANK = re.compile(
    r" орын(?:ға|нан|ды|да)? (?:\d+|дейін )?(?:көтер|жоғарыла|түс|иелен|тұр|шық|жылжы|алды|\d)",
    re.IGNORECASE,
)
#: «алғашқы 30 елдің қатарына кіру», «140 елдің ішінде 106-орын»: nor does how far one is up.
_TOP = re.compile(
    r"(?: [\w-]+){1,3}(?:[дтн][ыі]ң| үздіктің) қатар(?:ына|ынан)"
    r"|(?: үздік)? қатарына(?!\w)"
    r"|(?: ел| мемлекет| экономика| университет)(?:[дтн][ыі]ң)? (?:ішінде|арасында|ішінен)"
    r"(?= [^.]{0,40}орын)",
    re.IGNORECASE,
)
#: «Жапония (29 орын)»: in brackets a place is a rank, if no beds or seats are spoken of.
_RANK_IN_BRACKETS = re.compile(r"\(\d{1,3}$")
#: «үш деңгейлі жүйе», «екі ауысымды мектеп»: what it is like, and no number of things.
_LIKENESS = re.compile(
    r" (?:деңгей|ауысым|мән|таңба|жақ|тіл|саты|қыр|буын|вектор)"
    r"(?:л[ыі]|д[ыі]|т[ыі]|лық|дық|дік|тік) \w",
    re.IGNORECASE,
)
#: «олардың 11 мыңы», «90-ға жуығы»: the number stands for the things, and none follows.
_FOR_THEM = re.compile(
    r"(?:мың|млн-?|миллион|млрд-?|миллиард)(?:ы|ын|ына|ының|ында)$"
    r"|(?:астам|жуығ|артығ|көб|таяу)(?:ы|і)(?:н|на|не|ның|нің|нда|нде)?$",
    re.IGNORECASE,
)
_NAMED = re.compile(r" «[^»\n]{1,40}»")
_TOLD_BEFORE = re.compile(
    r"([^\W\d_]+(?:-[^\W\d_]+)?(?: [^\W\d_]+)?) (?:жалпы )?саны\w{0,3}(?:,? [^.,;:\d]{0,40})? $"
)
#: «елдің халқы 20 миллионнан асады».
_POPULATION = re.compile(r"(?:халқы|халқының саны) (?:\w+ ){0,2}$")
_TOLD_REACH = 90


def counted(text: str, end: int, words: Lexicon) -> tuple[str, int] | None:
    """The counted thing that begins at ``end`` and where it ends, or None."""
    named = _NAMED.match(text, end)
    if named is not None:
        end = named.end()  # «500 «Тұлпар» тракторы»
    tokens = tokens_after(text, end)
    if not tokens or _counts_nothing(text, end, tokens[0].group(1).lower()):
        return None
    if _number_goes_on(tokens, words):
        return None
    holding = HOLDING.fullmatch(tokens[0].group(1).lower())
    if holding is not None:
        return holding[1], tokens[0].end()
    return Phrase(text, end, tokens, words).read()


def counts_after_year(text: str, end: int, words: Lexicon) -> bool:
    """Whether a thing follows four digits that look like a year: «2012 өтінім».

    After a year stands «жыл»; a possessive («2017 көрмесі») shows that the year is its name.
    """
    found = counted(text, end, words)
    if found is None or not is_known(found[0].split()[-1], words):
        return False
    return not is_owned(tokens_after(text, end)[0].group(1).lower(), words)


def told_before(text: str, start: int, words: Lexicon) -> str | None:
    """What the number at ``start`` is said to be the number of: «жұмыс орындарының саны 35 мың»."""
    match = _TOLD_BEFORE.search(text[max(0, start - _TOLD_REACH) : start])
    if match is None:
        return "халық" if _POPULATION.search(text[max(0, start - _TOLD_REACH) : start]) else None
    *before, last = match.group(1).split()
    stem = noun(last, words).lower()
    if stem not in words.plurals:
        return None
    pair = f"{before[0].lower()} {stem}" if before else ""
    return words.compounds.get(pair, stem)


def _counts_nothing(text: str, end: int, first: str) -> bool:
    """Whether the number at whose ``end`` the word ``first`` follows is a rank or an ordinal."""
    if ORDINAL.fullmatch(first) and not text[end - 1 : end].isdigit():
        return True  # «он сегізінші отырыс»
    if _RANK.match(text, end) or _TOP.match(text, end) or _LIKENESS.match(text, end):
        return True
    if _FOR_THEM.search(text, max(0, end - 12), end):
        return True
    in_brackets = _RANK_IN_BRACKETS.search(text, max(0, end - 4), end)
    return in_brackets is not None and text.startswith(" орын)", end)


def _number_goes_on(tokens: list[re.Match[str]], words: Lexicon) -> bool:
    """«екі мың бес жүз», but not «50 екі қабатты үй»: a numeral is no counted thing."""
    if tokens[0].group(1).lower() not in words.numerals:
        return False
    return len(tokens) == 1 or MEASURED.fullmatch(tokens[1].group(1).lower()) is None
