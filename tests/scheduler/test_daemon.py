"""The daemon on its loop, against the replica: news is announced once, trouble does not end it."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from archive.reading import Appearance
from archive.stems import stem
from crawler.crawling import Crawl, CrawlReport
from crawler.options import CrawlOptions, SiteOptions
from notifier.settings import Channel, TelegramSettings
from notifier.terminal import TerminalSink
from replica import Replica, serving
from scheduler.daemon import Daemon
from scheduler.herald import Herald
from scheduler.memory import give_back
from scheduler.options import ScheduleOptions
from scheduler.pace import Pace
from tests.reactor import ReactorThread

POLL = "1s"


@pytest.fixture
def site() -> Iterator[Replica]:
    with serving(history=3) as replica:
        yield replica


class Watch:
    """A daemon that runs while ``during`` is awaited; what it printed is in ``said``."""

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self.url = url
        self.said = io.StringIO()
        self.reports: list[CrawlReport] = []
        self.schedule = ScheduleOptions(poll=POLL)

    async def run(self, until: int, during: Any = None) -> None:
        """Run for ``until`` polls, calling ``during`` in a thread after the first."""
        with Archive.open(self.path) as archive:
            herald = Herald(
                archive,
                channels=[Channel(chat="terminal", language="en")],
                schedule=self.schedule,
                telegram=TelegramSettings(),
                sinks={"terminal": TerminalSink(self.said)},
                clock=lambda: datetime.now(UTC),
            )
            daemon = Daemon(
                archive,
                herald,
                sites=[SiteOptions(base_url=self.url)],
                crawl=CrawlOptions(max_requests_per_minute=600_000),
                schedule=self.schedule,
            )
            running = asyncio.create_task(daemon.run())
            try:
                for number in range(until):
                    report = await asyncio.wait_for(daemon.reports.get(), 30)
                    self.reports.append(report)
                    if number == 0 and during is not None:
                        await asyncio.to_thread(during)
            finally:
                daemon.stop()
                await asyncio.wait_for(running, 5)

    @property
    def alerts(self) -> int:
        return self.said.getvalue().count("--- alert")


@pytest.fixture
def watch(tmp_path: Path, site: Replica) -> Watch:
    return Watch(tmp_path / "ukimet.db", site.url)


def meetings(site: Replica, how_many: int) -> list[dict[str, Any]]:
    """Publish so many bilateral talks, each in three languages."""
    published: list[dict[str, Any]] = []
    for event in ("18", "26", "30")[:how_many]:
        name = next(e for e in event_names() if e.startswith(event))
        published += site.publish(name)
    return published


def event_names() -> list[str]:
    folder = Path(__file__).parents[2] / "replica" / "events"
    return sorted(path.stem for path in folder.glob("*.toml"))


def test_the_past_is_archived_and_not_announced(
    reactor: ReactorThread, watch: Watch, site: Replica
) -> None:
    reactor.run(watch.run(until=2))
    assert watch.reports[0].counts.new == len(site.releases())
    assert watch.alerts == 0


def test_texts_of_the_past_that_wait_are_read_between_the_polls(
    reactor: ReactorThread, watch: Watch
) -> None:
    reactor.run(watch.run(until=1))
    with Archive.open(watch.path) as archive, archive.transaction():
        archive.db.conn.execute("DELETE FROM _analyses")
        archive.db.conn.execute(
            "INSERT OR IGNORE INTO _unread (release_id, version) "
            "SELECT release_id, version FROM versions"
        )
    reactor.run(watch.run(until=3))
    with Archive.open(watch.path) as archive:
        assert archive.unread() == 0
        assert all(check.ok for check in archive.verify())
    assert watch.alerts == 0


def test_memory_is_given_back_when_the_process_that_reads_has_ended(
    reactor: ReactorThread, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = threading.Event()

    def noted(archive: Archive) -> None:
        give_back(archive)  # fails in any thread but that of the loop
        assert stem.cache_info().currsize == 0
        done.set()

    monkeypatch.setattr("scheduler.daemon.READER_RESTS_AFTER", timedelta(seconds=1))
    monkeypatch.setattr("scheduler.daemon.give_back", noted)
    reactor.run(watch.run(until=1, during=lambda: done.wait(30)))
    assert done.is_set()
    with Archive.open(watch.path) as archive:
        assert all(check.ok for check in archive.verify())


def test_a_meeting_in_three_languages_is_announced_once_also_after_a_restart(
    reactor: ReactorThread, watch: Watch, site: Replica
) -> None:
    reactor.run(watch.run(until=3, during=lambda: meetings(site, 2)))
    assert watch.alerts == 2
    reactor.run(watch.run(until=2))
    assert watch.alerts == 2


def test_a_message_does_not_wait_for_the_end_of_the_poll_that_found_its_release(
    reactor: ReactorThread, watch: Watch, site: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.daemon.DELIVER_EVERY", timedelta(hours=1))
    whole_crawl = Crawl.run

    async def ends_when_all_is_said(crawl: Crawl) -> CrawlReport:
        report = await whole_crawl(crawl)
        async with asyncio.timeout(30):
            while report.counts.new and watch.reports and not watch.alerts:
                await asyncio.sleep(0.01)
        return report

    monkeypatch.setattr(Crawl, "run", ends_when_all_is_said)
    reactor.run(watch.run(until=3, during=lambda: meetings(site, 1)))
    assert watch.alerts == 1


def test_an_adaptive_daemon_learns_at_the_start_and_from_every_poll_that_found_something(
    reactor: ReactorThread, watch: Watch, site: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned: list[int] = []

    def learn(pace: Pace, releases: list[Appearance]) -> None:
        learned.append(len(releases))

    monkeypatch.setattr(Pace, "learn", learn)
    watch.schedule = ScheduleOptions(poll="adaptive", fastest_poll="1s", slowest_poll="2s")
    past = len(site.releases())
    reactor.run(watch.run(until=3, during=lambda: meetings(site, 1)))
    assert learned == [0, past, 3]
    reactor.run(watch.run(until=2))
    assert learned == [0, past, 3, past + 3]


def test_failing_polls_do_not_end_the_daemon_and_the_operator_hears_once_of_each_turn(
    reactor: ReactorThread, watch: Watch, site: Replica
) -> None:
    site.fail("503", match="/news$", times=9)
    reactor.run(watch.run(until=5))
    outcomes = [report.outcome for report in watch.reports]
    assert outcomes[0] == "failed"
    assert outcomes[-1] == "done"
    said = watch.said.getvalue()
    assert said.count("The site could not be read") == 1
    assert said.count("can be read again") == 1


def test_what_is_read_in_doubt_is_not_announced_and_the_operator_hears_once(
    reactor: ReactorThread, watch: Watch, site: Replica
) -> None:
    def drift() -> None:
        site.fail("drift", match="/news/.")
        meetings(site, 2)

    reactor.run(watch.run(until=3, during=drift))
    assert sum(report.outcomes.get("unsure", 0) for report in watch.reports) == 6
    assert watch.alerts == 0
    assert watch.said.getvalue().count("is in doubt") == 1


def test_the_daemon_waits_where_the_site_asks_it_to_also_after_a_restart(
    reactor: ReactorThread, watch: Watch, site: Replica
) -> None:
    site.fail("429", retry_after=600)
    reactor.run(watch.run(until=1))
    site.recover()
    site.requests(clear=True)
    # Reaches no second poll: the restarted daemon leaves the site alone.
    with pytest.raises(TimeoutError):
        reactor.run(asyncio.wait_for(watch.run(until=1), 2))
    assert site.requests() == []
