"""Events for the tests: the replica's invented ones, with an analysis such as releases get."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from archive.model import ArchivedRelease, Event
from notifier.settings import Lang

LANGS: tuple[Lang, ...] = ("kk", "ru", "en")
LOCAL = timezone(timedelta(hours=5))
PUBLISHED = datetime(2025, 11, 18, 14, 0, tzinfo=LOCAL)

_NUMBER = re.compile(
    r"(?:USD |\$)?\d[\d,. ]*(?:%| (?:million|billion|thousand|млн|млрд|тыс\.|мың|трлн|trillion))?"
    r"(?: (?:тонн\w*|tons|тенге|теңге|hectares|jobs))?"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ\"«])")
_TOPICS = ("trade", "transport", "energy", "agriculture", "digital")


@cache
def event_files() -> tuple[Path, ...]:
    folder = Path(str(resources.files("replica"))) / "events"
    return tuple(sorted(folder.glob("*.toml")))


@cache
def _document(number: int) -> dict[str, Any]:
    return tomllib.loads(event_files()[number].read_text(encoding="utf-8"))


def release(
    number: int, lang: str, *, event_id: int | None = None, **changes: Any
) -> ArchivedRelease:
    """The release of one of the replica's events in ``lang``."""
    document = _document(number)
    told = document[lang]
    published = PUBLISHED + timedelta(minutes=17 * number)
    text = str(told["body"]).strip()
    url = f"https://primeminister.kz/{lang}/news/event-{number}-{30000 + number}"
    made = ArchivedRelease(
        id=number * 10 + LANGS.index(lang),
        url=url,
        urls=(url,),
        lang=lang,  # type: ignore[arg-type]
        section="news",
        title=told["title"],
        published_at=published,
        text=text,
        markdown=text,
        images=(),
        attachments=(),
        versions=1,
        current_version=1,
        status="live",
        first_seen_at=published,
        event_id=event_id if event_id is not None else number,
        siblings={lang: url},
        sha256="0" * 64,
        analysis=analysis(number, lang),
        version=1,
        fetched_at=published,
    )
    return replace(made, **changes)


def analysis(number: int, lang: str) -> dict[str, Any]:
    """The JSON mapping of an analysis: the expected people, and every number of the text."""
    document = _document(number)
    expected, told = document["expected"], document[lang]
    people = []
    for row in expected["participants"]:
        en, kk, ru, country = (part.strip() for part in row.split("|"))
        name = {"en": en, "kk": kk, "ru": ru}[lang]
        people.append(
            {
                "name": name,
                "office": "Premier",
                "country": country or None,
                "organisation": None,
                "role": "participant",
                "mention": name,
                "span": None,
            }
        )
    sentences = [
        " ".join(sentence.split())
        for paragraph in str(told["body"]).strip().split("\n\n")
        for sentence in _SENTENCE.split(paragraph)
    ]
    figures = [
        {
            "text": match.group().strip(" ,."),
            "value": float(f"{index}.{match.start()}1"),
            "unit": "percent" if "%" in match.group() else "things",
            "qualifier": None,
            "subject": sentence,
            "period": None,
            "span": None,
        }
        for index, sentence in enumerate(sentences)
        for match in _NUMBER.finditer(sentence)
        if not re.fullmatch(r"(?:19|20)\d\d", match.group().strip(" ,."))
    ]
    return {
        "is_meeting": expected["is_meeting"],
        "kind": expected["kind"],
        "formats": [],
        "place": {"city": told["city"] or None, "country": expected["country"] or None},
        "date": {"start": "2025-11-18", "end": "2025-11-18"},
        "participants": people,
        "mentioned_persons": [],
        "organisations": [],
        "figures": figures,
        "quotes": [],
        "topics": [_TOPICS[number % len(_TOPICS)]],
        "documents": [],
        "referenced_events": [],
        "summary": sentences[0],
    }


def event(number: int, langs: tuple[str, ...] = LANGS, **changes: Any) -> Event:
    """One of the replica's events with its releases in ``langs``."""
    expected = _document(number)["expected"]
    releases = {lang: release(number, lang) for lang in langs}
    made = Event(
        id=number,
        is_meeting=expected["is_meeting"],
        kind=expected["kind"],
        published_at=PUBLISHED + timedelta(minutes=17 * number),
        announce=True,
        releases=releases,
    )
    return replace(made, **changes)
