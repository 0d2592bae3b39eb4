"""The state of the stand-in site: what is published, edited and withdrawn, and in what order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from replica.addresses import FIRST_NUMBER, release_path
from replica.clock import Clock
from replica.corpus import load_corpus
from replica.events import load_events
from replica.history import plan_history
from replica.languages import LANGS, Lang
from replica.model import Event, Release, Text
from replica.variation import nth_event

Generation = Literal["B", "C"]


class UnknownRelease(LookupError):
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
    ) -> None:
        self.generation: Generation = generation
        self.seed = seed
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
        self._next_number = FIRST_NUMBER
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
        """The release at a path or URL of this site; UnknownRelease where there is none."""
        path = re.sub(r"^https?://[^/]+", "", address)
        try:
            return self.by_path[path]
        except KeyError:
            raise UnknownRelease(f"no release at {address}") from None

    def last_change(self, lang: Lang) -> datetime | None:
        """When anything of one language last changed; None where nothing was ever published."""
        return max((r.changed_at for r in self.releases if r.lang == lang), default=None)

    # Changing

    def next_event(self, name: str | None = None) -> Event:
        """The event that is to be published next, or the one of that id or slug.

        An event that is published in every language already comes as a further variation.
        """
        if name is None:
            event = nth_event(self.events, self._next_index)
            while event.id in self._published:  # published out of turn by its name
                self._next_index += 1
                event = nth_event(self.events, self._next_index)
            self._next_index += 1
            return event
        for position, event in enumerate(self.events):
            if name == event.id or any(name == text.slug for text in event.texts.values()):
                return self._first_untold(position)
        raise UnknownRelease(f"no event {name!r}")

    def _first_untold(self, position: int) -> Event:
        index = position
        while True:
            event = nth_event(self.events, index)
            if set(event.texts) - set(self._published.get(event.id, {})):
                return event
            index += len(self.events)

    def publish(self, event: Event, languages: Iterable[Lang] | None = None) -> list[Release]:
        """Publishes those languages of ``event`` (default: all) that are not published yet."""
        told = self._published.get(event.id, {})
        wanted = set(event.texts if languages is None else languages) - set(told)
        return [
            self._add(event, lang, self.clock.now())
            for lang in ("ru", "kk", "en")  # the order in which the site usually publishes
            if lang in wanted and lang in event.texts
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
            title, body = with_one_figure_changed(release)
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
        chosen = self._next_number if number is None else number
        path = self._free_path(event, lang, at, chosen)
        release = Release(
            lang=lang,
            path=path,
            section=event.section,
            title=event.texts[lang].title,
            body=event.texts[lang].body,
            number=chosen,
            published_at=at.replace(second=0, microsecond=0),
            created_at=at,
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

    def _free_path(self, event: Event, lang: Lang, at: datetime, number: int) -> str:
        make: Callable[[datetime], str] = lambda moment: release_path(  # noqa: E731
            self.generation, event, lang, moment, number
        )
        path, moment = make(at), at
        while path in self.by_path:
            moment += timedelta(seconds=1)
            if (again := make(moment)) == path:  # generation C: the number alone makes it differ
                raise ValueError(f"{path} is taken")
            path = again
        return path


def _newness(release: Release) -> tuple[datetime, int]:
    return release.published_at, release.order


_DIGITS = re.compile(r"\d+")


def with_one_figure_changed(release: Release) -> tuple[str, str]:
    """Title and body with the last figure of the body one higher (or a full stop doubled)."""
    found = list(_DIGITS.finditer(release.body))
    if not found:
        return release.title, f"{release.body} 1."
    last = found[-1]
    raised = str(int(last.group()) + 1).zfill(len(last.group()))
    return release.title, release.body[: last.start()] + raised + release.body[last.end() :]
