"""Russian: institutions, councils and firms that are named without marks or legal form.

All bodies and sentences are invented.
"""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.organisations.ru_complement import complement_end

# What stands before it, so that a body is named beyond the lead.
LEAD = "Обзор вышел сегодня утром.\n" + "Степь велика, и дорог в ней мало. " * 30 + "\n"


def bodies(text: str, title: str = "") -> list[str]:
    return list(analyse(text, lang="ru", title=title).organisations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Лекцию прочел гость из Тауского университета.", "Тауский университет"),
        ("Вакцину выпускают на Жанатауском цементном заводе.", "Жанатауский цементный завод"),
        (
            "Здание построено на базе Института по вопросам охраны степей.",
            "Институт по вопросам охраны степей",
        ),
        (
            "Кредиты выдаются через Фонд развития малых хозяйств и рыболовства.",
            "Фонд развития малых хозяйств и рыболовства",
        ),
        (
            "Учения прошли в Степном институте имени А. Осанова.",
            "Степной институт имени А. Осанова",
        ),
        ("Меморандум подписан Чешско-датским научным центром.", "Чешско-датский научный центр"),
        (
            "Курс открыт в Западно-Тауском университете им. А. Осанова.",
            "Западно-Тауский университет им. А. Осанова",
        ),
        (
            "Создана Объединенная речная компания.",
            "Объединенная речная компания",
        ),
        ("Принцип рекомендован Азиатской комиссией по рекам.", "Азиатская комиссия по рекам"),
    ],
)
def test_an_institution_named_in_words_is_told_wherever_it_is_named(
    text: str, expected: str
) -> None:
    assert bodies(LEAD + text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Новый завод дал первую продукцию.",
        "Казахстанские компании растут. Областной центр благоустроен.",
        "Руководство Международного консорциума довольно.",
        "Граждане Российской Федерации приехали в степь.",
        "Об этом доложил председатель Комитета степей.",
        "Совет молодежи создан весной.",
    ],
)
def test_a_capital_that_names_no_body_is_none(text: str) -> None:
    assert bodies(LEAD + text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Прошло заседание Проектного офиса по вопросам рек.", "Проектный офис по вопросам рек"),
        (
            "Подписан протокол пятого заседания казахстанско-чешской комиссии.",
            "Казахстанско-чешская комиссия",
        ),
        ("На заседании Совета по рекам обсужден план.", "Совет по рекам"),
        (
            "Состоялось заседание совета по управлению Фондом степей «Тау».",
            "Совет по управлению Фондом степей «Тау»",
        ),
    ],
)
def test_whatever_body_sat_in_session_is_named(text: str, expected: str) -> None:
    assert bodies(LEAD + text) == [expected]


@pytest.mark.parametrize(
    "text", ["На заседании комиссии все согласились.", "Прошло заседание Совета директоров."]
)
def test_a_session_of_nobody_in_particular_names_no_body(text: str) -> None:
    assert bodies(LEAD + text) == []


def test_a_party_in_the_name_of_a_headquarters_is_a_body_too() -> None:
    text = "Министр провел заседание Штаба по выполнению Речного плана партии «Vela»."
    assert bodies(text) == [
        "Штаб по выполнению Речного плана партии «Vela»",
        "партия «Vela»",
    ]


def test_a_commission_of_two_states_is_told_also_in_the_office_of_who_leads_it() -> None:
    text = "Принят министр, сопредседатель двусторонней межправительственной комиссии по торговле."
    assert bodies(text) == ["Двусторонняя межправительственная комиссия по торговле"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Агентством по делам степей введены правила.", ["Агентство по делам степей"]),
        ("1. Определить хранителем Агентство по делам степей.", ["Агентство по делам степей"]),
        ("Поправка внесена по рекомендации Счетного комитета.", ["Счетный комитет"]),
        ("Вопрос решен совместно с Агентством по делам степей.", []),
        ("Учтено решение ЕЭК о пошлинах.", ["ЕЭК"]),
        ("Центр открыт при поддержке ПРООН.", ["ПРООН"]),
        ("Он был постоянным представителем при ООН.", []),
        ("Мы помним о ПРООН.", []),
    ],
)
def test_an_agency_or_an_abbreviation_matters_where_it_has_done_something(
    text: str, expected: list[str]
) -> None:
    assert bodies(LEAD + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Оценку дали аналитики The Nordwind Holdings.", ["Nordwind Holdings"]),
        ("Доля «Фонда Тау» (Tau Foundation) велика. Tau Foundation растет.", ["Фонд Тау"]),
        ("Прошли переговоры с датской «Nordlys».", ["Nordlys"]),
        ("Полеты начал лоукостер «Vela Air».", ["Vela Air"]),
        ("Блоки изготовлены на заводе VelaMod.", ["VelaMod"]),
        ("Гости посетили «Осанов Центр».", ["Осанов Центр"]),
        (
            "Он посетил «Центр степной медицины и охраны рек г. Тау».",
            ["Центр степной медицины и охраны рек г. Тау"],
        ),
        ("Построены фабрики «Вега», «Тау» и «Ural Sky».", ["Вега", "Тау", "Ural Sky"]),
        ("Построена фабрика «Вега» и ТОО «Тау».", ["фабрика «Вега»", "ТОО «Тау»"]),
        ("Привиты гости клиники «Ясность».", ["клиника «Ясность»"]),
        ("Работает TOO «Vela Waste».", ["TOO «Vela Waste»"]),
        ("Открыт курс по программе «Центр роста».", []),
        ("Найдена у индийской «Дельты» новая черта.", []),
    ],
)
def test_a_firm_needs_no_class_where_its_name_or_whose_it_is_shows_it(
    text: str, expected: list[str]
) -> None:
    assert bodies(LEAD + text) == expected


def test_what_a_decree_writes_into_a_law_is_no_speech() -> None:
    text = (
        "Пункт 4 изложить в следующей редакции: «4. Назначить хранителем рек товарищество с"
        " ограниченной ответственностью «Vela Fund» на пять лет.»."
    )
    assert bodies(text) == ["товарищество с ограниченной ответственностью «Vela Fund»"]


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("Комитет рек Министерства степей", "Комитет", "Комитет рек"),
        ("Комиссия дополнительно обсудила", "Комиссия", "Комиссия"),
        ("Фонда Серика Осанова", "Фонда", "Фонда"),
        (
            "Комитет по контролю за исполнением бюджета весной",
            "Комитет",
            "Комитет по контролю за исполнением бюджета",
        ),
        ("Совет рек и министерств", "Совет", "Совет рек"),
        ("Комитета ОПЕК+, на котором", "Комитета", "Комитета ОПЕК"),
        ("Палаты предпринимателей РК «Тау» и", "Палаты", "Палаты предпринимателей РК «Тау»"),
    ],
)
def test_the_name_of_a_body_ends_where_grammar_ends_it(text: str, noun: str, expected: str) -> None:
    assert text[: complement_end(text, len(noun))] == expected
