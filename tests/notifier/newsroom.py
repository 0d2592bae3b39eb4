"""An archive into which the tests publish releases, as a crawl would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archive import Archive, Page, Release, Stored
from meetings.linking import Traits
from meetings.model import Analysis, DateRange, Figure, Person, Place
from notifier.deliveries import Queued
from notifier.outbox import Outbox
from notifier.settings import Audience, Lang
from tests.notifier.news import LANGS, analysis, release

#: Few, so that a flood is made soon.
ALERTS_PER_HOUR = 20
START = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)


class Clock:
    """The time, which the tests move on."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


class Newsroom:
    """Publishes, edits and withdraws releases, and queues what follows from it."""

    def __init__(
        self,
        archive: Archive,
        clock: Clock,
        channels: Sequence[Audience],
        alerts_per_hour: int = ALERTS_PER_HOUR,
    ) -> None:
        self.archive = archive
        self.clock = clock
        self.channels = tuple(channels)
        self.outbox = Outbox(archive, alerts_per_hour=alerts_per_hour)
        self._run = archive.start_run("poll", clock(), announce_from=START - timedelta(days=30))
        self.done: list[Queued] = []

    def publish(
        self,
        number: int,
        lang: Lang,
        *,
        linked: bool = True,
        published_at: datetime | None = None,
        **changes: Any,
    ) -> Stored:
        """Archive release ``number`` in ``lang``; ``changes`` replaces parts of it."""
        made = release(number, lang)
        others: dict[str, str] = {
            other: release(number, other).url for other in LANGS if other != lang
        }
        moment = published_at or self.clock() - timedelta(minutes=1)
        return self.archive.store(
            Release(
                url=made.url,
                lang=lang,
                title=changes.get("title", made.title),
                published_at=moment,
                text=made.text + changes.get("summary", ""),
                alternates=others if linked else {},
            ),
            Page(made.url, b"<html></html>", 200, {}, self.clock()),
            analysis=_analysis(analysis(number, lang) | changes),
            traits=Traits(
                lang,
                made.url if linked else "",
                moment.isoformat(),
                "other",
                (),
                (),
                (),
                (),
                (),
                (),
            ),
            now=self.clock(),
            run=self._run,
            then=self._follow,
        )

    def withdraw(self, number: int, lang: Lang) -> None:
        self.archive.mark_withdrawn(release(number, lang).url, now=self.clock(), then=self._follow)

    def rows(self, **conditions: Any) -> list[dict[str, Any]]:
        """Deliveries in the order in which they were queued."""
        where = " AND ".join(f"{name} = :{name}" for name in conditions) or "1"
        return list(
            self.archive.db.query(f"SELECT * FROM deliveries WHERE {where} ORDER BY id", conditions)
        )

    def states(self, **conditions: Any) -> list[str]:
        return [row["state"] for row in self.rows(**conditions)]

    def _follow(self, stored: Stored) -> None:
        self.done = [
            done
            for event_id in stored.event_ids
            for done in self.outbox.queue_alerts(event_id, self.channels, self.clock())
        ]


@contextmanager
def newsroom(
    path: Path, channels: Sequence[Audience], clock: Clock | None = None
) -> Iterator[Newsroom]:
    with Archive.open(path / "ukimet.db") as archive:
        yield Newsroom(archive, clock or Clock(), channels)
        broken = [check for check in archive.verify() if not check.ok]
        assert broken == []


def _analysis(document: dict[str, Any]) -> Analysis:
    return Analysis(
        is_meeting=document["is_meeting"],
        kind=document["kind"],
        place=Place(**document["place"]),
        date=DateRange(**document["date"]),
        participants=tuple(Person(**row) for row in document["participants"]),
        figures=tuple(Figure(**row) for row in document["figures"]),
        topics=tuple(document["topics"]),
        summary=document["summary"],
        analyser_version="test",
    )
