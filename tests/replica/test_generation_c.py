from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from replica import Replica, serving
from tests.replica.conftest import Releases, fetch, text_of, words_of

DATES = {
    "en": r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d",
    "ru": r"\d\d [А-Я][а-я]+ \d{4}, \d\d:\d\d",
    "kk": r"\d\d [а-яәіңғүұқөһ]+ \d{4}, \d\d:\d\d"
    r"|\d\d:\d\d, \d\d [А-ЯӘІҢҒҮҰҚӨҺ][а-яәіңғүұқөһ]+ \d{4} \| GMT \+5"
    r"|Бүгін, \d\d:\d\d",
}
ADVERT = (
    "Stay updated about the events of the Prime minister and the Government of Kazakhstan"
    " - subscribe to the official Telegram channel"
)


def paragraphs(tree: LexborHTMLParser, selector: str) -> list[str]:
    texts = (words_of(node.text()) for node in tree.css(f"{selector} p, {selector} li"))
    return [text for text in texts if text]


def hreflangs(tree: LexborHTMLParser) -> dict[str | None, str | None]:
    links = tree.css('link[rel="alternate"][hreflang]')
    return {node.attributes["hreflang"]: node.attributes["href"] for node in links}


@pytest.fixture(scope="module")
def releases(site_c: Replica) -> Releases:
    return site_c.releases()


def test_release_addresses_have_language_section_slug_and_number(
    releases: Releases,
) -> None:
    shape = re.compile(r"/(kz|ru|en)/news(/[a-z_]+)?/[a-z0-9-]+-\d{5}")
    assert all(shape.fullmatch(release["path"]) for release in releases)
    assert any("/news/reviews/" in release["path"] for release in releases)


def test_a_perfect_reader_finds_title_date_and_body_of_every_release(
    releases: Releases,
) -> None:
    for release in releases:
        tree = fetch(release["url"]).tree
        assert text_of(tree, "article.article > h1.article__title") == release["title"]
        assert re.fullmatch(DATES[release["lang"]], text_of(tree, "article.article .article__date"))
        assert paragraphs(tree, "div.article__body") == [
            " ".join(p.split()) for p in release["paragraphs"]
        ]


def test_the_date_line_says_when_the_release_was_published(site: Replica) -> None:
    at = "2025-11-18T18:20:00+05:00"
    lines = {}
    for lang in ("en", "ru", "kk"):
        [release] = site.publish(lang=lang, title="Talks", body="They met.", published_at=at)
        lines[lang] = text_of(fetch(release["url"]).tree, "article.article .article__date")
        assert release["published_at"] == at
    assert lines["en"] == "18 November 2025, 18:20"
    assert lines["ru"] == "18 Ноябрь 2025, 18:20"
    assert lines["kk"] in ("18 қараша 2025, 18:20", "18:20, 18 Қараша 2025 | GMT +5")


def test_kazakh_dates_come_in_every_form_in_use(releases: Releases, site: Replica) -> None:
    lines = [
        text_of(fetch(r["url"]).tree, "article.article .article__date")
        for r in releases
        if r["lang"] == "kk"
    ]
    lines += [
        text_of(fetch(r["url"]).tree, "article.article .article__date")
        for number in range(40)
        for r in site.publish(lang="kk", title=f"Кездесу {number}", body="Мәтін.")
    ]
    for form in DATES["kk"].split("|\\d\\d:\\d\\d,")[0], r".*\| GMT \+5", "Бүгін.*":
        assert any(re.fullmatch(form, line) for line in lines), form


def test_today_is_never_said_while_the_clock_is_not_real() -> None:
    with serving("C", now=None) as site:
        site.clock(set="2026-03-02T12:00:00")
        for number in range(20):
            [release] = site.publish(lang="kk", title=f"Кездесу {number}", body="Мәтін.")
            assert b"\xd0\x91\xd2\xaf\xd0\xb3\xd1\x96\xd0\xbd" not in fetch(release["url"]).body


def test_the_telegram_advert_stands_outside_the_body(releases: Releases) -> None:
    english = next(release for release in releases if release["lang"] == "en")
    tree = fetch(english["url"]).tree
    assert text_of(tree, ".article__subscribe p") == ADVERT
    assert text_of(tree, ".article__subscribe a") == "Subscribe"
    assert ADVERT not in text_of(tree, ".article__body")


def test_language_versions_are_linked_in_head_and_switch(releases: Releases) -> None:
    event = releases[-1]["event"]
    versions = {r["lang"]: r["url"] for r in releases if r["event"] == event}
    assert set(versions) == {"kk", "ru", "en"}
    for url in versions.values():
        tree = fetch(url).tree
        assert hreflangs(tree) == versions
        switch = {n.attributes["hreflang"]: n.attributes["href"] for n in tree.css(".lang a")}
        assert {lang: url.removesuffix(switch[lang] or "") for lang, url in versions.items()} == {
            lang: url.partition("/" + {"kk": "kz"}.get(lang, lang) + "/")[0]
            for lang, url in versions.items()
        }


def test_opengraph_tells_title_description_address_and_picture(
    releases: Releases,
) -> None:
    release = releases[-1]
    tree = fetch(release["url"]).tree
    tags = {n.attributes["property"]: n.attributes["content"] for n in tree.css("meta[property]")}
    assert tags["og:title"] == release["title"]
    assert tags["og:url"] == release["url"]
    assert (tags["og:description"] or "").rstrip("…") in release["text"]
    assert (tags["og:image"] or "").startswith("http://127.0.0.1")


def test_teasers_of_earlier_releases_lie_in_wait(releases: Releases) -> None:
    last = releases[-1]
    tree = fetch(last["url"]).tree
    teasers = [node.attributes["href"] for node in tree.css("aside.read-also a")]
    earlier = [r["path"] for r in releases if r["lang"] == last["lang"] and r is not last]
    assert teasers == earlier[::-1][:6]
    assert re.search(r"\d{4}", text_of(tree, ".read-also__date"))


@pytest.mark.parametrize(("code", "lang"), [("kz", "kk"), ("ru", "ru"), ("en", "en")])
def test_the_listing_pages_through_everything_newest_first(
    site_c: Replica, releases: Releases, code: str, lang: str
) -> None:
    seen: list[str | None] = []
    for page in (1, 2, 3):
        tree = fetch(f"{site_c.url}/{code}/news?page={page}").tree
        seen += [node.attributes["href"] for node in tree.css("a.news__item")]
    newest = sorted(
        (r for r in releases if r["lang"] == lang), key=lambda r: (r["published_at"], r["number"])
    )
    assert seen == [r["path"] for r in reversed(newest)]


def test_a_section_lists_its_own_releases_only(site_c: Replica, releases: Releases) -> None:
    tree = fetch(f"{site_c.url}/ru/news/reviews").tree
    links = {node.attributes["href"] for node in tree.css("a.news__item")}
    reviews = {r["path"] for r in releases if r["path"].startswith("/ru/news/reviews/")}
    assert links == reviews != set()


def test_a_page_beyond_the_last_is_empty(site_c: Replica) -> None:
    page = fetch(f"{site_c.url}/ru/news?page=99")
    assert page.status == 200
    assert page.tree.css("a.news__item") == []


def test_the_front_page_has_the_classes_that_are_known(site_c: Replica) -> None:
    tree = fetch(f"{site_c.url}/en/").tree
    assert len(tree.css("a > .main__article")) == 12
    for selector in (".main__article-heading", ".main__article-text"):
        assert len(tree.css(f".main__article {selector}")) == 12
    for node in tree.css(".main__article .article__date"):
        assert re.fullmatch(r"\d\d\.\d\d\.\d{4}", node.text(strip=True))


def test_a_decision_is_a_page_but_no_release(site_c: Replica) -> None:
    page = fetch(f"{site_c.url}/ru/decisions/19012024-20")
    assert page.status == 200
    assert "19.01.2024" in text_of(page.tree, "h1")
    assert page.tree.css("article") == []
    assert b"/decisions/" not in fetch(f"{site_c.url}/ru/news").body


def test_every_link_of_the_navigation_leads_somewhere(site_c: Replica) -> None:
    tree = fetch(f"{site_c.url}/kz/").tree
    links = {node.attributes["href"] for node in tree.css("header a, footer a")}
    assert len(links) > 30
    for link in links:
        assert fetch(f"{site_c.url}{link}").status in (200, 302), link


def test_the_search_finds_words_of_titles(site_c: Replica, releases: Releases) -> None:
    wanted = next(r for r in releases if r["lang"] == "en")
    word = wanted["title"].split()[-1]
    tree = fetch(f"{site_c.url}/search?lang=en&q={word}").tree
    assert wanted["path"] in {node.attributes["href"] for node in tree.css("a.news__item")}


def test_pages_have_the_size_of_real_ones(site_c: Replica, releases: Releases) -> None:
    addresses = [
        f"{site_c.url}/{code}/{rest}" for code in ("kz", "ru", "en") for rest in ("", "news")
    ]
    for url in addresses + [release["url"] for release in releases]:
        assert 50_000 <= len(fetch(url).body) <= 100_000, url


def test_nothing_on_a_page_points_outside(releases: Releases) -> None:
    own = releases[0]["url"].partition("/news")[0].rpartition("/")[0]
    for release in releases[:6]:
        outside = re.findall(
            r'(?:src|href|action)="(https?://[^"]+)"', fetch(release["url"]).body.decode()
        )
        assert all(url.startswith(own) for url in outside)


def test_text_is_escaped_not_interpreted(site: Replica) -> None:
    body = 'A < B & "C" costs $5 or $title.\n<script>alert(1)</script>\n- one & two\n- three'
    [release] = site.publish(lang="en", title="A & B <b>", body=body, slug="a-b", number=40000)
    tree = fetch(release["url"]).tree
    assert release["path"] == "/en/news/a-b-40000"
    assert text_of(tree, "h1.article__title") == "A & B <b>"
    assert paragraphs(tree, "div.article__body") == release["paragraphs"]
    assert release["paragraphs"][-2:] == ["one & two", "three"]
    assert [node.text() for node in tree.css("div.article__body ul > li")] == ["one & two", "three"]
