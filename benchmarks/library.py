"""Large archives for measuring: made-up releases written straight into the tables.

Words are drawn as in any language: few are in almost every release, most in hardly any. The bodies
have about 3 KB; a third of them is in each language, with words of its own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any

from archive import Archive, keys
from archive.stems import index_terms

START = datetime(2012, 1, 12, tzinfo=UTC)
#: The releases are spread over this time, whatever their number.
SPAN = timedelta(days=365 * 13)

_SYLLABLES = {
    "en": "ba ker tu mi sol ra den po lis ga ne vor ti cha",
    "ru": "ба кер ту ми соль ра ден по лис га не вор ти ча",
    "kk": "қа бер тү мі сөл ра ден по лық ға не бор ті ша",
}
_WORDS = 430


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language, the most used first, with what the index holds of each."""

    plain: tuple[str, ...]
    terms: dict[str, str]
    weights: tuple[float, ...]


@lru_cache(maxsize=3)
def words_of(lang: str) -> Words:
    """About 20,000 words of two to four syllables."""
    rng, syllables = random.Random(lang), _SYLLABLES[lang].split()
    made = {"".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(25_000)}
    plain = tuple(sorted(made, key=lambda word: (len(word), word)))
    weights = tuple(accumulate(1 / (rank + 10) for rank in range(len(plain))))
    return Words(plain, {word: index_terms(lang, word) for word in plain}, weights)


def fill(archive: Archive, count: int) -> None:
    """Write ``count`` releases with their index; pages, analyses and people are left out."""
    connection = archive.db.conn
    connection.execute("PRAGMA synchronous = OFF")
    rows = _rows(count)
    done = False
    while not done:
        with archive.transaction():
            for _ in range(20_000):
                row = next(rows, None)
                if row is None:
                    done = True
                    break
                for sql in _INSERTS:
                    connection.execute(sql, row)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA synchronous = FULL")


def _rows(count: int) -> Iterator[dict[str, Any]]:
    rng = random.Random(count)
    last = 0
    for number in range(count):
        lang = ("kk", "ru", "en")[number % 3]
        words = words_of(lang)
        drawn = rng.choices(words.plain, cum_weights=words.weights, k=_WORDS)
        moment = START + SPAN * number / count
        last = max(keys.first_key(moment), last + 1)
        yield {
            "id": last,
            "lang": lang,
            "url": f"https://site.example/{lang}/news/release-{number}",
            "title": " ".join(drawn[:6]),
            "text": " ".join(drawn[6:]),
            "title_terms": f"0{lang} " + " ".join(words.terms[word] for word in drawn[:6]),
            "text_terms": " ".join(words.terms[word] for word in drawn[6:]),
            "moment": moment.isoformat(),
            "sha256": f"{number:064x}",
        }


_INSERTS = (
    "INSERT INTO events (id, is_meeting, kind, published_at, announce) "
    "VALUES (:id, 0, 'other', :moment, 0)",
    "INSERT INTO pages (id, url, status, headers, fetched_at, sha256, body) "
    "VALUES (:id, :url, 200, '{}', :moment, :sha256, x'')",
    "INSERT INTO releases (id, url, lang, title, published_at, current_version, status, "
    "first_seen_at, last_seen_at, event_id, sha256, text_sha256) VALUES (:id, :url, :lang, :title, "
    ":moment, 1, 'live', :moment, :moment, :id, :sha256, :sha256)",
    "INSERT INTO addresses (url, release_id, first_seen_at) VALUES (:url, :id, :moment)",
    "INSERT INTO versions (release_id, version, title, published_at, text, _markdown, images, "
    "attachments, alternates, reader, sha256, page_id, first_seen_at, last_seen_at) VALUES (:id, "
    "1, :title, :moment, :text, x'', '[]', '[]', '{}', 'C', :sha256, :id, :moment, :moment)",
    "INSERT INTO _search (rowid, title, text, title_terms, text_terms) "
    "VALUES (:id, :title, :text, :title_terms, :text_terms)",
)
