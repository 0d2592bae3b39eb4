"""The pages of generation A keep to what is known of the site of 2016 to 2020."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime

import pytest

from replica import Replica, serving
from replica.clock import ALMATY


@pytest.fixture(scope="module")
def site() -> Iterator[Replica]:
    with serving("A", history=25, now=datetime(2018, 3, 16, 12, tzinfo=ALMATY)) as replica:
        yield replica


def page(site: Replica, path: str) -> str:
    with urllib.request.urlopen(site.url + path) as response:
        return str(response.read().decode())


def test_addresses_come_in_three_forms_that_the_languages_share(site: Replica) -> None:
    by_event: dict[str, set[str]] = {}
    for release in site.releases():
        assert re.fullmatch(r"/(kz|ru|en)/news/[\w-]+/[\w-]+", release["path"])
        by_event.setdefault(release["event"], set()).add(release["path"].rpartition("/")[2])
    names = [names.pop() for names in by_event.values() if len(names) == 1]
    assert len(names) == len(by_event)
    forms = (r"\d+", r"[a-z]\S*-\d+", r"[a-z]\S*[a-z]")
    assert all(any(re.fullmatch(form, name) for name in names) for form in forms)


def test_a_release_begins_with_an_apps_banner_and_names_no_language(site: Replica) -> None:
    release = next(r for r in site.releases() if r["lang"] == "kk" and r["images"])
    html = page(site, release["path"])
    assert '<html lang="Қаз">' in html
    assert f'<h1 class="main-news-item__head">{release["title"]}</h1>' in html
    assert re.search(r'<div class="date">\d\d \w+ 2018(, | / |<br>)\d\d:\d\d</div>', html)
    first = re.search(r"<p[^>]*>(.*?)</p>", html)
    assert first is not None
    assert "қосымша" in first[1]
    assert '<meta property="description"' in html
    assert "ld+json" not in html
    assert re.search(r'src="/storage/(\w\w)/\1\w{30}_crop_\w+\.jpg"', html)


def test_a_listing_has_no_link_to_its_next_page_and_ends_with_404(site: Replica) -> None:
    html = page(site, "/ru/news")
    assert html.count('<a class="item"') == 20
    assert 'class="item-date"' in html
    assert 'class="link"' in html
    assert not re.search(r'href="[^"]*page', html)
    assert page(site, "/ru/news/page/2").count('<a class="item"') == 5
    with pytest.raises(urllib.error.HTTPError) as end:
        page(site, "/ru/news/page/3")
    end.value.close()
    assert end.value.code == 404
