"""Opening the file: rights, age, migrations, and how SQLite is to behave."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from archive.chain import link_sha256
from archive.content import fold
from archive.figures import document_json
from archive.migrations import MIGRATIONS, known_names
from archive.model import ArchiveDamaged, ArchiveTooNew, ArchiveUnwritable
from archive.numbers import digest, microseconds
from archive.packing import pack, page_text, unpack
from archive.similarity import likeness, sketch_json
from archive.stems import index_terms, stems
from archive.versions import shorten

#: How long a writer waits for another one, in seconds.
BUSY_TIMEOUT = 30.0

#: Bytes of a page of the file. A release's row is about 4 KB: at 4 or 8 KB a page a quarter of the
#: file would be gaps between rows.
PAGE_SIZE = 16_384


def open_database(path: Path, *, create: bool = True) -> Database:
    """Open the archive at ``path``, bringing its schema up to date.

    Raises ArchiveUnwritable, ArchiveTooNew or ArchiveDamaged, each with what to do about it.
    """
    _check_place(path, create=create)
    try:
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise ArchiveUnwritable(f"cannot open the archive {path}: {error}") from error
    try:
        return _prepared(connection, path)
    except BaseException:
        connection.close()
        raise


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    db = Database(connection)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")  # heeded by a new file alone
        connection.execute("PRAGMA journal_mode = WAL")
        # A row of the outbox must be on the disk before Telegram is called.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        register_functions(connection)
        _refuse_newer(db, path)
        _migrate(db)
        _enlarge_pages(connection)
    except sqlite3.OperationalError as error:
        raise ArchiveUnwritable(
            f"cannot write to the archive {path}: {error}; check the rights on the file and its "
            "folder, and the free space on the disk"
        ) from error
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged(
            f"{path} is no SQLite file or is damaged ({error}); name another file with --db or "
            "restore a backup"
        ) from error
    return db


def _migrate(db: Database) -> None:
    """Bring the schema up to date, all in one transaction: killed, it leaves the old archive.

    Who opens the archive at the same time waits, and then finds it done.
    """
    pending = MIGRATIONS.pending(db)
    if not all(migration.transactional for migration in pending):
        MIGRATIONS.apply(db)
    elif pending:
        with db.conn:
            db.conn.execute("BEGIN IMMEDIATE")
            MIGRATIONS.apply(db)


def _enlarge_pages(connection: sqlite3.Connection) -> None:
    """Write a file from before anew with pages of the right size; a crash leaves the old file.

    Where others have the file open, or the disk has no room for a copy, it stays as it is, whole
    and readable, until it is opened the next time.
    """
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    if size == PAGE_SIZE:
        return
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        # A file in WAL mode keeps the size of its pages.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
            raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")


def register_functions(connection: sqlite3.Connection) -> None:
    """Make known to a connection what views, the index and migrations of an archive call."""
    connection.create_function("ukimet_stems", 2, stems, deterministic=True)
    connection.create_function("ukimet_terms", 2, index_terms, deterministic=True)
    connection.create_function("ukimet_pack", 2, pack, deterministic=True)
    connection.create_function("ukimet_unpack", 2, unpack, deterministic=True)
    connection.create_function("ukimet_document", 4, document_json, deterministic=True)
    connection.create_function("ukimet_link", 7, link_sha256, deterministic=True)
    connection.create_function("ukimet_sketch", 1, sketch_json, deterministic=True)
    connection.create_function("ukimet_likeness", 4, likeness, deterministic=True)
    connection.create_function("ukimet_page_text", 4, page_text, deterministic=True)
    connection.create_function("ukimet_fold", 1, fold, deterministic=True)
    connection.create_function("ukimet_shorten", 2, shorten, deterministic=True)
    connection.create_function("ukimet_digest", 1, digest, deterministic=True)
    connection.create_function("ukimet_microseconds", 1, microseconds, deterministic=True)


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise ArchiveUnwritable(f"{path} is a folder: give the name of a file")
    if not path.exists():
        if not create:
            raise ArchiveUnwritable(f"there is no archive at {path}: run `ukimet crawl` first")
        if not path.parent.is_dir():
            raise ArchiveUnwritable(f"the folder {path.parent} does not exist: create it first")
        if not os.access(path.parent, os.W_OK):
            raise ArchiveUnwritable(f"the folder {path.parent} cannot be written")
    elif not os.access(path, os.W_OK):
        raise ArchiveUnwritable(f"the archive {path} cannot be written: check its rights")


def _refuse_newer(db: Database, path: Path) -> None:
    unknown = {migration.name for migration in MIGRATIONS.applied(db)} - known_names()
    if unknown:
        raise ArchiveTooNew(
            f"{path} was written by a newer Ukimet (it has {', '.join(sorted(unknown))}): "
            "install that version"
        )
