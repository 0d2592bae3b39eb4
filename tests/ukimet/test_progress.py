"""What a person who waits for a backfill is told, and that none of it is made up."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from crawler.task import Standing
from replica import Replica
from tests.crawler.crawling import Crawling
from tests.reactor import ReactorThread
from tests.ukimet.conftest import Shell
from ukimet.progress import FEWEST, TimeLeft, in_words, progress_bar

HOUR = 3600


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def standing(done: int, wanted: int = 30_000, **other: int) -> Standing:
    left = other.get("requests_left", 40_000)
    return Standing(done, wanted, complete=bool(other.get("complete", 1)), requests_left=left)


def run(left: TimeLeft, watch: Watch, releases: range, seconds: float) -> float | None:
    said = None
    for done in releases:
        watch.now += seconds
        said = left(standing(done))
    return said


def test_thirty_thousand_releases_at_thirty_a_minute_take_as_long_as_manners_ask_for() -> None:
    watch = Watch()
    left = TimeLeft(pause=2.0, clock=watch)
    # The site answers faster than it is asked: the pause between requests decides.
    assert run(left, watch, range(1, 51), 1.0) == pytest.approx((30_000 - 50) * 2.0)


def test_a_site_that_is_slower_than_the_pause_decides_itself() -> None:
    watch = Watch()
    left = TimeLeft(pause=2.0, clock=watch)
    assert run(left, watch, range(1, 1001), 5.0) == pytest.approx(29_000 * 5.0)


def test_what_was_faster_long_ago_is_forgotten() -> None:
    watch = Watch()
    left = TimeLeft(pause=0.1, clock=watch)
    run(left, watch, range(1, 1001), 1.0)
    assert run(left, watch, range(1001, 2001), 4.0) == pytest.approx(28_000 * 4.0)


def test_no_time_is_said_while_listings_may_name_more() -> None:
    watch = Watch()
    left = TimeLeft(pause=2.0, clock=watch)
    for done in range(100):
        watch.now += 2
        assert left(standing(done, complete=0)) is None
    # What was seen before does not count, since other pages were fetched in between.
    assert left(standing(100)) is None
    assert run(left, watch, range(101, 100 + FEWEST), 2.0) is None
    assert run(left, watch, range(100 + FEWEST, 101 + FEWEST), 2.0) is not None


def test_no_time_is_said_where_the_days_requests_will_not_do() -> None:
    watch = Watch()
    left = TimeLeft(pause=2.0, clock=watch)
    for done in range(100):
        watch.now += 2
        assert left(standing(done, requests_left=20_000)) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "a minute at most"),
        (61, "about 2 min"),
        (2 * HOUR - 30, "about 2 h 0 min"),
        (5.5 * HOUR, "about 5 h 30 min"),
        (16.6 * HOUR, "about 17 h"),
    ],
)
def test_the_time_is_rounded_as_a_person_would(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_in_a_pipe_there_are_plain_lines_now_and_then() -> None:
    out, watch = io.StringIO(), Watch()
    with progress_bar("releases", pause=2.0, out=out, clock=watch) as progress:
        for wanted in range(0, 2500, 20):
            progress(standing(0, wanted, complete=0))
        for done in range(251):
            watch.now += 2
            progress(standing(done, 2500))
    assert out.getvalue().splitlines() == [
        "releases: 1000 found so far",
        "releases: 2000 found so far",
        "releases: 100 of 2500, about 1 h 20 min left",
        "releases: 200 of 2500, about 1 h 17 min left",
    ]


def test_on_a_terminal_the_time_left_stands_beside_the_bar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    out, watch = Terminal(), Watch()
    with progress_bar("releases", pause=2.0, out=out, clock=watch) as progress:
        for done in range(101):
            watch.now += 2
            progress(standing(done, 2500))
    assert "100 of 2500, about 1 h 20 min left" in out.getvalue()


def test_a_crawl_says_that_all_is_known_once_every_listing_was_read_and_not_before(
    reactor: ReactorThread, shell: Shell, site: Replica
) -> None:
    crawling = Crawling(reactor, shell.folder / "ukimet.db", site.url)
    crawling.crawl()
    said = crawling.standings
    served = len(site.releases())
    complete = [one for one in said if one.complete]
    assert {one.wanted for one in complete} == {served}
    assert [one.complete for one in said] == sorted(one.complete for one in said)
    assert (said[-1].done, said[-1].remaining) == (served, 0)
    crawling.ahead = timedelta(hours=1)
    crawling.crawl()
    assert crawling.standings[-1].complete
