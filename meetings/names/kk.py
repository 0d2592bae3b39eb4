"""Kazakh suffixes: what a word is without its case, possessive and plural endings.

Kazakh glues endings to the last word of a phrase, chosen by vowel harmony and by the last
sound of the stem. An ending is taken off only where the stem allows that very variant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_BACK = "аоұыуяю"
_FRONT = "әеөүіэ"
_HARD_BACK = "аоұыя"
_VOWELS = _BACK + _FRONT + "иё"
_VOICELESS = "кқпстфхцчшщһбвгд"

# Case endings by the kind of sound they follow: (ending, back or front).
_AFTER_VOWEL = "ның нің ны ні ға ге да де дан ден мен сы сі"
_AFTER_VOICED = "дың дің ның нің ды ді ны ні ға ге да де дан ден нан нен мен бен ы і"
_AFTER_VOICELESS = "тың тің ты ті қа ке та те тан тен пен ы і"
_AFTER_POSSESSIVE = "ның нің н на не нда нде нан нен мен"
_ENDINGS = {
    "vowel": frozenset(_AFTER_VOWEL.split()),
    "voiced": frozenset(_AFTER_VOICED.split()),
    "voiceless": frozenset(_AFTER_VOICELESS.split()),
}
_CASES = frozenset(f"{_AFTER_VOWEL} {_AFTER_VOICED} {_AFTER_VOICELESS}".split()) - {
    "сы", "сі", "ы", "і",
}  # fmt: skip
_DERIVED = ("дық", "дік", "лық", "лік", "тық", "тік")
#: ЕАЭО-дағы: what is in it.
_WITHIN = ("дағы", "дегі", "тағы", "тегі")
#: Endings of the verb "to be" and of comparison that may close a name.
_NEUTRAL = frozenset({"мен", "бен", "пен"})

#: Loan words that take front endings whatever their vowels: банктің, автомобильді.
_SOFT = ("ь", "нк", "рк", "лк")
#: Surname endings after which a case ending is certain to be one.
_SURNAME = re.compile(
    r".(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|ұлы|улы|қызы|кызы|бай|бек|хан|ян|дзе|швили"
    r"|ко|вич|оғлы)$"
)


def _sound(stem: str) -> str:
    last = stem[-1]
    if last in _VOWELS:
        return "vowel"
    return "voiceless" if last in _VOICELESS else "voiced"


def _harmonises(stem: str, ending: str) -> bool:
    if ending in _NEUTRAL or stem.endswith(_SOFT):
        return True
    # И, у and ю are written alike in back and front words and decide nothing: Бакуге, Алжирдің.
    if next((v for v in reversed(stem) if v in _VOWELS), "") in "уию":
        return True
    back = next((v in _HARD_BACK for v in reversed(stem) if v in _HARD_BACK + _FRONT), None)
    if back is None:
        return True
    sound = next((letter for letter in ending if letter in _BACK + _FRONT), None)
    return sound is None or (sound in _BACK) == back


def _strip(word: str, endings: frozenset[str] | None = None) -> Iterator[tuple[str, str]]:
    """Stems with the ending taken off, longest ending first."""
    for length in (3, 2, 1):
        stem, ending = word[:-length], word[-length:]
        if len(stem) < 2:
            continue
        if endings is not None and ending not in endings:
            continue
        if ending in _ENDINGS[_sound(stem)] and _harmonises(stem, ending):
            yield stem, ending
    # After a possessive -ы/-і the case endings differ: министрінің, министріне, министрінде.
    for ending in _AFTER_POSSESSIVE.split():
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and stem[-1] in "ыі":
            yield stem, ending


def allows(stem: str, ending: str) -> bool:
    """Whether a word that ends like ``stem`` takes the case ending ``ending`` in this very form."""
    return ending in _ENDINGS[_sound(stem)] and _harmonises(stem, ending)


@lru_cache(maxsize=8192)
def bases(word: str) -> tuple[str, ...]:
    """The words that ``word`` (lower-case) may be a form of, nearest first; itself excluded."""
    if "-" in word:
        head, _, tail = word.rpartition("-")
        if tail in _CASES or tail in _DERIVED or tail in _WITHIN:
            return (head,)
    found: list[str] = []
    for suffix in _DERIVED:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            found.append(word[: -len(suffix)])
    for stem, _ in _strip(word):
        found.append(stem)
        found.extend(inner for inner, _ in _strip(stem))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def nominative(word: str, known: frozenset[str] = frozenset()) -> str:
    """The last word of a name without its case ending; ``known`` are forms seen elsewhere.

    An ending is removed where the rest is a usual surname, or was seen bare elsewhere, or
    where the ending cannot belong to a stem (genitive -ның, comitative -мен and the like).
    """
    lower = word.lower()
    if "-" in lower and lower.rpartition("-")[2] in _CASES:
        return word[: lower.rindex("-")]
    son = _PATRONYMIC.fullmatch(lower)
    if son is not None:
        return word[: son.end(1)]
    for length in (3, 2):
        stem, ending = lower[:-length], lower[-length:]
        if len(stem) < 2 and stem != _SHORTEST:
            continue
        if ending not in _ENDINGS[_sound(stem)] & _CASES:
            continue
        # Writers give Russian-type surnames now back, now front endings: Бектеновтің.
        usual = _SURNAME.search(stem) is not None
        harmonises = _harmonises(stem, ending)
        certain = ending in _CERTAIN or (
            ending in _ACCUSATIVE and _PAST_TENSE.search(lower) is None
        )
        certain = certain and len(stem) >= 3 and any(s in _VOWELS for s in stem)
        certain = certain or (stem == _SHORTEST and ending in _CERTAIN)
        if usual or (harmonises and (certain or word[: len(stem)] in known)):
            return word[: len(stem)]
    return word


#: A patronymic is inflected as a thing possessed: Әбішұлына, Мұратқызының.
_PATRONYMIC = re.compile(r"(\w{2,}(?:ұлы|улы|қызы|кызы))(?:ның|нің|н|на|не|нан|нен|нда|нде)")
#: Endings that names do not end in by themselves (-да, -дан, -ден, -ға are: Айда, Айдан, Раушан).
_ACCUSATIVE = frozenset({"ды", "ді", "ты", "ті", "ны", "ні"})
#: Names made of verbs end like an accusative: Сатыбалды, Амангелді, Құдайберді.
_PAST_TENSE = re.compile(
    r"(?:келді|гелді|берді|балды|алды|тұрды|болды|қалды|салды|шықты|жетті|барды|туды|кетті|уанды)$"
)
#: The one name of a single letter: Ван И.
_SHORTEST = "и"
_CERTAIN = frozenset(
    {"ның", "нің", "дың", "дің", "тың", "тің", "пен", "бен", "мен", "ға", "ге", "қа", "ке"}
)
