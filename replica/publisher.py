"""Publishes over time: the languages of an event apart from one another, events at intervals."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine, Sequence

from replica.languages import PUBLICATION_ORDER, Lang
from replica.model import Event, Release
from replica.site import Site


class Publisher:
    """Runs what is to be published later as tasks of the event loop."""

    def __init__(self, site: Site, rng: random.Random) -> None:
        self._site = site
        self._rng = rng
        self._tasks: set[asyncio.Task[None]] = set()
        self._schedule: asyncio.Task[None] | None = None

    def publish(
        self, event: Event, languages: Sequence[Lang] | None = None, delay: float = 0
    ) -> tuple[list[Release], list[Lang]]:
        """Publishes an event; with a ``delay`` (seconds) one language at once and each further
        one so much later. Returns what is published and the languages still to come.
        """
        wanted = [lang for lang in languages or PUBLICATION_ORDER if lang in event.texts]
        at_once, later = (wanted[:1], wanted[1:]) if delay > 0 else (wanted, [])
        if later:
            self._keep(self._later(event, later, delay))
        return self._site.publish(event, at_once), later

    def schedule(self, every: float, jitter: float = 0, count: int | None = None) -> None:
        """Publishes the next event every ``every`` seconds, give or take up to ``jitter``, until
        ``count`` have appeared (None: for ever). Replaces a schedule that is running.
        """
        self.unschedule()
        self._schedule = self._keep(self._repeat(every, jitter, count))

    def unschedule(self) -> None:
        """Ends the schedule, if one is running."""
        if self._schedule is not None:
            self._schedule.cancel()
            self._schedule = None

    async def stop(self) -> None:
        """Drops everything that was still to be published."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _later(self, event: Event, languages: list[Lang], delay: float) -> None:
        for lang in languages:
            await asyncio.sleep(delay)
            self._site.publish(event, [lang])

    async def _repeat(self, every: float, jitter: float, count: int | None) -> None:
        done = 0
        while count is None or done < count:
            await asyncio.sleep(max(0.0, every + self._rng.uniform(-jitter, jitter)))
            self._site.publish(self._site.next_event())
            done += 1

    def _keep(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
