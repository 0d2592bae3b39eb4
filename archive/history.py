"""What a release has said over time: its versions, and what changed between two of them."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

from sqlite_utils import Database

from archive import substance
from archive.content import normalised
from archive.model import ArchivedRelease, ArchiveUnwritable

#: A number is one word, with its fraction and percent sign: 6.2% becomes 6.3%, not 2 becomes 3.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*%?|\w+|\.{3}|[^\w\s]|\n\n")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")

Operation = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two versions of a release.

    ``pieces`` are title and text in order, each stretch kept, removed or added, as it is printed
    and with the space before it: without what was removed they are the later version.
    ``kinds`` says what of substance changed: numbers, names, dates, sentences, published_at,
    attachments (archive/substance.py); none: the change is cosmetic.
    """

    before: ArchivedRelease
    after: ArchivedRelease
    pieces: tuple[tuple[Operation, str], ...]
    kinds: tuple[str, ...]

    @property
    def substance(self) -> bool:
        """Whether what is said has changed, and not only how it is set."""
        return bool(self.kinds)

    def to_json(self) -> dict[str, Any]:
        """The JSON object of ``ukimet diff --json``."""
        return {
            "id": self.after.id,
            "url": self.after.url,
            "from": self.before.version,
            "to": self.after.version,
            "substance": self.substance,
            "kinds": list(self.kinds),
            "removed": self._texts("removed"),
            "added": self._texts("added"),
        }

    def _texts(self, wanted: Operation) -> list[str]:
        return [text.strip() for operation, text in self.pieces if operation == wanted]


def versions(db: Database, release_id: int) -> list[dict[str, Any]]:
    """The versions of a release, the oldest first, with when each was seen first and last.

    ``source`` says whose copy a version was read from; None: our own.
    """
    return list(
        db.query(
            "SELECT version, title, published_at, first_seen_at, last_seen_at, sha256, reader, "
            "source FROM versions WHERE release_id = ? ORDER BY version",
            [release_id],
        )
    )


def before(rows: list[dict[str, Any]], version: int) -> int:
    """Of the rows of ``versions`` the last but ``version`` that we saw ourselves; 0: there is none.

    What only another's copy says was never current beside what we fetched.
    """
    own = (
        row["version"]
        for row in rows
        if row["source"] is None or row["last_seen_at"] > row["first_seen_at"]
    )
    return max((each for each in own if each != version), default=0)


def compare(before: ArchivedRelease, after: ArchivedRelease) -> Change:
    """What changed from one version to the other, word by word."""
    old, new = _printed(before), _printed(after)
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    pieces: list[tuple[Operation, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(("same", new.between(c, d)))
            continue
        if b > a:
            pieces.append(("removed", old.between(a, b)))
        if d > c:
            pieces.append(("added", new.between(c, d)))
    kinds = substance.kinds(after.lang, _whole(before), _whole(after))
    if before.published_at != after.published_at:
        kinds.append("published_at")
    if sorted(before.attachments) != sorted(after.attachments):
        kinds.append("attachments")
    return Change(before, after, tuple(pieces), tuple(kinds))


def back_up(db: Database, destination: Path) -> None:
    """Copy a live archive to a file that appears whole or not at all.

    Raises ArchiveUnwritable where the copy cannot be written.
    """
    draft = destination.with_name(destination.name + ".part")
    try:
        draft.unlink(missing_ok=True)
        copy = sqlite3.connect(draft)
        try:
            db.conn.backup(copy)
            # A file of its own: no second file beside it is needed to read it.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        draft.replace(destination)
    except (sqlite3.OperationalError, OSError) as error:
        raise ArchiveUnwritable(f"cannot write the backup {destination}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Printed:
    """A version's title and text, its words as they are compared, and where each ends."""

    text: str
    words: tuple[str, ...]
    ends: tuple[int, ...]

    def between(self, begin: int, end: int) -> str:
        """What is printed from one word to before another, with the space before it."""
        return self.text[self.ends[begin - 1] if begin else 0 : self.ends[end - 1]]


def _printed(release: ArchivedRelease) -> _Printed:
    text = _INVISIBLE.sub("", _whole(release))
    found = list(_TOKEN.finditer(text))
    words = (match.group() for match in found)
    return _Printed(
        text,
        tuple(word if word.isspace() else normalised(word) for word in words),
        tuple(match.end() for match in found),
    )


def _whole(release: ArchivedRelease) -> str:
    return f"{release.title}\n\n{release.text}"
