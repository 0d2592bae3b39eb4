"""Russian: what is counted, parts of what was counted, and numbers that are no figures."""

from __future__ import annotations

import pytest

from meetings.figures.reader import read_figures


def read(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.unit) for figure in read_figures(text, "ru")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Построят 510 просторных и светлых квартир.", 510, "квартиры"),
        ("Создано 26 тысяч новых постоянных рабочих мест.", 26_000, "рабочие места"),
        ("Газ проведут в 15 населённых пунктов.", 15, "населенные пункты"),
        ("Выпускают 136 видов продукции.", 136, "виды продукции"),
        ("Открыта школа на 400 мест.", 400, "места"),
        ("Перевезено 156,5 тыс. ДФЭ.", 156_500, "ДФЭ"),
        ("Построят 7 КОС.", 7, "КОС"),
        ("Стадо выросло до 5 тыс. голов.", 5000, "головы"),
        ("Вылечено 271 809 больных.", 271_809, "больные"),
        ("Рост составил (+19,5%).", 19.5, "percent"),
        ("В год 30 летия страны.", 30, "years"),
        ("Завод даст 8 тыс. нм3 азота.", 8000, "m3"),
        ("Открыта 21 школа.", 21, "школы"),
    ],
)
def test_the_counted_thing_is_its_noun_with_an_adjective_only_in_a_term(
    text: str, value: float, unit: str
) -> None:
    assert read(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "Страна заняла 39 место.",
        "Прошла 9 сессия.",
        "Начался 2 этап.",
        "План «100 новых мостов» выполнен.",
        "Звоните +7 7172 745520.",
        "Строят в 4 квартале.",
    ],
)
def test_ranks_ordinals_names_of_programmes_and_telephones_are_no_figures(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Работают 39 компаний, 36 из которых местные.", [(39, "компании"), (36, "компании")]),
        ("Приняли 75 врачей, из них 42 — в селах.", [(75, "врачи"), (42, "врачи")]),
        ("Начато строительство 48 и ремонт более 60 школ.", [(48, "школы"), (60, "школы")]),
        ("Построено 11 новых и обновлено 87 школ.", [(11, "школы"), (87, "школы")]),
    ],
)
def test_a_part_of_what_was_counted_has_its_unit(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("Инфляция замедлилась с 7,1% в мае до 6,4%.", [None, None]),
        ("Кафе открыто с 8 до 21 часов при заполнении до 60%.", ["<="]),
        ("Ставка составит до 9%.", ["<="]),
        ("Прием ведут 40 с лишним врачей.", [">"]),
    ],
)
def test_a_new_level_is_no_bound(text: str, qualifiers: list[str | None]) -> None:
    assert [figure.qualifier for figure in read_figures(text, "ru")] == qualifiers
