"""Full-text search that knows inflection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from archive import reading
from archive.filters import Filters
from archive.model import ArchivedRelease
from archive.stems import query_stems, stem, words

DEFAULT_LIMIT = 20
_SNIPPET_WORDS = 24

_TOKEN = re.compile(
    r'(?P<not>-|NOT\s+)?(?:"(?P<phrase>[^"]*)"|(?P<word>\w[\w.’\'-]*\*?))|(?P<or>\|)'
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A found release with the piece of text that fits best.

    ``snippet`` is plain text in which ``marks`` (offsets) are the found words.
    """

    release: ArchivedRelease
    snippet: str
    marks: tuple[tuple[int, int], ...]

    def to_json(self) -> dict[str, Any]:
        """The JSON object of ``ukimet search --json``; found words stand between ** marks."""
        release = self.release
        return {
            "id": release.id,
            "url": release.url,
            "lang": release.lang,
            "title": release.title,
            "published_at": release.published_at.isoformat(),
            "snippet": self.marked("**", "**"),
        }

    def marked(self, before: str, after: str) -> str:
        """The snippet with ``before`` and ``after`` set around every found word."""
        parts, at = [], 0
        for start, end in self.marks:
            parts += [self.snippet[at:start], before, self.snippet[start:end], after]
            at = end
        return "".join([*parts, self.snippet[at:]])


def search(db: Database, query: str, filters: Filters) -> list[Hit]:
    """Releases that hold every word of the query, in any inflected form, best first.

    "…" is a phrase taken as written, ``word*`` a beginning, OR (or |) an alternative, NOT (or -)
    an exclusion. A query without a word finds nothing.
    """
    match = match_expression(query)
    if not match:
        return []
    conditions, values = filters.conditions()
    where = " AND ".join(["_search MATCH ?", *conditions])
    rows = db.query(
        "SELECT r.id FROM _search JOIN releases AS r ON r.id = _search.rowid "
        f"JOIN events AS e ON e.id = r.event_id WHERE {where} "
        "ORDER BY bm25(_search, 8.0, 2.0, 1.0), r.id DESC LIMIT ?",
        [match, *values, filters.limit or DEFAULT_LIMIT],
    )
    wanted = frozenset().union(*(_wanted(word) for word in words(query)))
    found = (reading.release(db, row["id"]) for row in list(rows))
    return [Hit(release, *_snippet(release, wanted)) for release in found]


def match_expression(query: str) -> str:
    """The FTS5 expression for a query; always valid, empty where nothing is asked for."""
    alternatives: list[list[str]] = [[]]
    refused: list[str] = []
    negate = False
    for token in _TOKEN.finditer(query):
        word = token["word"]
        if token["or"] or word == "OR":
            alternatives.append([])
        elif word == "NOT":
            negate = True
        elif word != "AND" and (term := _term(token["phrase"], word)):
            (refused if negate or token["not"] else alternatives[-1]).append(term)
            negate = False
    groups = [f"({' AND '.join(terms)})" for terms in alternatives if terms]
    if not groups:
        return ""
    return " NOT ".join([f"({' OR '.join(groups)})", *refused])


def _term(phrase: str | None, word: str | None) -> str:
    if phrase is not None:
        inside = " ".join(re.findall(r"\w+", phrase))
        return f'{{title text}} : "{inside}"' if inside else ""
    if word is None or not words(word):
        return ""
    if word.endswith("*"):
        return f'{{title text}} : "{" ".join(words(word))}" *'
    if len(words(word)) > 1:  # a compound such as "Премьер-Министр": its parts, side by side
        return "(" + " AND ".join(_word(part) for part in words(word)) + ")"
    return _word(words(word)[0])


def _word(word: str) -> str:
    forms = [f'stems : "{form}"' for form in sorted(query_stems(word))]
    return "(" + " OR ".join([f'{{title text}} : "{word}"', *forms]) + ")"


def _wanted(word: str) -> frozenset[str]:
    return query_stems(word) | {word}


def _snippet(
    release: ArchivedRelease, wanted: frozenset[str]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The stretch of text with the most found words, and where they stand in it."""
    text = " ".join(release.text.split())
    tokens = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\w+", text)]
    hits = [
        i
        for i, (_, _, token) in enumerate(tokens)
        if (low := token.lower().replace("ё", "е")) in wanted or stem(release.lang, low) in wanted
    ]
    if not tokens:
        return "", ()
    best = max(hits, key=lambda i: sum(i <= j < i + _SNIPPET_WORDS for j in hits), default=0)
    first = max(0, best - 8)
    last = min(len(tokens), first + _SNIPPET_WORDS) - 1
    lead, tail = "… " if first else "", " …" if last < len(tokens) - 1 else ""
    start, end = tokens[first][0] if first else 0, tokens[last][1] if tail else len(text)
    shift = len(lead) - start
    marks = tuple((tokens[i][0] + shift, tokens[i][1] + shift) for i in hits if first <= i <= last)
    return f"{lead}{text[start:end]}{tail}", marks
