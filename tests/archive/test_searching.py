"""Full-text search: every inflected form is found, no query is an error."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import Archive
from archive.filters import Filters
from archive.searching import match_expression
from meetings.model import Person
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
        ("barl*", ["en"]),
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
    assert match_expression(query) == match_expression(query)
