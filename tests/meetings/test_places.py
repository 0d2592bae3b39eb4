"""Where an event was held, and which countries a text names."""

from __future__ import annotations

import pytest

from meetings import analyse, countries
from meetings.model import Lang, Place
from meetings.text import Doc


@pytest.mark.parametrize(
    ("lang", "text", "city", "country"),
    [
        ("en", "The meeting of the council was held in Moscow.", "Moscow", "RU"),
        ("en", "The summit was hosted by the capital of the Republic of Uzbekistan.", None, "UZ"),
        ("en", "The Prime Minister arrived on a visit to the Kyrgyz Republic.", None, "KG"),
        ("ru", "В рамках поездки в г. Москву прошли переговоры.", "Москва", "RU"),
        ("ru", "В Улан-Баторе состоялась встреча министров.", "Улан-Батор", "MN"),
        ("ru", "Премьер-Министр прибыл с визитом в Венгрию.", None, "HU"),
        ("ru", "Премьер-Министр прибыл с рабочей поездкой в Павлодарскую область.", None, "KZ"),
        ("kk", "Ташкентте үкімет басшыларының кеңесі өтті.", "Ташкент", "UZ"),
        ("kk", "Премьер-Министр жиналыс өткізді.", None, None),
        ("ru", "Премьер-Министр провел совещание.", None, None),
    ],
)
def test_the_place_is_read_where_the_text_says_it(
    lang: Lang, text: str, city: str | None, country: str | None
) -> None:
    assert analyse(text, lang=lang).place == Place(city, country)


def test_the_city_of_an_earlier_summit_is_not_the_place() -> None:
    text = "The council met to review the agreements reached during the summit in Samarkand."

    assert analyse(text, lang="en").place.city is None


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Prime Minister Serik Kuanov visited Semey airport.", "Semey"),
        ("Prime Minister Serik Kuanov got acquainted with Semey International Airport.", "Semey"),
        ("Prime Minister Serik Kuanov visited the Semey cement plant.", None),
        ("Serik Kuanov introduced the akim to the staff in Semey.", "Semey"),
        ("After the introduction of the akim in Semey, Serik Kuanov held a meeting.", None),
        (
            "The roads were discussed.\n"
            '"We held a big forum on the roads of the country in Semey," Serik Omarov said.',
            None,
        ),
    ],
)
def test_an_english_city_is_the_place_of_what_was_shown_there(text: str, city: str | None) -> None:
    assert analyse(text, lang="en").place.city == city


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("en", "the People’s Republic of China", "CN"),
        ("en", "the Islamic Republic of Pakistan", "PK"),
        ("en", "the Republic of Korea", "KR"),
        ("ru", "Соединенными Штатами Америки", "US"),
        ("ru", "Объединённых Арабских Эмиратов", "AE"),
        ("ru", "узбекскому", "UZ"),
        ("kk", "Ресей Федерациясының", "RU"),
        ("kk", "АҚШ-тың", "US"),
        ("kk", "Түркияның", "TR"),
        ("kk", "Қазақстанға", "KZ"),
    ],
)
def test_countries_are_known_in_their_official_forms_and_cases(
    lang: Lang, text: str, code: str
) -> None:
    doc = Doc(text)
    found = [countries.match(doc.tokens, at, lang) for at in range(len(doc.tokens))]

    assert next(country.code for country in found if country) == code


@pytest.mark.parametrize("text", ["Для того чтобы", "отвёл чад", "и мали"])
def test_everyday_russian_words_are_no_countries(text: str) -> None:
    doc = Doc(text)

    assert not any(countries.match(doc.tokens, at, "ru") for at in range(len(doc.tokens)))
