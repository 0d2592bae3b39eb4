"""Full-text search: every inflected form is found, no query is an error."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import Archive, indexing, narrowing, searching
from archive.filters import Filters
from archive.querying import parsed
from archive.stems import beginning_stems
from meetings.model import Person, Place
from tests.archive.conftest import ALMATY, Store, meeting, release

BASE = "https://site.example"


@pytest.fixture(autouse=True)
def library(store: Store) -> None:
    store()
    store(
        url=f"{BASE}/ru/news/peregovory-2",
        lang="ru",
        title="Переговоры с Узбекистаном",
        text="Обсуждены вопросы транзита зерна и ёмкости рынка.",
        published_at=release().published_at + timedelta(days=1),
        analysis=meeting(participants=(Person("Бахтиёр Рустамов", "министр", "UZ"),)),
    )
    store(
        url=f"{BASE}/kz/news/kelissoz-3",
        lang="kk",
        title="Үкімет отырысында астық экспорты қаралды",
        text="Министрлер аймақтардағы жолдардың құрылысын талқылады.",
        published_at=release().published_at + timedelta(days=2),
        analysis=meeting(kind="government_session", participants=()),
    )


def found(archive: Archive, query: str, **filters: object) -> list[str]:
    return [hit.release.lang for hit in archive.search(query, Filters(**filters))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "langs"),
    [
        ("узбекистан", ["ru"]),
        ("Узбекистане", ["ru"]),
        ("емкость", ["ru"]),
        ("shipping", ["en"]),
        ("terminals", ["en"]),
        ("үкіметтің", ["kk"]),
        ("аймақ жол", ["kk"]),
        ("министр", ["kk"]),
        ("экспорт", ["kk"]),
        ('"grain terminal"', ["en"]),
        ('"terminal grain"', []),
        ('"Grain  TERMINAL"', ["en"]),
        ('"grain terminals"', []),
        ('"вопросы транзита"', ["ru"]),
        ('"вопрос транзита"', []),
        ('"вопросы транзита" OR "grain terminal"', ["en", "ru"]),
        ('terminal -"grain terminal"', []),
        ('terminal -"grain terminals"', ["en"]),
        ('"үкімет отырысында" -"үкімет отырысы"', ["kk"]),
        ("barl*", ["en"]),
        ("barleys*", []),
        ("обсужден*", ["ru"]),
        ("обсуждены*", ["ru"]),
        ("обсуждено*", []),
        ("terminal -barl*", []),
        ("terminal -barleys*", ["en"]),
        ("grain-term*", ["en"]),
        ("barley OR транзит", ["ru", "en"]),
        ("terminal NOT barley", []),
        ("terminal -wheat", ["en"]),
        ("", []),
        ("  ", []),
        ("AND OR NOT", []),
    ],
)
def test_a_query_finds(archive: Archive, query: str, langs: list[str]) -> None:
    assert sorted(found(archive, query)) == sorted(langs)


def test_filters_narrow_the_search(archive: Archive) -> None:
    day = release().published_at.replace(tzinfo=ALMATY)
    both = "barley OR транзит"
    assert found(archive, both, lang="ru") == ["ru"]
    assert found(archive, both, end=day + timedelta(hours=1)) == ["en"]
    assert found(archive, both, start=day + timedelta(hours=1)) == ["ru"]
    assert found(archive, both, person="рустамов") == ["ru"]
    assert found(archive, both, country="uz") == ["ru"]
    assert found(archive, "экспорт", kind="government_session") == ["kk"]
    assert len(found(archive, both, limit=1)) == 1


def test_found_words_are_marked_in_the_snippet_in_whatever_form(archive: Archive) -> None:
    (hit,) = archive.search("рынке")
    assert hit.marked("[", "]") == "Обсуждены вопросы транзита зерна и ёмкости [рынка]."


def test_an_edited_release_is_found_by_its_new_words_only(archive: Archive, store: Store) -> None:
    store(text="It shipped wheat instead.")
    assert found(archive, "barley") == []
    assert found(archive, "wheat") == ["en"]


@given(st.text(max_size=60) | st.text(alphabet='ab"*()-^:{} ANDORNOT|', max_size=40))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_an_error(archive: Archive, query: str) -> None:
    archive.search(query)
    assert parsed(query) == parsed(query)


@pytest.mark.parametrize(
    "query",
    ["word " * 5000, "-word " * 5000, '"a b" OR ' * 300, "a* " * 300, '"' + "x " * 3000 + '"'],
    ids=["words", "exclusions", "alternatives", "beginnings", "phrase"],
)
def test_no_query_is_too_long(archive: Archive, query: str) -> None:
    assert archive.search(query) == []


@pytest.mark.parametrize("rare", [1, 10_000])
def test_what_is_asked_for_as_written_is_found_however_common(
    archive: Archive, store: Store, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(searching, "RARE", rare)
    for number, text in enumerate(["Boats sail.", "A boat sails.", "The boat sails."], start=1):
        store(url=f"{BASE}/en/news/boat-{number}", title="Harbour", text=text)
    numbers = [hit.release.url[-1] for hit in archive.search('"boat sails"')]
    assert sorted(numbers) == ["2", "3"]
    numbers = [hit.release.url[-1] for hit in archive.search('"the boat" OR "boats sail"')]
    assert sorted(numbers) == ["1", "3"]
    assert [hit.release.url[-1] for hit in archive.search('boat -"boat sails"')] == ["1"]
    assert [hit.release.url[-1] for hit in archive.search("harbour boats*")] == ["1"]


@pytest.mark.parametrize("few", [0, 1, 1000])
def test_a_country_narrows_a_common_word_however_often_it_is_told_of(
    archive: Archive, store: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(searching, "RARE", 1)
    monkeypatch.setattr(narrowing, "FEW", few)
    for number, country in enumerate(["NL", "FR", "NL"], start=1):
        guest = Person("Jan de Vries", "minister", country, role="visitor")
        about = meeting(place=Place(None, "KZ"), participants=(guest,))
        store(url=f"{BASE}/en/news/day-{number}", text=f"Harbour {number}.", analysis=about)
    about = meeting(place=Place("Delft", "NL"), participants=())
    store(url=f"{BASE}/en/news/day-4", text="Harbour 4.", analysis=about)
    urls = [hit.release.url for hit in archive.search("harbour", Filters(country="nl"))]
    assert [url[-1] for url in urls] == ["4", "3", "1"]
    assert archive.search("harbour", Filters(country="ES")) == []


@pytest.mark.parametrize("few", [0, 1, 1000])
@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("de vries", ["4", "3", "1"]),
        ("Vrie", ["4", "3", "1"]),
        ("ries", ["4", "3", "1"]),
        ("pieter", ["4"]),
        ("visser", ["2"]),
        ("Виссер", ["2"]),
        ("vermeer", []),
        ("%", []),
    ],
)
def test_a_person_narrows_a_common_word_however_often_they_are_named(
    archive: Archive,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    asked: str,
    numbers: list[str],
) -> None:
    monkeypatch.setattr(searching, "RARE", 1)
    monkeypatch.setattr(narrowing, "FEW", few)
    jan = Person("Jan de Vries", "minister", "NL", role="visitor")
    guests = [jan, Person("Anna Visser", "mayor", "NL", role="visitor"), jan]
    # Of two namesakes one may be meant as well as the other: nobody of the registry.
    guests.append(Person("Pieter de Vries", None, None, role="visitor"))
    for number, guest in enumerate(guests, start=1):
        store(
            url=f"{BASE}/en/news/day-{number}",
            text=f"Harbour {number}.",
            analysis=meeting(participants=(guest,)),
        )
    archive.db.conn.execute(
        "UPDATE _participations SET person_id = NULL WHERE naming_id IN "
        "(SELECT id FROM _namings WHERE name LIKE 'Pieter%')"
    )
    urls = [hit.release.url for hit in archive.search("harbour", Filters(person=asked))]
    assert [url[-1] for url in urls] == numbers


WORDS = {
    "en": "happy happily skies hoping hopes agreed relational caresses possibly ponies cries used",
    "ru": "министерствами обсуждена ёмкости важнейшего встретившись Казахстаном территориальный",
    "kk": "министрлерінің үкіметтің қаладағы жолдарының аймақтардағы экспортқа",
}


@pytest.mark.parametrize(
    ("begun", "shorter"),
    [
        # Not "по", not "the": words of nearly every text.
        ("посвящ", {"посв"}),
        ("thebes", {"thebe"}),
        ("hopi", {"hope"}),
        ("узбеки", {"узбек"}),
        ("gratif", {"grati"}),
        ("gratitud", set()),
    ],
)
def test_a_beginning_is_not_looked_for_among_words_that_merely_begin_like_it(
    begun: str, shorter: set[str]
) -> None:
    assert {each for each in beginning_stems(begun) if not each.startswith(begun)} == shorter


@pytest.mark.parametrize("lang", WORDS)
def test_every_beginning_of_a_word_finds_it(archive: Archive, store: Store, lang: str) -> None:
    for number, word in enumerate(WORDS[lang].split()):
        url = f"{BASE}/{lang}/news/word-{number}"
        store(url=url, lang=lang, title="2026", text=f"{number} {word} {number}.")
        for length in range(2, len(word) + 1):
            urls = {hit.release.url for hit in archive.search(f"{word[:length]}*")}
            assert url in urls, word[:length]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("cafe", "A café opened."),
        ("cafés", "A cafe opened."),
        ("Türkiye", "A visit to Turkiye."),
        ("istanbul", "A visit to İstanbul."),
        ('"visit to turkiye"', "A visit to Türkiye."),
    ],
)
def test_diacritics_make_no_difference(
    archive: Archive, store: Store, query: str, text: str
) -> None:
    store(url=f"{BASE}/en/news/marks-1", title="Report", text=text)
    (hit,) = archive.search(query)
    assert hit.marks


@pytest.mark.parametrize(
    ("query", "langs"),
    [
        ("Bektenov", ["en", "kk", "ru"]),
        ("бектенов", ["en", "kk", "ru"]),
        ("Бектеновым", ["en", "kk", "ru"]),
        ("Токаев", ["en", "ru"]),
        ("tokayev", ["en", "ru"]),
        ("Жомарт", ["en", "ru"]),
        ("Zhomart", ["en", "ru"]),
        ("шымкент", ["en", "ru"]),
    ],
)
def test_a_name_is_found_in_the_other_script(
    archive: Archive, store: Store, query: str, langs: list[str]
) -> None:
    texts = {
        "en": "Olzhas Bektenov reported to Kassym-Jomart Tokayev in Shymkent.",
        "ru": "Олжас Бектенов доложил Касым-Жомарту Токаеву в Шымкенте.",
        "kk": "Бұл туралы Олжас Бектеновтің өзі айтты.",
    }
    for number, (lang, text) in enumerate(texts.items(), start=50):
        store(url=f"{BASE}/{lang}/news/name-{number}", lang=lang, title="Report", text=text)
    assert sorted(found(archive, query)) == langs


def test_a_name_in_the_other_script_is_marked(archive: Archive, store: Store) -> None:
    store(url=f"{BASE}/en/news/name-60", text="Then Olzhas Bektenov spoke.")
    (hit,) = archive.search("Бектенова")
    assert hit.marked("[", "]") == "Then Olzhas [Bektenov] spoke."


def test_common_words_give_titles_first_then_the_newest(
    archive: Archive, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RARE", 2)
    for day in range(3, 9):
        title = "Harbour opened" if day == 5 else f"Report {day}"
        store(
            url=f"{BASE}/en/news/harbour-{day}",
            title=title,
            text=f"The harbour on day {day}, {'closed' if day == 7 else 'busy'}.",
            published_at=datetime(2026, 3, day, 12, 0, tzinfo=ALMATY),
        )
    days = [hit.release.published_at.day for hit in archive.search("harbour", Filters(limit=4))]
    assert days == [5, 8, 7, 6]
    days = [hit.release.published_at.day for hit in archive.search("harbour -closed -opened")]
    assert days == [8, 6, 4, 3]
    assert archive.search("harbour", Filters(lang="ru")) == []


def test_an_exclusion_holds_for_the_text_where_the_title_fits(
    archive: Archive, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RARE", 1)
    store(url=f"{BASE}/en/news/h-1", title="Harbour", text="It is closed.")
    store(url=f"{BASE}/en/news/h-2", title="Harbour", text="It is open.")
    (hit,) = archive.search("harbour -closed")
    assert hit.release.url.endswith("h-2")


def test_a_beginning_is_marked_in_the_snippet(archive: Archive) -> None:
    (hit,) = archive.search("barl*")
    assert "[barley]" in hit.marked("[", "]")


def test_a_snippet_is_cut_around_the_found_words(archive: Archive, store: Store) -> None:
    text = "Word " * 300 + "then the lighthouse shone. " + "More " * 300
    store(url=f"{BASE}/en/news/light-1", text=text)
    (hit,) = archive.search("lighthouses")
    assert "[lighthouse]" in hit.marked("[", "]")
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet.split()) <= 26


@pytest.mark.parametrize(
    ("lang", "text", "queries"),
    [
        (
            "kk",
            "Мемлекет басшысы Қасым-Жомарт Тоқаев келді.",
            ["Kassym", "Qasym", "Касым", "Қасым"],
        ),
        (
            "ru",
            "Прибыл глава государства Касым-Жомарт Токаев.",
            ["Kassym", "Қасым", "Kassym-Jomart"],
        ),
        ("kk", "Оралға Өмірзақ Шөкеев келді.", ["Shukeyev", "Шукеев", "Umirzak"]),
        ("en", "Umirzak Shukeyev met with Recep Tayyip Erdogan.", ["Шөкеев", "Өмірзақ", "Реджеп"]),
    ],
)
def test_a_name_is_found_in_every_spelling(
    archive: Archive, store: Store, lang: str, text: str, queries: list[str]
) -> None:
    store(lang=lang, text=text)
    assert [query for query in queries if not archive.search(query)] == []


def test_an_index_put_in_place_of_a_broken_one_merges_like_it(archive: Archive) -> None:
    settings = "SELECT k, v FROM _search_config ORDER BY k"
    before = archive.db.conn.execute(settings).fetchall()
    assert ("automerge", 0) in before
    with archive.transaction():
        indexing.replace(archive.db)
    assert archive.db.conn.execute(settings).fetchall() == before
