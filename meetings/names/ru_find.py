"""Where a personal name begins and ends in Russian text, after an office or on its own.

Not the dictionary but shape and place decide: a run of capitalised words that are no country,
no city and no part of a body's name; two of them, or an initial and a surname.
"""

from __future__ import annotations

import re
from functools import lru_cache

from meetings import countries
from meetings.morphology_ru import is_verb
from meetings.offices import heads as offices
from meetings.organisations import bodies as organisations
from meetings.places import cities as places_cities
from meetings.text import Doc

_ADJECTIVE = re.compile(
    r"(?:ский|ской|ская|ского|скому|ским|ском|ские|ских|ого|ому|ых|ыми|ные|ный|ная|ное|ную|льной"
    r"|енной|одной|тной|тный)$"
)
# Нурлыбек, Айтбаев: made of words that names of programmes are made of too.
_KAZAKH_NAME = re.compile(
    r"(?:бек|бай|баев|беков|хан|ханов|жан|жанов|гали|галиев|кали|калиев|газы|улла|уллаев)"
    r"(?:а|у|ом|ым|е|ой)?$"
)
_PATRONYMIC = re.compile(
    r"(?:ович|евич|ьич|овна|евна|ична|инична|улы|кызы|оглы|уулу)(?:а|у|ем|ом|е|ы|ой|и)?$|"
    r"(?:овн|евн|ичн)(?:ы|е|у|ой)$"
)
#: A usual surname in any case.
SURNAME = re.compile(
    r".(?:(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой)?"
    r"|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)|(?:енко|ко|швили|дзе|аго|ых|их)"
    r"|(?:ян|янц|ич|ук|юк|чук|бай|бек|хан)(?:а|у|ом|ем|е)?)$"
)


@lru_cache(maxsize=1)
def _body_stems() -> tuple[str, ...]:
    return tuple(sorted(offices.words("ru", "body")))


@lru_cache(maxsize=8192)
def is_body_word(lower: str) -> bool:
    """Whether a capitalised word belongs to a body or an office rather than to a name."""
    if _KAZAKH_NAME.search(lower):
        return False
    if lower.startswith(("премьер-", "вице-", "экс-")):
        return True
    stems = [stem for stem in _body_stems() if lower.startswith(stem)]
    if any(len(stem) > 3 and len(lower) - len(stem) <= 6 for stem in stems):
        return True
    return lower in stems


def could_be_name(doc: Doc, at: int) -> bool:
    """Whether token ``at`` may be a word of a name."""
    if at >= len(doc.tokens):
        return False
    token = doc.tokens[at]
    if token.kind != "word" or not token.cap or token.upper or len(token.text) < 2:
        return False
    if not _cyrillic(token.text) or is_body_word(token.lower):
        return False
    return not _geographic(doc, at)


def _cyrillic(word: str) -> bool:
    return all("\u0400" <= letter <= "\u052f" or letter in "-’'" for letter in word)


def _geographic(doc: Doc, at: int) -> bool:
    city = places_cities.match(doc.tokens, at, "ru")
    return (
        countries.match(doc.tokens, at, "ru") is not None
        or (city is not None and not (city[1].country != "KZ" and _given_like_a_city(doc, at)))
        or organisations.match(doc.tokens, at, "ru") is not None
    )


# Endings that a man's given name and surname have in one case.
_AGREE = (("а", "а"), ("у", "у"), ("ом", "ым"))


def _given_like_a_city(doc: Doc, at: int) -> bool:
    """«Генеральный секретарь Багдад Амреев»: a name that is also a city's, before a surname."""
    following = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    before = doc.tokens[at - 1].lower if at else ""
    if following is None or not following.cap or before in {"в", "из", "города", ".", "г"}:
        return False
    given, surname = doc.tokens[at].lower, following.lower
    nominative = surname.endswith(("ов", "ев", "ин")) and given[-1] in "бвгджзклмнпрстфхцчшщ"
    return nominative or any(
        given.endswith(one) and re.search(rf"(?:ов|ев|ин){other}$", surname) is not None
        for one, other in _AGREE
    )


def name_end(doc: Doc, at: int, *, single: bool = False) -> int | None:
    """The token after the name at ``at``; ``single`` allows a surname alone."""
    tokens = doc.tokens
    index = at
    while index < len(tokens) and tokens[index].kind == "initial" and index - at < 3:
        index += 1
    if index > at:
        return index + 1 if could_be_name(doc, index) and len(tokens[index].text) > 2 else None
    if not could_be_name(doc, at) or _ADJECTIVE.search(tokens[at].lower):
        return None
    index = _run_end(doc, at)
    if index - at >= 2:
        return index
    word = tokens[at].lower
    if single and SURNAME.search(word) and len(word) > 4 and not is_verb(word):
        return at + 1
    return None


def _run_end(doc: Doc, at: int) -> int:
    tokens = doc.tokens
    particles = offices.words("ru", "particles")
    index = at + 1
    while index < len(tokens) and index - at < 5:
        token = tokens[index]
        if token.sentence != tokens[at].sentence:
            break
        if token.lower in particles and could_be_name(doc, index + 1):
            index += 2
        elif token.lower in particles and _two_particles(doc, index):
            index += 3
        elif token.lower in _TAILS or could_be_name(doc, index) or _chinese(doc, index):
            index += 1
        else:
            break
    if index - at > 3 and patronymic(tokens[index - 1].lower):
        # «Указом Главы государства А. Б. Фамилия Имя Отчество назначен»: two names meet.
        return index - 3
    return index


_TAILS = frozenset({"оглы", "уулу", "кызы", "улы"})


def _chinese(doc: Doc, at: int) -> bool:
    """«Ван И»: a name of one letter, after a short surname."""
    token, before = doc.tokens[at], doc.tokens[at - 1]
    return token.text == "И" and token.kind == "word" and len(before.text) <= _SHORT


_SHORT = 4


def _two_particles(doc: Doc, at: int) -> bool:
    """«Анна ван ден Берг»."""
    second = doc.tokens[at + 1].lower if at + 1 < len(doc.tokens) else ""
    return second in offices.words("ru", "particles") and could_be_name(doc, at + 2)


def patronymic(word: str) -> bool:
    """Whether the word is a patronymic in any case."""
    return _PATRONYMIC.search(word.lower()) is not None and len(word) > 5
