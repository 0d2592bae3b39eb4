"""Russian: numbers whose unit stands elsewhere in the sentence."""

from __future__ import annotations

import pytest

from meetings.figures import read_figures


def read(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.unit) for figure in read_figures(text, "ru")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Нагрузка снизилась в 1,7 и 2,4 раза.", [(1.7, "times"), (2.4, "times")]),
        ("Цена упала на 3 или 4 процента.", [(3, "percent"), (4, "percent")]),
        ("Выполнено 12 из 18 мероприятий.", [(12, "мероприятия"), (18, "мероприятия")]),
        ("Число теплиц вырастет с 7 до 31.", [(7, "теплицы"), (31, "теплицы")]),
        ("Количество рабочих мест будет доведено до 520.", [(520, "рабочие места")]),
        ("Численность осетра достигла 90 тысяч.", [(90_000, "осетр")]),
        (
            "Первую дозу получили 80 тысяч человек, вторую – 45 тысяч.",
            [(80_000, "человек"), (45_000, "человек")],
        ),
        (
            "Из 14 дорог, из них 6 отремонтированы, еще 3 — строятся.",
            [(14, "дороги"), (6, "дороги"), (3, "дороги")],
        ),
        (
            "Создано до 900 временных, а после запуска — 150 постоянных рабочих мест.",
            [(900, "рабочие места"), (150, "рабочие места")],
        ),
    ],
)
def test_the_unit_is_carried_from_the_number_beside_or_from_the_thing_told_before(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Занимаются в 3 и 4 сменах графика.",
        "В 25 садах или 61,5% групп идет ремонт.",
        "Число участников растет, встреча пройдет 5 мая.",
        "Количество заявок растет, в приложении 12 описан порядок.",
    ],
)
def test_a_number_with_a_unit_of_its_own_or_none_is_left_alone(text: str) -> None:
    assert (3, "percent") not in read(text)
    assert all(value not in (25.0, 12.0) or unit == "сады" for value, unit in read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Рост отмечен в 9 районах и городах.", [(9, "районы и города")]),
        ("Совет с 14 странами-участницами.", [(14, "страны-участницы")]),
        ("Создано 12 новых IT-сервисов.", [(12, "IT-сервисы")]),
        ("Закрыты 6 лагерей.", [(6, "лагеря")]),
        ("Проверено 80 технически исправных кранов.", [(80, "краны")]),
        ("Срок сокращен до 5 дней.", [(5, "days")]),
        ("Груз ждал до 3 недель.", [(21, "days")]),
        ("Добыто 70 тыс. баррелей.", [(70_000, "баррели")]),
        ("Ответ дают на 20 (двадцать) рабочих дней позже.", [(20, "days")]),
        ("Площадь увеличена (+6,5 тыс. га).", [(6500, "ha")]),
        ("Дополнить абзацем сорок пятым следующего содержания.", []),
        ("Кафе работает с 8.00-21.30 часов.", []),
    ],
)
def test_units_are_those_of_the_russian_annotations(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert read(text) == expected


def test_a_figure_that_is_said_to_be_known_is_not_told_twice() -> None:
    text = "Область растет по 4 основным показателям. Отставания нет по всем 4 показателям."
    assert read(text) == [(4, "показатели")]
    twice = "Начаты 60 инвестпроектов в селах. Всего начаты 60 инвестиционных проектов в районах."
    assert read(twice) == [(60, "инвестпроекты")]
