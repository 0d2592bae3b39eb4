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
        path, empty = Path(folder, "archive.db"), Path(folder, "empty.db")
        ukimet(site.url, path)
        Archive.open(empty).close()
        with Archive.open(path) as archive:
            connection = archive.db.conn
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            sizes: dict[str, int] = {}
            for table, size in connection.execute(
                "SELECT s.tbl_name, sum(d.pgsize) FROM dbstat AS d "
                "JOIN sqlite_schema AS s ON s.name = d.name GROUP BY s.tbl_name"
            ):
                name = "_search" if table.startswith("_search") else str(table)
                group = _GROUPS.get(name, "all others")
                sizes[group] = sizes.get(group, 0) + size
            releases, body = connection.execute(
                "SELECT count(*), avg(length(CAST(text AS BLOB))) FROM versions"
            ).fetchone()
            (first,) = connection.execute("SELECT min(release_id) FROM versions").fetchone()
            page = len(archive.page(first).body)
        total, fixed = path.stat().st_size, empty.stat().st_size
    print(f"{releases} releases, bodies of {body:.0f} bytes, pages like one of {page} bytes")
    print("bytes on disk per release, tables with their indexes")
    for group, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{group:<30}{size / releases:>8.0f}")
    print(f"{'all in':<30}{total / releases:>8.0f}")
    print(f"{'what an empty archive takes':<30}{fixed / releases:>8.0f}")
    print(f"{'each release more':<30}{(total - fixed) / releases:>8.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 340)
