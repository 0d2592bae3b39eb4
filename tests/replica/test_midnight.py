"""What only shows when a day passes; the machine's own clock is moved, not the replica's."""

from __future__ import annotations

from datetime import datetime

import time_machine

from replica.clock import ALMATY
from replica.model import Release, Text
from replica.representations import Representation
from replica.routes import Routes
from replica.site import Site


def test_a_page_that_said_today_says_the_date_after_midnight_and_has_changed() -> None:
    before, after = (datetime(2026, 11, day, 12, 0, tzinfo=ALMATY) for day in (24, 25))
    with time_machine.travel(before, tick=False) as machine:
        site = Site()
        routes = Routes(site, "http://127.0.0.1:1")
        release = published_today(site, routes)
        first, stamp = representation(routes, release), routes.stamp(release.path)
        assert "Бүгін, 12:00" in first.content.body.decode()
        machine.move_to(after, tick=False)
        second = representation(routes, release)
        assert routes.stamp(release.path) != stamp
        assert "24 қараша 2026, 12:00" in second.content.body.decode()
        assert second.etag != first.etag
        assert first.last_modified == "Tue, 24 Nov 2026 07:00:00 GMT"
        assert second.last_modified == "Tue, 24 Nov 2026 19:00:00 GMT"


def published_today(site: Site, routes: Routes) -> Release:
    """The first of many releases whose date line happens to say "today"."""
    for number in range(100):
        release = site.publish_raw("kk", Text("Кездесу", f"kezdesu-{number}", "Мәтін."))
        if "Бүгін, " in representation(routes, release).content.body.decode():
            return release
    raise AssertionError('no release says "today"')


def representation(routes: Routes, release: Release) -> Representation:
    return Representation(routes.content(release.path, {}))
