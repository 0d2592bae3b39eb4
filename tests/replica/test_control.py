from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest

from replica import Replica, ReplicaError, load_events, serving
from tests.replica.conftest import fetch, text_of


def eventually(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"


def listed(site: Replica, code: str = "ru") -> list[str | None]:
    tree = fetch(f"{site.url}/{code}/news").tree
    return [node.attributes["href"] for node in tree.css("a.news__item")]


def test_publishing_puts_the_next_event_on_top_of_every_listing(site: Replica) -> None:
    before = {code: listed(site, code) for code in ("kz", "ru", "en")}
    published = site.publish()
    assert {release["lang"] for release in published} == {"kk", "ru", "en"}
    for release in published:
        code = release["path"].split("/")[1]
        assert listed(site, code) == [release["path"], *before[code]]
        assert release["title"] in fetch(release["url"]).body.decode()
    assert site.publish()[0]["event"] != published[0]["event"]


def test_an_event_is_published_by_its_id_or_by_a_slug_of_any_language(site: Replica) -> None:
    last, other = load_events()[-1], load_events()[-2]
    assert site.publish(last.id)[0]["event"] == last.id
    assert site.publish(other.texts["kk"].slug)[0]["event"] == other.id
    with pytest.raises(ReplicaError, match="no event 'nothing'"):
        site.publish("nothing")


def test_an_event_that_is_out_comes_as_its_next_variation(site: Replica) -> None:
    name = load_events()[-1].id
    first, second = site.publish(name), site.publish(name)
    assert [r["event"] for r in second] == [f"{name}-2"] * 3
    assert {r["text"] for r in first}.isdisjoint(r["text"] for r in second)


def test_the_missing_languages_of_an_event_follow_when_asked_for(site: Replica) -> None:
    name = load_events()[-1].id
    [russian] = site.publish(name, languages=["ru"])
    rest = site.publish(name, languages=["kz", "en"])
    assert [r["lang"] for r in rest] == ["kk", "en"]
    assert {r["event"] for r in [russian, *rest]} == {name}
    assert b'hreflang="kk" href="http' in fetch(russian["url"]).body


def test_the_languages_of_an_event_can_come_one_after_another(site: Replica) -> None:
    name = load_events()[-1].id
    answer = site.command("publish", event=name, delay=0.05)
    assert [r["lang"] for r in answer["published"]] == ["ru"]
    assert answer["pending"] == ["kk", "en"]
    eventually(lambda: [r["lang"] for r in site.releases()[-3:]] == ["ru", "kk", "en"])


def test_a_text_of_ones_own_is_served_at_the_address_asked_for(site: Replica) -> None:
    [release] = site.publish(
        lang="en",
        title="Talks were held",
        body="First.\nSecond.",
        slug="talks",
        number=30732,
        published_at="2025-11-18T18:20:00+05:00",
        section="reviews",
    )
    assert release["url"] == f"{site.url}/en/news/reviews/talks-30732"
    assert release["text"] == "First.\n\nSecond."
    tree = fetch(release["url"]).tree
    assert text_of(tree, ".article__date") == "18 November 2025, 18:20"
    with pytest.raises(ReplicaError, match="is taken"):
        site.publish(lang="en", title="x", body="y", slug="talks", number=30732, section="reviews")


def test_texts_of_one_event_are_versions_of_each_other(site: Replica) -> None:
    [ru] = site.publish(lang="ru", title="Встреча", body="Текст.", event="mine")
    [en] = site.publish(lang="en", title="Meeting", body="Text.", event="mine")
    assert en["url"] in fetch(ru["url"]).body.decode()


def test_an_edit_changes_text_and_validators_but_not_the_date_line(site: Replica) -> None:
    release = site.publish()[0]
    before = fetch(release["url"])
    edited = site.edit(release["url"])
    after = fetch(release["url"])
    assert edited["text"] != release["text"]
    assert edited["published_at"] == release["published_at"]
    assert after.headers["etag"] != before.headers["etag"]
    for selector in ("h1.article__title", ".article__meta"):
        assert text_of(after.tree, selector) == text_of(before.tree, selector)


def test_an_edit_can_bring_a_new_title_and_body(site: Replica) -> None:
    release = site.releases()[-1]
    assert site.edit(release["url"], title="New")["text"] == release["text"]
    edited = site.edit(release["path"], body="One.\n- two")
    assert (edited["title"], edited["paragraphs"]) == ("New", ["One.", "two"])
    assert text_of(fetch(release["url"]).tree, "h1.article__title") == "New"


@pytest.mark.parametrize("status", [404, 410])
def test_a_withdrawn_release_is_gone_everywhere_until_restored(site: Replica, status: int) -> None:
    [ru, kk, _] = site.publish()
    [later, *_] = site.publish()
    assert site.withdraw(ru["url"], status)["withdrawn"]
    assert fetch(ru["url"]).status == status
    assert ru["path"] not in listed(site)
    for url in (kk["url"], later["url"], f"{site.url}/ru/"):
        assert ru["path"] not in fetch(url).body.decode()
    site.restore(ru["url"])
    assert fetch(ru["url"]).status == 200
    assert ru["path"] in listed(site)
    assert ru["path"] in fetch(kk["url"]).body.decode()


def test_the_state_tells_every_release_that_was_ever_published(site: Replica) -> None:
    assert len(site.releases()) == 12
    published = site.publish()
    site.withdraw(published[0]["url"])
    releases = site.releases()
    assert [r["url"] for r in releases[-3:]] == [r["url"] for r in published]
    assert [r["withdrawn"] for r in releases[-3:]] == [True, False, False]
    assert site.state()["generation"] == "C"


def test_requests_are_logged_with_what_made_them_conditional(site: Replica) -> None:
    url = f"{site.url}/ru/news?page=1"
    tag = fetch(url).headers["etag"]
    fetch(url, {"If-None-Match": tag, "User-Agent": "reader", "Accept-Encoding": "gzip"})
    fetch(f"{site.url}/nothing", {"If-Modified-Since": "x"}, method="HEAD")
    log = site.requests(clear=True)
    assert [(r["method"], r["path"], r["status"]) for r in log] == [
        ("GET", "/ru/news?page=1", 200),
        ("GET", "/ru/news?page=1", 304),
        ("HEAD", "/nothing", 404),
    ]
    assert [r["number"] for r in log] == [1, 2, 3]
    assert (log[1]["if_none_match"], log[1]["user_agent"]) == (tag, "reader")
    assert log[1]["accept_encoding"] == "gzip"
    assert log[2]["if_modified_since"] == "x"
    assert site.requests() == []
    site.command("requests")
    assert site.requests() == []


def test_a_schedule_publishes_as_many_events_as_asked_for(site: Replica) -> None:
    site.schedule(every=0.02, jitter=0.01, count=3)
    eventually(lambda: len(site.releases()) == 12 + 9)
    site.schedule(every=60)
    site.schedule(every=None)
    assert len(site.releases()) == 12 + 9


def test_a_schedule_can_be_given_at_the_start() -> None:
    with serving(publish_every=0.02) as site:
        eventually(lambda: len(site.releases()) >= 6)


def test_the_clock_gives_new_releases_their_time(site: Replica) -> None:
    site.clock(set="2025-11-18T18:20:00", frozen=True)
    assert {r["published_at"] for r in site.publish()} == {"2025-11-18T18:20:00+05:00"}
    site.clock(advance=3600)
    assert {r["published_at"] for r in site.publish()} == {"2025-11-18T19:20:00+05:00"}
    site.clock(set="2024-02-29T12:00:00+06:00")
    assert site.publish()[0]["published_at"] == "2024-02-29T12:00:00+06:00"
    now = datetime.fromisoformat(site.clock()["now"])
    assert abs(now - datetime.now(now.tzinfo)) < timedelta(minutes=1)


def test_the_clock_can_be_set_at_the_start() -> None:
    start = datetime.fromisoformat("2021-03-02T12:00:00+06:00")
    with serving("B", history=3, now=start) as site:
        assert all("2021-02" < r["published_at"] < "2021-03-02T12" for r in site.releases())
        assert site.publish()[0]["published_at"] == "2021-03-02T12:00:00+06:00"


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("publish", {"evnt": "x"}, "unknown fields: evnt"),
        ("publish", {"languages": ["de"]}, "lang must be one of"),
        ("publish", {"body": "x", "title": "y"}, "lang is missing"),
        ("publish", {"delay": "soon"}, "not of the right kind"),
        ("edit", {}, "url is missing"),
        ("edit", {"url": "/ru/news/none-1"}, "no release at"),
        ("withdraw", {"url": "/x", "status": 500}, "no release at"),
        ("fail", {"mode": "explode"}, "mode must be one of"),
        ("fail", {"mode": "503", "match": "("}, "no regular expression"),
        ("fail", {"mode": "503", "times": 0}, "at least 1"),
        ("schedule", {"every": -1}, "more than 0"),
        ("clock", {"set": "yesterday"}, "yesterday"),
    ],
)
def test_a_command_that_makes_no_sense_is_refused_with_the_reason(
    site_c: Replica, name: str, fields: dict[str, object], message: str
) -> None:
    before = site_c.state()["releases"]
    with pytest.raises(ReplicaError, match=message.replace("(", r"\(")):
        site_c.command(name, **fields)
    assert site_c.state()["releases"] == before


def test_what_is_not_a_json_object_is_refused(site_c: Replica) -> None:
    address = urlsplit(site_c.url)
    for body in (b"{", b"[]", b"\xff"):
        connection = http.client.HTTPConnection(address.hostname or "", address.port)
        with closing(connection):
            connection.request("POST", "/_replica/publish", body)
            response = connection.getresponse()
            assert response.status == 400
            assert json.loads(response.read())["error"]


def test_an_unknown_command_is_refused_and_not_taken_for_a_page(site: Replica) -> None:
    with pytest.raises(ReplicaError, match="no command POST 'publsh'"):
        site.command("publsh")
    assert site.requests() == []


def test_a_text_of_several_megabytes_can_be_published(site: Replica) -> None:
    [release] = site.publish(lang="en", title="Long", body="word " * 600_000)
    assert len(fetch(release["url"]).body) > 3_000_000


def test_a_replica_starts_and_stops_many_times_in_one_process() -> None:
    for _ in range(5):
        with serving() as one, serving("B") as other:
            assert one.url != other.url
            assert fetch(f"{one.url}/en/news").status == 200
            port = int(one.url.rpartition(":")[2])
    with serving(port=port) as again:
        assert again.url == one.url
    with pytest.raises(ConnectionRefusedError):
        fetch(one.url)


def test_a_port_that_is_taken_is_reported_to_whoever_asked(site: Replica) -> None:
    port = int(site.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"), serving(port=port):
        pass
