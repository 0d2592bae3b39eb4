"""Figures: values in base units, units normalised, no dates, ordinals, numbers of documents."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.figures.reader import read_figures
from meetings.model import Lang

SHARED = Path(os.environ.get("UKIMET_SHARED", Path(__file__).parents[2].parent / "shared"))
LANGUAGES: tuple[Lang, ...] = ("kk", "ru", "en")

Read = tuple[float, str]


def values(text: str, lang: Lang) -> list[Read]:
    return [(figure.value, figure.unit) for figure in read_figures(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turnover exceeded USD 67 billion last year.", [(67e9, "USD")]),
        ("Turnover reached USD2.3 billion in nine months.", [(2.3e9, "USD")]),
        ("They invested $1.5 bn and 300 million tenge.", [(1.5e9, "USD"), (3e8, "KZT")]),
        ("Exports rose by 6.5 per cent.", [(6.5, "percent")]),
        ("It grew by 5-7%.", [(5, "percent"), (7, "percent")]),
        (
            "Transit has almost doubled and reached 27.5 million tons.",
            [(2, "times"), (27.5e6, "tons")],
        ),
        ("Output grew 2.5 times.", [(2.5, "times")]),
        (
            "One-third of the villages and a quarter of the towns.",
            [(1 / 3, "fraction"), (0.25, "fraction")],
        ),
        ("Five railway corridors pass through.", [(5, "railway corridors")]),
        ("More than 4,200 companies work there.", [(4200, "companies")]),
        ("About 30 new projects were launched.", [(30, "projects")]),
        ("A station of 24 GW and 120 million kWh.", [(24e9, "W"), (120e6, "kWh")]),
        (
            "The programme costs KZT 90 billion, of which 10 billion came this year.",
            [(90e9, "KZT"), (10e9, "KZT")],
        ),
        ("They marked the 30th anniversary of the union.", [(30, "years")]),
    ],
)
def test_english_figures_are_read_in_base_units(text: str, expected: list[Read]) -> None:
    assert values(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Выделено 450,5 млрд тенге.", [(450.5e9, "KZT")]),
        ("Выделено 1 трлн 200 млрд тенге.", [(1.2e12, "KZT")]),
        ("Добыто 5 тыс. тонн руды.", [(5000, "tons")]),
        ("Построено 363 тыс.км дорог.", [(363000, "km")]),
        ("Создано 2 500 рабочих мест.", [(2500, "рабочие места")]),
        ("Привито свыше 18,1 тыс. человек.", [(18100, "человек")]),
        ("Введено 17 новых школ и 3 объекта.", [(17, "школы"), (3, "объекты")]),
        ("Экспорт вырос в 2,4 раза, импорт вдвое.", [(2.4, "times"), (2, "times")]),
        ("Цена выросла с 12 до 15 процентов.", [(12, "percent"), (15, "percent")]),
        (
            "Это более четверти рынка и две трети экспорта.",
            [(0.25, "fraction"), (2 / 3, "fraction")],
        ),
        ("К 30-летию союза собрано более тысячи документов.", [(30, "years"), (1000, "документы")]),
        ("Накоплено 24 млрд кубометров воды.", [(24e9, "m3")]),
        ("Мощность 150 МВт, площадь 40 га.", [(150e6, "W"), (40, "ha")]),
    ],
)
def test_russian_figures_are_read_in_base_units(text: str, expected: list[Read]) -> None:
    assert values(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Тауар айналымы $24,2 млрд болды.", [(24.2e9, "USD")]),
        ("Оны бір миллиард долларға жеткізуге болады.", [(1e9, "USD")]),
        ("Көлемі 34 млрд-қа жуық теңге.", [(34e9, "KZT")]),
        ("Өсім 30%-дан асты.", [(30, "percent")]),
        ("Үлесі үштен бірге өсті.", [(1 / 3, "fraction")]),
        ("Көлем екі есе артты.", [(2, "times")]),
        ("Онда 20-дан астам құжат бар.", [(20, "құжат")]),
        ("Барлығы 36 мың жұмыс орны ашылды.", [(36000, "жұмыс орны")]),
        ("Қалаға 800 жыл толды.", [(800, "years")]),
        ("Абайдың 175 жылдығына дайындық.", [(175, "years")]),
    ],
)
def test_kazakh_figures_are_read_in_base_units(text: str, expected: list[Read]) -> None:
    assert values(text, "kk") == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("It was held on 18 November 2025 at 09:30.", "en"),
        ("The 23rd meeting under Resolution No. 184 of 30 March.", "en"),
        ("The two sides met; article 5 applies.", "en"),
        ("Over the past 5 years nothing changed.", "en"),
        ("Between 21-22 May and in January-September 2017 — nothing.", "en"),
        ("COVID-19, G20 and the 5G network.", "en"),
        ("Call +7 7172 74 55 66.", "en"),
        ("29 июня 2021 года в 10:00 состоялось 3-е заседание.", "ru"),
        ("Постановление от 4 июня № 323, статья 12.", "ru"),
        ("Только за 21-22 мая т.г.", "ru"),
        ("За 9 месяцев 2021 года и в течение 5 лет.", "ru"),
        ("1. Первый вопрос.\n2. Второй вопрос.", "ru"),
        ("2019 жылғы 17 маусымда 3-ші отырыс өтті.", "kk"),
        ("Сағат 10:00-де, соңғы 5 жылда.", "kk"),
    ],
)
def test_dates_times_ordinals_labels_and_periods_are_no_figures(text: str, lang: Lang) -> None:
    assert values(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "qualifier"),
    [
        ("More than 40 schools opened.", "en", ">"),
        ("Almost 40 schools opened.", "en", "<"),
        ("About 40 schools opened.", "en", "~"),
        ("At least 40 schools opened.", "en", ">="),
        ("Growth of up to 6% annually.", "en", "<="),
        ("It was increased up to 6%.", "en", None),
        ("Свыше 40 школ.", "ru", ">"),
        ("Порядка 40 школ.", "ru", "~"),
        ("Не менее 40 школ.", "ru", ">="),
        ("Снизить до 40%.", "ru", None),
        ("40-тан астам мектеп.", "kk", ">"),
        ("Шамамен 40 мектеп.", "kk", "~"),
    ],
)
def test_the_words_beside_a_number_qualify_it(text: str, lang: Lang, qualifier: str | None) -> None:
    assert [figure.qualifier for figure in read_figures(text, lang)] == [qualifier]


def test_a_range_is_two_figures_that_bound_it() -> None:
    figures = read_figures("Ожидается рост на 5–7 млрд тенге.", "ru")
    assert [(f.value, f.unit, f.qualifier) for f in figures] == [
        (5e9, "KZT", ">="),
        (7e9, "KZT", "<="),
    ]


def test_the_same_fact_is_told_once_and_two_facts_of_one_value_twice() -> None:
    repeated = "Grain exports grew by 12% this season. The minister said grain exports grew by 12%."
    assert len(read_figures(repeated, "en")) == 1
    assert len(read_figures("Exports of wheat grew by 12%, of barley by 12%.", "en")) == 2


def test_subject_is_the_sentence_and_period_the_nearest_phrase_of_time() -> None:
    text = "The talks went well. Last year turnover exceeded USD 3 billion. More will follow."
    (figure,) = read_figures(text, "en")
    assert figure.subject == "Last year turnover exceeded USD 3 billion."
    assert figure.period == "Last year"


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_is_read_and_spans_point_at_what_was_read(text: str, lang: Lang) -> None:
    for figure in read_figures(text, lang):
        assert figure.span is not None
        assert text[slice(*figure.span)] == figure.text


@pytest.mark.parametrize(
    "piece", ["1 ", "111 ", "5-", "$5 ", "5 млрд ", "half of ", "«", "5 жаңа "]
)
def test_a_hundred_kilobytes_of_anything_take_no_long_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begin = time.process_time()
    read_figures(text, "ru")
    assert time.process_time() - begin < 3


def test_the_gold_set_is_read_with_the_promised_quality() -> None:
    files = sorted(SHARED.glob("gold/*.json"))
    if not files:
        pytest.skip("the gold set is not here")
    right = read = wanted = 0
    for file in files:
        entry = json.loads(file.read_text(encoding="utf-8"))
        got = Counter((round(v, 4), u) for v, u in values(entry["text"], entry["lang"]))
        gold = Counter((round(f["value"], 4), f["unit"]) for f in entry["figures"])
        right += (got & gold).total()
        read += got.total()
        wanted += gold.total()
    assert right / read >= 0.95
    assert right / wanted >= 0.95
