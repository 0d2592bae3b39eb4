"""Asking the registry of people: who is in it, under which names, in which offices."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from archive import spelling
from archive.content import fold
from archive.model import NoSuchPerson
from archive.rows import is_key

_LANGS = ("kk", "ru", "en")
#: How many who fit are named where one is wanted.
_NAMED = 5
_LATEST_MEETINGS = 10

_PEOPLE = """
SELECT p.id, p.name_kk, p.name_ru, p.name_en,
       count(DISTINCT CASE WHEN e.is_meeting AND n.role <> 'mentioned' THEN e.id END) AS meetings,
       min(e.published_at) AS first_seen, max(e.published_at) AS last_seen
FROM people AS p
LEFT JOIN participations AS n ON n.person_id = p.id
LEFT JOIN releases AS r ON r.id = n.release_id
LEFT JOIN events AS e ON e.id = r.event_id
WHERE {condition}
GROUP BY p.id
ORDER BY meetings DESC, last_seen DESC, p.id
LIMIT :limit
"""


def people(db: Database, query: str = "", limit: int | None = None) -> list[dict[str, Any]]:
    """People whose names hold every word of ``query``, those with most meetings first."""
    condition, values = named(query, "p.id")
    # Named parameters only: the condition's own are numbered.
    marks = {f"v{number}": value for number, value in enumerate(values)}
    for mark in marks:
        condition = condition.replace("?", f":{mark}", 1)
    rows = db.query(
        _PEOPLE.format(condition=condition), marks | {"limit": -1 if limit is None else limit}
    )
    return [_person(db, row) for row in list(rows)]


def person(db: Database, ref: str) -> dict[str, Any]:
    """One person with spellings, offices and the latest meetings. Raises NoSuchPerson."""
    person_id = find(db, ref)
    (row,) = db.query(_PEOPLE.format(condition="p.id = :id"), {"id": person_id, "limit": 1})
    spellings = db.query(
        "SELECT lang, spelling FROM spellings WHERE person_id = ? ORDER BY lang, spelling",
        [person_id],
    )
    meetings = db.query(
        "SELECT m.id, m.published_at, coalesce(m.title_en, m.title_ru, m.title_kk) AS title "
        "FROM meetings AS m WHERE m.id IN (SELECT r.event_id FROM participations AS p "
        "JOIN releases AS r ON r.id = p.release_id WHERE p.person_id = ? AND p.role <> 'mentioned')"
        " ORDER BY datetime(m.published_at) DESC LIMIT ?",
        [person_id, _LATEST_MEETINGS],
    )
    found: dict[str, list[str]] = {}
    for each in spellings:
        found.setdefault(each["lang"], []).append(each["spelling"])
    return _person(db, row) | {"spellings": found, "latest_meetings": list(meetings)}


def find(db: Database, ref: str) -> int:
    """The id of the one person meant by an id or a name. Raises NoSuchPerson."""
    text = ref.strip()
    if is_key(text):
        row = db.conn.execute(
            "SELECT coalesce((SELECT person_id FROM _merged_people WHERE id = :id), "
            "(SELECT id FROM people WHERE id = :id))",
            {"id": int(text)},
        ).fetchone()
        found = [] if row[0] is None else [int(row[0])]
    else:
        found = _by_name(db, text)
    if not found:
        raise NoSuchPerson(f"nobody in the archive answers to {ref!r}: look with `ukimet people`")
    if len(found) > 1:
        names = "; ".join(_called(db, each) for each in found[:_NAMED])
        raise NoSuchPerson(f"{len(found)} people answer to {ref!r}, give an id: {names}")
    return found[0]


def named(query: str, column: str) -> tuple[str, list[Any]]:
    """An SQL condition that ``column`` is the id of someone whose names hold the query's words."""
    sql: list[str] = []
    values: list[Any] = []
    for keys, beginning in spelling.searched(query):
        marks = ", ".join("?" * len(keys))
        sql.append(
            f"{column} IN (SELECT person_id FROM _name_keys "
            f"WHERE key IN ({marks}) OR (key >= ? AND key < ?))"
        )
        values += [*sorted(keys), beginning, beginning + "\U0010ffff"]
    everyone = "0" if query.strip() else "1"
    return " AND ".join(sql) or everyone, values


def meant(query: str) -> tuple[str, list[Any]]:
    """An SQL query for the ids of those whom a filter means, with its parameters.

    Those whose names hold the words or begin with them; where there are none, those with the query
    anywhere in a name.
    """
    condition, values = named(query, "m.id")
    known = f"SELECT m.id FROM people AS m WHERE {condition}"
    sql = (
        f"{known} UNION SELECT person_id FROM spellings WHERE NOT EXISTS ({known}) "
        "AND ukimet_fold(spelling) LIKE ? ESCAPE '\\'"
    )
    return sql, [*values, *values, _anywhere(query)]


def unknown(query: str, table: str) -> tuple[str, list[Any]]:
    """An SQL condition that a participation names somebody so who may be one of several people."""
    sql = f"{table}.person_id IS NULL AND ukimet_fold({table}.name) LIKE ? ESCAPE '\\'"
    return sql, [_anywhere(query)]


def _anywhere(query: str) -> str:
    escaped = fold(query).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _by_name(db: Database, text: str) -> list[int]:
    condition, values = named(text, "p.id")
    rows = db.conn.execute(f"SELECT p.id FROM people AS p WHERE {condition}", values).fetchall()
    found = [int(person_id) for (person_id,) in rows]
    exact = [
        each
        for each in found
        if any(
            fold(name) == fold(text)
            for (name,) in db.conn.execute(
                "SELECT spelling FROM spellings WHERE person_id = ?", [each]
            )
        )
    ]
    return exact or found


def _called(db: Database, person_id: int) -> str:
    row = next(iter(db.query("SELECT * FROM people WHERE id = ?", [person_id])))
    return f"{person_id} {row['name_en'] or row['name_ru'] or row['name_kk']}"


def _person(db: Database, row: dict[str, Any]) -> dict[str, Any]:
    offices = db.query(
        "SELECT lang, office, country, organisation, first_published_at AS first_seen, "
        "last_published_at AS last_seen, releases FROM offices WHERE person_id = ? "
        "ORDER BY last_published_at DESC, releases DESC, office",
        [row["id"]],
    )
    return {
        "id": row["id"],
        "name": {lang: row[f"name_{lang}"] for lang in _LANGS},
        "offices": list(offices),
        "meetings": row["meetings"],
        "first_seen": row["first_seen"],
        "last_seen": row["last_seen"],
    }
