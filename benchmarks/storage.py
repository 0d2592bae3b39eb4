"""What a release takes on disk, all in, by table: ``python -m benchmarks.storage [EVENTS]``.

The replica's pages (86 KB, bodies of about 3 KB) are crawled and archived with their analysis and
search index; every event has a release in three languages.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from archive import Archive
from benchmarks.ingest import ukimet
from replica import serving

#: What the tables hold, for the reader of the figures.
_GROUPS = {
    "pages": "pages as fetched",
    "_dictionaries": "their dictionaries",
    "versions": "versions: text and Markdown",
    "_analyses": "analyses",
    "_search": "search index",
}


def main(events: int) -> None:
    """Crawl, then print bytes per release by table."""
    with serving(history=events) as site, tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.db")
        ukimet(site.url, path)
        with Archive.open(path) as archive:
            connection = archive.db.conn
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            releases = archive.counts()["releases"]
            sizes: dict[str, int] = {}
            for table, size in connection.execute(
                "SELECT s.tbl_name, sum(d.pgsize) FROM dbstat AS d "
                "JOIN sqlite_schema AS s ON s.name = d.name GROUP BY s.tbl_name"
            ):
                name = "_search" if table.startswith("_search") else str(table)
                group = _GROUPS.get(name, "all others")
                sizes[group] = sizes.get(group, 0) + size
        total = path.stat().st_size
    print(f"{releases} releases; bytes on disk per release")
    for group, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{group:<30}{size / releases:>8.0f}")
    print(f"{'all in':<30}{total / releases:>8.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 170)
