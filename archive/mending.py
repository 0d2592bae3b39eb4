"""A person's word on who is who: two entries of the registry are one, or one is two.

What was decided is kept as rules (``_mends``: this spelling, with an office of this country, is
this person), which go before everything that is guessed, also when releases are analysed again.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlite_utils import Database

from archive import people
from archive.content import fold
from archive.model import NoSuchPerson

_LANGS = ("kk", "ru", "en")


def merge(db: Database, kept: int, other: int, now: datetime) -> None:
    """Make ``other`` one with ``kept``, which keeps its id; within a transaction.

    Raises NoSuchPerson where both are the same already.
    """
    if kept == other:
        raise NoSuchPerson(f"both are person {kept} already")
    for name, country in _named_so(db, other):
        _decide(db, name, country, kept, now)
    for table in ("_participations", "_quotes", "_mends", "_merged_people"):
        db.conn.execute(f"UPDATE {table} SET person_id = ? WHERE person_id = ?", [kept, other])
    spelled = db.conn.execute(
        "SELECT lang, spelling FROM spellings WHERE person_id = ?", [other]
    ).fetchall()
    people.remove(db, other)
    for lang, name in spelled:
        people.remember(db, kept, lang, name)
    db.conn.execute("INSERT INTO _merged_people (id, person_id) VALUES (?, ?)", [other, kept])
    _rename(db, kept)


def split(
    db: Database, person_id: int, spellings: Collection[str], country: str | None, now: datetime
) -> int:
    """Make those whom releases name by ``spellings`` another person, whose id is returned.

    ``country``: only where their office is of this country. To be called within a transaction.
    Raises NoSuchPerson where nobody or everybody would be taken away.
    """
    wanted = {fold(name) for name in spellings}
    named = _named_so(db, person_id)
    moving = [
        (name, of)
        for name, of in named
        if fold(name) in wanted and (country is None or of == country)
    ]
    unknown = wanted - {fold(name) for name, _ in moving}
    if unknown:
        known = ", ".join(sorted({name for name, _ in named}))
        raise NoSuchPerson(f"person {person_id} is not spelled so; known spellings: {known}")
    if len(moving) == len(named):
        raise NoSuchPerson(f"nothing would be left of person {person_id}: name fewer spellings")
    added = int(db.conn.execute("INSERT INTO people DEFAULT VALUES").lastrowid or 0)
    for name, of in moving:
        _decide(db, name, of, added, now)
        db.conn.execute(
            "UPDATE _participations SET person_id = ? WHERE person_id = ? AND naming_id IN "
            "(SELECT id FROM _namings WHERE name = ? AND coalesce(country, '') = ?)",
            [added, person_id, name, of],
        )
    for name, of in named:
        if (name, of) not in moving and fold(name) in wanted:
            _decide(db, name, of, person_id, now)
    _quotes_follow(db, person_id)
    for each in (person_id, added):
        _spell_anew(db, each)
    return added


def _named_so(db: Database, person_id: int) -> list[tuple[str, str]]:
    """The spellings of a person with the countries of the offices at them ('' for none)."""
    rows = db.conn.execute(
        "SELECT name, coalesce(country, '') FROM participations WHERE person_id = ? "
        "UNION SELECT s.spelling, '' FROM spellings AS s WHERE s.person_id = ? AND NOT EXISTS "
        "(SELECT 1 FROM participations AS p WHERE p.person_id = s.person_id "
        "AND p.name = s.spelling) ORDER BY 1, 2",
        [person_id, person_id],
    )
    return [(name, country) for name, country in rows]


def _decide(db: Database, name: str, country: str, person_id: int, now: datetime) -> None:
    db.conn.execute(
        "INSERT OR REPLACE INTO _mends (spelling, country, person_id, mended_at) "
        "VALUES (?, ?, ?, ?)",
        [fold(name), country, person_id, now.astimezone(UTC).isoformat()],
    )


def _quotes_follow(db: Database, person_id: int) -> None:
    """Let quotes be of those who take part under the speaker's name in the same release."""
    db.conn.execute(
        "UPDATE _quotes SET person_id = (SELECT p.person_id FROM participations AS p "
        "WHERE p.release_id = _quotes.release_id AND p.name = _quotes.speaker LIMIT 1) "
        "WHERE person_id = ?",
        [person_id],
    )


def _spell_anew(db: Database, person_id: int) -> None:
    """Let the spellings of a person be those that releases name them by."""
    rows = db.conn.execute(
        "SELECT DISTINCT r.lang, p.name FROM participations AS p "
        "JOIN releases AS r ON r.id = p.release_id WHERE p.person_id = ?",
        [person_id],
    ).fetchall()
    for table in ("spellings", "_name_keys"):
        db.conn.execute(f"DELETE FROM {table} WHERE person_id = ?", [person_id])
    for lang, name in rows:
        people.remember(db, person_id, lang, name)
    _rename(db, person_id)


def _rename(db: Database, person_id: int) -> None:
    for lang in _LANGS:
        people.rename(db, person_id, lang)
