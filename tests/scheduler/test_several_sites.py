"""One daemon that watches two sites: each keeps its own pace, first run and troubles."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import Archive
from crawler.crawling import CrawlReport
from crawler.options import CrawlOptions, SiteOptions
from notifier.settings import Channel, TelegramSettings
from notifier.terminal import TerminalSink
from replica import Replica, serving
from scheduler.daemon import Daemon
from scheduler.herald import Herald
from scheduler.options import ScheduleOptions
from scheduler.reader import ReaderProcess
from scheduler.rounds import Rounds
from scheduler.watching import TROUBLE_AFTER, SiteWatch
from tests.reactor import ReactorThread
from tests.scheduler.test_daemon import event_names

MEETING = next(name for name in event_names() if name.startswith("18"))
FAST = CrawlOptions(max_requests_per_minute=600_000)
SCHEDULE = ScheduleOptions(poll="1s")

#: What is waited for, and what is done then.
Step = tuple[Callable[[], bool], Callable[[], object]]


class Watch:
    """A daemon on two sites; ``reports`` has the outcomes of the polls of each, by its name."""

    def __init__(self, reactor: ReactorThread, path: Path, pm: Replica, president: Replica) -> None:
        self.reactor = reactor
        self.path = path
        self.pm, self.president = pm, president
        self.sites = [
            SiteOptions(name="primeminister", base_url=pm.url),
            SiteOptions(name="akorda", base_url=president.url),
        ]
        self.reports: list[CrawlReport] = []
        self.output = io.StringIO()

    def run(self, *steps: Step) -> None:
        """Run until what each step waits for is there, and its action done, one after another."""
        self.reports.clear()
        self.reactor.run(self._run(steps))

    async def _run(self, steps: tuple[Step, ...]) -> None:
        with Archive.open(self.path) as archive:
            daemon = Daemon(
                archive, self.herald(archive), sites=self.sites, crawl=FAST, schedule=SCHEDULE
            )
            running = asyncio.create_task(daemon.run())
            try:
                for is_there, action in steps:
                    while not is_there():
                        self.reports.append(await asyncio.wait_for(daemon.reports.get(), 40))
                    await asyncio.to_thread(action)
            finally:
                daemon.stop()
                await asyncio.wait_for(running, 20)

    def herald(self, archive: Archive) -> Herald:
        """What prints messages into ``said``."""
        return Herald(
            archive,
            channels=[Channel(chat="terminal", language="en")],
            schedule=SCHEDULE,
            telegram=TelegramSettings(),
            sinks={"terminal": TerminalSink(self.output)},
            clock=lambda: datetime.now(UTC),
        )

    def polls(self, name: str, least: int) -> Callable[[], bool]:
        """Whether a site has been polled so many times."""
        return lambda: sum(report.site == name for report in self.reports) >= least

    def both(self, least: int) -> Callable[[], bool]:
        """Whether both sites have been polled so many times."""
        return lambda: all(self.polls(site.name, least)() for site in self.sites)

    @property
    def said(self) -> str:
        return self.output.getvalue()

    @property
    def alerts(self) -> int:
        return self.said.count("--- alert")


@pytest.fixture
def watch(reactor: ReactorThread, tmp_path: Path) -> Iterator[Watch]:
    with serving(history=3) as pm, serving("akorda", history=3) as president:
        yield Watch(reactor, tmp_path / "ukimet.db", pm, president)


def nothing() -> None:
    """A step that only waits."""


def test_news_of_both_sites_is_announced_once_also_after_a_restart(watch: Watch) -> None:
    def news() -> None:
        watch.pm.publish(MEETING)
        watch.president.publish(MEETING)

    watch.run((watch.both(1), news), (watch.both(4), nothing))
    assert watch.alerts == 2
    watch.run((watch.both(1), nothing))
    assert watch.alerts == 2
    with Archive.open(watch.path) as archive:
        assert {release.site for release in archive.releases()} == {"primeminister", "akorda"}
        assert [check.name for check in archive.verify() if not check.ok] == []
        numbers = [archive.keep_site(site.name, site.place) for site in watch.sites]
        assert [archive.fact(f"next_poll_at:{number}") for number in numbers] == [None, None]


def test_of_a_site_that_is_added_nothing_old_is_announced(watch: Watch) -> None:
    both, watch.sites = watch.sites, watch.sites[:1]
    watch.run((watch.polls("primeminister", 1), nothing))
    with Archive.open(watch.path) as archive:
        # For years: what the other site has on its pages would be news to this one.
        archive.keep_fact("watching_since:1", "2020-01-01T00:00:00+00:00")
    watch.sites = both
    watch.run((watch.both(2), lambda: watch.president.publish(MEETING)), (watch.both(4), nothing))
    (first, *_) = [report for report in watch.reports if report.site == "akorda"]
    assert (first.first, first.counts.new) == (True, len(watch.president.releases()) - 3)
    assert watch.alerts == 1


def test_a_long_first_crawl_of_one_site_does_not_hold_up_the_polls_of_the_other(
    watch: Watch,
) -> None:
    # Its crawl takes a second a page, which is longer than several polls of the other.
    watch.president.fail("slow", seconds=1)
    watch.run(
        (watch.polls("primeminister", 1), lambda: watch.pm.publish(MEETING)),
        (watch.polls("primeminister", 3), watch.president.recover),
        (watch.polls("akorda", 1), nothing),
    )
    assert [report.site for report in watch.reports[:3]] == ["primeminister"] * 3
    assert watch.alerts == 1
    assert watch.reports[-1].counts.new == len(watch.president.releases())


def test_a_captcha_at_one_site_does_not_stop_the_other(watch: Watch) -> None:
    watch.president.fail("captcha")
    watch.run(
        (watch.both(1), lambda: watch.pm.publish(MEETING)),
        (watch.polls("primeminister", 3), nothing),
    )
    assert [r.outcomes for r in watch.reports if r.site == "akorda"] == [{"challenge": 1}]
    assert watch.alerts == 1


def test_the_operator_hears_which_site_cannot_be_read(watch: Watch) -> None:
    async def polls() -> None:
        with Archive.open(watch.path) as archive, closing(ReaderProcess()) as reader:
            herald = watch.herald(archive)
            site = SiteWatch(
                archive,
                herald,
                Rounds(herald),
                watch.sites[1],
                crawl=FAST,
                schedule=SCHEDULE,
                media="none",
                reader=reader,
                clock=lambda: datetime.now(UTC),
                several=True,
            )
            for number in range(TROUBLE_AFTER + 1):
                if number == TROUBLE_AFTER:
                    await asyncio.to_thread(watch.president.recover)
                await site.poll()
                await herald.deliver()

    watch.president.fail("503", match="/events")
    watch.reactor.run(polls())
    said = watch.said.splitlines()
    assert [line for line in said if "The site akorda could not be read: " in line]
    assert [line for line in said if "The site akorda can be read again." in line]
