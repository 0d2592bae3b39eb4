"""The file of an archive: opened and closed, and written in transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.asking import Asking
from archive.database import open_database
from archive.model import ArchiveUnwritable


class ArchiveFile(Asking):
    """The file of an archive: opened, closed, written in transactions."""

    #: Whether what is committed is on the disk at once, as ``open_database`` has it.
    _lasting = True

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """Open the archive file at ``path``, making it where there is none and ``create`` is set.

        Raises ArchiveError (a subclass says what to do).
        """
        path = Path(path)
        return cls(open_database(path, create=create), path)

    def close(self) -> None:
        """Close the file; what was committed is on the disk."""
        self.db.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self, *, lasting: bool = True) -> Iterator[None]:
        """Everything inside is committed together or not at all; a nested use joins the outer one.

        What is not ``lasting`` may be gone after a power cut (not after a crash of the program), as
        if it had never come, until something lasting is committed. Raises ArchiveUnwritable where
        the disk is full or another writer holds on too long.
        """
        connection = self.db.conn
        if connection.in_transaction:
            yield
            return
        try:
            if lasting is not self._lasting:
                connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
                self._lasting = lasting
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            _roll_back(connection)
            raise ArchiveUnwritable(
                f"cannot write to {self.path}: {error}; see that the disk has room and that no "
                "other program holds the file"
            ) from error
        except BaseException:
            _roll_back(connection)
            raise


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
