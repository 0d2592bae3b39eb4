"""From what a person types to expressions of FTS5, always valid ones.

The index holds stems. A phrase as written and a beginning of a word are therefore asked of the
index in terms of stems, which finds all that may fit, and then of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from archive.letters import plain
from archive.stems import LANGUAGES, beginning_stems, name_keys, query_stems, stem, words

#: Where a word of the title is looked for.
TITLE = "title_terms"

_TOKEN = re.compile(
    r'(?P<not>-|NOT\s+)?(?:"(?P<phrase>[^"]*)"|(?P<word>\w[\w.’\'-]*\*?))|(?P<or>\|)'
)


@dataclass(frozen=True, slots=True)
class Said:
    """Words that follow one another as written; ``begun``: the last may go on."""

    written: str
    begun: bool = False

    def stands_in(self, letters: str) -> bool:
        """Whether a text, in plain letters, says it."""
        return _pattern(self.written, begun=self.begun).search(letters) is not None


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative of a query: ``match`` for the index, the rest for title and text."""

    match: str
    said: tuple[Said, ...] = ()
    unsaid: tuple[Said, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether what the index finds has to be read as well."""
        return bool(self.said or self.unsaid)

    def holds(self, title: str, text: str) -> bool:
        """Whether what the index found answers to the letter."""
        letters = plain(title), plain(text)
        return all(any(map(said.stands_in, letters)) for said in self.said) and not any(
            any(map(said.stands_in, letters)) for said in self.unsaid
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood.

    A release that answers one of ``ways`` is found; there are none where nothing is asked for.
    ``terms``: for each word, phrase or beginning the expressions that its releases all fulfil.
    ``forms`` are the words and stems to be marked in what is found, ``prefixes`` the beginnings,
    ``names`` the keys of names.
    """

    ways: tuple[Way, ...]
    terms: tuple[tuple[str, ...], ...] = ()
    forms: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Term:
    """One token of a query: its expression, what of it is as written, its single words."""

    match: str
    parts: tuple[str, ...]
    said: Said | None = None


@dataclass(slots=True)
class _Asked:
    """A query taken apart: alternatives, each of terms that all hold, and what is excluded."""

    groups: list[list[_Term]] = field(default_factory=lambda: [[]])
    refused: list[_Term] = field(default_factory=list)


@lru_cache(maxsize=100)
def _pattern(written: str, *, begun: bool) -> re.Pattern[str]:
    """Words that follow one another, whatever stands between them."""
    between = r"\W+".join(map(re.escape, written.split()))
    return re.compile(rf"\b{between}" if begun else rf"\b{between}\b")


def parsed(query: str) -> Query:
    """What is asked for: every word in any form, "…" as written, word*, OR (|), NOT (-)."""
    asked = _taken_apart(query)
    found = words(query)
    return Query(
        ways=tuple(_ways(asked)),
        terms=tuple(term.parts for group in [*asked.groups, asked.refused] for term in group),
        forms=frozenset(found).union(*(query_stems(word) for word in found)),
        prefixes=tuple(words(token)[-1] for token in query.split() if _is_prefix(token)),
        names=frozenset[str]().union(*(name_keys(word) for word in found)),
    )


def _taken_apart(query: str) -> _Asked:
    asked = _Asked()
    negate = False
    for token in _TOKEN.finditer(query):
        word = token["word"]
        if token["or"] or word == "OR":
            asked.groups.append([])
        elif word == "NOT":
            negate = True
        elif word != "AND" and (term := _term(word, token["phrase"] or "")) is not None:
            (asked.refused if negate or token["not"] else asked.groups[-1]).append(term)
            negate = False
    asked.groups = [group for group in asked.groups if group]
    return asked


def _ways(asked: _Asked) -> Iterable[Way]:
    unsaid = tuple(term.said for term in asked.refused if term.said)
    refused = [term.match for term in asked.refused if not term.said]
    groups = [" AND ".join(term.match for term in group) for group in asked.groups]
    saids = [tuple(term.said for term in group if term.said) for group in asked.groups]
    if not groups:
        return []
    if unsaid or any(saids):
        return [
            Way(_without(match, refused), said, unsaid)
            for match, said in zip(groups, saids, strict=True)
        ]
    return [Way(_without(" OR ".join(f"({match})" for match in groups), refused))]


def _without(match: str, refused: list[str]) -> str:
    # One NOT: FTS5 nests several, and refuses an expression that is nested too deeply.
    return f"({match}) NOT ({' OR '.join(refused)})" if refused else match


def _term(word: str | None, phrase: str) -> _Term | None:
    found = words(word or phrase)
    if not found:
        return None
    if word is None:
        stemmed = {" ".join(stem(lang, each) for each in found) for lang in LANGUAGES}
        return _Term(_any(stemmed), tuple(map(_in_any_form, found)), Said(" ".join(found)))
    if word.endswith("*"):
        parts = (*map(_in_any_form, found[:-1]), _beginning(found[-1]))
        return _Term(_all(parts), parts, Said(" ".join(found), begun=True))
    # A compound such as "Премьер-Министр": each of its parts.
    parts = tuple(map(_in_any_form, found))
    return _Term(_all(parts), parts)


def _in_any_form(word: str) -> str:
    return _any({word} | query_stems(word) | name_keys(word))


def _beginning(word: str) -> str:
    """All stems that a word may have which begins so: longer ones, and what is left of it."""
    shorter = {each for each in beginning_stems(word) if not each.startswith(word)}
    return f'("{word}" * OR {_any({word} | shorter)})'


def _any(forms: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{form}"' for form in sorted(set(forms))) + ")"


def _all(parts: tuple[str, ...]) -> str:
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"


def _is_prefix(token: str) -> bool:
    return token.endswith("*") and bool(words(token))
