"""Russian: the bare numbers of lists and breakdowns count what the whole counts."""

from __future__ import annotations

import pytest

from meetings.figures import read_figures


def read(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.unit) for figure in read_figures(text, "ru")]


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        (
            "Создано 740 рабочих мест (план – 690), через центры – 210.",
            [740, 690, 210],
            "рабочие места",
        ),
        ("Реализованы 19 проектов: дороги (12) и сети (7).", [19, 12, 7], "проекты"),
        ("Обучение прошли 62 человека при плане 75.", [62, 75], "человек"),
        ("Из 83 сел района 71 обеспечено газом.", [83, 71], "села"),
        ("Из 40 школ в 31 или 77,5% есть спортзал.", [40, 31], "школы"),
        ("Пострадало 64 дома (Абайский район – 41, Каратауский – 23).", [64, 41, 23], "дома"),
        ("Доход получили 900 человек, 540 – фермеры, 360 – торговцы.", [900, 540, 360], "человек"),
        ("Введено 35 объектов: 28 новых, 7 переходящих.", [35, 28, 7], "объекты"),
        ("Подготовлено 48 кабинетов, из них в селах – 30.", [48, 30], "кабинеты"),
        (
            "По отраслям заключено договоров:\nобразование – 112\nспорт – 34\nпрочие – 9",
            [112, 34, 9],
            "договоры",
        ),
        ("За неделю привито 64 300, всего трудоустроено 812.", [64_300, 812], "человек"),
        (
            "Засеяно 9 тыс. га, в том числе ячменя – 2,5 тыс., рапса – 1,5 тыс.",
            [9000, 2500, 1500],
            "ha",
        ),
    ],
)
def test_the_parts_of_a_whole_have_its_unit(text: str, values: list[float], unit: str) -> None:
    assert [(v, u) for v, u in read(text) if u != "percent"] == [(v, unit) for v in values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Достроят 4 школы и 1 спортзал.", [(4, "школы"), (1, "спортзалы")]),
        (
            "Сошло 9 селей (Аксуский район – 8, Сарканский – 1).",
            [(9, "сели"), (8, "сели"), (1, "сели")],
        ),
        ("Срок выдачи сокращен до 1 рабочего дня.", [(1, "days")]),
        ("Строят 1 мост через реку.", []),
        ("Интернет есть в 47 (38,5%) школах.", [(47, "школы"), (38.5, "percent")]),
    ],
)
def test_a_one_in_digits_counts_among_others_and_a_share_may_stand_before_the_thing(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Открыто 20 школ, индекс производства – 14.", [(20, "школы")]),
        ("Построено 15 школ. Телефон редакции – 12.", [(15, "школы")]),
        ("Оснащены 30 школ (для учителей – 450).", [(30, "школы")]),
        ("Приняты меры:\nпо статье – 16", []),
    ],
)
def test_a_number_that_is_no_part_stays_without_a_unit(
    text: str, kept: list[tuple[float, str]]
) -> None:
    assert read(text) == kept
