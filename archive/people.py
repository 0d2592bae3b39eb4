"""Who is meant: each person named in a release is found in the registry of people, or added to it.

Precision first. What a person has decided (archive/mending.py) goes before everything; then a known
spelling, then who is named in the same event's releases in other languages, then a full name that
sounds the same; a surname or an initial alone needs the same office. Two who fit alike are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlite_utils import Database

from archive import spelling
from archive.content import fold
from archive.spelling import Spelling, parsed
from meetings.model import Lang


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as one release names them."""

    name: str
    lang: Lang
    event_id: int
    country: str | None
    office: str | None

    @property
    def spelling(self) -> Spelling:
        """The name taken apart."""
        return parsed(self.name, self.lang)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Someone of the registry whose name goes together with a mention's."""

    id: int
    likeness: spelling.Likeness
    is_exact: bool = False


#: CROSS: from the name to those who are named so, and not through all releases of the person.
_NAMED_SO = (
    "_namings AS n CROSS JOIN _participations AS p ON p.naming_id = n.id "
    "CROSS JOIN releases AS r ON r.id = p.release_id"
)


def person_of(db: Database, mention: Mention) -> int | None:
    """The id of the person meant, added where new; None where two namesakes fit alike.

    To be called within a transaction, before the mention's own participation is written.
    """
    found = _decided(db, mention)
    if found is None:
        known = _choose(db, mention, list(_spelled_so(db, mention)))
        if known == _SEVERAL:
            return None
        found = known or _by_sibling(db, mention)
    if found is None:
        alike = _choose(db, mention, list(_candidates(db, mention)))
        if alike == _SEVERAL:
            return None
        found = alike or _new_person(db)
    remember(db, found, mention.lang, mention.name)
    return found


def remember(db: Database, person_id: int, lang: str, name: str) -> None:
    """Note that a person is spelled so in a language."""
    added = db.conn.execute(
        "INSERT OR IGNORE INTO spellings (person_id, lang, spelling) VALUES (?, ?, ?)",
        [person_id, lang, name],
    )
    if added.rowcount > 0:
        db.conn.executemany(
            "INSERT OR IGNORE INTO _name_keys (key, person_id) VALUES (?, ?)",
            [(key, person_id) for key in spelling.keys(name, _lang(lang))],
        )
        rename(db, person_id, lang)


def forget_spelling(db: Database, person_id: int, lang: str, name: str) -> None:
    """Take a spelling from a person whom no release in the language names so any more."""
    named = db.conn.execute(
        f"SELECT 1 FROM {_NAMED_SO} WHERE n.name = ? AND p.person_id = ? AND r.lang = ? LIMIT 1",
        [name, person_id, lang],
    ).fetchone()
    if named is not None:
        return
    left = db.conn.execute(
        "SELECT lang, spelling FROM spellings WHERE person_id = ? AND (lang, spelling) <> (?, ?)",
        [person_id, lang, name],
    ).fetchall()
    _forget_names(db, person_id)
    for each in left:
        remember(db, person_id, *each)
    rename(db, person_id, lang)


def _forget_names(db: Database, person_id: int) -> None:
    for table in ("spellings", "_name_keys"):
        db.conn.execute(f"DELETE FROM {table} WHERE person_id = ?", [person_id])


def rename(db: Database, person_id: int, lang: str) -> None:
    """Let a person go by first name and surname in a language, the most frequent of equals."""
    rows = db.conn.execute(
        f"SELECT s.spelling, (SELECT count(*) FROM {_NAMED_SO} WHERE n.name = s.spelling "
        "AND p.person_id = s.person_id AND r.lang = s.lang) FROM spellings AS s "
        "WHERE s.person_id = ? AND s.lang = ?",
        [person_id, lang],
    ).fetchall()
    best = max(
        rows,
        key=lambda row: (*_fullness(parsed(row[0], _lang(lang))), row[1], row[0]),
        default=(None, 0),
    )
    db.conn.execute(f"UPDATE people SET name_{_lang(lang)} = ? WHERE id = ?", [best[0], person_id])


def _fullness(name: Spelling) -> tuple[bool, int]:
    return name.is_full, -len(name.parts) - len(name.initials)


def forget_unnamed(db: Database, people: Iterable[int]) -> None:
    """Remove those of the given people whom no release names any more and nobody has mended."""
    for person_id in people:
        kept = db.conn.execute(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM _participations WHERE person_id = :id) "
            "OR EXISTS (SELECT 1 FROM _mends WHERE person_id = :id) "
            "OR EXISTS (SELECT 1 FROM _merged_people WHERE person_id = :id)",
            {"id": person_id},
        ).fetchone()
        if kept is None:
            remove(db, person_id)


def remove(db: Database, person_id: int) -> None:
    """Take a person out of the registry; nothing may point to them any more."""
    _forget_names(db, person_id)
    db.conn.execute("UPDATE _quotes SET person_id = NULL WHERE person_id = ?", [person_id])
    db.conn.execute("DELETE FROM people WHERE id = ?", [person_id])


#: From one of a person's namings to the next, and not through all releases that have it.
_NAMED_WITH = """
WITH RECURSIVE named (id) AS (
    SELECT min(naming_id) FROM _participations WHERE person_id = :person
    UNION ALL
    SELECT (SELECT min(p.naming_id) FROM _participations AS p
            WHERE p.person_id = :person AND p.naming_id > named.id)
    FROM named WHERE named.id IS NOT NULL
)
SELECT DISTINCT n.{what} FROM named JOIN _namings AS n ON n.id = named.id
WHERE n.{what} IS NOT NULL
"""

#: No id: more than one person fits.
_SEVERAL = 0
#: Of two namesakes the one is meant who is named so many times as often (counted up to a limit).
_FAR_MORE, _COUNTED = 20, 1000
#: Two offices are one where they share this part of their words.
_ALIKE = 0.6


def _decided(db: Database, mention: Mention) -> int | None:
    row = db.conn.execute(
        "SELECT person_id FROM _mends WHERE spelling = ? AND country = ?",
        [fold(mention.name), mention.country or ""],
    ).fetchone()
    return int(row[0]) if row else None


def _spelled_so(db: Database, mention: Mention) -> Iterator[_Candidate]:
    likeness: spelling.Likeness = "same" if mention.spelling.is_full else "partial"
    rows = db.conn.execute(
        "SELECT person_id FROM spellings WHERE spelling = ? AND lang = ?",
        [mention.name, mention.lang],
    )
    for (person_id,) in rows.fetchall():
        yield _Candidate(person_id, likeness, is_exact=True)


def _by_sibling(db: Database, mention: Mention) -> int | None:
    """Whom the event's releases in other languages name so."""
    rows = db.conn.execute(
        "SELECT DISTINCT p.person_id, p.name, r.lang FROM releases AS r "
        "JOIN participations AS p ON p.release_id = r.id "
        "WHERE r.event_id = ? AND r.lang <> ? AND p.person_id IS NOT NULL",
        [mention.event_id, mention.lang],
    ).fetchall()
    alike: set[int] = set()
    for person_id, name, lang in rows:
        found = spelling.likeness(mention.spelling, parsed(name, lang))
        # One event has no two people of one full name; a surname alone needs its country.
        if found == "same" or (found and not _foreign(db, mention, person_id)):
            alike.add(person_id)
    return alike.pop() if len(alike) == 1 else None


def _candidates(db: Database, mention: Mention) -> Iterator[_Candidate]:
    """People whose every full spelling goes together with the mention's."""
    sought = spelling.sought(mention.spelling)
    marks = ", ".join("?" * len(sought))
    rows = db.conn.execute(
        f"SELECT DISTINCT person_id FROM _name_keys WHERE key IN ({marks})", sought
    ).fetchall()
    for (person_id,) in rows:
        likeness = _likeness(db, mention, person_id)
        if likeness is not None:
            yield _Candidate(person_id, likeness)


def _likeness(db: Database, mention: Mention, person_id: int) -> spelling.Likeness | None:
    best: spelling.Likeness | None = None
    rows = db.conn.execute(
        "SELECT lang, spelling FROM spellings WHERE person_id = ?", [person_id]
    ).fetchall()
    for lang, name in rows:
        known = parsed(name, lang)
        found = spelling.likeness(mention.spelling, known)
        if found is None and known.lang == mention.lang:
            return None  # Another name in the same language: another person.
        if found == "same" or best is None:
            best = found
    return best


def _choose(db: Database, mention: Mention, candidates: list[_Candidate]) -> int | None:
    """The one candidate nothing speaks against; None where there is none, _SEVERAL where two."""
    fitting = [each for each in candidates if _may_be(db, mention, each)]
    fitting = [each for each in fitting if each.likeness == "same"] or fitting
    for narrowed in (_same_office, _has_country):
        if len(fitting) > 1:
            closer = [each for each in fitting if narrowed(db, mention, each.id)]
            fitting = closer if len(closer) == 1 else fitting
    if len(fitting) > 1:
        return _best_known(db, fitting)
    return fitting[0].id if fitting else None


def _best_known(db: Database, candidates: list[_Candidate]) -> int:
    """The one named so much more often that another is hardly meant; else _SEVERAL."""
    counted = sorted(
        (
            db.conn.execute(
                "SELECT count(*) FROM (SELECT 1 FROM _participations WHERE person_id = ? LIMIT ?)",
                [each.id, _COUNTED],
            ).fetchone()[0],
            each.id,
        )
        for each in candidates
    )
    (second, _), (most, person_id) = counted[-2:]
    return person_id if most >= _FAR_MORE * max(second, 1) else _SEVERAL


def _may_be(db: Database, mention: Mention, candidate: _Candidate) -> bool:
    """Whether country and office let the mention be the candidate.

    A full name in another country is another person unless the office is the same (then the country
    was misread). Less than a full name needs the same office, or none where it is known.
    """
    foreign = _foreign(db, mention, candidate.id)
    if candidate.likeness == "same":
        return not foreign or _same_office(db, mention, candidate.id)
    if foreign:
        return False
    if candidate.likeness == "likely":
        return _same_office(db, mention, candidate.id)
    if _same_office(db, mention, candidate.id):
        return True
    return candidate.is_exact and (
        mention.office is None or not _named_with(db, candidate.id, "office")
    )


def _foreign(db: Database, mention: Mention, person_id: int) -> bool:
    """Whether the person is known with offices of countries, and never of the mention's."""
    if mention.country is None:
        return False
    countries = _named_with(db, person_id, "country")
    return bool(countries) and mention.country not in countries


def _has_country(db: Database, mention: Mention, person_id: int) -> bool:
    return mention.country in _named_with(db, person_id, "country")


def _same_office(db: Database, mention: Mention, person_id: int) -> bool:
    """Whether the person has been named with the mention's office, in much the same words."""
    if mention.office is None:
        return False
    wanted = office_words(mention.office)
    for office in _named_with(db, person_id, "office"):
        known = office_words(office)
        if known == wanted or len(known & wanted) >= _ALIKE * max(len(known), len(wanted), 1):
            return True
    return False


@lru_cache(maxsize=5_000)
def office_words(office: str) -> frozenset[str]:
    """The words of an office without their endings; short ones tell nothing."""
    return frozenset(word[:6] for word in re.findall(r"\w+", fold(office)) if len(word) > 3)


def _named_with(db: Database, person_id: int, what: Literal["office", "country"]) -> set[str]:
    """The offices, or their countries, with which a person has been named."""
    rows = db.conn.execute(_NAMED_WITH.format(what=what), {"person": person_id})
    return {value for (value,) in rows}


def _new_person(db: Database) -> int:
    return int(db.conn.execute("INSERT INTO people DEFAULT VALUES").lastrowid or 0)


def _lang(code: Any) -> Lang:
    lang: Lang = code
    return lang
