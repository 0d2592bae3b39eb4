"""Linking: releases of one event in three languages, and never two events."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.linking import Traits, same_event, traits_of
from meetings.linking_skeletons import name_skeletons, skeleton
from meetings.model import Analysis, Kind, Lang, Person

EVENTS = Path(__file__).parents[2] / "replica" / "events"
LANGUAGES: tuple[Lang, ...] = ("kk", "ru", "en")
NOON = datetime(2025, 11, 18, 12, tzinfo=UTC)
KEYS = {"en": 0, "kk": 1, "ru": 2}


def traits(
    lang: Lang,
    text: str,
    *,
    people: tuple[Person, ...] = (),
    kind: Kind = "bilateral",
    at: datetime = NOON,
    url: str = "",
    images: tuple[str, ...] = (),
    alternates: dict[str, str] | None = None,
) -> Traits:
    return traits_of(
        Analysis(kind=kind, participants=people),
        lang=lang,
        title="",
        text=text,
        published_at=at,
        url=url or f"https://example.org/{lang}/news/{abs(hash(text))}",
        images=images,
        alternates=alternates or {},
    )


@pytest.mark.parametrize(
    ("kk", "ru", "en"),
    [
        ("Бектенов", "Бектенов", "Bektenov"),
        ("Сағындықов", "Сагындыков", "Sagyndykov"),
        ("Жаһонгир", "Жахонгир", "Jahongir"),
        ("Қасым-Жомарт", "Касым-Жомарт", "Kassym-Jomart"),
        ("Цян", "Цян", "Qiang"),
        ("Чжиюань", "Чжиюань", "Zhiyuan"),
        ("Шмидт", "Шмидт", "Shmidt"),
    ],
)
def test_a_name_has_one_skeleton_in_three_languages(kk: str, ru: str, en: str) -> None:
    assert name_skeletons(kk, "kk") == name_skeletons(ru, "ru") == name_skeletons(en, "en")


def test_case_endings_do_not_change_a_skeleton() -> None:
    assert skeleton("Досановтың", "kk") == skeleton("Досановым", "ru") == skeleton("Dosanov", "en")


RU_TALKS = "Марат Досанов провёл переговоры с Иво Новак. Товарооборот 69,5 млрд и 1 240 проектов."
EN_TALKS = "Marat Dosanov held talks with Ivo Novak. Turnover is 69.5 billion, with 1,240 projects."


def test_shared_names_and_numbers_link_two_languages() -> None:
    assert same_event(traits("ru", RU_TALKS), traits("en", EN_TALKS))


def test_two_releases_of_one_language_are_never_linked() -> None:
    assert not same_event(traits("ru", RU_TALKS), traits("ru", RU_TALKS))


def test_releases_more_than_two_days_apart_are_not_linked() -> None:
    late = traits("en", EN_TALKS, at=NOON + timedelta(hours=49))
    assert not same_event(traits("ru", RU_TALKS), late)


def test_the_prime_minister_and_the_year_prove_nothing() -> None:
    ru = Person("Марат Досанов", "Премьер-Министр", "KZ")
    en = Person("Marat Dosanov", "Prime Minister", "KZ")
    one = traits("ru", "Марат Досанов провёл совещание в 2025 году о мостах.", people=(ru,))
    other = traits("en", "Marat Dosanov held a meeting in 2025 on schools.", people=(en,))
    assert not same_event(one, other)


def test_numbers_that_disagree_forbid_a_link() -> None:
    other = EN_TALKS.replace("69.5", "12.4").replace("1,240", "3,310")
    image = ("https://example.org/i/8c1f2ab9.jpg",)
    assert not same_event(traits("ru", RU_TALKS, images=image), traits("en", other, images=image))


def test_a_language_link_on_the_page_is_enough() -> None:
    one = traits("ru", "Коротко.", url="https://example.org/ru/news/a-1")
    other = traits(
        "en",
        "Briefly.",
        at=NOON + timedelta(days=5),
        alternates={"ru": "https://example.org/ru/news/a-1/"},
    )
    assert same_event(one, other)


def test_a_shared_image_is_enough_but_a_logo_is_not() -> None:
    photo, logo = "https://example.org/i/8c1f2ab9.jpg", "https://example.org/i/site-logo.png"
    one, other = "Коротко о встрече.", "A meeting, briefly."
    assert same_event(traits("ru", one, images=(photo,)), traits("en", other, images=(photo,)))
    assert not same_event(traits("ru", one, images=(logo,)), traits("en", other, images=(logo,)))


def test_a_telephone_call_is_not_a_government_session() -> None:
    text_ru = "Досанов, Соколов, Новак. 1 240 мостов."
    text_en = "Dosanov, Sokolov, Novak. 1,240 bridges."
    call = traits("ru", text_ru, kind="phone_call")
    assert same_event(call, traits("en", text_en, kind="phone_call"))
    assert not same_event(call, traits("en", text_en, kind="government_session"))


@given(st.text(max_size=40))
def test_any_address_is_taken(url: str) -> None:
    found = traits("ru", "Коротко.", url=url, alternates={"en": url})
    assert set(found.alternates) <= {found.url}


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_are_compared_alike_both_ways(one: str, other: str) -> None:
    a = traits("ru", one, url="https://example.org/1")
    b = traits("en", other, url="https://example.org/2")
    assert same_event(a, b) == same_event(b, a)


def _event_traits(*, with_people: bool) -> list[tuple[int, Traits]]:
    found = []
    for number, file in enumerate(sorted(EVENTS.glob("*.toml"))):
        event = tomllib.loads(file.read_text(encoding="utf-8"))
        rows = [row.split("|") for row in event["expected"].get("participants", ())]
        for index, lang in enumerate(LANGUAGES):
            people = tuple(
                Person(row[KEYS[lang]].strip(), None, row[3].strip() or None) for row in rows
            )
            release = traits_of(
                Analysis(
                    kind=event["expected"]["kind"], participants=people if with_people else ()
                ),
                lang=lang,
                title=event[lang]["title"],
                text=event[lang]["body"],
                published_at=NOON,
                url=f"https://example.org/{lang}/news/{event[lang]['slug']}-{number * 3 + index}",
                images=(),
                alternates={},
            )
            found.append((number, release))
    return found


@pytest.mark.parametrize("with_people", [True, False])
def test_the_events_of_the_replica_are_linked_without_one_wrong_link(with_people: bool) -> None:
    releases = _event_traits(with_people=with_people)
    if not releases:
        pytest.skip("the replica has no events yet")
    pairs = [
        (number == other, same_event(one, two))
        for (number, one), (other, two) in itertools.combinations(releases, 2)
        if one.lang != two.lang
    ]
    assert not [pair for pair in pairs if pair == (False, True)]
    assert sum(linked for same, linked in pairs if same) >= 0.95 * sum(same for same, _ in pairs)


def test_two_events_of_one_day_that_share_their_people_are_told_apart_by_their_numbers() -> None:
    releases = _event_traits(with_people=True)
    if not releases:
        pytest.skip("the replica has no events yet")
    (_, one), *rest = releases
    _, other = next((n, t) for n, t in rest if t.lang != one.lang and n > 0)
    same_people = replace(other, people=one.people, kind=one.kind)
    assert not same_event(one, same_people)
