"""What an analyser said of each version: one row for every version of the analyser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from archive.figures import pack_document
from archive.packing import PackingError, pack, unpack
from meetings.linking import Traits

_REPEATED = "v.images || v.alternates || v.published_at || r.url"
#: What the traits of an analysis ``a`` of a version ``v`` of a release ``r`` are packed against.
TRAITS_REPEAT = f"{_REPEATED} || coalesce(a.figures, '')"

_VERSION = f"""
SELECT v.title, v.text, {_REPEATED}
FROM versions AS v JOIN releases AS r ON r.id = v.release_id
WHERE v.release_id = ? AND v.version = ?
"""

_KEEP = """
INSERT OR {conflict} INTO _analyses (release_id, version, analyser_version, analysed_at, packed,
    figures, packed_traits, again) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def keep(
    db: Database,
    release_id: int,
    version: int,
    document: Mapping[str, Any],
    traits: Traits,
    *,
    now: datetime,
    again: bool = False,
) -> None:
    """Keep an analysis (the JSON of docs/analysis.md) of a version, and what links its release.

    It takes the place of what the same analyser said before; one that was made ``again``, long
    after the release was archived, gives way to what is there.
    """
    title, text, repeated = db.conn.execute(_VERSION, [release_id, version]).fetchone()
    packed, figures = pack_document(document, title, text)
    said = json.dumps(traits.to_json(), ensure_ascii=False)
    db.conn.execute(
        _KEEP.format(conflict="IGNORE" if again else "REPLACE"),
        [
            release_id,
            version,
            document["analyser_version"],
            now.astimezone(UTC).isoformat(),
            packed,
            figures,
            pack(said, repeated + figures),
            again,
        ],
    )


def pack_again(db: Database) -> None:
    """Pack analyses from before their figures had a column; within a transaction.

    One that cannot be read any more is left out: then ``verify`` says that it is missing.
    """
    ids = db.conn.execute("SELECT rowid FROM _analyses").fetchall()
    for (rowid,) in ids:
        title, text, of_traits, repeated, packed, packed_traits = db.conn.execute(
            f"SELECT v.title, v.text, v.images || v.alternates, {_REPEATED}, "
            "a.packed, a.packed_traits FROM _analyses AS a "
            "JOIN versions AS v ON v.release_id = a.release_id AND v.version = a.version "
            "JOIN releases AS r ON r.id = v.release_id WHERE a.rowid = ?",
            [rowid],
        ).fetchone()
        try:
            said = unpack(packed_traits, of_traits)
            anew, figures = pack_document(json.loads(unpack(packed, text)), title, text)
        except (*PackingError, ValueError):
            db.conn.execute("DELETE FROM _analyses WHERE rowid = ?", [rowid])
            continue
        db.conn.execute(
            "UPDATE _analyses SET packed = ?, figures = ?, packed_traits = ? WHERE rowid = ?",
            [anew, figures, pack(said, repeated + figures), rowid],
        )
