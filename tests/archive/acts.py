"""Every kind of write to an archive, to be cut off anywhere (tests/archive/ordeal.py)."""

from __future__ import annotations

import gzip
import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from archive import Archive, Page, Stored
from archive.model import Release
from tests.archive.conftest import NOW, meeting, release, traits

FIRST_SCHEMA = Path(__file__).parent / "data" / "schema_0001.db.gz"
URL = release().url
LATER = NOW + timedelta(hours=1)

Step = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Act:
    """A write to the archive at a path: what is there before, and the transactions it takes.

    It is killed before every ``apart``-th statement.
    """

    prepare: Step
    steps: tuple[Step, ...]
    apart: int = 1


def store(archive: Archive, copy: Release, body: bytes = b"", *, queue: bool = False) -> None:
    """Archive a release as the crawler does; ``queue`` adds a row to the outbox with it."""
    analysis = meeting()

    def follow(stored: Stored) -> None:
        if stored.outcome != "new":
            return
        archive.db.conn.execute(
            "INSERT INTO deliveries (sink, chat, kind, subject, lang, html, payload_sha256, state, "
            "due_at, created_at) VALUES ('terminal', 'en', 'alert', ?, 'en', 'News', ?, 'queued', "
            "'2026', '2026')",
            [f"event:{stored.event_id}", hashlib.sha256(b"News\n[]").hexdigest()],
        )

    archive.store(
        copy,
        Page(copy.url, body or f"<html>{copy.text}".encode(), 200, {}, NOW),
        analysis=analysis,
        traits=traits(copy, analysis),
        now=LATER,
        then=follow if queue else None,
    )


def filled(path: Path) -> None:
    """Two releases, one of them in two versions."""
    with Archive.open(path) as archive:
        archive.start_run("poll", NOW, announce_from=None)
        store(archive, release())
        store(archive, release(text="It shipped 50 thousand tons."))
        store(archive, release(url=f"{URL}-2", text="The minister went home."))


def of_the_first_schema(path: Path) -> None:
    """Four versions of three releases, as the first schema kept them."""
    path.write_bytes(gzip.decompress(FIRST_SCHEMA.read_bytes()))


def damaged(path: Path) -> None:
    """As filled; but the index, the analyses and the people are gone."""
    filled(path)
    with Archive.open(path) as archive:
        for table in ("_analyses", "_participations", "_search_data"):
            archive.db.conn.execute(f"DELETE FROM {table}")


def _on(act: Callable[[Archive], object]) -> Step:
    def step(path: Path) -> None:
        with Archive.open(path) as archive:
            act(archive)

    return step


def _open(path: Path) -> None:
    Archive.open(path).close()


def _repair(*names: str) -> Step:
    return _on(lambda a: a.repair([c for c in a.verify() if c.name in names], LATER))


def _backup(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.backup(copy_of(path))


def copy_of(path: Path) -> Path:
    """Where the act "backup" puts its copy."""
    return path.with_name("copy.db")


_NEW = release(url=f"{URL}-3", title="Wheat was sold", text="Wheat was sold to Baku.")
_OTHER_DESIGN = random.Random(5).randbytes(30_000)

ACTS = {
    "new archive": Act(Path.touch, (_open,), apart=9),
    "new release": Act(filled, (_on(lambda a: store(a, _NEW, queue=True)),)),
    "new version": Act(filled, (_on(lambda a: store(a, release(text="It shipped none."))),)),
    "earlier version": Act(filled, (_on(lambda a: store(a, release())),), apart=3),
    "further address": Act(
        filled, (_on(lambda a: store(a, release(url=f"{URL}-9", text="The minister went home."))),)
    ),
    "withdrawn": Act(filled, (_on(lambda a: a.mark_withdrawn(URL, now=LATER)),)),
    "new dictionary": Act(filled, (_on(lambda a: store(a, _NEW, _OTHER_DESIGN)),), apart=3),
    "migration": Act(of_the_first_schema, (_open,), apart=9),
    "backup": Act(filled, (_backup,)),
    "repair": Act(damaged, (_repair("analysis"), _repair("search")), apart=7),
}
