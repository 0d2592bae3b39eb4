"""Pages that later pages are compressed against, and the bytes of any page.

What neighbours in the archive share beyond their design (the latest news beside the text, say) an
old dictionary does not have. A page is therefore compressed against the one of its language that
arrived before it, or the page of the same release: a row of pages, each of which needs those before
it. A row ends with ``LONGEST``, so that what a damaged page takes with it is little.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Any

from sqlite_utils import Database
from zstandard import ZstdError

from archive.packing import PACKED, Base, PackingError, unpack_page

#: How many pages a row has at the most.
LONGEST = 8
#: A page larger than this is no base: it would be held in memory.
LARGEST = 400_000
#: How many of the latest versions are looked through for one in the same language.
LOOKED_AT = 12
#: How many pages are remembered: a row of each of three languages, so that none is unpacked twice
#: where releases are read one after another, in whichever order. That is 2 MB.
REMEMBERED = 24

_PAGE = f"""
SELECT iif(p.base_id < p.id, p.base_id, NULL), {PACKED} FROM _pages AS p
LEFT JOIN _dictionaries AS d ON d.id = p.dictionary_id WHERE p.id = ?
"""

_OF_THE_RELEASE = "SELECT page_id FROM versions WHERE release_id = ? ORDER BY version DESC LIMIT 1"

_OF_THE_LANGUAGE = """
SELECT v.page_id
FROM (SELECT release_id, page_id FROM _versions ORDER BY rowid DESC LIMIT ?) AS v
JOIN releases AS r ON r.id = v.release_id
WHERE r.lang = ? LIMIT 1
"""

_ROW = """
WITH RECURSIVE behind (id, base_id) AS (
    SELECT id, base_id FROM _pages WHERE id = ?
    UNION ALL
    SELECT p.id, p.base_id FROM behind AS b JOIN _pages AS p ON p.id = b.base_id AND p.id < b.id
)
SELECT count(*), (SELECT length(body) FROM _pages WHERE id = (SELECT min(id) FROM behind))
FROM behind
"""

#: The content of pages by its hash: true of any archive, and of a transaction that is undone.
_remembered: OrderedDict[str, bytes] = OrderedDict()


def base_for(db: Database, release_id: int, lang: str) -> Base | None:
    """The page that the page of a release's next version is to be compressed against, if any."""
    found = db.conn.execute(_OF_THE_RELEASE, [release_id]).fetchone()
    found = found or db.conn.execute(_OF_THE_LANGUAGE, [LOOKED_AT, lang]).fetchone()
    if found is None:
        return None
    length, worth = db.conn.execute(_ROW, found).fetchone()
    if length >= LONGEST:
        return None
    try:
        content = page_bytes(db, found[0])
    except PackingError:
        return None  # damaged: what comes is not to suffer from it
    return Base(found[0], content, worth) if len(content) <= LARGEST else None


def page_bytes(db: Database, page_id: int) -> bytes:
    """The bytes of a page as fetched. Raises one of ``PackingError``."""
    row = db.conn.execute("SELECT sha256 FROM pages WHERE id = ?", [page_id]).fetchone()
    if row is None:
        raise ZstdError(f"page {page_id} is gone")
    content = _remembered.get(row[0])
    if content is None:
        base_id, *packed = db.conn.execute(_PAGE, [page_id]).fetchone()
        content = unpacked(db, base_id, *packed)
        remember(hashlib.sha256(content).hexdigest(), content)
    return content


def unpacked(db: Database, base_id: int | None, *packed: Any) -> bytes:
    """The bytes of a page, from its columns ``PACKED``. Raises one of ``PackingError``."""
    base = None if base_id is None else page_bytes(db, base_id)
    return unpack_page(*packed, base=base)


def remember(sha256: str, content: bytes) -> None:
    """Hold on to a page, for the next one to be compressed or read against."""
    if len(content) <= LARGEST:
        _remembered[sha256] = content
        _remembered.move_to_end(sha256)
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)


def forget() -> None:
    """Let go of the pages that are held in memory."""
    _remembered.clear()
