"""Countries in a text: CLDR's names, official long forms and adjectives, to ISO 3166-1 alpha-2."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from babel import Locale

from meetings.model import Lang
from meetings.names import kk as names_kk
from meetings.names import ru as names_ru
from meetings.phrases import PhraseTable
from meetings.text import Token

_OFFICIAL_EN = (
    "republic", "kingdom", "state", "sultanate", "principality", "emirate", "islamic republic",
    "federal republic", "democratic republic", "socialist republic", "arab republic",
    "hashemite kingdom", "grand duchy", "people's republic", "co-operative republic",
)  # fmt: skip
_OFFICIAL_RU = (
    "республика", "королевство", "государство", "султанат", "княжество", "исламская республика",
    "федеративная республика", "социалистическая республика", "великое герцогство",
)  # fmt: skip
_OFFICIAL_KK = (
    "республикасы", "корольдігі", "мемлекеті", "федерациясы", "ислам республикасы",
    "сұлтандығы", "халық республикасы", "князьдігі", "федеративтік республикасы",
    "федеративті республикасы", "араб республикасы", "хашимит корольдігі", "хашимиттік корольдігі",
    "социалистік республикасы", "конфедерациясы", "ұлы герцогтігі", "құрама штаттары",
    "ислам әмірлігі", "халықтық республикасы", "демократиялық республикасы",
)  # fmt: skip
# Words that are everyday words in Russian: only as a whole capitalised word inside a sentence.
_EVERYDAY = frozenset({"того", "мали", "чад", "перу", "кот"})
# Two-letter codes and particles that CLDR lists and texts do not mean as countries.
_SKIPPED = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})


@dataclass(frozen=True, slots=True)
class Country:
    """A country found at tokens ``begin``..``end``; ``adjective`` for "Kazakh", «российский»."""

    code: str
    begin: int
    end: int
    adjective: bool


def match(tokens: tuple[Token, ...], at: int, lang: Lang) -> Country | None:
    """The country named at token ``at``, if one is; names must be capitalised."""
    nouns, adjectives = _tables(lang)
    token = tokens[at]
    if token.kind != "word" or (lang == "en" and _region(tokens, at)):
        return None
    if token.cap or token.lower in _OFFICIAL_START:
        found = nouns.match(tokens, at)
        if (
            found
            and any(t.cap for t in tokens[at : found[0]])
            and not (_everyday(tokens, at, found) or _region(tokens, at))
        ):
            return Country(found[1], at, found[0], adjective=False)
    found = adjectives.match(tokens, at)
    if found and lang == "ru" and (end := _official_end(tokens, found[0])) is not None:
        return Country(found[1], at, end, adjective=False)
    if found and (token.cap or lang == "ru"):
        return Country(found[1], at, found[0], adjective=True)
    return None


def named_within(token: Token, lang: Lang) -> str | None:
    """The country in which something is said to be: Қазақстандағы (Kazakh only)."""
    if lang != "kk" or not token.cap or not token.lower.endswith(_WITHIN):
        return None
    found = _tables(lang)[0].match((replace(token, lower=token.lower[:-4].rstrip("-")),), 0)
    return found[1] if found is not None else None


_WITHIN = ("дағы", "дегі", "тағы", "тегі")


def _official_end(tokens: tuple[Token, ...], at: int) -> int | None:
    """The token after «(Арабской) Республики» that follows a country's adjective, if it does."""
    for index in range(at, min(at + 3, len(tokens))):
        token = tokens[index]
        if not token.cap or token.kind != "word" or token.sentence != tokens[at - 1].sentence:
            return None
        if token.lower.startswith(_OFFICIAL_NOUNS):
            return index + 1
        if not token.lower.endswith(("ая", "ой", "ую", "ое", "ого", "ому", "ом")):
            return None
    return None


_OFFICIAL_NOUNS = ("республик", "королевств", "федераци", "конфедераци", "княжеств", "султанат")


_OFFICIAL_START = frozenset(
    [
        "республики",
        "республика",
        "республике",
        "республику",
        "республикой",
        "королевства",
        "королевство",
        "государства",
    ]
)


def _region(tokens: tuple[Token, ...], at: int) -> bool:
    """North Kazakhstan is a region."""
    if at == 0 or tokens[at].lower != "kazakhstan" or tokens[at - 1].end + 1 < tokens[at].start:
        return False
    return tokens[at - 1].cap and tokens[at - 1].lower in _COMPASS


_COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern"})


def _everyday(tokens: tuple[Token, ...], at: int, found: tuple[int, str]) -> bool:
    if found[0] - at > 1 or tokens[at].lower not in _EVERYDAY:
        return False
    return at == 0 or tokens[at - 1].sentence != tokens[at].sentence


@lru_cache(maxsize=3)
def _tables(lang: Lang) -> tuple[PhraseTable[str], PhraseTable[str]]:
    bases = names_kk.bases if lang == "kk" else None
    nouns: PhraseTable[str] = PhraseTable(bases)
    adjectives: PhraseTable[str] = PhraseTable()
    aliases = _aliases()
    names: dict[str, list[str]] = {code: list(row.get(lang, ())) for code, row in aliases.items()}
    for code, name in Locale(lang).territories.items():
        if len(code) == 2 and code not in _SKIPPED:
            names.setdefault(code, []).append(name)
    for code in sorted(names):
        for name in names[code]:
            for phrase in _long_forms(name, lang):
                nouns.add(phrase, code, replace=False)
        for adjective in aliases.get(code, {}).get(f"{lang}_adj", ()):
            adjectives.add(_adjective(adjective, lang), code, replace=False)
    _override(nouns, lang)
    return nouns, adjectives


def _override(nouns: PhraseTable[str], lang: Lang) -> None:
    """Long forms whose core is another country's name: Republic of Korea, Республика Конго."""
    for phrase, code in {
        "en": (("republic of korea", "KR"), ("people's republic of china", "CN")),
        "ru": (("республика корея", "KR"),),
        "kk": (("корея республикасы", "KR"),),
    }[lang]:
        nouns.add(_words(phrase, lang), code)


def _long_forms(name: str, lang: Lang) -> list[list[frozenset[str]]]:
    core = _words(name, lang)
    if not core:
        return []
    made = [core]
    if name.isupper():
        return made
    if lang == "en":
        for official in _OFFICIAL_EN:
            made.append([*_words(official, lang), frozenset({"of"}), *core])
            made.append([*_words(official, lang), frozenset({"of"}), frozenset({"the"}), *core])
    elif lang == "ru":
        made.extend([*_words(official, lang), *core] for official in _OFFICIAL_RU)
    else:
        made.extend([*core, *_words(official, lang)] for official in _OFFICIAL_KK)
    return made


def _words(phrase: str, lang: Lang) -> list[frozenset[str]]:
    words = phrase.lower().replace("ё", "е").replace("’", "'").replace("&", " ").split()
    words = [word.strip(".,()–-") for word in words]
    result = []
    for word in words:
        if not word:
            continue
        if lang == "ru" and not _abbreviation(word, phrase):
            result.append(names_ru.forms(word))
        elif word.endswith("'s"):
            result.extend((frozenset({word[:-2]}), frozenset({"'s", "’s"})))
        else:
            result.append(frozenset({word}))
    return result


def _abbreviation(word: str, phrase: str) -> bool:
    return word.upper() in phrase.split()


def _adjective(adjective: str, lang: Lang) -> list[frozenset[str]]:
    if lang == "ru":
        return [names_ru.adjective_forms(adjective.replace("ё", "е"))]
    return [frozenset({word.lower()}) for word in adjective.split()]


@lru_cache(maxsize=1)
def _aliases() -> dict[str, dict[str, list[str]]]:
    data = files("meetings").joinpath("data", "countries.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)
