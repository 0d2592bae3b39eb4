"""Full-text search that knows inflection, in bounded time at any size.

Where the words of a query are rare, every release that fits is ranked by BM25. Where they are
common, BM25 would have to look at all their occurrences (hundreds of milliseconds in a million
releases): then the newest matches are taken, those with the words in the title first.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlite_utils import Database

from archive import keys, narrowing, querying
from archive.filters import Filters
from archive.model import FoundRelease
from archive.querying import Query, Way
from archive.snippets import snippet

DEFAULT_LIMIT = 20

#: Among how many of the newest matches of common words a word in the title comes first.
WINDOW = 1000
#: The same, where every match has to be looked into: for words as written, or for the people, the
#: country or the kind of its event.
NARROW_WINDOW = 100
#: In how many releases the terms of a query may occur, in all, for BM25 to rank it.
RARE = 5_000

#: What a word weighs in text and title.
_WEIGHTS = "1.0, 7.0"


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
    if not asked.ways:
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
    for parts in query.terms:
        left -= min(_occurrences(db, part, left) for part in parts)
        if left <= 0:
            return False
    return True


def _occurrences(db: Database, match: str, most: int) -> int:
    """In how many releases an expression holds, counted up to ``most``."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM _search WHERE _search MATCH ? LIMIT ?)"
    (count,) = db.conn.execute(sql, [match, most]).fetchone()
    return int(count)


def _by_relevance(db: Database, query: Query, filters: Filters, limit: int) -> list[int]:
    ranked = [_ranked(db, way, filters, limit) for way in query.ways]
    ids = dict.fromkeys(-newest for _, newest in heapq.merge(*ranked))
    return list(ids)[:limit]


def _ranked(db: Database, way: Way, filters: Filters, limit: int) -> Iterator[tuple[float, int]]:
    """The best answers of one alternative: rank (the less the better) and negative key."""
    condition, values = _condition(filters)
    rows = db.conn.execute(
        f"SELECT s.rowid, bm25(s._search, {_WEIGHTS}) AS rank FROM _search AS s {_joins(filters)} "
        f"WHERE s._search MATCH ? AND {condition} ORDER BY rank, s.rowid DESC LIMIT ?",
        [way.match, *values, -1 if way.exact else limit],
    )
    fitting = ((rank, -key) for key, rank in rows if _holds(db, way, key))
    return islice(fitting, limit)


def _by_date(db: Database, query: Query, filters: Filters, limit: int) -> list[int]:
    narrow = filters.asks_for_events() or any(way.exact for way in query.ways)
    window = max(limit, NARROW_WINDOW if narrow else WINDOW)
    few = narrowing.few(db, filters)
    streams = [_newest(db, way, filters, window, 0, few) for way in query.ways]
    newest = list(islice(dict.fromkeys(heapq.merge(*streams, reverse=True)), window))
    if not newest:
        return []
    # The exclusions of the query hold for the whole release, not for the title alone.
    allowed = frozenset(newest)
    titled: dict[int, None] = {}
    for way in query.ways:
        in_title = Way(f"{querying.TITLE} : ({way.match})")
        # A look-up of one release costs more than a step from match to match.
        among = None if few is None else newest
        found = _newest(db, in_title, filters, window, newest[-1], among)
        titled |= dict.fromkeys(each for each in found if each in allowed)
    return list(dict.fromkeys(sorted(titled, reverse=True)) | dict.fromkeys(newest))[:limit]


def _newest(
    db: Database, way: Way, filters: Filters, limit: int, low: int, among: list[int] | None
) -> Iterator[int]:
    """The newest answers of one alternative with keys of at least ``low``, the newest first.

    ``among``: the only releases to look up, where they are few.
    """
    match = way.match
    if filters.lang:
        # In the index, so that a common word of another language does not cost a look-up each.
        match = f'({match}) AND {querying.TITLE} : "0{filters.lang}"'
        filters = replace(filters, lang=None)
    condition, values = _condition(filters)
    if among is not None:
        condition += " AND s.rowid IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(among))
    rows = db.conn.execute(
        f"SELECT s.rowid FROM _search AS s {_joins(filters)} WHERE s._search MATCH ? "
        f"AND s.rowid >= ? AND {condition} ORDER BY s.rowid DESC LIMIT ?",
        [match, low, *values, -1 if way.exact else limit],
    )
    return islice((key for (key,) in rows if _holds(db, way, key)), limit)


def _holds(db: Database, way: Way, release_id: int) -> bool:
    """Whether the text of a release says to the letter what the index found in stems."""
    if not way.exact:
        return True
    row = db.conn.execute(
        "SELECT v.title, v.text FROM releases AS r JOIN versions AS v "
        "ON v.release_id = r.id AND v.version = r.current_version WHERE r.id = ?",
        [release_id],
    ).fetchone()
    return way.holds(*row)


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
