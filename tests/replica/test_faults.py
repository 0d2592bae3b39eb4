from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from replica import Replica, serving
from replica.faults import MODES
from tests.replica.conftest import fetch


@pytest.fixture(scope="module")
def shared() -> Iterator[Replica]:
    with serving("C", history=2) as replica:
        yield replica


@pytest.fixture
def site(shared: Replica) -> Iterator[Replica]:
    shared.requests(clear=True)
    yield shared
    shared.recover()


@pytest.mark.parametrize("mode", ["500", "503", "404"])
def test_an_error_has_its_status_and_says_when_to_come_back(site: Replica, mode: str) -> None:
    site.fail(mode, retry_after=7)
    page = fetch(f"{site.url}/ru/news")
    assert (page.status, page.headers["retry-after"]) == (int(mode), "7")
    assert "etag" not in page.headers
    [entry] = site.requests()
    assert (entry["status"], entry["fault"]) == (int(mode), mode)


def test_a_challenge_comes_with_status_200_and_a_form(site: Replica) -> None:
    site.fail("captcha")
    page = fetch(f"{site.url}/en/news", {"If-None-Match": "*"})
    assert page.status == 200
    assert page.tree.css_first("form#challenge-form input[name=captcha]") is not None
    assert b"not a robot" in page.body
    assert b"news__item" not in page.body


def test_a_hanging_request_gets_nothing(site: Replica) -> None:
    site.fail("hang")
    with pytest.raises(TimeoutError):
        fetch(f"{site.url}/ru/news", timeout=0.2)
    [entry] = site.requests()
    assert (entry["status"], entry["fault"]) == (None, "hang")


def test_lifting_the_fault_closes_what_hangs(site: Replica) -> None:
    site.fail("hang", match="^/ru/news$")
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(fetch, f"{site.url}/ru/news")
        deadline = time.monotonic() + 10
        while not site.requests():
            assert time.monotonic() < deadline
        assert site.recover("^/ru/news$") == 1
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            hanging.result(timeout=10)
    assert fetch(f"{site.url}/ru/news").status == 200


def test_a_cut_response_promises_more_than_it_brings(site: Replica) -> None:
    whole = fetch(f"{site.url}/ru/news").body
    site.fail("cut")
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(f"{site.url}/ru/news")
    assert len(caught.value.partial) == len(whole) // 2
    assert whole.startswith(caught.value.partial)


def test_a_reset_connection_is_reset(site: Replica) -> None:
    site.fail("reset")
    with pytest.raises(ConnectionResetError):
        fetch(f"{site.url}/ru/news")
    assert site.requests()[0]["status"] is None


def test_a_slow_response_arrives_whole_after_its_time(site: Replica) -> None:
    whole = fetch(f"{site.url}/ru/news").body
    site.fail("slow", seconds=0.3)
    started = time.monotonic()
    assert fetch(f"{site.url}/ru/news").body == whole
    assert time.monotonic() - started > 0.25


def test_a_redirect_loop_leads_to_itself(site: Replica) -> None:
    site.fail("redirect_loop")
    page = fetch(f"{site.url}/ru/news?page=2")
    assert (page.status, page.headers["location"]) == (302, "/ru/news?page=2")


def test_garbage_claims_to_be_html(site: Replica) -> None:
    site.fail("garbage")
    page = fetch(f"{site.url}/ru/news")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("utf-8")


def test_an_empty_page_is_a_success_with_nothing_in_it(site: Replica) -> None:
    site.fail("empty")
    page = fetch(f"{site.url}/ru/news")
    assert (page.status, page.body) == (200, b"")


def test_a_fault_strikes_only_what_matches_and_only_so_often(site: Replica) -> None:
    site.fail("500", match=r"^/ru/.*page=2", times=2)
    statuses = [fetch(f"{site.url}/{path}").status for path in ("ru/news", "kz/news?page=2")]
    statuses += [fetch(f"{site.url}/ru/news?page=2").status for _ in range(3)]
    assert statuses == [200, 200, 500, 500, 200]
    assert site.state()["faults"] == []


def test_the_first_fault_that_matches_strikes_and_each_is_lifted_by_its_match(
    site: Replica,
) -> None:
    site.fail("500", match="news")
    site.fail("503")
    assert fetch(f"{site.url}/ru/news").status == 500
    assert fetch(f"{site.url}/ru/").status == 503
    assert site.recover("news") == 1
    assert fetch(f"{site.url}/ru/news").status == 503
    assert site.recover() == 1
    assert fetch(f"{site.url}/ru/news").status == 200


def test_the_control_interface_works_whatever_fails(site: Replica) -> None:
    for mode in MODES:
        site.fail(mode)
    assert [fault["mode"] for fault in site.state()["faults"]] == list(MODES)
    assert site.recover() == len(MODES)


def test_a_replica_stops_at_once_with_connections_hanging() -> None:
    with serving() as site:
        site.fail("hang")
        address = ("127.0.0.1", int(site.url.rpartition(":")[2]))
        connection = socket.create_connection(address)
        connection.sendall(b"GET /ru/ HTTP/1.1\r\nHost: x\r\n\r\n")
        deadline = time.monotonic() + 10
        while not site.requests():
            assert time.monotonic() < deadline
        started = time.monotonic()
    assert time.monotonic() - started < 3
    connection.close()
