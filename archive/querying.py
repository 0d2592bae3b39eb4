"""From what a person types to expressions of FTS5, always valid ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from archive.stems import name_keys, query_stems, words

#: Where a word of the title is looked for.
TITLE = "{title title_terms}"
_WRITTEN = "{title text}"

_TOKEN = re.compile(
    r'(?P<not>-|NOT\s+)?(?:"(?P<phrase>[^"]*)"|(?P<word>\w[\w.’\'-]*\*?))|(?P<or>\|)'
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood.

    ``match`` is an expression of FTS5, empty where nothing is asked for. ``terms`` are its single
    words and phrases as expressions of their own; ``forms`` the words and stems to be marked in
    what is found, ``prefixes`` the beginnings, ``names`` the keys of names.
    """

    match: str
    terms: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


def parsed(query: str) -> Query:
    """What is asked for: every word in any form, "…" as written, word*, OR (|), NOT (-)."""
    match, terms = _expression(query)
    found = words(query)
    return Query(
        match=match,
        terms=tuple(terms),
        forms=frozenset(found).union(*(query_stems(word) for word in found)),
        prefixes=tuple(words(token)[-1] for token in query.split() if _is_prefix(token)),
        names=frozenset[str]().union(*(name_keys(word) for word in found)),
    )


def match_expression(query: str) -> str:
    """The FTS5 expression for a query; always valid, empty where nothing is asked for."""
    return _expression(query)[0]


def _expression(query: str) -> tuple[str, list[str]]:
    alternatives: list[list[str]] = [[]]
    refused: list[str] = []
    negate = False
    for token in _TOKEN.finditer(query):
        word = token["word"]
        if token["or"] or word == "OR":
            alternatives.append([])
        elif word == "NOT":
            negate = True
        elif word != "AND" and (found := list(_terms(token["phrase"], word))):
            if negate or token["not"]:
                refused.append(f"({' AND '.join(found)})")
            else:
                alternatives[-1] += found
            negate = False
    groups = [f"({' AND '.join(terms)})" for terms in alternatives if terms]
    if not groups:
        return "", []
    wanted = f"({' OR '.join(groups)})"
    return " NOT ".join([wanted, *refused]), [*chain.from_iterable(alternatives), *refused]


def _terms(phrase: str | None, word: str | None) -> Iterator[str]:
    """The expressions all of which have to hold for one token of the query."""
    if phrase is not None:
        inside = " ".join(re.findall(r"\w+", phrase))
        if inside:
            yield f'{_WRITTEN} : "{inside}"'
    elif word is not None and words(word):
        if word.endswith("*"):
            yield f'{_WRITTEN} : "{" ".join(words(word))}" *'
        else:
            # A compound such as "Премьер-Министр": each of its parts.
            yield from map(_word, words(word))


def _word(word: str) -> str:
    forms = sorted({word} | query_stems(word) | name_keys(word))
    return "(" + " OR ".join(f'"{form}"' for form in forms) + ")"


def _is_prefix(token: str) -> bool:
    return token.endswith("*") and bool(words(token))
