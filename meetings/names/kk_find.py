"""Where a personal name begins and ends in Kazakh text, and its nominative.

Only the last word of a name is inflected; a usual surname, bare or inflected, closes it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from meetings import countries
from meetings.names import kk as names_kk
from meetings.offices.heads import printed, words
from meetings.organisations import bodies as organisations
from meetings.places import cities as places_cities
from meetings.text import Doc

GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
_CLOSING = re.compile(r".(?:ов|ев|ёв|ин|ова|ева|ёва|ина|ский|ская|енко|швили|дзе|чук)$")

_MOST_WORDS = 4
# The Arabic article before a surname: әл-Фалих.
_ARTICLE = re.compile(r"(?:әл|ал|аль|ад|ас|ар|аш|ан|эль)-[А-ЯӘҒҚҢӨҰҮҺІ]")


@lru_cache(maxsize=8192)
def is_body_word(lower: str) -> bool:
    """Whether a capitalised word belongs to a body or an office rather than to a name."""
    stems = [stem for stem in words("kk", "body") if lower.startswith(stem)]
    return any(len(stem) > 3 or lower == stem for stem in stems)


def is_geographic(doc: Doc, at: int) -> bool:
    """Whether a country, city or known body is named at token ``at``."""
    return (
        countries.match(doc.tokens, at, "kk") is not None
        or places_cities.match(doc.tokens, at, "kk") is not None
        or organisations.match(doc.tokens, at, "kk") is not None
    )


def could_be_name(doc: Doc, at: int) -> bool:
    """Whether token ``at`` may be a word of a name."""
    if at >= len(doc.tokens):
        return False
    token = doc.tokens[at]
    capital = token.cap or _ARTICLE.match(token.text) is not None
    if token.kind != "word" or not capital or token.upper or len(token.text) < 2:
        return False
    if not all("\u0400" <= letter <= "\u052f" or letter in "-’'" for letter in token.text):
        return False
    # Исламов is a surname, whatever bodies begin with «ислам».
    bare = names_kk.nominative(token.text)
    body = is_body_word(token.lower) and not closes(bare) and not patronymic(bare)
    return not body and (_given_before_surname(doc, at) or not is_geographic(doc, at))


def _given_before_surname(doc: Doc, at: int) -> bool:
    """Дания Ершова: a given name, whatever country or river bears it too."""
    if doc.tokens[at].lower not in words("kk", "given") or at + 1 >= len(doc.tokens):
        return False
    following = doc.tokens[at + 1]
    bare = names_kk.nominative(following.text)
    return following.cap and (closes(bare) or patronymic(bare))


def name_end(doc: Doc, at: int) -> int | None:
    """The token after the name at ``at``: initials and a surname, or two or three words."""
    tokens = doc.tokens
    index = at
    while index < len(tokens) and tokens[index].kind == "initial" and index - at < 3:
        index += 1
    if index > at:
        return index + 1 if could_be_name(doc, index) and len(tokens[index].text) > 2 else None
    if not could_be_name(doc, at) or _inflected_inside(tokens[at].text):
        return None
    if tokens[at].lower.endswith(("сы", "сі")):
        return None  # an office that no list has: «… Раисі Рустам Минниханов»
    index = at + 1
    particles = 0
    while (
        index < len(tokens)
        and index - at - particles < _MOST_WORDS
        and (same_sentence(doc, at, index))
    ):
        token = tokens[index]
        if token.lower in words("kk", "particles") and could_be_name(doc, index + 1):
            index, particles = index + 1, particles + 1
            continue
        place = _names_a_place(doc, index) and not closes(token.text)
        if place or not could_be_name(doc, index):
            break
        index += 1
        if _inflected(token.text) or closes(token.text):
            break
    if index - at == _MOST_WORDS and not particles:
        return at + 2  # two names side by side
    return index if index - at >= 2 else None


def side_by_side(doc: Doc, at: int) -> bool:
    """Whether two names stand here with nothing between: «Дидье Канесс Асқар Маминге»."""
    last = at + _MOST_WORDS - 1
    words_there = all(could_be_name(doc, index) for index in range(at, last + 1))
    return words_there and closes(names_kk.nominative(doc.tokens[last].text))


def _inflected(word: str) -> bool:
    return names_kk.nominative(word) != word


def _inflected_inside(word: str) -> bool:
    """A genitive or comitative word cannot be the first of a name; -ға may be (Дариға)."""
    if word.lower() in words("kk", "given"):
        return False  # Дәрмен
    return _inflected(word) and word.lower().endswith((*GENITIVE, "мен", "бен", "пен"))


def closes(word: str) -> bool:
    """A surname ends a name; a patronymic may be followed by one (Әбішұлы Назарбаев)."""
    return _CLOSING.search(word.lower()) is not None


def patronymic(word: str) -> bool:
    """Whether a word says whose son or daughter: last where the surname is written first."""
    return word.lower().endswith(("ұлы", "улы", "қызы", "кызы", "вич", "вна"))


def _names_a_place(doc: Doc, at: int) -> bool:
    """Новгород облысының: the next word shows that this one is a place."""
    following = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    return following is not None and following.lower.startswith(
        (
            "облыс",
            "қалас",
            "аудан",
            "ауыл",
            "министрл",
            "университет",
            "компания",
            "көшес",
            "теңіз",
            "өзен",
        )
    )


def single_end(doc: Doc, at: int) -> int | None:
    """Президент Тоқаевтың: a usual surname alone after the head."""
    if not could_be_name(doc, at):
        return None
    bare = names_kk.nominative(doc.tokens[at].text).lower()
    following = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    if following is not None and following.cap and following.kind == "word":
        return None
    return at + 1 if closes(bare) and len(bare) > 4 else None


def nominative(doc: Doc, begin: int, end: int, known: frozenset[str]) -> tuple[str, ...]:
    """The name without the case ending of its last word."""
    name = printed(doc, begin, end)
    head, last = name[:-1], name[-1]
    if "." in last:
        initials, _, surname = last.rpartition(".")
        return (*head, f"{initials}.{names_kk.nominative(surname, known)}")
    return (*head, names_kk.nominative(last, known))


def same_sentence(doc: Doc, first: int, second: int) -> bool:
    """Whether token ``second`` exists and is in the sentence of ``first``."""
    return (
        0 <= second < len(doc.tokens) and doc.tokens[first].sentence == doc.tokens[second].sentence
    )
