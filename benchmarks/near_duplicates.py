"""Whether releases published again with small changes are linked, and no others are.

``python -m benchmarks.near_duplicates [--shared DIR]``. The texts of ``DIR/corpus/*.jsonl`` (fields
``lang, title, body``) are archived, or those of the replica where there is no such folder; then
some once more at another address, edited. Different texts of the corpus are not to be linked.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive import Archive, Page, Release, duplicates
from archive.content import normalised
from archive.similarity import SHORTEST
from benchmarks.measuring import percentile
from meetings.linking import Traits, traits_of
from meetings.model import Analysis, Lang
from replica.events import load_events

_DEFAULT_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
START = datetime(2021, 3, 1, 9, tzinfo=UTC)
_LATER = timedelta(days=2)
#: How many texts of a language are edited, for each sort of edit.
_EDITED = 150

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b[A-ZА-ЯӘҒҚҢӨҰҮҺІ]\w+(?: [A-ZА-ЯӘҒҚҢӨҰҮҺІ]\w+)+")

Edit = Callable[[str, random.Random, list[str]], str]


def typo(text: str, rng: random.Random, _: list[str]) -> str:
    """One to three words spelt otherwise."""
    words = [m for m in _WORD.finditer(text) if len(m.group()) > 4 and m.group().islower()]
    for match in _some(words, rng, 3):
        word, at = match.group(), rng.randrange(1, len(match.group()) - 1)
        text = _put(text, match, word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return text


def paragraph(text: str, rng: random.Random, others: list[str]) -> str:
    """A paragraph of another release in front or at the end: three sentences at the most."""
    added = " ".join(_SENTENCES.split(rng.choice(others))[: rng.randint(1, 3)])
    return f"{text}\n\n{added}" if rng.random() < 0.5 else f"{added}\n\n{text}"


def numbers(text: str, rng: random.Random, _: list[str]) -> str:
    """One or two numbers corrected."""
    found = [m for m in _WORD.finditer(text) if m.group().isdecimal()]
    for match in _some(found, rng, 2):
        text = _put(text, match, str(int(match.group()) + rng.randint(1, 9)))
    return text


def order(text: str, rng: random.Random, _: list[str]) -> str:
    """Two neighbouring sentences change places."""
    sentences = _SENTENCES.split(text)
    if len(sentences) > 2:
        at = rng.randrange(len(sentences) - 1)
        sentences[at : at + 2] = reversed(sentences[at : at + 2])
    return " ".join(sentences)


def shorter(text: str, rng: random.Random, _: list[str]) -> str:
    """A sentence left out."""
    sentences = _SENTENCES.split(text)
    if len(sentences) > 3:
        sentences.pop(rng.randrange(len(sentences)))
    return " ".join(sentences)


def several(text: str, rng: random.Random, others: list[str]) -> str:
    """A sentence left out, a number corrected and a word spelt otherwise."""
    return typo(numbers(shorter(text, rng, others), rng, others), rng, others)


def other_people(text: str, rng: random.Random, others: list[str]) -> str:
    """The same template about other people and numbers: no duplicate."""
    names = _NAME.findall(" ".join(rng.sample(others, min(len(others), 20))))
    text = _NAME.sub(lambda _: rng.choice(names), text)
    return re.sub(r"\d+", lambda m: str(int(m.group()) + rng.randint(1, 99)), text)


EDITS: dict[str, Edit] = {
    "words spelt otherwise": typo,
    "paragraph added": paragraph,
    "numbers corrected": numbers,
    "sentences reordered": order,
    "sentence left out": shorter,
    "several of these": several,
    "other people and numbers": other_people,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one sort of edit in one language."""

    edited: int
    linked: int
    wrong: int


def texts(shared: Path) -> dict[Lang, list[Release]]:
    """The releases to begin with, by language, long enough to be told from their template."""
    found: dict[Lang, list[Release]] = {"kk": [], "ru": [], "en": []}
    for lang, title, body in _corpus(shared) if (shared / "corpus").is_dir() else _invented():
        if len(_WORD.findall(body)) >= SHORTEST:
            number = len(found[lang])
            found[lang].append(
                Release(
                    url=f"https://site.example/{lang}/news/release-{number}",
                    lang=lang,
                    title=title,
                    published_at=START + timedelta(hours=number),
                    text=body,
                )
            )
    return {lang: releases for lang, releases in found.items() if releases}


def measure(releases: list[Release], name: str, before: Path, folder: Path) -> tuple[Row, int]:
    """Archive edited copies of some releases; how many were linked with theirs, or with another.

    Also the number of links among the releases themselves, all of which are different.
    """
    rng, others = random.Random(name), [release.text for release in releases]
    path = folder / "edited.db"
    shutil.copyfile(before, path)
    edited = linked = wrong = 0
    with Archive.open(path) as archive:
        (template,) = archive.db.conn.execute("SELECT count(*) FROM near_duplicates").fetchone()
        for release in rng.sample(releases, min(_EDITED, len(releases))):
            text = EDITS[name](release.text, rng, others)
            if normalised(text) == normalised(release.text):
                continue
            edited += 1
            copy = replace(
                release,
                url=f"{release.url}-again",
                text=text,
                published_at=release.published_at + _LATER,
            )
            stored = store(archive, copy)
            alike = {each.url for each in archive.near_duplicates(stored)}
            linked += release.url in alike
            wrong += len(alike - {release.url})
    return Row(edited, linked, wrong), template


def store(archive: Archive, release: Release) -> int:
    """Archive a release that nobody analysed; its id."""
    analysis = Analysis(analyser_version="none")
    page = Page(release.url, release.text.encode(), 200, {}, START)
    stored = archive.store(
        release, page, analysis=analysis, traits=_traits(release, analysis), now=START
    )
    return stored.release_id


def cost(archive: Archive) -> list[float]:
    """Processor time in ms of finding the near duplicates of each release, ascending."""
    taken = []
    with archive.transaction():
        for (release_id,) in archive.db.conn.execute("SELECT id FROM releases").fetchall():
            start = time.process_time()
            duplicates.note(archive.db, release_id)
            taken.append((time.process_time() - start) * 1000)
    return sorted(taken)


def main() -> None:
    """Print recall and wrong links by language and edit, and what it costs."""
    parser = argparse.ArgumentParser(prog="benchmarks.near_duplicates")
    parser.add_argument("--shared", type=Path, default=_DEFAULT_SHARED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for lang, releases in texts(options.shared).items():
            before = folder / f"{lang}.db"
            with Archive.open(before) as archive:
                archive.db.conn.execute("PRAGMA synchronous = OFF")
                for release in releases:
                    store(archive, release)
                taken = cost(archive)
            print(f"{lang}: {len(releases)} releases{'edited':>20}{'linked':>9}{'wrong':>8}")
            total = Row(0, 0, 0)
            for edit in EDITS:
                row, template = measure(releases, edit, before, folder)
                print(f"    {edit:<30}{row.edited:>6}{row.linked:>9}{row.wrong:>8}")
                duplicate = EDITS[edit] is not other_people
                total = Row(
                    total.edited + row.edited * duplicate,
                    total.linked + row.linked * duplicate,
                    total.wrong + row.wrong + row.linked * (not duplicate),
                )
            print(f"    {'different releases linked':<52}{template:>1}")
            precision = total.linked / (total.linked + total.wrong + template)
            p50, p95 = percentile(taken, 0.5), percentile(taken, 0.95)
            print(f"    recall {total.linked / total.edited:.3f}, precision {precision:.3f}")
            print(f"    ms of processor time for a release: p50 {p50:.2f}, p95 {p95:.2f}")


def _corpus(shared: Path) -> Iterator[tuple[Lang, str, str]]:
    for lang in ("ru", "en"):
        with (shared / "corpus" / f"{lang}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                yield lang, entry["title"], entry["body"]


def _invented() -> Iterator[tuple[Lang, str, str]]:
    for event in load_events():
        for lang, text in event.texts.items():
            yield lang, text.title, text.body


def _traits(release: Release, analysis: Analysis) -> Traits:
    return traits_of(
        analysis,
        lang=release.lang,
        title=release.title,
        text=release.text,
        published_at=release.published_at,
        url=release.url,
        images=(),
        alternates={},
    )


def _some(matches: list[re.Match[str]], rng: random.Random, most: int) -> list[re.Match[str]]:
    """A few of the matches, the last first, so that those before keep their places."""
    chosen = rng.sample(matches, min(len(matches), rng.randint(1, most)))
    return sorted(chosen, key=lambda match: -match.start())


def _put(text: str, match: re.Match[str], word: str) -> str:
    return text[: match.start()] + word + text[match.end() :]


if __name__ == "__main__":
    main()
