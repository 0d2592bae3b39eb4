"""What an event comes to for readers of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.gazetteer import Place, place_in
from archive.model import ArchivedRelease, Event
from notifier.figures import KeyFigure, key_figures
from notifier.headline import headline
from notifier.leads import lead, make_up
from notifier.markup import clean, clean_lines
from notifier.phrases import sentences
from notifier.settings import Lang
from notifier.words import Catalogue, catalogue, kind_words, preferred

HOME = "KZ"
#: The first line of a post has at most so many characters: it is what a telephone shows of it.
FIRST_LINE = 70
#: The sentence below it is looked for in so much of the text, in characters.
_BEGINNING = 6_000
#: No title, sentence or name of sense is longer, and only so many names are looked for in a title.
_TITLE, _LONGEST_NAME, _FIRST_NAMES = 1_000, 80, 12


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who took part; ``country`` is ISO 3166-1 alpha-2."""

    name: str
    office: str | None
    country: str | None
    organisation: str | None

    @property
    def is_guest(self) -> bool:
        """Whether they speak for another country or an international organisation."""
        if self.country is None:
            return self.organisation is not None
        return self.country != HOME


@dataclass(frozen=True, slots=True)
class Told:
    """An event as told to readers of ``language``, out of the release in ``spoken``.

    ``summary`` goes with the whole ``title``, ``lead`` with the ``headline``, which may be shorter.
    """

    event: Event
    release: ArchivedRelease
    language: Lang
    spoken: Lang
    title: str
    headline: str
    summary: str
    lead: str
    days: tuple[date, date]
    city: str | None
    country: str | None
    people: tuple[Person, ...]
    figures: tuple[KeyFigure, ...]
    all_figures: tuple[str, ...]
    organisations: tuple[str, ...]
    topics: tuple[str, ...]
    others: tuple[tuple[Lang, str], ...]

    @property
    def is_fallback(self) -> bool:
        """Whether the text is in another language than the reader's."""
        return self.spoken != self.language

    @property
    def is_withdrawn(self) -> bool:
        """Whether the site no longer shows the release that is told."""
        return self.release.status == "withdrawn"


def tell(event: Event, language: Lang) -> Told | None:
    """The event for readers of ``language``; None where none of its releases may be told."""
    release = _release_for(event, language)
    if release is None:
        return None
    analysis, words = release.analysis, catalogue(release.lang)
    place = _place(event, release)
    shown = place
    if release.lang != language:
        there = place_in(language, place.city, place.country)
        shown = Place(there.city or place.city, there.country)
    people = tuple(_people(analysis.get("participants") or ()))
    title = clean(release.title)
    room = FIRST_LINE - len(kind_words(event.kind).emoji) - 1
    names = [person.name for person in people if len(person.name) <= _LONGEST_NAME]
    head = headline(title[:_TITLE], words, room, city=place.city, names=names[:_FIRST_NAMES])
    text = clean_lines(release.text[:_BEGINNING])
    own = _summary(analysis, text)
    summary = lead(
        title,
        own,
        text,
        _known(event, place, people, words),
        [name.split()[-1] for name in names],
        words,
    )
    below = summary
    if not head.whole:
        below = make_up(title, head, summary, own, text, words)
    figures = analysis.get("figures") or ()
    return Told(
        event=event,
        release=release,
        language=language,
        spoken=release.lang,
        title=title,
        headline=head.text,
        summary=summary,
        lead=below,
        days=_days(event, release),
        city=shown.city,
        country=shown.country,
        people=people,
        figures=tuple(key_figures(figures, words, title=title, said=below)),
        all_figures=tuple(clean(figure.get("text") or "") for figure in figures),
        organisations=tuple(clean(name) for name in analysis.get("organisations") or ()),
        topics=tuple(analysis.get("topics") or ()),
        others=tuple(_others(event, release)),
    )


def _release_for(event: Event, language: Lang) -> ArchivedRelease | None:
    tellable = [
        event.releases[lang]
        for lang in preferred(language)
        if lang in event.releases and event.releases[lang].status != "unsure"
    ]
    # The reader's own language is kept even when withdrawn: that is what has been told so far.
    for release in tellable:
        if release.lang == language or release.status == "live":
            return release
    return tellable[0] if tellable else None


def _others(event: Event, told: ArchivedRelease) -> Iterable[tuple[Lang, str]]:
    for lang in ("kk", "ru", "en"):
        if lang == told.lang:
            continue
        release = event.releases.get(lang)
        if release is not None and release.status == "live":
            yield lang, release.url
        elif release is None and lang in told.siblings:
            yield lang, told.siblings[lang]


def _summary(analysis: Mapping[str, Any], text: str) -> str:
    return (clean(analysis.get("summary") or "") or next(sentences(text), ""))[:_TITLE]


def _known(event: Event, place: Place, people: Iterable[Person], words: Catalogue) -> str:
    """What is no news below a title: the place, and who of our own is there as always."""
    parts = [place.city, words.country(place.country or "")]
    if event.kind != "appointment":
        parts += [person.name for person in people if not person.is_guest]
    return " ".join(part for part in parts if part)


def _siblings(event: Event, release: ArchivedRelease) -> Iterable[ArchivedRelease]:
    """The release itself and those in other languages, in the order in which they are asked."""
    yield release
    for lang in preferred(release.lang):
        other = event.releases.get(lang)
        if other is not None and other is not release and other.status == "live":
            yield other


def _place(event: Event, release: ArchivedRelease) -> Place:
    """Where it was, from the first language that says so."""
    for each in _siblings(event, release):
        said = each.analysis.get("place") or {}
        city, country = clean(said.get("city") or "") or None, said.get("country")
        if city is not None and each is release:
            return Place(city, country or place_in(each.lang, city, None).country)
        if city is not None or country is not None:
            return place_in(release.lang, city, country)
    return Place()


def _days(event: Event, release: ArchivedRelease) -> tuple[date, date]:
    """When it was, from the first language that says so; else when it was published."""
    for each in _siblings(event, release):
        dates = each.analysis.get("date") or {}
        start = _day(dates.get("start"))
        if start is not None:
            return start, max(start, _day(dates.get("end")) or start)
    published = event.published_at.date()
    return published, published


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _people(rows: Iterable[Mapping[str, Any]]) -> Iterable[Person]:
    for row in rows:
        name = clean(row.get("name") or "")
        if name and row.get("role") != "mentioned":
            yield Person(
                name,
                clean(row.get("office") or "") or None,
                row.get("country"),
                clean(row.get("organisation") or "") or None,
            )
