"""The counted thing after a Kazakh number, and what a noun is without plural, possessive and case.

A number leaves its noun in the singular, and a phrase bears its endings on the last word alone:
«120 мың жұмыс орнын», «14 мектептің», «оның 3 мың тұрғыны».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from meetings import names_kk
from meetings.figures_lexicon import Lexicon

_WORD = re.compile(r"[ \u00a0]{1,2}([^\W\d_]+(?:[-’'][^\W\d_]+){0,3})")
_MOST_WORDS = 6
_ADJECTIVE = re.compile(
    r"[\w-]{2,}(?:лық|лік|дық|дік|тық|тік|лы|лі|атты|ған|ген|қан|кен|арлық|аралық|дағы|дегі|тағы"
    r"|тегі)$"
)
_PLURAL = ("лар", "лер", "дар", "дер", "тар", "тер")
# Case endings after a possessive of the third person, and of a bare noun.
_OWNED = ("ның", "нің", "нда", "нде", "нан", "нен", "мен", "на", "не", "н")
_CASES = (
    *("ның", "нің", "дың", "дің", "тың", "тің", "дан", "ден", "тан", "тен", "нан", "нен"),
    *("мен", "бен", "пен", "ға", "ге", "қа", "ке", "ды", "ді", "ты", "ті", "ны", "ні"),
    *("да", "де", "та", "те"),
)
_VOWELS = "аәеиоөұүыіуюяэ"
# A possessive voices the last sound, and drops the vowel of some nouns: тармағы, орны.
_UNVOICED = {"ғ": "қ", "г": "к", "б": "п"}
_SHORTENED = {"орн": "орын", "кәсіпорн": "кәсіпорын"}
# What the number did, and nothing counted: «1,3 млн құрады», «10 млрд-қа дейін арттыру».
_VERB = re.compile(
    r"(?:құра|құрып|жет(?:т|е|к|іп|уі)|арт(?:т|ы|қ|а|уы)|асты|асып|асқан|аса(?:ды|т)|өс(?:т|е|к|іп)"
    r"|төменде|азай|көбей|ұлғай|игер|бөлін|болды|болып|болады)\w*|\w{3,}[уюп]|\w{2,}(?:ады|еді|йды|йді)"
)
# «рейтингте 28 орыннан 25 орынға көтерілді»: a rank counts nothing.
_RANK = re.compile(
    r" орын(?:ға|нан|ды|да)? (?:\d+|дейін )?(?:көтер|жоғарыла|түс|иелен|тұр|шық|жылжы|алды|\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\w+(?:інші|ыншы|нші|ншы)(?:сі|сы)?\w{0,3}")
# «600 орындық мектеп», «9 қабатты үй»: so many of what the thing has.
_HOLDING = re.compile(
    r"(төсек-орын|орын|пәтер|қабат|төсек|бөлме|шақырым)(?:д[ыі]қ|л[ыі]к?|лық|т[ыі]к?)"
)
_FINITE = re.compile(r"\w{2,}[дт][ыі]")
_TOLD_BEFORE = re.compile(
    r"([^\W\d_]+(?:-[^\W\d_]+)?(?: [^\W\d_]+)?) (?:жалпы )?саны\w{0,3}(?:,? [^.,;:\d]{0,40})? $"
)
_TOLD_REACH = 90


def counted(text: str, end: int, words: Lexicon) -> tuple[str, int] | None:
    """The counted thing that begins at ``end`` and where it ends, or None."""
    tokens = _tokens(text, end)
    if tokens and _ORDINAL.fullmatch(tokens[0].group(1).lower()):
        return None  # «он сегізінші отырыс»
    if _RANK.match(text, end):
        return None
    holding = _HOLDING.fullmatch(tokens[0].group(1).lower()) if tokens else None
    if holding is not None:
        return holding[1], tokens[0].end()
    phrase: list[str] = []
    for index, token in enumerate(tokens):
        word, last = token.group(1), index + 1 == len(tokens)
        lower = word.lower()
        stem = noun(word, words)
        known = stem.lower() in words.plurals
        if (
            lower in words.stop
            or lower in words.never
            or (not known and _is_verb(text, token, lower))
        ):
            # «20 мың қазақстандық жұмыс істейді»: the adjective was the noun.
            stands = phrase and phrase[-1].lower() not in words.adjectives
            return (" ".join(phrase), tokens[index - 1].end()) if stands else None
        if lower in words.weak_adjectives or (lower in words.of_what and not last):
            continue
        compound = _compound(tokens, index, words)
        if compound is not None:
            return " ".join([*phrase, compound[0]]), tokens[compound[1]].end()
        if not known and not last and (lower in words.adjectives or _ADJECTIVE.match(lower)):
            phrase.append(word)
            continue
        return " ".join([*phrase, stem]), token.end()
    return None


def told_before(text: str, start: int, words: Lexicon) -> str | None:
    """What the number at ``start`` is said to be the number of: «жұмыс орындарының саны 35 мың»."""
    match = _TOLD_BEFORE.search(text[max(0, start - _TOLD_REACH) : start])
    if match is None:
        return None
    *before, last = match.group(1).split()
    stem = noun(last, words).lower()
    if stem not in words.plurals:
        return None
    pair = f"{before[0].lower()} {stem}" if before else ""
    return words.compounds.get(pair, stem)


def _tokens(text: str, end: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    while len(found) < _MOST_WORDS and (match := _WORD.match(text, end)) is not None:
        found.append(match)
        end = match.end()
    return found


def _is_verb(text: str, token: re.Match[str], lower: str) -> bool:
    if _VERB.fullmatch(lower):
        return True
    closes = text[token.end() : token.end() + 1] in ("", ".", ",", ";", "!", "?", "\n", "»")
    return closes and _FINITE.fullmatch(lower) is not None


def _compound(tokens: list[re.Match[str]], at: int, words: Lexicon) -> tuple[str, int] | None:
    """«француз компаниясы», «денсаулық сақтау нысаны»: nouns before a known one that they own.

    Its case goes, its possessive stays. Also the terms of the lexicon: «тұрғын үй».
    """
    parts: list[str] = []
    for last in range(at, min(at + 4, len(tokens))):
        word = tokens[last].group(1)
        stem = noun(word, words)
        term = words.compounds.get(" ".join([*parts, stem]).lower()) if parts else None
        if term is not None:
            return term, last
        owned = _owned(word.lower()) if parts and _are_bare(parts, words) else None
        if owned is not None and owned[0] in words.plurals:
            return " ".join([*parts, owned[1]]), last
        if word.lower() in words.stop:
            return None
        parts.append(word)
    return None


def _are_bare(parts: list[str], words: Lexicon) -> bool:
    if parts[0].lower() in _NEVER_OWNERS:
        return False
    return all(noun(word, words).lower() == word.lower() for word in parts)


_NEVER_OWNERS = frozenset({"адам", "бала", "бас", "ел", "мемлекет"})


def noun(word: str, words: Lexicon) -> str:
    """The noun without plural, possessive and case, as far as its sounds allow it."""
    lower = word.lower()
    if lower in words.plurals:
        return word
    stems = list(_stems(lower))
    known = next((stem for stem in stems if stem in words.plurals), None)
    stem = known or next(iter(stems), lower)
    return word[: len(stem)] if lower.startswith(stem) else stem


def _stems(lower: str) -> Iterator[str]:
    """What the word may be a form of, the likeliest first."""
    owned = _owned(lower)
    agent = lower.rstrip("ныігдң").endswith(("ш", "отбас")) if owned is not None else False
    if owned is not None and not agent and lower[-1] not in "ыі" and not lower.endswith("н"):
        yield owned[0]
        yield owned[1]
    for ending in _CASES:
        stem = lower[: -len(ending)]
        if lower.endswith(ending) and len(stem) > 1 and names_kk.allows(stem, ending):
            yield _singular(stem)
            yield stem
    if lower.endswith(_PLURAL):
        yield _singular(lower)
    # Bare «-ы» and «-ын» close many nouns by themselves: such a stem must be known.
    # So must one whose vowels do not agree with the ending, as in words from Russian: активтен.
    yield lower
    if owned is not None:
        yield owned[0]
    yield from (lower[: -len(ending)] for ending in _CASES if lower.endswith(ending))


@lru_cache(maxsize=4096)
def _owned(lower: str) -> tuple[str, str] | None:
    """A word as a noun with the possessive of the third person: its stem, and it without case."""
    for ending in (*_OWNED, ""):
        bare = lower[: len(lower) - len(ending)]
        if not lower.endswith(ending) or len(bare) < 3 or bare[-1] not in "ыі":
            continue
        after_vowel = bare.endswith(("сы", "сі")) and bare[-3] in _VOWELS
        stem = bare[:-2] if after_vowel else bare[:-1]
        stem = _SHORTENED.get(stem, stem[:-1] + _UNVOICED.get(stem[-1], stem[-1]))
        if stem.endswith(_PLURAL) and len(stem) > 5:
            stem = _singular(stem)
        return stem, bare
    return None


def _singular(stem: str) -> str:
    return stem[:-3] if stem.endswith(_PLURAL) and len(stem) > 5 else stem
