"""Russian case endings: forms of nouns for the tables, and names back in the nominative.

Names follow rules, not the dictionary: a surname that is also a word, or that no dictionary
has, is declined like any other. The case is that of the office the name stands with.
"""

from __future__ import annotations

import re
from functools import lru_cache

_HARD = "бвгджзклмнпрстфхцчшщ"
_VELAR = "гкхжшчщ"
_VOWELS = "аеёиоуыэюя"
_PATRONYMIC = ("ович", "евич", "ич")


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """All singular and plural case forms that a place name's word may take (lower-case)."""
    word = word.lower().replace("ё", "е")
    made = {word}
    if "-" in word and not word.startswith(("шри-", "ла-", "эль-", "аль-", "сан-")):
        head, _, tail = word.rpartition("-")
        return frozenset({word, *(f"{head}-{form}" for form in forms(tail))})
    for ending, others in _PARADIGMS:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)] if ending else word
            if ending == "а":  # Гана: Ганы, not Гани, which is a name
                others = tuple(o for o in others if o != ("ы" if stem[-1:] in _VELAR else "и"))
            made.update(stem + other for other in others)
            break
    else:
        if word[-1] in _HARD:
            made.update(word + ending for ending in ("а", "у", "ом", "е", "ем"))
    return frozenset(made)


# Ending of the nominative -> endings of the other cases, first match wins.
_PARADIGMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ская", ("ской", "скую", "скою")),
    ("цкая", ("цкой", "цкую")),
    ("ая", ("ой", "ую", "ою")),
    ("ский", ("ского", "скому", "ским", "ском")),
    ("ые", ("ых", "ым", "ыми")),
    ("ание", ("ания", "анию", "анием", "ании")),
    ("ение", ("ения", "ению", "ением", "ении")),
    ("ие", ("их", "им", "ими")),
    ("ое", ("ого", "ому", "ым", "ом")),
    ("ый", ("ого", "ому", "ым", "ом")),
    ("ший", ("шего", "шему", "шим", "шем")),
    ("ия", ("ии", "ию", "ией")),
    ("ство", ("ства", "ству", "ством", "стве")),
    ("я", ("и", "е", "ю", "ей")),
    ("а", ("ы", "и", "е", "у", "ой", "ою", "ей")),
    ("ь", ("и", "ью", "я", "ю", "ем", "е")),
    ("ай", ("ая", "аю", "аем", "ае")),
    ("ей", ("ея", "ею", "еем", "ее")),
    ("ты", ("тов", "там", "тами", "тах")),
    ("ды", ("дов", "дам", "дами", "дах", "д")),
    ("ны", ("н", "нам", "нами", "нах")),
)


@lru_cache(maxsize=512)
def adjective_forms(stem: str) -> frozenset[str]:
    """Forms of a relational adjective in -ск-: казахстанск -> казахстанский, казахстанской …"""
    endings = ["ий", "ая", "ое", "ие", "ого", "ой", "их", "ому", "им", "ую", "ими", "ом"]
    return frozenset(stem + ending for ending in endings)


def guess_case(words: tuple[str, ...]) -> str | None:
    """The case a full name stands in by its own endings, where the words agree on one."""
    counts: dict[str, int] = {}
    for word in words:
        lower = word.lower()
        for case, endings in _CASE_SIGNS:
            if lower.endswith(endings):
                counts[case] = counts.get(case, 0) + 1
    best = max(counts, key=lambda case: counts[case], default=None)
    if best is None or counts[best] < len(words):
        return None
    return best


# Endings of both first name and surname that, all together, show a case.
_CASE_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ablt", ("ом", "ем", "ём", "ым", "им")),
    ("gent", ("а", "я", "ого")),
    ("datv", ("у", "ю", "ому")),
    ("ablt-f", ("ой", "ей")),
)


# Endings of a patronymic -> its case, and whether it is a woman's: never ambiguous.
_PATRONYMIC_CASES = re.compile(
    r"(?:[оеь]вич|[ьи]ич)(?P<m>|а|у|ем|е)$|(?:[оеь]вн|ичн)(?P<f>а|ы|е|у|ой)$"
)
_MASCULINE_CASES = {"": "nomn", "а": "gent", "у": "datv", "ем": "ablt", "е": "loct"}
_FEMININE_CASES = {"а": "nomn", "ы": "gent", "е": "datv", "у": "accs", "ой": "ablt"}


def patronymic_case(words: tuple[str, ...]) -> tuple[str, bool] | None:
    """The case that a patronymic among the words shows, and whether it is a woman's."""
    for word in words[1:]:
        match = _PATRONYMIC_CASES.search(word.lower())
        if match is not None and len(word) > 5:
            feminine = match["f"] is not None
            if feminine:
                return _FEMININE_CASES[match["f"]], True
            return _MASCULINE_CASES[match["m"]], False
    return None


def name_nominative(words: tuple[str, ...], case: str | None) -> tuple[str, ...]:
    """A name's words in the nominative; ``case`` as pymorphy writes it (gent, datv, accs, …).

    A patronymic knows better than the office before it.
    """
    shown = patronymic_case(words)
    case = shown[0] if shown else case
    if case in (None, "nomn") or not words:
        return words
    feminine = shown[1] if shown else _feminine(words, case or "")
    return tuple(_word(word, case or "", feminine) for word in words)


def _feminine(words: tuple[str, ...], case: str) -> bool:
    last = words[-1].lower()
    if last.endswith(("овой", "евой", "иной", "ыной", "ской", "цкой", "вны", "вне", "вной", "вну")):
        return not words[0].lower().endswith(("ом", "ем"))
    if case == "accs":
        return last.endswith(("ову", "еву", "ину", "ыну", "скую"))
    return False


def _word(word: str, case: str, feminine: bool) -> str:
    lower = word.lower()
    if lower.endswith((".", "тоты")) or word.isupper() or len(lower) < 3:
        return word
    if "-" in word:
        # Касым-Жомарта: only the last part is declined; Смирновой-Ковалевой: both.
        head, _, tail = word.rpartition("-")
        return f"{head}-{_word(tail, case, feminine)}"
    rules = _FEMININE[case] if feminine else _MASCULINE[case]
    for ending, replacement in rules:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return word[: len(word) - len(ending)] + replacement
    return _soft(word, case)


def _soft(word: str, case: str) -> str:
    """Сергея -> Сергей, Зася -> Зась, Юрия -> Юрий (й after a vowel, ь after a consonant)."""
    ending = {"gent": "я", "accs": "я", "datv": "ю", "ablt": "ем", "loct": "е"}.get(case, "")
    lower = word.lower()
    if not ending or not lower.endswith(ending):
        return word
    stem = word[: -len(ending)]
    if len(stem) < 2:
        return word
    if case == "loct" and stem[-1].lower() not in _VOWELS:
        return stem
    if case == "ablt" and stem[-1].lower() in "жшчщц":
        return stem
    return stem + ("й" if stem[-1].lower() in _VOWELS else "ь")


_ADJECTIVE = {
    "gent": ("ского", "ский"), "accs": ("ского", "ский"), "datv": ("скому", "ский"),
    "ablt": ("ским", "ский"), "loct": ("ском", "ский"),
}  # fmt: skip

# Ending in the case -> ending in the nominative, first match wins.
_MASCULINE: dict[str, tuple[tuple[str, str], ...]] = {
    "gent": (
        _ADJECTIVE["gent"], ("ого", "ый"), ("льи", "лья"), ("ии", "ия"), ("ки", "ка"), ("ги", "га"),
        ("алы", "алы"), ("ы", "а"), ("а", ""),
    ),
    "accs": (_ADJECTIVE["accs"], ("ого", "ый"), ("ию", "ия"), ("у", "а"), ("а", "")),
    "datv": (
        _ADJECTIVE["datv"], ("ому", "ый"), ("ле", "ла"), ("де", "да"), ("ите", "ита"),
        ("у", ""),
    ),
    "ablt": (
        _ADJECTIVE["ablt"], ("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"), ("ыным", "ын"),
        ("иным", "ин"), ("ым", "ый"), ("ом", ""), ("ой", "а"), ("ей", "я"),
    ),
    "loct": (_ADJECTIVE["loct"], ("ом", "ый")),
}  # fmt: skip

_FEMININE_SURNAME = (
    ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына"),
    ("ской", "ская"), ("цкой", "цкая"),
)  # fmt: skip
_FEMININE: dict[str, tuple[tuple[str, str], ...]] = {
    "gent": (
        *_FEMININE_SURNAME, ("ьи", "ья"), ("ии", "ия"), ("еи", "ея"), ("ки", "ка"), ("ги", "га"),
        ("жи", "жа"), ("ши", "ша"), ("чи", "ча"), ("ы", "а"), ("ли", "ля"), ("ни", "ня"),
        ("и", "ь"),
    ),
    "datv": (
        *_FEMININE_SURNAME, ("ье", "ья"), ("ии", "ия"), ("ее", "ея"), ("ле", "ла"), ("е", "а"),
    ),
    "accs": (
        ("ову", "ова"), ("еву", "ева"), ("ину", "ина"), ("скую", "ская"), ("ью", "ья"),
        ("ию", "ия"), ("ю", "я"), ("у", "а"),
    ),
    "ablt": (
        *_FEMININE_SURNAME, ("ьей", "ья"), ("ией", "ия"), ("еей", "ея"), ("ей", "я"), ("ой", "а"),
    ),
    "loct": (*_FEMININE_SURNAME, ("ье", "ья"), ("ии", "ия"), ("ле", "ла"), ("е", "а")),
}  # fmt: skip
