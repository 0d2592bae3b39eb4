"""Russian offices and their holders in the nominative: heads, adjectives, names."""

from __future__ import annotations

from meetings.names.ru import guess_case, name_nominative
from meetings.offices.heads import lexicon, printed
from meetings.text import Doc, Token

_DASHES = frozenset("–—-")


def nominative(doc: Doc, start: int, end: int, case: str | None) -> tuple[str, ...]:
    """A name's words in the nominative, from the case of its office or else its own endings."""
    name = printed(doc, start, end)
    guessed = guess_case(tuple(w for w in name if "." not in w))
    if case is None:
        case = {"ablt-f": "ablt"}.get(guessed or "", guessed)
    if case == "nomn" and guessed == "ablt":
        case = "ablt"
    if case in {"gent", "accs"} and guessed == "datv" and doc.tokens[start - 1].text in _DASHES:
        case = "datv"  # «звание генерала – Асету Осанову»: to whom
    if case == "gent" and _accusative(name):
        case = "accs"
    return name_nominative(name, case)


def _accusative(name: tuple[str, ...]) -> bool:
    """Whether a name beside what looks like a genitive is a woman's in the accusative."""
    given = len(name[0]) > 3 and name[0].lower().endswith(("у", "ю"))
    return given or name[-1].lower().endswith(("ову", "еву", "ёву", "ину", "ыну", "скую", "цкую"))


def adjective_stem(token: Token) -> str | None:
    """The stem of an adjective that may stand before a head, if the token is one."""
    table: dict[str, str] = lexicon("ru")["adjectives"]
    for length in range(len(token.lower) - 1, 2, -1):
        if token.lower[:length] in table and len(token.lower) - length <= 3:
            return token.lower[:length]
    return None


def adjective(token: Token) -> str:
    """The adjective before a head in the nominative; another word as it is."""
    stem = adjective_stem(token)
    return token.text if stem is None else like(token.text, lexicon("ru")["adjectives"][stem])


def like(pattern: str, word: str) -> str:
    """``word`` with the capitals of ``pattern``."""
    if "-" in pattern and "-" in word:
        pairs = zip(pattern.split("-"), word.split("-"), strict=False)
        return "-".join(like(one, other) for one, other in pairs)
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
