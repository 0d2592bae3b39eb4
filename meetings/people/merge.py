"""Mentions that mean the same person: full names, initials and surnames within one text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from meetings.model import Lang
from meetings.names import en_spelling as names_en_spelling
from meetings.names.ru_find import patronymic
from meetings.offices.heads import Named

# Beyond so many people of one surname a text is a list, and aliases mean nothing.
_LIKE_NAMED = 40
_INITIAL = re.compile(r"(\w{1,2})\.")


@dataclass(slots=True)
class Identity:
    """A person of the text with all mentions, in order."""

    mentions: list[Named] = field(default_factory=list)

    @property
    def fullest(self) -> Named:
        """The mention that gives the name most fully; the first of equals."""
        times = Counter(mention.name for mention in self.mentions)
        return max(
            self.mentions,
            key=lambda m: (
                len(_full(m.words)),
                -len(_initials(m.words)),
                times[m.name],
                m.office is not None and m.office.case == "nomn",
                -m.begin,
            ),
        )


def merge(mentions: list[Named], lang: Lang) -> list[Identity]:
    """Mentions grouped by person, in the order of first mention."""
    people: list[Identity] = []
    by_key: dict[str, list[Identity]] = {}
    # Full names first, so that a surname in a title finds its owner in the body.
    order = sorted(mentions, key=lambda m: (-min(len(_full(m.words)), 2), m.begin))
    for mention in order:
        keys = _keys(mention.words, lang)
        known = [p for key in keys for p in by_key.get(key, [])[:_LIKE_NAMED]]
        owner = next((p for p in known if _same(p.mentions[0].words, mention.words, lang)), None)
        if owner is None and lang == "ru" and mention.office is None:
            owner = _addressed(mention.words, known)
        if owner is None:
            owner = Identity()
            people.append(owner)
        owner.mentions.append(mention)
        for key in keys:
            bucket = by_key.setdefault(key, [])
            if not any(p is owner for p in bucket):
                bucket.append(owner)
    for person in people:
        person.mentions.sort(key=lambda m: m.begin)
    return sorted(people, key=lambda p: p.mentions[0].begin)


def _addressed(words: tuple[str, ...], known: list[Identity]) -> Identity | None:
    """The one person of this first name, for an address by name and patronymic.

    Asked only where no office stands by: a surname may look like a patronymic too.
    """
    if len(words) != 2 or not patronymic(words[1]):
        return None
    same = {id(p): p for p in known if _alike(words[0].lower(), _given(p), "ru")}
    return next(iter(same.values())) if len(same) == 1 else None


def _given(person: Identity) -> str:
    """The given name of a person named «Имя Фамилия» or «Фамилия Имя Отчество»."""
    words = max((m.words for m in person.mentions), key=len)
    return words[1 if len(words) == 3 and patronymic(words[2]) else 0].lower()


def _keys(words: tuple[str, ...], lang: Lang) -> list[str]:
    if lang == "en":
        return [names_en_spelling.skeleton(word)[:4] for word in _full(words)]
    return [word[:4] for word in _full(words)]


@lru_cache(maxsize=4096)
def _full(words: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for word in words:
        tail = word.rpartition(".")[2]
        if len(tail) > 1:
            found.append(tail.lower().replace("ё", "е").replace("’", "'"))
    return tuple(found)


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(m.lower().replace("ё", "е") for word in words for m in _INITIAL.findall(word))


def _same(one: tuple[str, ...], other: tuple[str, ...], lang: Lang) -> bool:
    full, partial = _full(one), _full(other)
    if len(full) < len(partial):
        return _same(other, one, lang) if len(_full(other)) > len(_full(one)) else False
    rest = list(full)
    for word in partial:
        found = next((w for w in rest if _alike(w, word, lang)), None)
        if found is None:
            return False
        rest.remove(found)
    if len(partial) == 1 and not _surname_of(full, partial[0], lang):
        return False
    initials = _initials(other)
    if len(full) == len(partial):
        mine = _initials(one)
        return not (mine and initials) or mine[0] == initials[0]
    return all(any(_begins(w, i, lang) for w in rest) for i in initials[:1])


def _begins(word: str, initial: str, lang: Lang) -> bool:
    """Whether a name has this initial; English spells one letter in several ways (E., Ye.)."""
    return word.startswith(initial) or (
        lang == "en" and any(word.startswith(other) for other in _SPELT.get(initial, ()))
    )


_SPELT = {"e": ("ye",), "ye": ("e",), "ch": ("c",), "c": ("ch",), "h": ("g",), "g": ("h",)}


def _surname_of(full: tuple[str, ...], word: str, lang: Lang) -> bool:
    """A first name alone is no alias; a surname is, also one written before two other names."""
    if len(full) == 1 or _alike(full[-1], word, lang):
        return True
    if lang == "en" and len(full) == 3 and full[2].endswith(_PATRONYMIC_EN):
        return _alike(full[1], word, lang) or _alike(full[0], word, lang)
    return len(full) == 3 and _alike(full[0], word, lang)


_PATRONYMIC_EN = ("vich", "ovna", "evna", "uly", "kyzy")


def _alike(one: str, other: str, lang: Lang) -> bool:
    """The same word, or (Russian, Kazakh) the same but for a case ending."""
    if one == other:
        return True
    if lang == "en":
        return names_en_spelling.alike(one, other)
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4 or len(longer) - len(shorter) > 3:
        return False
    return longer.startswith(shorter) or (
        lang == "ru" and longer[: len(shorter) - 1] == shorter[:-1] and shorter[-1] in "аяйьеуюи"
    )
