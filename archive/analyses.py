"""What an analyser said of each version: one row for every version of the analyser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from archive.figures import pack_document, unpack_document
from archive.numbers import microseconds
from meetings.linking import Traits, traits_of
from meetings.model import Analysis, Lang, Person

#: How many traits are remembered: those of the releases of four days or so, among which the ones
#: are looked for that tell of an event. To work one out takes a millisecond.
_REMEMBERED = 128

_KEEP = """
INSERT OR {conflict} INTO _analyses (release_id, version, analyser_version, analysed_at, packed,
    figures, again) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def keep(
    db: Database,
    release_id: int,
    version: int,
    document: Mapping[str, Any],
    *,
    now: datetime,
    again: bool = False,
) -> None:
    """Keep an analysis (the JSON of docs/analysis.md) of a version.

    It takes the place of what the same analyser said before; one that was made ``again``, long
    after the release was archived, gives way to what is there.
    """
    said = db.conn.execute(
        "SELECT title, text FROM versions WHERE release_id = ? AND version = ?",
        [release_id, version],
    ).fetchone()
    packed, figures = pack_document(document, *said)
    db.conn.execute(
        _KEEP.format(conflict="IGNORE" if again else "REPLACE"),
        [
            release_id,
            version,
            document["analyser_version"],
            microseconds(now.astimezone(UTC).isoformat()),
            packed,
            figures,
            again,
        ],
    )


@lru_cache(maxsize=_REMEMBERED)
def traits(
    packed: bytes,
    lang: Lang,
    url: str,
    title: str,
    text: str,
    published_at: str,
    images: str,
    alternates: str,
) -> Traits | None:
    """What links a release with others, by the columns of its version and of its analysis.

    None where the analysis cannot be read.
    """
    document = unpack_document(packed, "[]", title, text)
    if document is None:
        return None
    return traits_of(
        Analysis(
            kind=document["kind"],
            participants=_people(document["participants"]),
            mentioned_persons=_people(document["mentioned_persons"]),
        ),
        lang=lang,
        title=title,
        text=text,
        published_at=datetime.fromisoformat(published_at),
        url=url,
        images=json.loads(images),
        alternates=json.loads(alternates),
    )


def _people(rows: list[dict[str, Any]]) -> tuple[Person, ...]:
    return tuple(Person(row["name"], row["office"], row["country"]) for row in rows)
