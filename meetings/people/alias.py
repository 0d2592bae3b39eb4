"""Offices said apart from the name: "the Head of State" of a text that names one such person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings import leaders
from meetings.model import Lang, Person
from meetings.text import Doc

# No name follows, and no country but one's own.
_OWN_RU = r"(?:(?= (?:(?:Республики )?Казахстан|РК\b))|(?! [А-ЯЁ]))"
_OWN_EN = (
    r"(?! and (?:CEO|[Cc]h(?:ief|air)|[Ff]ounder|[Oo]wner|[Mm]anaging))"
    r"(?:(?! of| [A-Z])|(?= of (?:the Republic of )?Kazakhstan\b(?! [A-Z])))"
)
_NO_NAME_KK = r"(?! (?!Үкімет|Парламент|Мемлекет|Ақорда)[А-ЯЁӘҒҚҢӨҰҮҺІ])"
# One alias per highest office, in the nominative first; matched where no name or country follows.
_ALIASES: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (
        ("state", r"\b(?:Head of (?:the )?State|President)\b" + _OWN_EN),
        ("government", r"\b(?<!Deputy )(?:Prime Minister|Head of Government)\b" + _OWN_EN),
    ),
    "ru": (
        (
            "state",
            r"(?<!Первый )(?<!Первого )(?<!Первым )(?<!Первому )(?<!Вице-)"
            r"\b(?:Глав[аыеуой]{1,2} [Гг]осударства?|Президент(?:а|у|ом|е|ы)?)\b" + _OWN_RU,
        ),
        # Of two rows for one office the later counts: «Глава Правительства» only stands for it.
        ("government", r"\bГлав[аыеуой]{1,2} Правительства\b" + _OWN_RU),
        ("government", r"\bПремьер-[Мм]инистр(?:а|у|ом|е)?\b" + _OWN_RU),
        ("first", r"\bЕлбасы\b|\bПерв\w+ Президент\w*"),
    ),
    "kk": (
        (
            "state",
            r"\b(?:Мемлекет басшысы|Президент)"
            r"(?:ның|нің|на|не|ге|тің|ке)?\b" + _NO_NAME_KK,
        ),
        ("first", r"\bЕлбасы|\bТұңғыш Президент"),
        (
            "government",
            r"\b(?:Үкімет басшысы|Премьер-[Мм]инистр)(?:нің|не|дің|ге)?\b" + _NO_NAME_KK,
        ),
    ),
}
_NAMES = {
    ("en", "state"): ("Head of State",),
    ("en", "government"): ("Prime Minister",),
    ("ru", "state"): ("Глава государства", "Президент"),
    ("ru", "government"): ("Премьер-Министр", "Глава Правительства"),
    ("ru", "first"): ("Первый Президент",),
    ("kk", "state"): ("Мемлекет басшысы", "Президент"),
    ("kk", "government"): ("Премьер-Министр", "Үкімет басшысы"),
    ("kk", "first"): ("Тұңғыш Президент",),
}
_HELD = {
    "state": re.compile(
        r"^(?:president|head of state|президент|глава государства|мемлекет басшысы)", re.I
    ),
    "government": re.compile(
        r"^(?:prime minister|head of government|премьер|глава правительства|үкімет басшысы)", re.I
    ),
    "first": re.compile(r"^(?:первый президент|елбасы|тұңғыш президент)", re.I),
}


def give_offices(
    doc: Doc, lang: Lang, participants: Sequence[Person], mentioned: Sequence[Person]
) -> tuple[Person, ...]:
    """Participants, with the highest offices that the text says without a name.

    A known leader gets the office that is theirs; otherwise the one person without an office
    gets the one office nobody is named for. Nothing is given where several of either are left.
    """
    text = doc.text[: doc.body_end]
    vacant = {
        office: match
        for office, pattern in _ALIASES[lang]
        if (match := re.search(pattern, text)) is not None
        and not any(_holds(person, office) for person in (*participants, *mentioned))
    }
    people = tuple(_led_once(participants, lang, dict(vacant)))
    without = [person for person in people if person.office is None]
    left = [
        office
        for office, match in vacant.items()
        if office != "first" and not text.startswith(" of ", match.end())
    ]
    if people != tuple(participants) or len(without) != 1 or len(left) != 1:
        return people
    if not _leads(doc, without[0]):
        return people
    name = _spelt(lang, left[0], vacant[left[0]])
    return tuple(
        replace(person, office=name, country="KZ") if person is without[0] else person
        for person in people
    )


def _led_once(
    people: Sequence[Person], lang: Lang, vacant: dict[str, re.Match[str]]
) -> Iterator[Person]:
    """The people in order, an office of English texts given to the first leader alone."""
    for person in people:
        led = _led(person, lang, vacant)
        if lang == "en" and led is not person:
            given = next(o for o in vacant if led.office == _spelt(lang, o, vacant[o]))
            vacant.pop(given)
        yield led


def _led(person: Person, lang: Lang, vacant: dict[str, re.Match[str]]) -> Person:
    """The person with the vacant office that a leader of this name holds, if one does."""
    leader = leaders.find(person.name) if person.office is None else None
    if leader is None or leader.country != "KZ" or person.organisation is not None:
        return person
    office = next(
        (o for o in ("first", "state", "government") if o in vacant and o in leader.ranks), None
    )
    if office is None:
        return person
    return replace(person, office=_spelt(lang, office, vacant[office]), country="KZ")


def _spelt(lang: Lang, office: str, match: re.Match[str]) -> str:
    """The office in the nominative, by the words that the text has for it."""
    names = _NAMES[(lang, office)]
    return next((name for name in names if name[:4].lower() == match.group()[:4].lower()), names[0])


def _leads(doc: Doc, person: Person) -> bool:
    """Whether the person is whom the text is about: named first in a sentence of the lead."""
    if person.span is None or person.organisation or person.span[0] >= doc.lead_end:
        return False
    return any(doc.tokens[begin].start == person.span[0] for begin, _ in doc.sentence_bounds)


def _holds(person: Person, office: str) -> bool:
    return (
        person.office is not None
        and person.country == "KZ"
        and _HELD[office].search(person.office) is not None
    )
