"""The sitemap that the replica serves when it is asked to have one."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit

import pytest

from replica import Replica, serving
from replica.sitemaps import Lastmod
from tests.replica.conftest import fetch


def text(site: Replica, path: str) -> str:
    body = fetch(site.url + path).body
    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()


def locations(document: str) -> list[str]:
    return re.findall(r"<loc>([^<]+)</loc>", document)


def test_there_is_none_unless_asked_for() -> None:
    with serving(history=1) as site:
        assert fetch(f"{site.url}/sitemap.xml").status == 404
        assert "Sitemap" not in text(site, "/robots.txt")


def test_a_plain_one_names_every_release_that_is_not_withdrawn() -> None:
    with serving(history=2, sitemap="plain") as site:
        gone, *others = site.releases()
        site.withdraw(gone["url"])
        named = locations(text(site, "/sitemap.xml"))
    assert {r["url"] for r in others} == {url for url in named if "/gov/" not in url}


def test_an_index_is_named_in_robots_txt_and_leads_to_packed_parts() -> None:
    with serving(history=60, sitemap="index") as site:
        robots = text(site, "/robots.txt")
        index = re.findall(r"^Sitemap: (\S+)$", robots, re.MULTILINE)
        parts = locations(text(site, urlsplit(index[0]).path))
        assert len(parts) == 6
        assert all(part.endswith(".xml.gz") for part in parts)
        named = {url for part in parts for url in locations(text(site, urlsplit(part).path))}
        assert {r["url"] for r in site.releases()} <= named


@pytest.mark.parametrize("lastmod", ["true", "stale", "now", "none"])
def test_its_times_are_those_that_were_asked_for(lastmod: Lastmod) -> None:
    with serving(history=2, sitemap="plain", lastmod=lastmod) as site:
        untouched, edited = site.releases()[-2:]
        site.edit(edited["url"])
        document = text(site, "/sitemap.xml")
        said = dict(re.findall(r"<loc>([^<]+)</loc><lastmod>([^<]+)</lastmod>", document))
        changed = next(r["changed_at"] for r in site.releases() if r["url"] == edited["url"])
    expected = {"true": changed[:19], "stale": edited["published_at"][:19]}
    if lastmod == "none":
        assert said == {}
    elif lastmod == "now":
        assert said[untouched["url"]] > untouched["changed_at"]
    else:
        assert said[edited["url"]].startswith(expected[lastmod])
        assert said[untouched["url"]].startswith(
            untouched["changed_at"][:19] if lastmod == "true" else untouched["published_at"][:19]
        )


def test_a_section_that_stands_apart_is_only_listed_by_itself() -> None:
    with serving(history=2, apart=["interviews"]) as site:
        published = site.publish(lang="en", title="On prices", body="Text.", section="interviews")
        path = published[0]["path"]
        assert path not in text(site, "/en/news")
        assert path not in text(site, "/en/")
        assert path in text(site, "/en/news/interviews")
