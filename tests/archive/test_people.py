"""One person is one, under every spelling; two people of one name stay two; mends stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from archive import Archive, Stored
from archive.filters import Filters
from archive.model import NoSuchPerson
from archive.spelling import likeness, parsed
from meetings.model import Lang, Person
from tests.archive.conftest import ALMATY, NOW, Store, meeting

Name = Callable[..., int | None]

PM = {"en": "Prime Minister", "ru": "Премьер-Министр", "kk": "Премьер-Министр"}


@pytest.fixture
def name(archive: Archive, store: Store) -> Name:
    """Stores a release that names one person; whom the archive takes them for."""
    count = 0

    def naming(
        called: str, lang: Lang = "en", office: str | None = None, country: str | None = "KZ"
    ) -> int | None:
        nonlocal count
        count += 1
        person = Person(called, office, country, role="member")
        stored = store(
            analysis=meeting(participants=(person,), is_meeting=True),
            lang=lang,
            url=f"https://site.example/{lang}/news/release-{count}",
            title=f"Release {count}",
            text=f"Text of release number {count} about {called}.",
            images=(),
            # Far apart, so that no two are taken for one event.
            published_at=datetime(2026, 1, 1, 12, tzinfo=ALMATY) + timedelta(days=5 * count),
        )
        (row,) = archive.db.conn.execute(
            "SELECT person_id FROM participations WHERE release_id = ?", [stored.release_id]
        ).fetchall()
        return None if row[0] is None else int(row[0])

    return naming


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Қасым-Жомарт Тоқаев", "kk"), ("Kassym-Jomart Tokayev", "en")),
        (("Касым-Жомарт Токаев", "ru"), ("Қасым-Жомарт Тоқаев", "kk")),
        (("Олжас Бектенов", "ru"), ("Olzhas Bektenov", "en")),
        (("Ли Цян", "ru"), ("Li Qiang", "en")),
        (("Алихан Смаилов", "ru"), ("Әлихан Смайылов", "kk")),
        (("Болат Өтемуратов", "kk"), ("Bulat Utemuratov", "en")),
        (("Бектенов Олжас Абаевич", "ru"), ("Олжас Бектенов", "ru")),
    ],
)
def test_scripts_languages_name_order_and_patronymics_make_no_other_person(
    name: Name, one: tuple[str, Lang], other: tuple[str, Lang]
) -> None:
    assert name(one[0], one[1]) == name(other[0], other[1])


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Марат Султанов", "Мурат Султанов", "ru"),
        ("Ерлан Асанов", "Ерлан Есенов", "ru"),
        ("Александр Иванов", "Александра Иванова", "ru"),
        ("Серик Ахметов", "А. Ахметов", "ru"),
        ("Нурлан Абаевич Омаров", "Нурлан Болатович Омаров", "ru"),
        ("Aidos Omarov", "Aidar Omarov", "en"),
    ],
)
def test_another_first_name_or_patronymic_is_another_person(
    name: Name, one: str, other: str, lang: Lang
) -> None:
    assert name(one, lang, PM[lang]) != name(other, lang, PM[lang])


def test_initials_mean_the_holder_of_the_same_office(name: Name) -> None:
    full = name("Аскар Мамин", "ru", "Премьер-Министр")
    assert name("А. Мамин", "ru", "Премьер-министр") == full
    assert name("А.Мамин", "ru", "директор школы") != full


def test_a_full_name_that_comes_later_takes_the_initials_along(name: Name) -> None:
    short = name("A. Mamin", "en", "Prime Minister")
    assert name("Askar Mamin", "en", "Prime Minister") == short


def test_namesakes_of_two_countries_are_two(name: Name, archive: Archive) -> None:
    ours = name("Александр Ким", "ru", "министр энергетики", "KZ")
    theirs = name("Александр Ким", "ru", "посол", "KR")
    assert ours != theirs
    assert name("Александр Ким", "ru", "глава делегации", "KR") == theirs
    assert name("Александр Ким", "ru", "министр энергетики", None) == ours
    assert name("Александр Ким", "ru", None, None) is None


def test_the_releases_of_one_event_settle_what_spelling_leaves_open(
    archive: Archive, store: Store
) -> None:
    ids = []
    for lang, called in (("ru", "Мухтар Тлеуберди"), ("en", "Mukhtar Tileuberdi")):
        url = f"https://site.example/{lang}/news/visit-7"
        stored = store(
            analysis=meeting(participants=(Person(called, "office", "KZ"),)),
            lang=lang,
            url=url,
            text=f"Text in {lang}.",
            alternates={"ru": "https://site.example/ru/news/visit-7"} if lang == "en" else {},
        )
        ids += archive.db.conn.execute(
            "SELECT person_id FROM participations WHERE release_id = ?", [stored.release_id]
        ).fetchall()
    assert ids[0] == ids[1]
    row = archive.person("Тлеуберди")
    assert row["name"] == {"kk": None, "ru": "Мухтар Тлеуберди", "en": "Mukhtar Tileuberdi"}


def test_offices_have_a_beginning_and_an_end(name: Name, archive: Archive) -> None:
    name("Aigul Kim", "en", "Minister of Trade")
    name("Aigul Kim", "en", "Deputy Prime Minister")
    name("Aigul Kim", "en", "Deputy Prime Minister")
    row = archive.person("kim")
    assert [(o["office"], o["first_seen"][:10], o["last_seen"][:10]) for o in row["offices"]] == [
        ("Deputy Prime Minister", "2026-01-11", "2026-01-16"),
        ("Minister of Trade", "2026-01-06", "2026-01-06"),
    ]
    assert (row["meetings"], row["first_seen"][:10]) == (3, "2026-01-06")


@pytest.mark.parametrize("asked", ["Bektenov", "бектенов", "Бектенова", "Бектеновтің", "bekt"])
def test_any_spelling_finds_the_meetings_of_a_person(
    name: Name, archive: Archive, asked: str
) -> None:
    name("Олжас Бектенов", "ru")
    name("Olzhas Bektenov", "en")
    name("Aigul Kim", "en")
    found = archive.meetings(Filters(person=asked))
    assert [row["people"][0]["name"] for row in found] == ["Olzhas Bektenov", "Олжас Бектенов"]


def test_what_was_merged_stays_one(name: Name, archive: Archive) -> None:
    one = name("Бакытжан Сагинтаев", "ru", "Премьер-Министр")
    other = name("Бахытжан Сагинтаев", "ru", "аким города")
    assert one != other
    assert archive.merge_people(str(one), str(other), now=NOW) == one
    assert name("Бахытжан Сагинтаев", "ru", "депутат") == one
    assert archive.person(str(other))["id"] == one
    with pytest.raises(NoSuchPerson, match="already"):
        archive.merge_people(str(one), "Бахытжан Сагинтаев", now=NOW)


def test_what_was_split_stays_two(name: Name, archive: Archive) -> None:
    minister = name("Serik Omarov", "en", "Minister of Trade", "KZ")
    assert name("S. Omarov", "en", "Minister of Trade", "KZ") == minister
    other = archive.split_person(str(minister), ["S. Omarov"], country=None, now=NOW)
    assert name("S. Omarov", "en", "Minister of Trade", "KZ") == other
    assert name("Serik Omarov", "en", "Minister of Trade", "KZ") == minister
    assert archive.person(str(other))["spellings"] == {"en": ["S. Omarov"]}


def test_a_split_by_country_leaves_the_others(name: Name, archive: Archive) -> None:
    one = name("Li Wang", "en", "Ambassador", "CN")
    assert name("Li Wang", "en", "Ambassador", "KR") == one
    other = archive.split_person(str(one), ["Li Wang"], country="KR", now=NOW)
    assert name("Li Wang", "en", "Ambassador", "KR") == other
    assert name("Li Wang", "en", "Ambassador", "CN") == one


@pytest.mark.parametrize(
    ("spellings", "said"), [(["Nobody Else"], "not spelled so"), (["Aigul Kim"], "nothing would")]
)
def test_a_split_that_makes_no_sense_says_why(
    name: Name, archive: Archive, spellings: list[str], said: str
) -> None:
    person = name("Aigul Kim")
    with pytest.raises(NoSuchPerson, match=said):
        archive.split_person(str(person), spellings, country=None, now=NOW)


def test_a_name_that_two_people_have_asks_for_the_id(name: Name, archive: Archive) -> None:
    name("Aigul Kim"), name("Boris Kim")
    with pytest.raises(NoSuchPerson, match="2 people answer"):
        archive.person("Kim")
    with pytest.raises(NoSuchPerson, match="nobody"):
        archive.person("Sagan")


def test_who_is_named_no_more_leaves_the_registry(archive: Archive, store: Store) -> None:
    def saying(called: str, text: str) -> Stored:
        return store(analysis=meeting(participants=(Person(called),)), text=text)

    saying("Aigul Kim", "Aigul Kim came.")
    saying("Boris Pak", "Boris Pak came, and not Aigul Kim, as was written.")
    assert [row["name"]["en"] for row in archive.people()] == ["Boris Pak"]


def test_short_forms_are_told_from_other_people() -> None:
    def alike(one: str, other: str, lang: Any = "ru") -> str | None:
        return likeness(parsed(one, lang), parsed(other, lang))

    assert alike("Е. Досаев", "Ерболат Досаев") == "partial"
    assert alike("Y. Dossayev", "Yerbolat Dossayev", "en") == "partial"
    assert alike("А. Досаев", "Ерболат Досаев") is None
    assert alike("Ерболат", "Ерболат Досаев") == "partial"
    assert alike("Бахытжан Сагинтаев", "Бакытжан Сагинтаев") == "likely"


def test_an_event_knows_every_spelling_of_who_took_part(archive: Archive, store: Store) -> None:
    for lang, called in (("ru", "Олжас Бектенов"), ("en", "Olzhas Bektenov")):
        stored = store(
            analysis=meeting(participants=(Person(called), Person("Aigul Kim", role="mentioned"))),
            lang=lang,
            url=f"https://site.example/{lang}/news/{lang}",
            text=f"Text in {lang} of something else.",
        )
        spellings = archive.event(stored.event_id).spellings
    assert set(spellings) == {("ru", "Олжас Бектенов"), ("en", "Olzhas Bektenov")}
