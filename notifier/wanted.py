"""Whether a channel wants to hear of an event: its filters, against all the event's languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from archive.model import ArchivedRelease, Event
from archive.stems import query_stems, stems, words
from notifier.settings import Audience, Filter


def wants_alert(channel: Audience, event: Event) -> bool:
    """Whether a channel is to be alerted of ``event``: what kind of releases it wants, filters."""
    kind = channel.alerts == "all" or (channel.alerts == "meetings" and event.is_meeting)
    return kind and wants(channel, event)


def wants(channel: Audience, event: Event) -> bool:
    """Whether ``event`` passes the channel's filters (what kinds of release aside).

    Of ``include`` every key that is set has to match, of ``exclude`` none may; a key matches where
    one of its values does.
    """
    found = [_matches(event, key, channel.include) for key in channel.include.keys_set]
    unwanted = (_matches(event, key, channel.exclude) for key in channel.exclude.keys_set)
    return all(found) and not any(unwanted)


def _matches(event: Event, key: str, chosen: Filter) -> bool:
    values = getattr(chosen, key)
    if key == "kinds":
        return event.kind in values
    if key == "people" and any(
        _says(lang, name, value) for lang, name in event.spellings for value in values
    ):
        return True
    test = _TESTS[key]
    return any(test(release, value) for release in event.releases.values() for value in values)


def _person(release: ArchivedRelease, name: str) -> bool:
    rows = release.analysis.get("participants") or ()
    return any(_says(release.lang, str(row.get("name") or ""), name) for row in rows)


def _country(release: ArchivedRelease, code: str) -> bool:
    analysis = release.analysis
    rows: Iterable[Mapping[str, Any]] = analysis.get("participants") or ()
    place = (analysis.get("place") or {}).get("country")
    return code == place or any(row.get("country") == code for row in rows)


def _organisation(release: ArchivedRelease, name: str) -> bool:
    rows: Iterable[Mapping[str, Any]] = release.analysis.get("participants") or ()
    names = [str(row.get("organisation") or "") for row in rows]
    names += [release.title, *(release.analysis.get("organisations") or ())]
    return any(_says(release.lang, each, name) for each in names)


def _topic(release: ArchivedRelease, topic: str) -> bool:
    return topic in (release.analysis.get("topics") or ())


def _site(release: ArchivedRelease, name: str) -> bool:
    return release.site == name


def _words(release: ArchivedRelease, phrase: str) -> bool:
    return _says(release.lang, f"{release.title}\n{release.text}", phrase)


def _says(lang: str, text: str, phrase: str) -> bool:
    """Whether every word of ``phrase`` occurs in ``text``, in whatever inflected form."""
    known = set(stems(lang, text).split())
    return all(query_stems(word) & known for word in words(phrase))


_TESTS: Mapping[str, Callable[[ArchivedRelease, str], bool]] = {
    "people": _person,
    "countries": _country,
    "organisations": _organisation,
    "topics": _topic,
    "words": _words,
    "sites": _site,
}
