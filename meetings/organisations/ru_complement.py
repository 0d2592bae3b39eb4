"""Russian: where the name of a body goes on after its noun, told by the cases of the words.

«Совет по управлению Фондом развития», «Институт новых материалов», «Штаб по выполнению
Речного плана партии «Vela»»: genitives, or what follows «по», and the name in marks at their end.
"""

from __future__ import annotations

import re

from meetings.marks import closing_mark
from meetings.morphology_ru import (
    adjective_cases,
    is_common_noun,
    is_function_word,
    is_given_name,
    noun_cases,
)
from meetings.organisations import bodies as organisations

_WORD = re.compile(r" ([А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*)(?![\w-])")
_OWNER = re.compile(
    r" (?:Республики Казахстан|Казахстана|РК(?= «)|Европы|ООН|при ООН"
    r"|при Президенте(?: Республики Казахстан| РК)?)(?!\w)"
)
_LONGEST = 14
_LINKS = frozenset({"по", "за", "и"})
# Whose the body is, which is not a part of its name; and after whom it is called.
_GOVERNMENT = ("имени", "министерств", "парламент", "сенат", "мажилис", "правительств", "канцеляри")
_GENITIVE = frozenset({"gent", "gen2"})
_ABOUT = _GENITIVE | {"datv"}
# «по управлению фондом», «по контролю за исполнением»: verbal nouns that govern the instrumental.
_GOVERNORS = ("управлени", "руководств", "владени", "обеспечени")
_OVER = ("контрол", "надзор", "наблюдени")
# Nouns that begin the next member of a list, after «и».
_OTHERS = re.compile(
    r" (?:министерств|ведомств|компани|организаци|предприяти|объединени|агентств|комитет"
    r"|представител|эксперт|друг|ины|ряд|акимат|государств|стран|депутат|член|глав)\w*"
)


def complement_end(text: str, end: int) -> int:
    """Where the name of the body whose noun ends at ``end`` itself ends."""
    position, kept, about, before = end, end, False, ""
    for _ in range(_LONGEST):
        owner = _OWNER.match(text, position)
        if owner is not None and before not in _LINKS:
            return past_marks(text, owner.end())
        match = _WORD.match(text, position)
        if match is None:
            break
        word, after = match.group(1), match.end()
        lower = word.lower().replace("ё", "е")
        if lower in _LINKS:
            if not _links(lower, before, text, after, about=about):
                break
            about = about or lower == "по"
        elif word.isupper() and organisations.abbreviated(word, "ru") is not None:
            return after
        elif word.isupper() or is_function_word(lower) or _is_owner(word, lower):
            break
        elif (cases := _governed(word, lower, before, about=about)) and noun_cases(lower) & cases:
            kept = after
        elif not adjective_cases(lower) & cases:
            break
        position, before = after, lower
    return past_marks(text, kept) if kept == position > end else kept


def past_marks(text: str, end: int) -> int:
    """Past the name of its own that a body has in marks: «… центр «Тау»»; not a law's title."""
    named = text.startswith(" «", end) and not text.startswith((" «О ", " «Об "), end)
    closing = closing_mark(text, end + 1) if named else None
    return closing if closing is not None else end


def _links(lower: str, before: str, text: str, after: int, *, about: bool) -> bool:
    """Whether a small word goes on with the name: «по», «за» of an oversight, «и» in its midst."""
    if lower == "по":
        return not about
    if lower == "за":
        return before.startswith(_OVER)
    return before not in _LINKS and before != "" and _OTHERS.match(text, after) is None


def _is_owner(word: str, lower: str) -> bool:
    return lower.startswith(_GOVERNMENT) and (
        word[0].isupper() or lower.startswith(("имени", "министерств"))
    )


def _governed(word: str, lower: str, before: str, *, about: bool) -> frozenset[str]:
    """The cases that the next word may stand in; none where it is a name or no dictionary word."""
    if word[0].isupper() and (is_given_name(lower) or not is_common_noun(lower)):
        return frozenset()
    allowed = _ABOUT if about else _GENITIVE
    return allowed | {"ablt"} if before == "за" or before.startswith(_GOVERNORS) else allowed
