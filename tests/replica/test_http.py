from __future__ import annotations

import gzip

import pytest

from replica import Replica
from tests.replica.conftest import fetch


def paths(site: Replica) -> list[str]:
    return ["/ru/", "/kz/news", "/en/news?page=2", site.releases()[0]["path"]]


@pytest.fixture
def url(site_c: Replica) -> str:
    return str(site_c.releases()[-1]["url"])


def test_pages_are_utf8_html_with_validators(site_c: Replica) -> None:
    for path in paths(site_c):
        page = fetch(site_c.url + path)
        assert page.status == 200
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.headers["etag"].startswith('"')
        assert page.headers["last-modified"].endswith(" GMT")
        assert int(page.headers["content-length"]) == len(page.body)
        page.body.decode("utf-8")


def test_a_gzip_page_is_served_only_when_asked_for(url: str) -> None:
    plain, zipped = fetch(url), fetch(url, {"Accept-Encoding": "br, gzip;q=0.8"})
    refused = fetch(url, {"Accept-Encoding": "gzip;q=0, identity"})
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(zipped.body) == plain.body == refused.body
    assert len(zipped.body) < len(plain.body) / 2


def test_a_compressed_page_has_a_weak_tag_of_the_same_value(url: str) -> None:
    plain, zipped = fetch(url), fetch(url, {"Accept-Encoding": "gzip"})
    assert zipped.headers["etag"] == f"W/{plain.headers['etag']}"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_the_tag_echoed_is_answered_with_304_and_no_body(url: str, encoding: str) -> None:
    tag = fetch(url, {"Accept-Encoding": encoding}).headers["etag"]
    for value in (tag, f'"other", {tag}', "*"):
        again = fetch(url, {"Accept-Encoding": encoding, "If-None-Match": value})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag


def test_if_modified_since_must_equal_last_modified_exactly(url: str) -> None:
    modified = fetch(url).headers["last-modified"]
    assert fetch(url, {"If-Modified-Since": modified}).status == 304
    assert fetch(url, {"If-Modified-Since": "Wed, 01 Jan 2070 00:00:00 GMT"}).status == 200


def test_if_none_match_wins_over_if_modified_since(url: str) -> None:
    first = fetch(url).headers
    changed = {"If-None-Match": '"x"', "If-Modified-Since": first["last-modified"]}
    unchanged = {
        "If-None-Match": first["etag"],
        "If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT",
    }
    assert fetch(url, changed).status == 200
    assert fetch(url, unchanged).status == 304


def test_the_tag_of_a_page_lasts_until_the_page_changes(site: Replica) -> None:
    old, new = site.releases()[0]["url"], site.releases()[-1]["url"]
    before = fetch(old).headers["etag"], fetch(new).headers["etag"]
    listing = fetch(f"{site.url}/ru/news").headers["etag"]
    site.publish()
    assert (fetch(old).headers["etag"], fetch(new).headers["etag"]) == before
    assert fetch(f"{site.url}/ru/news").headers["etag"] != listing
    site.edit(new)
    assert fetch(new).headers["etag"] != before[1]
    assert fetch(old).headers["etag"] == before[0]


def test_head_has_the_headers_of_get_and_no_body(url: str) -> None:
    get, head = fetch(url), fetch(url, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("etag", "last-modified", "content-length", "content-type"):
        assert head.headers[name] == get.headers[name]


def test_a_method_that_changes_things_is_not_allowed(url: str) -> None:
    refused = fetch(url, method="POST")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")


def test_robots_txt_allows_all_but_the_search(site_c: Replica) -> None:
    robots = fetch(f"{site_c.url}/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    assert robots.body.decode().splitlines() == ["User-agent: *", "Allow: /", "Disallow: /search"]


@pytest.mark.parametrize(
    "path", ["/sitemap.xml", "/ru/news/no-such-release-1", "/fr/", "/en/news?page=x"]
)
def test_an_unknown_address_gets_a_whole_page_with_status_404(site_c: Replica, path: str) -> None:
    page = fetch(site_c.url + path)
    assert page.status == 404
    assert page.tree.css_first("footer") is not None
    assert "etag" not in page.headers


def test_the_root_leads_to_the_kazakh_front_page(site_c: Replica) -> None:
    root, bare = fetch(f"{site_c.url}/"), fetch(f"{site_c.url}/ru")
    assert (root.status, root.headers["location"]) == (302, "/kz/")
    assert (bare.status, bare.headers["location"]) == (301, "/ru/")


def test_every_image_and_document_of_a_release_can_be_fetched(site_c: Replica) -> None:
    kinds: set[tuple[str, bytes]] = set()
    for release in site_c.releases():
        if release["lang"] == "en" and (release["attachments"] or not kinds):
            tree = fetch(release["url"]).tree
            links = [n.attributes["src"] for n in tree.css("article img")]
            links += [n.attributes["href"] for n in tree.css(".files a")]
            for link in links:
                file = fetch(f"{site_c.url}{link}")
                assert file.status == 200
                kinds.add((file.headers["content-type"], file.body[:4]))
    assert kinds == {("image/png", b"\x89PNG"), ("application/pdf", b"%PDF")}


def test_the_replica_listens_on_the_loopback_interface_only(site_c: Replica) -> None:
    assert site_c.url.startswith("http://127.0.0.1:")
