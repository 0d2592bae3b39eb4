"""What a release takes on disk, all in, by table: ``python -m benchmarks.storage [EVENTS]``.

The replica's pages (82 KB, bodies of about 3 KB) are crawled and archived with their analysis and
search index; every event has a release in three languages.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from archive import Archive
from benchmarks.ingest import ukimet
from replica import serving
from ukimet import logs

EVENTS = 1000
#: What the file may take for each release in it, everything included, in bytes; from a thousand on.
BOUND = 10_000

#: What the tables hold, for the reader of the figures: page, text and index, and what else.
_PAGES, _VERSIONS, _INDEX = "pages as fetched", "versions: text and Markdown", "search index"
_LEDGER, _READ = "releases, addresses, chain", "what was read in the texts"
_GROUPS = {
    "_pages": _PAGES,
    "_headers": _PAGES,
    "_dictionaries": _PAGES,
    "_versions": _VERSIONS,
    "_search": _INDEX,
    "releases": _LEDGER,
    "_other_addresses": _LEDGER,
    "chain": _LEDGER,
    "_validators": _LEDGER,
}
_EVIDENCE = (_PAGES, _VERSIONS, _INDEX, _LEDGER)


def _sizes(archive: Archive) -> dict[str, int]:
    """Bytes by group, tables with their indexes."""
    sizes: dict[str, int] = {}
    for table, size in archive.db.conn.execute(
        "SELECT s.tbl_name, sum(d.pgsize) FROM dbstat AS d "
        "JOIN sqlite_schema AS s ON s.name = d.name GROUP BY s.tbl_name"
    ):
        name = "_search" if table.startswith("_search") else str(table)
        group = _GROUPS.get(name, _READ)
        sizes[group] = sizes.get(group, 0) + size
    return sizes


def main(events: int) -> int:
    """Crawl, then print bytes per release by table; 1 where the bound does not hold."""
    with serving(history=events) as site, tempfile.TemporaryDirectory() as folder:
        path, empty = Path(folder, "archive.db"), Path(folder, "empty.db")
        ukimet(site.url, path)
        with Archive.open(empty) as archive:
            none = _sizes(archive)
        with Archive.open(path) as archive:
            connection = archive.db.conn
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            sizes = _sizes(archive)
            releases, body = connection.execute(
                "SELECT count(*), avg(length(CAST(text AS BLOB))) FROM versions"
            ).fetchone()
            (first,) = connection.execute("SELECT min(release_id) FROM versions").fetchone()
            page = len(archive.page(first).body)
        total, fixed = path.stat().st_size, empty.stat().st_size
    print(f"{releases} releases, bodies of {body:.0f} bytes, pages like one of {page} bytes")
    print("bytes on disk for each release more, tables with their indexes")
    more = {group: (size - none.get(group, 0)) / releases for group, size in sizes.items()}
    for group, size in sorted(more.items(), key=lambda item: -item[1]):
        print(f"{group:<34}{size:>8.0f}")
    evidence = sum(more[group] for group in _EVIDENCE)
    print(f"{'page, text and index':<34}{evidence:>8.0f}")
    print(f"{'with what was read':<34}{(total - fixed) / releases:>8.0f}")
    print(f"an archive with nothing in it takes {fixed / 1000:.0f} KB: {fixed / releases:.0f} each")
    print(f"{'the file, for each release in it':<34}{total / releases:>8.0f} (at most {BOUND})")
    return 0 if total / releases <= BOUND else 1


if __name__ == "__main__":
    logs.configure()
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS))
