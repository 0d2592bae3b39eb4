"""Large archives for measuring: made-up releases written straight into the tables.

Words are drawn as in any language: few are in almost every release, most in hardly any, and every
release has names that few others have. An event is told in three languages, each with words of
its own; bodies have about 3 KB of UTF-8.
"""

from __future__ import annotations

import random
import tomllib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any

from archive import Archive, keys, people
from archive.stems import LANGUAGES, index_terms

START = datetime(2012, 1, 12, tzinfo=UTC)
#: The releases are spread over this time, whatever their number.
SPAN = timedelta(days=365 * 13)

#: A name is in about this many releases, however many there are.
OCCURRENCES = 25
_NAMES_EACH = 3
_VOCABULARY = 40_000
_DRAWN = 200_000
PARAGRAPHS = 12
_DIFFERENT_PARAGRAPHS = 30_000
_TITLE = 8
_BATCH = 3_000
_BATCHES_A_COMMIT = 16
PEOPLE = 3_000
#: Kazakh, Russian and English of one event appear so far apart.
_APART = timedelta(minutes=7)

Row = dict[str, Any]
#: A text, and what the index holds of it.
Indexed = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language, the most used first.

    ``drawn``: words with what the index holds of them, each as often as it is used;
    ``paragraphs``: the same of paragraphs, of which ``PARAGRAPHS`` make a text.
    """

    plain: tuple[str, ...]
    drawn: tuple[Indexed, ...]
    paragraphs: tuple[Indexed, ...]
    syllables: tuple[str, ...]


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = files("benchmarks").joinpath("library_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=3)
def words_of(lang: str) -> Words:
    """About 40,000 words; the weight of each falls with its rank, as Zipf found."""
    table, rng = _table()[lang], random.Random(lang)
    syllables = tuple(table["syllables"].split())
    endings = [ending.strip("-") for ending in table["endings"].split()]
    made: dict[str, None] = {}
    while len(made) < _VOCABULARY:
        root = "".join(rng.choices(syllables, k=1 + min(2, len(made) // 60)))
        made[root + rng.choice(endings)] = None
        if len(made) > _VOCABULARY // 4:
            made["".join(rng.choices(syllables, k=4)) + rng.choice(endings)] = None
    plain = tuple(made)
    known = [(word, index_terms(lang, word)) for word in plain]
    weights = [1 / (rank + 8) for rank in range(len(plain))]
    drawn = tuple(rng.choices(known, weights, k=_DRAWN))
    length = int(table["length"]) // PARAGRAPHS
    paragraphs = tuple(
        _joined(" ", rng.choices(drawn, k=length)) for _ in range(_DIFFERENT_PARAGRAPHS)
    )
    return Words(plain, drawn, paragraphs, syllables)


def _joined(between: str, parts: list[Indexed]) -> Indexed:
    return between.join([text for text, _ in parts]), " ".join([terms for _, terms in parts])


def name_of(lang: str, number: int) -> str:
    """The name with a number: capital letter, syllables of the language."""
    syllables = words_of(lang).syllables
    made = ""
    for _ in range(6):
        number, digit = divmod(number, len(syllables))
        made += syllables[digit]
    return made.capitalize()


def names_in(count: int) -> int:
    """How many names of each language there are among ``count`` releases."""
    return max(1, count * _NAMES_EACH // OCCURRENCES // len(LANGUAGES))


def person_of(number: int) -> str:
    """The person with a number; the lower it is, the more they take part."""
    return f"{name_of('en', number * 7 + 11)} {name_of('en', number * 131 + 5)}ov"


def fill(archive: Archive, count: int) -> None:
    """Write ``count`` releases with their events, people and index; pages are left empty."""
    connection = archive.db.conn
    # A crash would cost a file that is made anew.
    for pragma in ("foreign_keys = OFF", "journal_mode = OFF", "cache_size = -500000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("INSERT INTO _search (_search, rank) VALUES ('hashsize', 268435456)")
    _register(archive)
    batches = _drawn_beside(count)
    while written := list(islice(batches, _BATCHES_A_COMMIT)):
        with archive.transaction():
            for batch in written:
                for sql in _INSERTS:
                    connection.executemany(sql, batch)
                connection.executemany(_NAMING, _namings(batch))
                connection.executemany(_PARTICIPATION, _participations(batch))
    connection.execute("INSERT INTO _search (_search, rank) VALUES ('hashsize', 1048576)")
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "cache_size = -2000"):
        connection.execute(f"PRAGMA {pragma}")


def _drawn_beside(count: int) -> Iterator[list[Row]]:
    """All batches in order, drawn by another process while this one writes."""
    with ProcessPoolExecutor(max_workers=1) as drawing:
        ahead: deque[Future[list[Row]]] = deque()
        for first in range(0, count, _BATCH):
            ahead.append(drawing.submit(_batch, count, first))
            if len(ahead) > 3:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _batch(count: int, first: int) -> list[Row]:
    """The releases from one number on, of ``count`` in all."""
    rng = random.Random(first)
    names = names_in(count)
    event: Row = {}
    rows = []
    for number in range(first, min(first + _BATCH, count)):
        place = number % len(LANGUAGES)
        lang = LANGUAGES[place]
        moment = START + SPAN * ((number - place) / count) + _APART * place
        if place == 0:
            event = _event(rng, number + 1)
        row = {
            "id": keys.first_key(moment) + number % keys.PER_MINUTE,
            "lang": lang,
            "url": f"https://site.example/{lang}/news/release-about-what-was-decided-{number}",
            "moment": moment.isoformat(),
            "sha256": f"{number:064x}",
            "new_event": place == 0,
        }
        rows.append(row | event | _text(rng, lang, names))
    return rows


def _text(rng: random.Random, lang: str, names: int) -> Row:
    words = words_of(lang)
    title, title_terms = _joined(" ", rng.choices(words.drawn, k=_TITLE))
    parts = rng.choices(words.paragraphs, k=PARAGRAPHS)
    parts.append(_joined(" ", [_name(lang, rng.randrange(names)) for _ in range(_NAMES_EACH)]))
    text, text_terms = _joined("\n\n", parts)
    return {
        "title": title,
        "text": text,
        "title_terms": f"0{lang} {title_terms}",
        "text_terms": text_terms,
    }


@cache
def _name(lang: str, number: int) -> Indexed:
    name = name_of(lang, number)
    return name, index_terms(lang, name)


def _event(rng: random.Random, number: int) -> Row:
    table = _table()["events"]
    kinds, countries = table["kinds"].split(), table["countries"].split()
    is_meeting = rng.random() < 0.4
    kind = kinds[min(len(kinds) - 1, 1 + int(rng.expovariate(1)))] if is_meeting else kinds[0]
    country = countries[min(len(countries) - 1, int(rng.expovariate(0.25)))]
    # Few take part in nearly everything, most hardly ever.
    people = [int(PEOPLE ** rng.random()) - 1 for _ in range(2)] if is_meeting else []
    return {"event": number, "kind": kind, "country": country, "people": people}


def _namings(batch: list[Row]) -> Iterator[tuple[int, str, str]]:
    for row in batch:
        for person in row["people"]:
            yield _naming_id(person, row["country"]), person_of(person), row["country"]


def _participations(batch: list[Row]) -> Iterator[tuple[int, int, int, int]]:
    for row in batch:
        for position, person in enumerate(row["people"], start=1):
            yield row["id"], position, _naming_id(person, row["country"]), person + 1


def _naming_id(person: int, country: str) -> int:
    countries: list[str] = _table()["events"]["countries"].split()
    return person * len(countries) + countries.index(country) + 1


_NAMING = (
    "INSERT OR IGNORE INTO _namings (id, name, country, role) VALUES (?, ?, ?, 'interlocutor')"
)
_PARTICIPATION = (
    "INSERT INTO _participations (release_id, position, naming_id, person_id) VALUES (?, ?, ?, ?)"
)


def _register(archive: Archive) -> None:
    """Make everyone known who may take part."""
    with archive.transaction():
        for number in range(PEOPLE):
            archive.db.conn.execute("INSERT INTO people (id) VALUES (?)", [number + 1])
            people.remember(archive.db, number + 1, "en", person_of(number))


_INSERTS = (
    "INSERT INTO events (id, is_meeting, kind, country, published_at, announce) "
    "SELECT :event, :kind <> 'other', :kind, :country, :moment, 0 WHERE :new_event",
    "INSERT INTO _pages (id, url, status, headers, fetched_at, sha256, body) "
    "VALUES (:id, :url, 200, '{}', :moment, :sha256, x'')",
    "INSERT INTO releases (id, url, lang, title, published_at, current_version, status, "
    "first_seen_at, last_seen_at, event_id, sha256, text_sha256) VALUES (:id, :url, :lang, :title, "
    ":moment, 1, 'live', :moment, :moment, :event, :sha256, :sha256)",
    "INSERT INTO _versions (release_id, version, title, published_at, text, _markdown, images, "
    "attachments, alternates, reader, sha256, page_id, first_seen_at, last_seen_at) VALUES (:id, "
    "1, :title, :moment, :text, x'', '[]', '[]', '{}', 'C', :sha256, :id, :moment, :moment)",
    "INSERT INTO _search (rowid, text_terms, title_terms) VALUES (:id, :text_terms, :title_terms)",
)
