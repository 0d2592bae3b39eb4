"""The pages of the other site keep to what is known of akorda.kz."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from replica import Replica, serving
from tests.replica.conftest import fetch, text_of


@pytest.fixture(scope="module")
def akorda() -> Iterator[Replica]:
    with serving("akorda", history=22) as replica:
        yield replica


def test_a_release_is_an_article_at_the_top_of_its_language(akorda: Replica) -> None:
    for release in akorda.releases()[::9]:
        assert re.fullmatch(r"/(kz|ru|en)/[a-z0-9-]+-\d+", release["path"])
        tree = fetch(release["url"]).tree
        assert text_of(tree, "article h2.mt-5") == release["title"]
        assert str(release["published_at"])[11:16] in text_of(tree, "article h5")


def test_events_are_listed_as_cards_and_paged(akorda: Replica) -> None:
    english = {r["path"] for r in akorda.releases() if r["lang"] == "en"}
    pages = [fetch(f"{akorda.url}/en/events?page={n}").tree for n in (1, 2, 3)]
    cards = [tree.css("div.card") for tree in pages]
    assert [len(one) for one in cards] == [20, 2, 0]
    assert all(card.css_first("h5") is not None for card in cards[0])
    links = {n.attributes["href"] for tree in pages for n in tree.css("div.card h3 a")}
    assert links == english
    assert fetch(f"{akorda.url}/en/news").status == 404
