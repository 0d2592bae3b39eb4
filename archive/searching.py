"""Full-text search that knows inflection, in bounded time at any size.

Where the words of a query are rare, every release that fits is ranked by BM25. Where they are
common, BM25 would have to look at all their occurrences (hundreds of milliseconds in a million
releases): then the newest matches are taken, those with the words in the title first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from archive import keys, querying
from archive.filters import Filters
from archive.model import FoundRelease
from archive.querying import Query
from archive.snippets import snippet

DEFAULT_LIMIT = 20

#: Among how many of the newest matches of common words a word in the title comes first.
WINDOW = 1000
#: In how many releases the terms of a query may occur, in all, for BM25 to rank it.
RARE = 10_000

#: What a word weighs in: title, text, stems of the title, stems of the text.
_WEIGHTS = "8.0, 2.0, 6.0, 1.0"


@dataclass(frozen=True, slots=True)
class Hit:
    """A found release with the piece of text that fits best.

    ``snippet`` is plain text in which ``marks`` (offsets) are the found words.
    """

    release: FoundRelease
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
    asked = querying.parsed(query)
    if not asked.match:
        return []
    limit = filters.limit or DEFAULT_LIMIT
    if _rare(db, asked):
        ids = _by_relevance(db, asked, filters, limit)
    else:
        ids = _by_date(db, asked, filters, limit)
    return _hits(db, ids, asked)


def _rare(db: Database, query: Query) -> bool:
    """Whether all terms of the query together occur in few releases."""
    left = RARE
    for term in query.terms:
        sql = "SELECT count(*) FROM (SELECT 1 FROM _search WHERE _search MATCH ? LIMIT ?)"
        (count,) = db.conn.execute(sql, [term, left]).fetchone()
        left -= count
        if left <= 0:
            return False
    return True


def _by_relevance(db: Database, query: Query, filters: Filters, limit: int) -> list[int]:
    condition, values = _condition(filters)
    rows = db.conn.execute(
        f"SELECT s.rowid FROM _search AS s {_joins(filters)} WHERE s._search MATCH ? "
        f"AND {condition} ORDER BY bm25(s._search, {_WEIGHTS}), s.rowid DESC LIMIT ?",
        [query.match, *values, limit],
    )
    return [release_id for (release_id,) in rows]


def _by_date(db: Database, query: Query, filters: Filters, limit: int) -> list[int]:
    newest = _newest(db, query.match, filters, max(WINDOW, limit), 0)
    if not newest:
        return []
    # The exclusions of the query hold for the whole release, not for the title alone.
    allowed = frozenset(newest)
    title = _newest(db, f"{querying.TITLE} : ({query.match})", filters, WINDOW, newest[-1])
    titled = dict.fromkeys(each for each in title if each in allowed)
    return list(titled | dict.fromkeys(newest))[:limit]


def _newest(db: Database, match: str, filters: Filters, limit: int, low: int) -> list[int]:
    """The newest matches whose keys are at least ``low``, the newest first."""
    condition, values = _condition(filters)
    if filters.lang:
        # In the index, so that a common word of another language does not cost a look-up each.
        match = f'({match}) AND title_terms : "0{filters.lang}"'
    rows = db.conn.execute(
        f"SELECT s.rowid FROM _search AS s {_joins(filters)} WHERE s._search MATCH ? "
        f"AND s.rowid >= ? AND {condition} ORDER BY s.rowid DESC LIMIT ?",
        [match, low, *values, limit],
    )
    return [release_id for (release_id,) in rows]


def _condition(filters: Filters) -> tuple[str, list[Any]]:
    """The filters as a condition over ``s`` (the index) and what ``_joins`` joins to it."""
    low, high = keys.key_span(filters.start, filters.end)
    others, values = filters.traits()
    return " AND ".join(["s.rowid >= ?", "s.rowid < ?", *others]), [low, high, *values]


def _joins(filters: Filters) -> str:
    # CROSS: the index goes first, in its own order, and stops at the limit.
    sql = ""
    if filters.traits()[0]:
        sql += "CROSS JOIN releases AS r ON r.id = s.rowid "
    if filters.asks_for_events():
        sql += "CROSS JOIN events AS e ON e.id = r.event_id "
    return sql


def _hits(db: Database, ids: list[int], query: Query) -> list[Hit]:
    marks = ", ".join("?" * len(ids))
    rows = db.query(
        "SELECT r.id, r.url, r.lang, r.section, v.title, v.published_at, v.text, r.status, "
        "r.event_id FROM releases AS r JOIN versions AS v "
        f"ON v.release_id = r.id AND v.version = r.current_version WHERE r.id IN ({marks})",
        ids,
    )
    found = {row["id"]: row for row in rows}
    return [_hit(found[release_id], query) for release_id in ids]


def _hit(row: dict[str, Any], query: Query) -> Hit:
    release = FoundRelease(
        id=row["id"],
        url=row["url"],
        lang=row["lang"],
        section=row["section"],
        title=row["title"],
        published_at=datetime.fromisoformat(row["published_at"]),
        status=row["status"],
        event_id=row["event_id"],
    )
    return Hit(release, *snippet(row["lang"], row["text"], query))
