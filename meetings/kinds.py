"""What a text is mainly about, whether people met, and in which formats.

Cues are read in the title and the lead, in order; who took part decides between a bilateral
meeting and a domestic one, and between a visit with talks and a visit as such.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any

from meetings.kinds_sides_ru import foreign_side
from meetings.model import Kind, Lang, Person
from meetings.text import Doc

_FORMAT_ORDER = ("restricted", "expanded", "one_on_one", "online")
_MEETING_KINDS = frozenset(
    {
        "bilateral",
        "multilateral_council",
        "government_session",
        "working_meeting",
        "phone_call",
        "audience_multilateral",
        "foreign_visit",
        "party_or_parliament",
        "conference",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The kind of a release, whether it tells of a meeting, and the formats it names.

    ``digest``: it is a review of many events.
    """

    kind: Kind
    is_meeting: bool
    formats: tuple[str, ...]
    digest: bool = False


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    path = files("meetings").joinpath("data", "kinds.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=128)
def _pattern(lang: Lang, cue: str) -> re.Pattern[str]:
    patterns = _cues()[lang].get(cue, ())
    # English cues tell names of regions by their capitals; the others need no case.
    flags = re.NOFLAG if lang == "en" and "adjunct" not in cue else re.IGNORECASE
    return re.compile("|".join(patterns) if patterns else r"(?!)", flags)


class _Lead:
    """The title and lead of a text, asked for cues."""

    def __init__(self, doc: Doc, lang: Lang) -> None:
        self.lang = lang
        self.text = _without_recall(_unquoted(doc, doc.lead_end), lang)
        self.title = doc.text[: doc.title_end]
        self.opening = _opening(doc, lang)

    def opens_with(self, cue: str, sentences: int = 1) -> bool:
        """Whether the first sentences of the body have the cue."""
        return any(_pattern(self.lang, cue).search(s) for s in self.opening[:sentences])

    def has(self, cue: str) -> bool:
        return _pattern(self.lang, cue).search(self.text) is not None

    def has_outside_adjunct(self, cue: str) -> bool:
        """Whether the cue stands on its own, not in "on the sidelines of …"."""
        return any(
            not self._adjunct(match) for match in _pattern(self.lang, cue).finditer(self.text)
        )

    def title_kind(self, abroad: bool) -> Kind | None:
        """What the title alone says the release is about, where it decides."""
        if not self.title:
            return None

        def said(cue: str) -> bool:
            return _pattern(self.lang, cue).search(self.title) is not None

        if said("met") or said("talks"):
            return None if abroad or said("regional_trip") else "working_meeting"
        for kind in _TITLED:
            if said(kind):
                return kind
        if self.lang == "kk" and self.has("talks") and not self._tells_of_visit():
            return None
        return "foreign_visit" if abroad and said("foreign_visit") else None

    def _tells_of_visit(self) -> bool:
        """Whether the first sentence tells of the arrival, and the talks come after (Kazakh)."""
        return self.opens_with("arrived") and not self.opens_with("talks")

    def titled_meeting(self) -> bool:
        """Whether the title tells of two sides that met, and of no council (Russian)."""
        if self.lang != "ru" or not self.title:
            return False
        council = _pattern("ru", "multilateral_council").search(self.title)
        return council is None and any(
            _pattern("ru", cue).search(self.title) for cue in ("talks", "two_sides")
        )

    def trip_aside(self) -> bool:
        """Whether the trip is only where the meeting happened ("during his trip to …")."""
        for match in _pattern(self.lang, "regional_trip").finditer(self.text):
            before = self.text[max(0, match.start() - 60) : match.start()]
            after = self.text[match.end() : match.end() + 60]
            if _pattern(self.lang, "trip_adjunct").search(before):
                return True
            if self.lang == "kk" and _pattern("kk", "trip_adjunct_after").search(after):
                return True
        return False

    def seen_in_capital(self) -> bool:
        """Whether something was inspected in the capital, and nobody travelled (English)."""
        inspected = self.has("regional_trip") or self.opens_with("inspected")
        return inspected and self.has("in_capital") and not self.has("travelled")

    def only_arrived(self) -> bool:
        """Whether it opens with a visit and tells of no talks that were held yet (Kazakh)."""
        return self.lang == "kk" and self.opens_with("foreign_visit") and not self.has("talks")

    def at_conference(self) -> bool:
        """Whether it was said at a conference, where nobody is told to have met apart."""
        return self.opens_with("at_conference", 2) and not self.opens_with("met", 2)

    def _adjunct(self, match: re.Match[str]) -> bool:
        if self.lang == "kk":
            after = self.text[match.end() : match.end() + 60]
            return _pattern("kk", "adjunct_after").search(after) is not None
        before = self.text[max(0, match.start() - 60) : match.start()]
        return _pattern(self.lang, "adjunct").search(before) is not None


def _unquoted(doc: Doc, limit: int) -> str:
    """The text without speech, from the title up to ``limit``."""
    parts: list[str] = []
    position = 0
    for start, end in doc.speech:
        if start >= limit:
            break
        parts.append(doc.text[position:start])
        position = end
    parts.append(doc.text[position:limit] if position < limit else "")
    return "".join(parts)


def _without_recall(text: str, lang: Lang) -> str:
    """The text without sentences such as «Напомним, на заседании Правительства …» (Russian)."""
    if lang != "ru":
        return text
    recall = _pattern(lang, "recall")
    return "".join(part for part in _SENTENCE.split(text) if not recall.match(part))


# With the space after it, so that the rest stays as it was; an initial ends no sentence.
_SENTENCE = re.compile(r"(?<=[.!?] )(?<![ \n][А-ЯЁ]\. )(?=[А-ЯЁ«])|(?<=\n)")


def _opening(doc: Doc, lang: Lang) -> list[str]:
    """The first four sentences of the body; in Kazakh the date line is none."""
    bounds = ((b, e) for b, e in doc.sentence_bounds if doc.tokens[b].start >= doc.title_end)
    sentences = (doc.slice(begin, end) for begin, end in bounds)
    told = (s for s in sentences if lang != "kk" or not _DATE_LINE.fullmatch(s))
    return list(islice(told, 4))


_DATE_LINE = re.compile(r"(?:[\w-]+, )?\d{1,2} \w+ \d{4}(?:\D{0,8}\d\d:\d\d)?")


def read_kind(
    doc: Doc, lang: Lang, participants: Sequence[Person], place_country: str | None = None
) -> Reading:
    """The kind of the text, given who took part in it and in which country, if known."""
    lead = _Lead(doc, lang)
    abroad = foreign(participants) and (lang != "en" or _guests_weigh(participants))
    abroad = abroad or (lang == "ru" and foreign_side(doc))
    kind = _kind(lead, abroad, place_country not in (None, "KZ"))
    digest = kind == "other" and lead.has("digest")
    if kind == "other" and not digest and not lead.seen_in_capital():
        kind = _told_later(doc, lead, participants, abroad=abroad)
    formats = _formats(doc, lead)
    meeting = kind in _MEETING_KINDS or (
        kind == "regional_trip" and (_met_there(lead, participants) or _talked(doc, lang))
    )
    meeting = meeting or (kind == "appointment" and lead.has("introduced"))
    meeting = meeting or (digest and lang != "en" and len(participants) > 1)
    if kind == "other" and not digest:
        meeting = (
            meeting or lead.has("signing_held") or (len(participants) > 1 and lead.has("signing"))
        )
    return Reading(kind, meeting, formats if meeting else (), digest)


def _kind(lead: _Lead, abroad: bool, away: bool) -> Kind:
    """``abroad``: someone foreign took part; ``away``: it was held in a foreign country."""
    first = _first(lead)
    if first == "multilateral_council" and abroad and lead.titled_meeting():
        return "bilateral"
    return first or _with_guests(lead, abroad, away) or _last(lead, away)


def _first(lead: _Lead) -> Kind | None:
    """What its cues decide whoever took part."""
    if lead.has("digest"):
        return "other"
    if lead.has("appointment") or lead.opens_with("appointing", 2):
        return "appointment"
    if lead.opens_with("told_press"):
        return "statement"
    return next((kind for kind in _EARLY if lead.has_outside_adjunct(kind)), None)


def _with_guests(lead: _Lead, abroad: bool, away: bool) -> Kind | None:
    """What depends on whether someone foreign took part, or on where it was."""
    if lead.lang == "kk" and lead.at_conference() and not lead.has("talks"):
        return "conference"
    if lead.has("joint_commission") or lead.has("said_bilateral"):
        return "bilateral"
    title = lead.title_kind(abroad)
    if title is not None:
        return title
    if abroad and lead.has("two_sides") and not (away and lead.only_arrived()):
        return "bilateral"
    if away and lead.opens_with("met_abroad"):
        return "bilateral"
    if lead.has("foreign_visit") and (abroad or away):
        return "bilateral" if abroad and lead.has("talks") else "foreign_visit"
    return None


def _last(lead: _Lead, away: bool) -> Kind:
    for kind in _LATE:
        if kind == "statement" and lead.opens_with("meeting_held"):
            continue
        if kind == "regional_trip" and lead.seen_in_capital():
            return "other"
        told = kind in {"statement", "regional_trip"}
        if told and lead.lang == "kk" and lead.at_conference():
            return "conference"
        if kind == "regional_trip" and lead.has(kind) and lead.has("met") and lead.trip_aside():
            return "working_meeting"
        if kind == "working_meeting" and lead.at_conference():
            return "conference"
        if lead.has(kind) if kind == "regional_trip" else lead.has_outside_adjunct(kind):
            return kind
    return "regional_trip" if lead.opens_with("inspected") and not away else "other"


def _told_later(doc: Doc, lead: _Lead, participants: Sequence[Person], *, abroad: bool) -> Kind:
    """What a text is whose lead shows nothing: a meeting told of further on, or an interview."""
    few = len(participants) <= _MOST_TELLING
    festive = lead.has("signing_held") or lead.has("ceremony")
    if few and lead.opens_with("title_told", 4) and not festive:
        return "statement"
    if not participants:
        return "other"
    if abroad and lead.opens_with("both_sides"):
        return "bilateral"
    begin, end = doc.title_end, min(doc.body_end, doc.title_end + _BEYOND)
    for match in _pattern(lead.lang, "held_later").finditer(doc.text, begin, end):
        if not any(start <= match.start() < stop for start, stop in doc.speech):
            return "working_meeting"
    return "statement" if lead.has("told") else "other"


_BEYOND = 1500
# More than these who tell something have met.
_MOST_TELLING = 2
_EARLY: tuple[Kind, ...] = (
    "phone_call",
    "audience_multilateral",
    "multilateral_council",
    "party_or_parliament",
    "government_session",
)
_LATE: tuple[Kind, ...] = (
    "statement",
    "regional_trip",
    "working_meeting",
    "conference",
)


_TITLED: tuple[Kind, ...] = ("regional_trip", "conference")


def foreign(participants: Sequence[Person]) -> bool:
    """Whether someone from abroad or from an international body took part."""
    return any(
        (person.country not in (None, "KZ"))
        or (person.organisation is not None and person.country is None)
        for person in participants
    )


def _guests_weigh(participants: Sequence[Person]) -> bool:
    """Whether one of the first two is from abroad, or half of those met are.

    One among many who only spoke as well does not make two sides.
    """
    guests = [foreign([person]) for person in participants]
    return any(guests[:2]) or 2 * sum(guests) >= len(guests) - 1


def _met_there(lead: _Lead, participants: Sequence[Person]) -> bool:
    return len(participants) > 1 and lead.has("meets")


def _talked(doc: Doc, lang: Lang) -> bool:
    """Whether those visited were met as well, anywhere in the text."""
    return _pattern(lang, "talked").search(_unquoted(doc, doc.body_end)) is not None


def _formats(doc: Doc, lead: _Lead) -> tuple[str, ...]:
    """The formats of the lead; in Kazakh also those that a later sentence begins with."""
    patterns = _cues()["formats"][lead.lang]
    later: dict[str, str] = _cues()["formats_later"].get(lead.lang, {})
    body = _unquoted(doc, doc.body_end) if later else ""
    return tuple(
        name
        for name in _FORMAT_ORDER
        if re.search(patterns[name], lead.text) or re.search(later.get(name, "(?!)"), body)
    )
