"""The sites of an archive: each has a number, to which releases, crawls and small facts refer."""

from __future__ import annotations

from sqlite_utils import Database

from archive.rows import one


def names(db: Database) -> list[str]:
    """The names of all sites, the first one first."""
    return [str(name) for (name,) in db.conn.execute("SELECT name FROM sites ORDER BY id")]


def hosts_of_others(db: Database, site_id: int | None) -> set[str]:
    """The hosts of all sites but one."""
    rows = db.conn.execute("SELECT host FROM sites WHERE id IS NOT ?", [site_id])
    return {str(host) for (host,) in rows}


def find(db: Database, name: str, host: str) -> int | None:
    """The number of the site of that name, else of the one at ``host``; None for an unknown one.

    By the host is found what the configuration has given another name.
    """
    row = one(
        db,
        "SELECT id FROM sites WHERE name = :name OR host = :host "
        "ORDER BY name = :name DESC, id LIMIT 1",
        {"name": name, "host": host},
    )
    return int(row["id"]) if row else None


def keep(db: Database, name: str, host: str) -> int:
    """The number of a site, which is noted where it is not known; within a transaction."""
    found = find(db, name, host)
    if found is None:
        cursor = db.conn.execute("INSERT INTO sites (name, host) VALUES (?, ?)", [name, host])
        return int(cursor.lastrowid or 0)
    db.conn.execute(
        "UPDATE sites SET name = :name, host = :host "
        "WHERE id = :id AND (name <> :name OR host <> :host)",
        {"id": found, "name": name, "host": host},
    )
    return found
