from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import canonical_url, is_release_url, language_of, number_of, section_of

SITE = "https://primeminister.kz"
SHARED = Path(os.environ.get("UKIMET_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        ("HTTPS://PrimeMinister.KZ/en/news", f"{SITE}/en/news"),
        (f"{SITE}:443/en/news/", f"{SITE}/en/news"),
        ("http://primeminister.kz:80/en", "http://primeminister.kz/en"),
        ("http://127.0.0.1:8000/en/", "http://127.0.0.1:8000/en"),
        (f"{SITE}//ru//news///a-b-1", f"{SITE}/ru/news/a-b-1"),
        (f"{SITE}/ru/./news/../news", f"{SITE}/ru/news"),
        (f"{SITE}/ru/news#top", f"{SITE}/ru/news"),
        (f"{SITE}/ru/news?utm_source=t&UTM_Medium=x&fbclid=1&page=2", f"{SITE}/ru/news?page=2"),
        (f"{SITE}/ru/news?gclid=1&yclid=2&ysclid=3&_openstat=4", f"{SITE}/ru/news"),
        (f"{SITE}/ru/archive?year=2020&day=1", f"{SITE}/ru/archive?day=1&year=2020"),
        (f"{SITE}/kz/%d2%af%d0%ba", f"{SITE}/kz/%D2%AF%D0%BA"),
        (f"{SITE}/kz/үк", f"{SITE}/kz/%D2%AF%D0%BA"),
        (f"{SITE}/en/%6eews", f"{SITE}/en/news"),
        ("https://primeminister.kz", f"{SITE}/"),
        (f"  {SITE}/en/news\n", f"{SITE}/en/news"),
        (f" {SITE}/en/news", f"{SITE}/en/news"),
        ("https://PrimeMinister.KZ:443/en/news/a-b-1", f"{SITE}/en/news/a-b-1"),
        ("https://primeminister.kz.:8443/en/a-b-1", f"{SITE}:8443/en/a-b-1"),
    ],
)
def test_one_address_has_one_form(given_url: str, canonical: str) -> None:
    assert canonical_url(given_url) == canonical


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("/en/news/a-b-30001", f"{SITE}/en/news/a-b-30001"),
        ("a-b-30001?utm_source=x", f"{SITE}/en/a-b-30001"),
        ("//primeminister.kz/ru/", f"{SITE}/ru"),
        ("?page=2", f"{SITE}/en/news?page=2"),
    ],
)
def test_a_relative_address_is_resolved_against_the_page(href: str, canonical: str) -> None:
    assert canonical_url(href, f"{SITE}/en/news") == canonical


@pytest.mark.parametrize(
    "url",
    ["mailto:a@b.kz", "javascript:void(0)", "tel:+7717", "http://[::1", "http://", "news", ""],
)
def test_what_is_no_http_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical_url(url)


@given(
    st.text(max_size=60).map(lambda tail: f"http://127.0.0.1:8000/{tail}")
    | st.text(max_size=60)
    | st.from_regex(r"https?://[a-z.]{1,12}(:\d{1,5})?(/[ -~]{0,30})?", fullmatch=True)
)
def test_the_canonical_form_is_its_own_canonical_form(url: str) -> None:
    try:
        once = canonical_url(url)
    except ValueError:
        return
    assert canonical_url(once) == once


@given(st.from_regex(r"(/[A-Za-z0-9_~-]{1,12}){1,4}/?", fullmatch=True))
def test_a_plain_path_is_resolved_as_any_other(path: str) -> None:
    assert canonical_url(path, f"{SITE}/en/news") == canonical_url(SITE + path)


def test_kazakh_lives_under_kz() -> None:
    assert language_of(f"{SITE}/kz/news") == "kk"
    assert language_of(f"{SITE}/ru") == "ru"
    assert language_of(f"{SITE}/en/news") == "en"
    assert language_of(f"{SITE}/assets/media/1.jpg") is None
    assert language_of(SITE) is None


RELEASES = [
    ("/en/news/olzhas-bektenov-took-part-in-the-meeting-30732", "news", 30732),
    ("/ru/news/reviews/itogi-goda-31001", "news/reviews", 31001),
    ("/kz/news/digital_office/sifrlyk-kenes-31002", "news/digital_office", 31002),
    (
        "/ru/hrpolitic/appointments/erzhan-birzhanov-naznachen-12235",
        "hrpolitic/appointments",
        12235,
    ),
    ("/ru/sessions/zasedanie-pravitelstva-rk-11032021-1121328", "sessions", 1121328),
    ("/ru/a-mamin-dal-start-stroitelstvu-85251", None, 85251),
    ("/ru/media/photofotoreportazh-zasedaniya-123456", "media", 123456),
    ("/ru/inquiries/189", "inquiries", 189),
    ("/ru/decisions/19012024-20", "decisions", None),
    ("/kz/news/all/16186", "news/all", 16186),
    ("/kz/news/all/gaz-resurstarinin-aleueti", "news/all", None),
    ("/kz/news/all/gaz-resurstarinin-aleueti-16192", "news/all", 16192),
]


@pytest.mark.parametrize(("path", "section", "number"), RELEASES)
def test_a_releases_address_tells_section_and_number(
    path: str, section: str | None, number: int | None
) -> None:
    url = SITE + path
    assert is_release_url(url)
    assert section_of(url) == section
    assert number_of(url) == number


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/en",
        "/en/news",
        "/en/news/reviews",
        "/kz/news/page/3",
        "/ru/media",
        "/ru/media/photo",
        "/ru/decisions",
        "/ru/archive",
        "/ru/strategy-2050",
        "/ru/plan-razvitiya-strany-2029",
        "/en/gov/primeminister",
        "/assets/files/joint-communique-of-the-sides-30732.pdf",
        "/news/something-without-language-30732",
        "/de/news/etwas-in-einer-anderen-sprache-30732",
    ],
)
def test_other_pages_are_no_releases(path: str) -> None:
    assert not is_release_url(SITE + path)
    assert number_of(SITE + path) is None


@given(st.text())
def test_no_text_upsets_the_readers_of_addresses(text: str) -> None:
    is_release_url(text)
    language_of(text)
    section_of(text)
    number_of(text)


def test_every_real_address_is_a_releases() -> None:
    corpus = [SHARED / "corpus" / name for name in ("ru.jsonl", "kk_listing_2018-03.jsonl")]
    if not all(path.exists() for path in corpus):
        pytest.skip("the real texts are not at hand (UKIMET_SHARED)")
    lines = [line for path in corpus for line in path.read_text(encoding="utf-8").splitlines()]
    urls = [json.loads(line)["url"] for line in lines]
    assert [u for u in urls if not is_release_url(u)] == []
    assert [u for u in urls if canonical_url(u) != u] == []
