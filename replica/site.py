"""The state of the stand-in site: what is published, edited and withdrawn, and in what order."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from replica.addresses import FIRST_NUMBERS, release_path
from replica.clock import Clock
from replica.corpus import load_corpus
from replica.events import load_events
from replica.history import plan_history
from replica.languages import LANGS, PUBLICATION_ORDER, Lang
from replica.model import Event, Release, Text
from replica.variation import nth_event, with_one_figure_changed

#: The generations of primeminister.kz, and a neighbour.
Generation = Literal["A", "B", "C", "akorda"]


class UnknownReleaseError(LookupError):
    """Nothing of that address, slug or event is published, or waits to be."""


class Site:
    """Holds every release ever published; the only place where the state changes."""

    def __init__(
        self,
        generation: Generation = "C",
        history: int = 0,
        *,
        corpus: Path | None = None,
        seed: int = 0,
        clock: Clock | None = None,
        apart: Collection[str] = (),
    ) -> None:
        self.apart = frozenset(apart)
        self.generation: Generation = generation
        self.clock = clock or Clock()
        now = self.clock.now()
        self.events = load_corpus(corpus, now, seed) if corpus else load_events()
        self.releases: list[Release] = []
        self.by_path: dict[str, Release] = {}
        self.revision = 0
        #: Counts what may change pages that exist already: edits, withdrawals, restorations.
        self.alterations = 0
        self._listed: dict[tuple[int, Lang], list[Release]] = {}
        self._published: dict[str, dict[Lang, Release]] = {}
        self._next_index = history
        self._next_number = FIRST_NUMBERS[generation]
        past = [nth_event(self.events, index) for index in range(history)]
        for planned in plan_history(past, now, seed):
            self._add(planned.event, planned.lang, planned.at, changed_at=planned.at)

    # Reading

    def listed(self, lang: Lang) -> list[Release]:
        """The releases of one language that are not withdrawn, newest first."""
        key = (self.revision, lang)
        if key not in self._listed:
            self._listed = {old: kept for old, kept in self._listed.items() if old[0] == key[0]}
            live = [r for r in self.releases if r.lang == lang and r.withdrawn is None]
            self._listed[key] = sorted(live, key=_newness, reverse=True)
        return self._listed[key]

    def shown(self, lang: Lang) -> list[Release]:
        """What the front page and the listing of all news show: no section that stands apart."""
        return [release for release in self.listed(lang) if release.section not in self.apart]

    def siblings(self, release: Release) -> dict[Lang, Release]:
        """The live releases of the same event by language, ``release`` itself included."""
        told = self._published[release.event.id]
        return {lang: told[lang] for lang in LANGS if lang in told and told[lang].withdrawn is None}

    def before(self, release: Release, count: int) -> tuple[list[Release], datetime]:
        """Up to ``count`` live releases that came before in the same language, newest first, and
        when the last change among them happened (withdrawals included).
        """
        found: list[Release] = []
        changed = release.changed_at
        for position in range(release.order - 1, -1, -1):
            other = self.releases[position]
            if other.lang == release.lang:
                changed = max(changed, other.changed_at)
                if other.withdrawn is None:
                    found.append(other)
            if len(found) == count:
                break
        return found, changed

    def find(self, address: str) -> Release:
        """The release at a path or URL of this site; UnknownReleaseError where there is none."""
        path = urlsplit(address).path
        try:
            return self.by_path[path]
        except KeyError:
            raise UnknownReleaseError(f"no release at {address}") from None

    def last_change(self, lang: Lang) -> datetime | None:
        """When anything of one language last changed; None where nothing was ever published."""
        return max((r.changed_at for r in self.releases if r.lang == lang), default=None)

    # Changing

    def next_event(
        self, name: str | None = None, languages: Collection[Lang] | None = None
    ) -> Event:
        """The event that is to be published next, or the one of that id or slug.

        An event that is published in those ``languages`` (None: all its own) already comes as a
        further variation. ValueError where no event has a text in any of them.
        """
        if name is None:
            index = self._first_index(self._next_index, 1, self.events, languages)
            self._next_index = index + 1
        else:
            position = self._position(name)
            only = (self.events[position],)
            index = self._first_index(position, len(self.events), only, languages)
        return nth_event(self.events, index)

    def _first_index(
        self,
        start: int,
        step: int,
        candidates: Iterable[Event],
        languages: Collection[Lang] | None,
    ) -> int:
        """The first place in the endless series whose event still has something to publish."""
        if not any(_texts_in(event, languages) for event in candidates):
            raise ValueError(f"no event has a text in {', '.join(languages or ())}")
        for index in itertools.count(start, step):
            event = nth_event(self.events, index)
            told = set(self._published.get(event.id, {}))
            # One that was begun by its name is completed by its name, not in its turn.
            if _texts_in(event, languages) - told and not (told and step == 1):
                break
        return index

    def _position(self, name: str) -> int:
        for position, event in enumerate(self.events):
            if name == event.id or any(name == text.slug for text in event.texts.values()):
                return position
        raise UnknownReleaseError(f"no event {name!r}")

    def publish(self, event: Event, languages: Collection[Lang] | None = None) -> list[Release]:
        """Publishes those languages of ``event`` (default: all) that are not published yet."""
        wanted = _texts_in(event, languages) - set(self._published.get(event.id, {}))
        return [
            self._add(event, lang, self.clock.now()) for lang in PUBLICATION_ORDER if lang in wanted
        ]

    def publish_raw(
        self,
        lang: Lang,
        text: Text,
        section: str = "news",
        *,
        number: int | None = None,
        images: int = 0,
        event_id: str | None = None,
    ) -> Release:
        """Publishes one text of one's own. Texts of one ``event_id`` are versions of each other."""
        name = event_id or f"raw-{len(self.releases) + 1}"
        event = Event(name, section, {lang: text}, images)
        return self._add(event, lang, text.published_at or self.clock.now(), number=number)

    def edit(self, release: Release, title: str | None = None, body: str | None = None) -> None:
        """Changes a release silently, as the site does; without texts, one figure of the body."""
        if title is None and body is None:
            body = with_one_figure_changed(release.body)
        release.title = release.title if title is None else title
        release.body = release.body if body is None else body
        self._changed(release)

    def withdraw(self, release: Release, status: Literal[404, 410] = 404) -> None:
        """Takes a release off the listings; its address answers with ``status`` from now on."""
        release.withdrawn = status
        self._changed(release)

    def restore(self, release: Release) -> None:
        """Puts a withdrawn release back."""
        release.withdrawn = None
        self._changed(release)

    def _changed(self, release: Release) -> None:
        release.changed_at = self.clock.now()
        self.revision += 1
        self.alterations += 1

    def _add(
        self,
        event: Event,
        lang: Lang,
        at: datetime,
        *,
        number: int | None = None,
        changed_at: datetime | None = None,
    ) -> Release:
        chosen = self._number_for(event) if number is None else number
        path = self._free_path(event, lang, at, chosen)
        release = Release(
            lang=lang,
            path=path,
            section=event.section,
            title=event.texts[lang].title,
            body=event.texts[lang].body,
            number=chosen,
            published_at=at.replace(second=0, microsecond=0),
            changed_at=changed_at or self.clock.now(),
            event=event,
            order=len(self.releases),
        )
        self._next_number = max(self._next_number, chosen + 1)
        self.releases.append(release)
        self.by_path[path] = release
        self._published.setdefault(event.id, {})[lang] = release
        self.revision += 1
        return release

    def _number_for(self, event: Event) -> int:
        """The next number of the scale; in generation A the languages of an event share one."""
        told = self._published.get(event.id, {})
        if self.generation == "A" and told:
            return next(iter(told.values())).number
        return self._next_number

    def _free_path(self, event: Event, lang: Lang, at: datetime, number: int) -> str:
        path = release_path(self.generation, event, lang, at, number)
        while path in self.by_path:
            # Generation B makes the address of the time: a second later it is another one.
            at += timedelta(seconds=1)
            taken, path = path, release_path(self.generation, event, lang, at, number)
            if path == taken:
                raise ValueError(f"{path} is taken")
        return path


def _texts_in(event: Event, languages: Collection[Lang] | None) -> set[Lang]:
    """The languages of an event among those asked for (None: all)."""
    return set(event.texts) if languages is None else set(event.texts) & set(languages)


def _newness(release: Release) -> tuple[datetime, int]:
    return release.published_at, release.order
