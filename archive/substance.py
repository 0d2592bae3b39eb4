"""What a change of a text comes to: numbers, names, dates or sentences; or how it is set alone.

Cosmetic are spaces, punctuation, letter case, the order of sentences, another spelling of a name
(Қасым, Касым) and a slip of the pen mended: a letter doubled, left out, added or exchanged with the
next. Whatever is not surely one of these is of substance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive import names
from archive.content import normalised
from meetings.dates import written_dates
from meetings.figures.sentences import sentence_spans
from meetings.model import Lang

#: What may change of substance, in the order in which it is told.
KINDS = ("numbers", "names", "dates", "sentences")

#: Sentences are versions of one another that have at least this share of their words in common.
_ALIKE = 0.5
#: In shorter words a letter more or less makes another word.
_SLIP = 5

_TOKEN = re.compile(r"\d+(?:[.,]\d+| \d{3}(?!\d))*\w*|[%$€£₸₽°]|\w+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence, each in its order: words (folded) without numbers and dates, numbers, dates.

    ``names`` are the keys of those words that are names.
    """

    words: tuple[str, ...]
    names: frozenset[str]
    numbers: tuple[str, ...]
    dates: tuple[str, ...]

    def keys_among(self, names: frozenset[str]) -> list[str]:
        """Those of the given names that it has, in its order, whether with a capital or not."""
        return [key for key in map(_key, self.words) if key in names]


def kinds(lang: Lang, before: str, after: str) -> list[str]:
    """Which ``KINDS`` of substance changed from one text to the other; none: it is cosmetic."""
    old, new = list(_sentences(lang, before)), list(_sentences(lang, after))
    found: set[str] = set()
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    left = list(come.elements())
    for sentence in gone.elements():
        version = max(left, key=lambda other: _likeness(sentence, other), default=None)
        if version is not None and _likeness(sentence, version) >= _ALIKE:
            left.remove(version)
            found |= _changed(sentence, version)
        else:
            found |= {"sentences"} | _beyond(sentence, new)
    for sentence in left:
        found |= {"sentences"} | _beyond(sentence, old)
    return [kind for kind in KINDS if kind in found]


def _sentences(lang: Lang, text: str) -> Iterator[_Sentence]:
    for paragraph in text.split("\n\n"):
        plain = normalised(paragraph)
        for begin, end in sentence_spans(plain):
            yield _read(lang, plain[begin:end])


def _read(lang: Lang, sentence: str) -> _Sentence:
    dates = []
    for begin, end in reversed(written_dates(sentence, lang)):
        # In whatever order it is written: 18 November, November 18.
        dates.append(" ".join(sorted(_TOKEN.findall(_fold(sentence[begin:end])))))
        sentence = f"{sentence[:begin]} {sentence[end:]}"
    tokens = _TOKEN.findall(sentence)
    words = [token for token in tokens if token[0].isalpha()]
    return _Sentence(
        words=tuple(map(_fold, words)),
        names=frozenset(_key(_fold(word)) for word in _names(words)),
        numbers=tuple(_number(token) for token in tokens if not token[0].isalpha()),
        dates=tuple(reversed(dates)),
    )


def _names(words: list[str]) -> Iterator[str]:
    """Words with a capital letter; the first one of a sentence if another one follows it."""
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word[0].isupper() and (at > 0 or following[:1].isupper()):
            yield word


def _changed(old: _Sentence, new: _Sentence) -> set[str]:
    """What differs between two versions of a sentence."""
    found = set()
    if old.numbers != new.numbers:
        found.add("numbers")
    if old.dates != new.dates:
        found.add("dates")
    all_names = old.names | new.names
    if old.keys_among(all_names) != new.keys_among(all_names):
        found.add("names")
    one, other = _without(old.words, all_names), _without(new.words, all_names)
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal" and _said_otherwise(one[a:b], other[c:d]):
            found.add("sentences")
    return found


def _beyond(sentence: _Sentence, others: Iterable[_Sentence]) -> set[str]:
    """What a sentence that came or went says that is nowhere else in the other version."""
    others = list(others)
    found = set()
    if set(sentence.numbers) - {number for other in others for number in other.numbers}:
        found.add("numbers")
    if set(sentence.dates) - {day for other in others for day in other.dates}:
        found.add("dates")
    if sentence.names - {key for other in others for key in other.keys_among(sentence.names)}:
        found.add("names")
    return found


def _said_otherwise(old: list[str], new: list[str]) -> bool:
    if len(old) != len(new):
        return True
    return not all(_same_word(one, other) for one, other in zip(old, new, strict=True))


def _same_word(one: str, other: str) -> bool:
    """Whether two folded words are one word, spelt otherwise."""
    if names.sound(one) == names.sound(other):
        return True
    if min(len(one), len(other)) < _SLIP or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        at = next(i for i in range(len(one)) if one[i] != other[i])
        return one[:at] + one[at : at + 2][::-1] + one[at + 2 :] == other
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))


def _without(words: Iterable[str], keys: frozenset[str]) -> list[str]:
    return [word for word in words if _key(word) not in keys]


def _likeness(one: _Sentence, other: _Sentence) -> float:
    common = (Counter(one.words) & Counter(other.words)).total()
    return 2 * common / max(1, len(one.words) + len(other.words))


def _key(word: str) -> str:
    """One key for all spellings of a name."""
    return min(names.spellings(names.key(word)))


def _fold(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _number(token: str) -> str:
    return re.sub(r"\s", "", token).replace(",", ".").casefold()
