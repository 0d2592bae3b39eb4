"""What an analyser said of each version: one row for every version of the analyser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from meetings.linking import Traits

_KEEP = """
INSERT OR {conflict} INTO _analyses
    (release_id, version, analyser_version, analysed_at, packed, packed_traits, again)
SELECT v.release_id, v.version, :analyser_version, :analysed_at,
       ukimet_pack(:document, v.text), ukimet_pack(:traits, v.images || v.alternates), :again
FROM versions AS v WHERE v.release_id = :release_id AND v.version = :version
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
    db.conn.execute(
        _KEEP.format(conflict="IGNORE" if again else "REPLACE"),
        {
            "release_id": release_id,
            "version": version,
            "analyser_version": document["analyser_version"],
            "analysed_at": now.astimezone(UTC).isoformat(),
            "document": json.dumps(document, ensure_ascii=False),
            "traits": json.dumps(traits.to_json(), ensure_ascii=False),
            "again": again,
        },
    )
