"""New releases for a large archive, as a crawl would bring them: text, page of 86 KB, analysis."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from archive import Archive, Page, Release
from benchmarks.library import PARAGRAPHS, PEOPLE, SPAN, START, person_of, words_of
from meetings.linking import traits_of
from meetings.model import Analysis, Person, Place

#: So many of the first are not given: the dictionary of pages is made by them.
_WARM = 3
#: A site that publishes three dozen releases a day.
_APART = timedelta(minutes=40)
_PLACES = (
    ("Astana", "KZ"),
    ("Ankara", "TR"),
    ("Beijing", "CN"),
    ("Moscow", "RU"),
    ("Tashkent", "UZ"),
)


def newcomers(archive: Archive, count: int) -> Iterator[Callable[[], object]]:
    """Calls each of which archives one new release, published after all others."""
    rng = random.Random(count)
    chrome = "".join(f'<div class="c{rng.getrandbits(40):x}">&nbsp;</div>\n' for _ in range(2200))
    # Archives that are used again hold what was stored before.
    known = archive.counts()["releases"]
    for number in range(known, known + count + _WARM):
        store = _newcomer(archive, rng, chrome, number)
        if number < known + _WARM:
            store()
        else:
            yield store


def _newcomer(
    archive: Archive, rng: random.Random, chrome: str, number: int
) -> Callable[[], object]:
    words = words_of("en")
    title = " ".join(word for word, _ in rng.choices(words.drawn, k=8))
    paragraphs = [text for text, _ in rng.choices(words.paragraphs, k=PARAGRAPHS)]
    moment = START + SPAN + _APART * number
    city, country = rng.choice(_PLACES)
    release = Release(
        url=f"https://site.example/en/news/new-{number}",
        lang="en",
        title=title,
        published_at=moment,
        text="\n\n".join(paragraphs),
    )
    analysis = Analysis(
        is_meeting=True,
        kind="bilateral",
        place=Place(city, country),
        participants=(
            Person("Aigerim Sadykova", "Minister of Trade", "KZ", role="host"),
            Person(person_of(rng.randrange(PEOPLE)), "Minister of Trade", country, role="visitor"),
        ),
        analyser_version="1",
    )
    traits = traits_of(
        analysis,
        lang="en",
        title=release.title,
        text=release.text,
        published_at=moment,
        url=release.url,
        images=(),
        alternates={},
    )
    body = f"<html>{chrome}<h1>{release.title}</h1><p>{release.text}</p></html>".encode()
    page = Page(release.url, body, 200, {}, moment)
    return partial(archive.store, release, page, analysis=analysis, traits=traits, now=moment)
