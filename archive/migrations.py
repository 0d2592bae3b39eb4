"""The schema and how it changes: every change is a named migration that runs in a transaction.

A migration that has shipped is never edited; a later one changes what it made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from sqlite_utils import Database, Migrations

from archive import facts, indexing
from archive.former import pack_analyses_again
from archive.headers import shorten
from archive.packing import pack_pages_again

MIGRATIONS = Migrations("ukimet")

#: Marks the file as an archive of Ukimet ("Ukmt"), for `file` and for opening the wrong file.
APPLICATION_ID = 0x556B6D74


@MIGRATIONS(name="0001_first_schema")
def _first_schema(db: Database) -> None:
    _run(db, "0001_first_schema.sql")
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@MIGRATIONS(name="0002_outcomes")
def _outcomes(db: Database) -> None:
    _run(db, "0002_outcomes.sql")


@MIGRATIONS(name="0010_search_terms")
def _search_terms(db: Database) -> None:
    _run(db, "0010_search_terms.sql")


@MIGRATIONS(name="0011_packing")
def _packing(db: Database) -> None:
    _run(db, "0011_packing.sql")


@MIGRATIONS(name="0020_replies")
def _replies(db: Database) -> None:
    _run(db, "0020_replies.sql")


@MIGRATIONS(name="0030_chain")
def _chain(db: Database) -> None:
    _run(db, "0030_chain.sql")


@MIGRATIONS(name="0031_near_duplicates")
def _near_duplicates(db: Database) -> None:
    _run(db, "0031_near_duplicates.sql")


@MIGRATIONS(name="0040_index_of_stems")
def _index_of_stems(db: Database) -> None:
    _run(db, "0040_index_of_stems.sql")


@MIGRATIONS(name="0041_packing_with_text")
def _packing_with_text(db: Database) -> None:
    _run(db, "0041_packing_with_text.sql")
    pack_pages_again(db, "pages")


@MIGRATIONS(name="0042_validators")
def _validators(db: Database) -> None:
    _run(db, "0042_validators.sql")


@MIGRATIONS(name="0043_events_by_country")
def _events_by_country(db: Database) -> None:
    _run(db, "0043_events_by_country.sql")


@MIGRATIONS(name="0050_people")
def _people(db: Database) -> None:
    _run(db, "0050_people.sql")
    _run(db, "0051_facts.sql")  # filled by 0141: the tables have changed since


@MIGRATIONS(name="0052_event_links")
def _event_links(db: Database) -> None:
    _run(db, "0052_event_links.sql")


@MIGRATIONS(name="0065_unread")
def _unread(db: Database) -> None:
    _run(db, "0065_unread.sql")


@MIGRATIONS(name="0080_source")
def _source(db: Database) -> None:
    _run(db, "0080_source.sql")


@MIGRATIONS(name="0081_media")
def _media(db: Database) -> None:
    _run(db, "0081_media.sql")


@MIGRATIONS(name="0090_sites")
def _sites(db: Database) -> None:
    _run(db, "0090_sites.sql")


@MIGRATIONS(name="0120_unknown_people")
def _unknown_people(db: Database) -> None:
    _run(db, "0120_unknown_people.sql")


@MIGRATIONS(name="0121_merging")
def _merging(db: Database) -> None:
    indexing.settle(db)


@MIGRATIONS(name="0130_addresses")
def _addresses(db: Database) -> None:
    _run(db, "0130_addresses.sql")


@MIGRATIONS(name="0131_namings")
def _namings(db: Database) -> None:
    _run(db, "0131_namings.sql")


@MIGRATIONS(name="0132_figures")
def _figures(db: Database) -> None:
    _run(db, "0132_figures.sql")  # filled by 0141: they are kept otherwise since


@MIGRATIONS(name="0133_pages")
def _pages(db: Database) -> None:
    _run(db, "0133_pages.sql")  # filled by 0140: headers are kept otherwise since


@MIGRATIONS(name="0140_neighbours")
def _neighbours(db: Database) -> None:
    _run(db, "0140_neighbours.sql")
    shorten(db)


@MIGRATIONS(name="0141_analyses")
def _analyses(db: Database) -> None:
    _run(db, "0141_analyses.sql")
    pack_analyses_again(db)
    if db.conn.execute("SELECT 1 FROM people LIMIT 1").fetchone() is None:
        facts.keep_all(db)  # an archive from before there were people and facts


@MIGRATIONS(name="0142_small_tables")
def _small_tables(db: Database) -> None:
    _run(db, "0142_small_tables.sql")
    indexing.settle(db)


@MIGRATIONS(name="0143_versions")
def _versions(db: Database) -> None:
    _run(db, "0143_versions.sql")


def _run(db: Database, script: str) -> None:
    sql = files("archive").joinpath("schema", script).read_text(encoding="utf-8")
    for statement in statements(sql):
        db.conn.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Split a script into statements, since ``executescript`` would commit the open transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def known_names() -> frozenset[str]:
    """The names of every migration that this version of the program knows."""
    return frozenset(migration.name for migration in MIGRATIONS.pending(Database(memory=True)))
