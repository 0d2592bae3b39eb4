"""What is remembered of words, names and pages to be quick, and may be forgotten at any time."""

from __future__ import annotations

from sqlite_utils import Database

from archive import analyses, bases, names, people, similarity, spelling, stems

_CACHES = (
    analyses.traits,
    names.key,
    people.office_words,
    similarity.triples_of,
    spelling.parsed,
    stems.stem,
)


def forget(db: Database) -> None:
    """Give back the memory that helps while much comes in; what comes next is a little slower."""
    for cache in _CACHES:
        cache.cache_clear()
    bases.forget()
    # The pages of the file that SQLite holds: 2 MB.
    db.conn.execute("PRAGMA shrink_memory")
