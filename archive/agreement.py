"""Where the kk, ru and en releases of one event disagree, and which of them is missing.

What one language leaves out is no disagreement; two that say different things in its place are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from archive import keys
from meetings.places.cities import identify

_LANGS = ("kk", "ru", "en")
#: A language is missing where it is not there when so much time has passed.
LATE = timedelta(days=1)
#: It is expected where something was published in it within this time of the event.
_USUAL = timedelta(days=14)
#: Figures that are named alike in all languages: money, shares and measures, no counted things.
_UNIT = re.compile(r"[A-Z]{3}|percent|times|tons|ha|km|m3|kWh|W")

_Readings = Mapping[str, Mapping[str, Any]]


def disagreements(db: Database, event_id: int) -> list[dict[str, Any]]:
    """Facts that the releases of an event give differently: ``fact`` and what each language says.

    Facts are date, country, city, participants (their number), and figures (those of one unit,
    where each language gives as many of them and not the same).
    """
    readings = _readings(db, event_id)
    found = []
    for fact, told in _FACTS.items():
        said = {lang: told(reading) for lang, reading in readings.items()}
        said = {lang: value for lang, value in said.items() if value is not None}
        if len({json.dumps(value) for value in said.values()}) > 1:
            found.append({"fact": fact, **{lang: _shown(fact, readings, lang) for lang in said}})
    return [*found, *_figures(readings)]


def missing(db: Database, event_id: int) -> list[str]:
    """Languages in which the site usually publishes and had no release a day after the event's."""
    (published, site_id) = db.conn.execute(
        "SELECT e.published_at, r.site_id FROM events AS e "
        "LEFT JOIN releases AS r ON r.event_id = e.id WHERE e.id = ? LIMIT 1",
        [event_id],
    ).fetchone()
    (looked,) = db.conn.execute(
        "SELECT max(finished_at) FROM runs WHERE site_id IS ?", [site_id]
    ).fetchone()
    moment = datetime.fromisoformat(published)
    if looked is None or datetime.fromisoformat(looked) - moment < LATE:
        return []
    there = {
        lang
        for (lang,) in db.conn.execute("SELECT lang FROM releases WHERE event_id = ?", [event_id])
    }
    low, high = keys.key_span(moment - _USUAL, moment + _USUAL)
    return [
        lang
        for lang in _LANGS
        if lang not in there
        and db.conn.execute(
            "SELECT 1 FROM releases WHERE lang = ? AND id >= ? AND id < ? AND site_id IS ? LIMIT 1",
            [lang, low, high, site_id],
        ).fetchone()
    ]


def _readings(db: Database, event_id: int) -> _Readings:
    """The latest analysis of each language's latest release."""
    rows = db.conn.execute(
        "SELECT r.lang, (SELECT ukimet_document(a.packed, a.figures, v.title, v.text) "
        "FROM _analyses AS a "
        "WHERE a.release_id = r.id AND a.version = r.current_version "
        "ORDER BY a.analysed_at DESC, a.rowid DESC LIMIT 1) FROM releases AS r "
        "JOIN versions AS v ON v.release_id = r.id AND v.version = r.current_version "
        "WHERE r.event_id = ? AND r.status = 'live' ORDER BY r.id",
        [event_id],
    )
    found = {lang: json.loads(document) for lang, document in rows if document}
    return {lang: found[lang] for lang in _LANGS if lang in found}


def _shown(fact: str, readings: _Readings, lang: str) -> Any:
    """What a language says of a fact, as people read it."""
    return readings[lang]["place"]["city"] if fact == "city" else _FACTS[fact](readings[lang])


def _date(reading: Mapping[str, Any]) -> list[str] | None:
    held = reading["date"]
    return [held["start"], held["end"]] if held["start"] else None


def _country(reading: Mapping[str, Any]) -> str | None:
    country: str | None = reading["place"]["country"]
    return country


def _city(reading: Mapping[str, Any]) -> Any:
    """A city whatever it is called."""
    name = reading["place"]["city"]
    return identify(name) if name else None


def _participants(reading: Mapping[str, Any]) -> int | None:
    return len(reading["participants"]) or None


_FACTS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "date": _date,
    "country": _country,
    "city": _city,
    "participants": _participants,
}


def _figures(readings: _Readings) -> list[dict[str, Any]]:
    by_unit: dict[str, dict[str, list[float]]] = {}
    for lang, reading in readings.items():
        for figure in reading["figures"]:
            if _UNIT.fullmatch(figure["unit"]):
                values = by_unit.setdefault(figure["unit"], {}).setdefault(lang, [])
                if figure["value"] not in values:
                    values.append(figure["value"])
    found = []
    for unit, said in by_unit.items():
        alike = len({len(values) for values in said.values()}) == 1
        common = set.intersection(*map(set, said.values()))
        rest = {lang: sorted(set(values) - common) for lang, values in said.items()}
        if len(said) > 1 and alike and any(rest.values()):
            found.append({"fact": "figures", "unit": unit, **rest})
    return found
