"""Kazakh offices: owners in all their forms, companies taken out, plural heads, cases of names."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.model import Person


def _guest(text: str, surname: str) -> Person:
    found = analyse(text, lang="kk")
    return next(p for p in found.participants if p.name.endswith(surname))


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("Қытай Халық Республикасының", "CN"),
        ("Ұлыбритания және Солтүстік Ирландия Біріккен Корольдігінің", "GB"),
        ("Германия Федеративтік Республикасының", "DE"),
        ("Египет Араб Республикасының", "EG"),
        ("Иордания Хашимиттік Корольдігінің", "JO"),
        ("Швейцария Конфедерациясының", "CH"),
        ("Алжирдің", "DZ"),
        ("Кувейт Мемлекетінің", "KW"),
        ("БАӘ", "AE"),
    ],
)
def test_the_country_of_an_office_is_read_in_its_long_form(country: str, code: str) -> None:
    text = f"Премьер-Министр Қайсар Үміт {country} Сыртқы істер министрі Томас Бергманмен кездесті."
    guest = _guest(text, "Бергман")

    assert (guest.office, guest.country) == ("Сыртқы істер министрі", code)


@pytest.mark.parametrize(
    ("phrase", "office", "body"),
    [
        ("«Тау» компаниясының бас директоры", "бас директор", "Тау"),
        ("«Тау» ЖШС директоры", "директор", "«Тау» ЖШС"),
        ("«Тау» ҰК» АҚ-ның басқарма төрағасы", "басқарма төрағасы", "«Тау» ҰК» АҚ"),
        ("«Тау» швейцариялық құрылыс компаниясының өкілі", "өкіл", "Тау"),
        ("«Тау» технопаркінің жетекшісі", "жетекші", "«Тау» технопаркі"),
        ("Vindkraft корпорациясының президенті", "президент", "Vindkraft"),
        ("БҰҰ-ның Қазақстандағы Тұрақты үйлестірушісі", "Тұрақты үйлестіруші", "БҰҰ"),
        ("Азия даму банкінің (АДБ) вице-президенті", "вице-президент", "Азия даму банкі"),
    ],
)
def test_a_company_is_taken_out_of_the_office(phrase: str, office: str, body: str) -> None:
    guest = _guest(f"Министр Қайсар Үміт {phrase} Томас Бергманмен кездесті.", "Бергман")

    assert (guest.office, guest.organisation) == (office, body)


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        (
            "Мемлекет басшысы Бұлт басқару агенттігінің төрағасы",
            "Бұлт басқару агенттігінің төрағасы",
        ),
        ("Елбасы Қаржы министрі", "Қаржы министрі"),
        ("Ресей үкіметі төрағасының орынбасары", "үкіметі төрағасының орынбасары"),
        ("Түркия Премьер-министрінің 1-ші орынбасары", "Премьер-министрдің 1-ші орынбасары"),
        ("комиссия төрағасы, Қаржы министрі", "Қаржы министрі"),
        ("еліміздің Қаржы министрі", "Қаржы министрі"),
    ],
)
def test_an_office_begins_where_its_own_words_begin(phrase: str, office: str) -> None:
    assert _guest(f"Кеше {phrase} Томас Бергманды қабылдады.", "Бергман").office == office


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Нұрланмен", "Нұрлан"),
        ("Рахмонды", "Рахмон"),
        ("Хурэлсухты", "Хурэлсух"),
        ("Лукашенконы", "Лукашенко"),
        ("Әлиевке", "Әлиев"),
        ("Назарбаевадан", "Назарбаева"),
        ("Қайратқызының", "Қайратқызы"),
        ("Әбішұлына", "Әбішұлы"),
        ("Сатыбалды", "Сатыбалды"),
    ],
)
def test_the_last_word_of_a_name_loses_its_case(written: str, name: str) -> None:
    found = analyse(f"Премьер-министр Алан {written} хат жолдады.", lang="kk")

    assert [p.name for p in (*found.participants, *found.mentioned_persons)] == [f"Алан {name}"]


def test_two_names_side_by_side_are_two_people() -> None:
    found = analyse("Кеше Роман Гончаренко Қайсар Омаровты құттықтады.", lang="kk")

    assert [p.name for p in found.participants] == ["Роман Гончаренко", "Қайсар Омаров"]


def test_a_plural_head_is_dealt_out_to_fields_and_countries() -> None:
    found = analyse(
        "Жиынға Қаржы, Энергетика министрлері Айбек Омаров пен Ерлан Исаев, Чехия мен Польша "
        "премьер-министрлері Ян Новак пен Адам Ковальский қатысты.",
        lang="kk",
    )

    assert [(p.name, p.office, p.country) for p in found.participants] == [
        ("Айбек Омаров", "Қаржы министрі", "KZ"),
        ("Ерлан Исаев", "Энергетика министрі", "KZ"),
        ("Ян Новак", "премьер-министр", "CZ"),
        ("Адам Ковальский", "премьер-министр", "PL"),
    ]


def test_a_council_without_its_owner_keeps_its_last_letter() -> None:
    text = "Премьер-Министр Қайсар Үміт ҚХР Мемлекеттік кеңесінің Премьері Сунь Ваймен кездесті."
    assert _guest(text, "Вай").office == "Мемлекеттік кеңестің Премьері"


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Бүгін теңіз ісі министрі Асан Маратов сөйледі.", "Асан Маратов", "теңіз ісі министрі"),
        (
            "Отырыста су қорын қорғау комитетінің төрағасы Асан Маратов сөйледі.",
            "Асан Маратов",
            "су қорын қорғау комитетінің төрағасы",
        ),
        ("Жиынға қатысқан көлік министрі Асан Маратов кетті.", "Асан Маратов", "көлік министрі"),
        (
            "Жиынға Қазақстан дойбы федерациясының вице-президенті Асан Маратов келді.",
            "Асан Маратов",
            "дойбы федерациясының вице-президенті",
        ),
        (
            "Бұл туралы «Тау» шаруа қожалығының басшысы Асан Маратов айтты.",
            "Асан Маратов",
            "шаруа қожалығының басшысы",
        ),
        (
            "Оны Бәсекелестік агенттігінің төраға орынбасары Асан Маратов айтты.",
            "Асан Маратов",
            "Бәсекелестік агенттігінің төраға орынбасары",
        ),
    ],
)
def test_a_body_written_small_is_read_to_where_its_name_begins(
    text: str, name: str, office: str
) -> None:
    assert [(p.name, p.office) for p in analyse(text, lang="kk").participants] == [(name, office)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Шарада теннисші Хорас Бель сөз сөйледі.", ["Хорас Бель"]),
        ("Хорас Бельдің айтуынша, жоба дайын.", ["Хорас Бель"]),
        ("Хорас Бель өз кезегінде алғыс айтты.", ["Хорас Бель"]),
        ("Кешке бизнесмен Хорас Бель мен Ода Куно келді.", ["Хорас Бель", "Ода Куно"]),
        ("Сауалға Дэвид Ода жауап берді.", ["Дэвид Ода"]),
        ("Жиынға Дания Ершова қатысты.", ["Дания Ершова"]),
        ("Экономист Дәрмен Ершов мұны қолдады.", ["Дәрмен Ершов"]),
        ("Жиынды Қайрат Исламұлы ашты.", ["Қайрат Исламұлы"]),
        ("Жобаны Тау Сервис компаниясы ұсынды.", []),
        ("Президент Дания Корольдігіне барды.", []),
        ("Қатысушы Еуропалық Одақ елдері келді.", []),
    ],
)
def test_a_person_without_an_office_is_told_by_the_words_around(
    text: str, names: list[str]
) -> None:
    found = analyse(text, lang="kk")

    assert [p.name for p in (*found.participants, *found.mentioned_persons)] == names
