from __future__ import annotations

import re
from datetime import datetime

import pytest

from replica import Replica
from tests.replica.conftest import Releases, fetch, text_of, words_of


@pytest.fixture(scope="module")
def releases(site_b: Replica) -> Releases:
    return site_b.releases()


def test_the_number_of_an_address_is_made_of_the_time_not_of_a_sequence(
    releases: Releases,
) -> None:
    for release in releases:
        at = datetime.fromisoformat(release["published_at"])
        number = release["path"].rpartition("-")[2]
        assert re.fullmatch(rf"{at.day}{at.month - 1}{at.minute}\d{{1,2}}", number)


def test_sections_outside_the_news_keep_their_own_place(releases: Releases) -> None:
    places = {release["path"].rpartition("/")[0] for release in releases if release["lang"] == "ru"}
    assert {"/ru/news", "/ru/news/reviews", "/ru/sessions", "/ru/hrpolitic/appointments"} <= places


def test_the_body_is_the_second_container_and_ends_in_the_advert(
    releases: Releases,
) -> None:
    for release in releases:
        tree = fetch(release["url"]).tree
        first, body = tree.css("div.articles__container")
        assert text_of(first, "h1.articles__title") == release["title"]
        date = text_of(first, "p.article__date")
        assert re.fullmatch(r"\d\d [^\W\d_a-zа-я]\w+ \d{4}, \d\d:\d\d", date)
        for advert in body.css(".articles__container-bottom"):
            advert.decompose()
        texts = (words_of(node.text()) for node in body.css("p, li"))
        assert [text for text in texts if text] == list(map(words_of, release["paragraphs"]))


def test_the_month_of_the_date_line_is_a_capitalised_nominative(site_b: Replica) -> None:
    at = "2021-03-02T20:27:51"
    [release] = site_b.publish(lang="ru", title="Встреча", body="Текст.", published_at=at)
    assert text_of(fetch(release["url"]).tree, "p.article__date") == "02 Март 2021, 20:27"
    assert release["path"] == "/ru/news/vstrecha-222751"


def test_the_listing_breaks_its_dates_with_carriage_returns(site_b: Replica) -> None:
    page = fetch(f"{site_b.url}/ru/news")
    assert len(page.tree.css("a.article > h3")) == 20
    raw = re.findall(rb'class="article__date">(\s*)(\d\d \S+ \d{4})(\s*)<', page.body)
    assert len(raw) == 20
    assert all(b"\r\n" in before and b"\r\n" in after for before, _, after in raw)


@pytest.mark.parametrize("code", ["kz", "ru", "en"])
def test_the_archive_has_the_form_of_the_real_site(site_b: Replica, code: str) -> None:
    tree = fetch(f"{site_b.url}/{code}/archive").tree
    for name in ("day", "month", "year"):
        assert len(tree.css(f"form select[name={name}] option")) >= 12
    assert tree.css_first("form button.archive__select.desktop_button") is not None
    assert tree.css("div.blog__container > a") == []


def test_the_archive_lists_one_day(site_b: Replica, releases: Releases) -> None:
    day = releases[0]["published_at"][:10]
    year, month, number = map(int, day.split("-"))
    tree = fetch(f"{site_b.url}/ru/archive?day={number}&month={month}&year={year}").tree
    links = {node.attributes["href"] for node in tree.css("div.blog__container > a")}
    assert links == {
        r["path"] for r in releases if r["lang"] == "ru" and r["published_at"][:10] == day
    }
    dates = tree.css("div.blog__container > a > div.article__wrapper span.article__date")
    assert len(dates) == len(links) > 0
    assert all(re.fullmatch(rf"{number:02d} \w+ {year}", node.text()) for node in dates)


def test_a_day_that_does_not_exist_shows_the_bare_form(site_b: Replica) -> None:
    page = fetch(f"{site_b.url}/ru/archive?day=31&month=2&year=2021")
    assert page.status == 200
    assert page.tree.css("div.blog__container > a") == []


def test_most_russian_bodies_have_non_breaking_spaces(releases: Releases) -> None:
    russian = [fetch(r["url"]).tree for r in releases if r["lang"] == "ru"]
    with_nbsp = sum(
        any("\xa0" in node.text().strip() for node in tree.css("p")) for tree in russian
    )
    assert with_nbsp > len(russian) / 2
    english = next(r for r in releases if r["lang"] == "en")
    assert not any("\xa0" in n.text().strip() for n in fetch(english["url"]).tree.css("p"))
    assert all("\xa0" not in release["text"] for release in releases)


def test_one_release_carries_a_large_image_in_the_page_itself(
    releases: Releases,
) -> None:
    pages = [fetch(release["url"]).body for release in releases]
    large = [page for page in pages if b"data:image/jpeg;base64," in page]
    assert len(large) == 1
    assert len(large[0]) > 218_000
    assert all(50_000 <= len(page) <= 100_000 for page in pages if page is not large[0])


def test_some_images_have_addresses_of_another_host(releases: Releases) -> None:
    sources = [
        n.attributes["src"] or "" for r in releases for n in fetch(r["url"]).tree.css("p > img")
    ]
    foreign = [s for s in sources if re.match(r"https://lh[3-6]\.googleusercontent\.com/", s)]
    assert 0 < len(foreign) < len(sources) / 3
    assert all(s.startswith(("/assets/media/", "https://lh", "data:")) for s in sources)


def test_generation_c_has_no_archive_form(site_c: Replica) -> None:
    assert fetch(f"{site_c.url}/ru/archive").status == 404
