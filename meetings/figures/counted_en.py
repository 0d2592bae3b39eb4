"""The counted thing after an English number: the noun with the words that make it another thing.

"9 large Turkish companies" are companies, "3 joint ventures" are joint ventures.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from meetings.figures.lexicon import Lexicon
from meetings.figures.lexicon_en import english

Tokens = list[re.Match[str]]
Thing = tuple[str, int]

_OF = re.compile(
    r"[ \u00a0]of(?: the| these| those| such| our| its| their)?(?=[ \u00a0])", re.IGNORECASE
)
#: "5 more regions".
_MORE = re.compile(r"[ \u00a0]more(?=[ \u00a0](?!than)[a-z])")
_DEMONYM = re.compile(r"(?:ese|ian|ish|akh|ani|ean|ican|rman|ench|utch|rab|bek|yz)$")
_PEOPLES = re.compile(r"(?:anis|akhs|bekis|ans|eks|ens)$")
#: SMEs, NGOs, MoUs.
_ABBREVIATIONS = re.compile(r"[A-Z][A-Za-z]*[A-Z]s$")
_PLURAL = re.compile(r"[^su’'i]s$|^[A-Z].*anis$|[delrst]men$|women$|.children$")
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ile|ary|ous|ed|ent)$")
#: What else describes a noun that is counted together with another.
_DESCRIBES = re.compile(r"(?:al|ic|ive|ile|ary|ous|ent|ern|ban)$|-")
_QUALITY = r"(?:[a-z-]+(?:al|ic|ive|ary|ous|ent|ant|ful|ing|ed|ern)|new|large|small|big|young|old)"
#: "two different, not connected processes".
_ENUMERATED = re.compile(
    rf"(?:[ \u00a0]{_QUALITY},){{1,3}}(?: not)?[ \u00a0]{_QUALITY}(?=[ \u00a0][a-z])"
)
#: `30 "green" shops`.
_IN_MARKS = re.compile(r"[ \u00a0][\"“«][^\W\d][^\"“”«»\n\d,.!?]{1,30}[\"”»](?=[ \u00a0][a-z])")
#: "12 worn out boats".
_WITH_PARTICLE = re.compile(
    r"[ \u00a0][a-z]{2,}(?:ed|id|[pr]t|n)[ -](?:out|down|off|up)(?=[ \u00a0][a-z-]+s\b)"
)
#: How large each of them is.
_SIZE = re.compile(r"multi-(?!apartment|party|member)|[a-z]+-(?:storey|story|floor)$")
_DONE = re.compile(r"[a-z]{2,}[^\We]ed$")
#: "20 objects of trade and sport."
_SECOND_KIND = re.compile(r" and [a-z]{4,}(?<!ed)(?<!ly)(?=[.,;)])")
_TERMS = (["key", "performance"], ["special", "economic"])
#: "About 70 firms-state enterprises, partnerships": the hyphen stands for a dash.
_DASH = re.compile(r"([a-z]{3,}s)-(?!and-|[a-z]+s$|(?:[a-z]*ed|[a-z]+ing|like|free|wide)$)")
_MOST_NAMES = 3
_SHORT = 3
_MOST_OF_SECOND = 3
_LEAST_NOUN = 4


def past_of(text: str, end: int) -> int:
    """ "two of the companies", "60 of hydraulic structures": English may say "of"."""
    before = (_OF, _ENUMERATED, _MORE, _IN_MARKS, _WITH_PARTICLE)
    return next((match.end() for one in before if (match := one.match(text, end))), end)


def counted_en(tokens: Tokens, words: Lexicon, is_said: Callable[[str], bool]) -> Thing | None:
    """The thing that ``tokens`` begin with, and where it ends; ``is_said``: the text has the word.

    A careless singular ("five new law") is taken for the plural that the text has elsewhere.
    """
    phrase: list[str] = []
    joined = False  # "large and medium": the second goes with the first
    first = tokens[0].group(1).lower()
    if first == "most" or first in words.numerals:  # a ranking; "seven of the ten"
        return None
    for index in range(_names_before(tokens), len(tokens)):
        token = tokens[index]
        word = token.group(1)
        lower = word.lower()
        if word == "and" and index:
            joined = not phrase
            phrase += [word] if phrase else []
            continue
        if lower in words.stop or lower in english().finite or not _fits(word):
            return _singular(phrase, tokens[index - 1], is_said)
        weak = joined or only_describes(word, words)
        if not phrase and weak and not _begins_term(tokens, index):
            joined = False
            continue
        if (whole := _whole(phrase, tokens, index, words)) is not None:
            return whole
        phrase.append(word)
        if is_plural(word, words):
            if lower not in words.plurals and _is_compound(tokens, index, words):
                continue
            return _with_second(" ".join(phrase), tokens, index, words)
        if lower in words.alone_only and not _goes_on(tokens, index, words):
            return " ".join(phrase), token.end()
    return _singular(phrase, tokens[-1], is_said) if len(tokens) <= _SHORT else None


def _whole(phrase: list[str], tokens: Tokens, index: int, words: Lexicon) -> Thing | None:
    """The thing that ends with a dash written as a hyphen, or goes on after "of"."""
    token = tokens[index]
    dashed = _DASH.match(token.group(1))
    if dashed is not None and is_plural(dashed.group(1), words):
        return " ".join([*phrase, dashed.group(1)]), token.start(1) + dashed.end(1)
    kind = _of_what(tokens, index, words)
    return (" ".join([*phrase, token.group(1), "of", *kind[0]]), kind[1]) if kind else None


def _names_before(tokens: Tokens) -> int:
    """How many names stand before the noun: "50 Alpha Vela tractors", "40 President's powers"."""
    has_name = False
    for index, token in enumerate(tokens[: _MOST_NAMES + 1]):
        word = token.group(1)
        if word[0].islower():
            return index if has_name else 0
        has_name = has_name or not _fits(word)
        if (
            word[-1] == "s"
            and not word.endswith(("’s", "'s"))
            and not _PLURAL.search(tokens[index + 1].group(1) if index + 1 < len(tokens) else "")
        ):
            return 0
    return 0


def _singular(
    phrase: list[str], last: re.Match[str], is_said: Callable[[str], bool]
) -> Thing | None:
    """ "five institutional reform of": the text has its plural elsewhere."""
    if not phrase or phrase[-1] != last.group(1) or len(phrase[-1]) < _LEAST_NOUN:
        return None
    if not all(_DESCRIBES.search(word) for word in phrase[:-1]):
        return None
    noun = phrase[-1]
    plural = noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"
    return (" ".join([*phrase[:-1], plural]), last.end()) if is_said(plural) else None


def _is_compound(tokens: Tokens, index: int, words: Lexicon) -> bool:
    """Whether a second plural follows: "3 sports facilities"."""
    following = tokens[index + 1].group(1) if index + 1 < len(tokens) else ""
    is_noun = following.islower() and following not in words.stop
    return is_noun and is_plural(following, words)


def _with_second(thing: str, tokens: Tokens, index: int, words: Lexicon) -> Thing:
    """The thing with a second that is counted together with it: "30 cars and special trucks"."""
    end = tokens[index].end()
    after = tokens[index + 1 : index + 2 + _MOST_OF_SECOND]
    if not after or after[0].group(1) != "and":
        return thing, end
    second: list[str] = []
    for token in after[1:]:
        word = token.group(1)
        no_noun = word in words.stop or word in words.numerals or word in english().finite
        if not word.islower() or no_noun or (not second and word in english().verbs):
            break
        second.append(word)
        if is_plural(word, words) or word in english().masses:
            return f"{thing} and {' '.join(second)}", token.end()
        if word.endswith("ing"):
            break
    return thing, end


def is_plural(word: str, words: Lexicon) -> bool:
    """Whether ``word`` looks like a noun in the plural."""
    lower = word.lower()
    if lower in english().no_plurals or lower in english().finite:
        return False
    return lower in words.plurals or _PLURAL.search(word) is not None


def _begins_term(tokens: Tokens, at: int) -> bool:
    """Key performance indicators, special economic zones are one term."""
    return [token.group(1).lower() for token in tokens[at : at + 2]] in _TERMS


def only_describes(word: str, words: Lexicon) -> bool:
    """Whether ``word`` tells whose, how good, how large, how long or what was done with a thing."""
    lower = word.lower()
    if lower in words.weak_adjectives or lower in english().lasting or _SIZE.match(lower):
        return True
    if _DONE.match(word):
        return word not in english().own
    return word[0].isupper() and not word.isupper() and word[-1] != "s"


def _of_what(tokens: Tokens, index: int, words: Lexicon) -> tuple[list[str], int] | None:
    """The cattle of "head of cattle", the boats of "types of boats"."""
    after = tokens[index + 1 :]
    holder = tokens[index].group(1).lower()
    is_kind = holder in english().kinds
    if not is_kind and holder not in words.of_what:
        return None
    if len(after) < 2 or after[0].group(1) != "of":
        return None
    kind: Tokens = []
    for token in after[1:]:
        word = token.group(1)
        if word.lower() in words.stop or not _fits(word) or (is_kind and not word.islower()):
            break
        kind.append(token)
        if is_plural(word, words):
            return [one.group(1) for one in kind], token.end()
    if is_kind:
        return None
    kind = kind[: 2 if kind and _ADJECTIVE.search(kind[0].group(1)) else 1]
    if not kind:
        return None
    second = _SECOND_KIND.match(kind[-1].string, kind[-1].end())
    also, end = (second.group().split(), second.end()) if second else ([], kind[-1].end())
    return [*(one.group(1) for one in kind), *also], end


def _goes_on(tokens: Tokens, index: int, words: Lexicon) -> bool:
    """Whether a noun follows: the unemployed are counted, or unemployed *people*."""
    following = tokens[index + 1].group(1) if index + 1 < len(tokens) else ""
    return bool(following) and is_plural(following, words)


def _fits(word: str) -> bool:
    """Lower case, an abbreviation, the adjective of a country, or its people."""
    return (
        word[0].islower()
        or word.isupper()
        or _ABBREVIATIONS.match(word) is not None
        or _DEMONYM.search(word) is not None
        or _PEOPLES.search(word) is not None
    )
