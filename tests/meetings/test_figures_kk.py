"""Kazakh figures: counted things without their endings, parts, ranks, periods, qualifiers."""

from __future__ import annotations

import pytest

from meetings.figures import read_figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Биыл 45 мың жұмыс орнын ашу керек.", 45000, "жұмыс орны"),
        ("Оған 1900-ден астам адам қатысты.", 1900, "адам"),
        ("Шарада 12 құрылысшының еңбегі аталды.", 12, "құрылысшы"),
        ("Бағдарлама 600 отбасына көмектеседі.", 600, "отбасы"),
        ("Облыста 19 неміс компаниясы бар.", 19, "неміс компаниясы"),
        ("Биыл 5 денсаулық сақтау нысанын салады.", 5, "денсаулық сақтау нысаны"),
        ("Ауданда 171 ауылдық елді мекенге газ тартылды.", 171, "ауылдық елді мекен"),
        ("Парк 40 бірлік техникамен толықты.", 40, "техника"),
        ("Қалада 300 орындық мектеп ашылды.", 300, "орын"),
        ("Көшеде 71 мың автомобильді тоқтатты.", 71000, "автомобиль"),
        ("Бос жұмыс орындарының саны 35 мыңнан асты.", 35000, "жұмыс орны"),
        ("Жұмысқа 20 мың қазақстандық орналасты.", 20000, "қазақстандық"),
        ("Қорға төрт жарым миллион теңге түсті.", 4.5e6, "KZT"),
        ("Ауылға 3 мың 400 адам көшті.", 3400, "адам"),
        ("Өсім бір жарым есеге жетті.", 1.5, "times"),
        ("Халықтың бестен төрті сауалға жауап берді.", 0.8, "fraction"),
    ],
)
def test_a_figure_has_its_value_and_the_thing_without_endings(
    text: str, value: float, unit: str
) -> None:
    assert [(f.value, f.unit) for f in read_figures(text, "kk")] == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "Ел рейтингте 28 орыннан 25 орынға көтерілді.",
        "Ұйымның он сегізінші отырысы өтті.",
        "Соңғы 5 жылда жол салынды.",
        "Екі ел ынтымақтасады.",
        "Ол үш күндік сапармен келді.",
        "Тауарды 2 рет тексерді.",
    ],
)
def test_ranks_ordinals_and_periods_are_no_figures(text: str) -> None:
    assert read_figures(text, "kk") == ()


def test_a_part_counts_what_the_number_before_it_counted() -> None:
    found = read_figures("Қалада 540 үйдің 112-сіне су келді. Оның ішінде 9-ы жаңа.", "kk")

    assert [(f.value, f.unit) for f in found] == [(540, "үй"), (112, "үй"), (9, "үй")]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Қор 20 млн теңгеден асты.", ">"),
        ("Қор 20 млн теңгеден аспайды.", "<="),
        ("Қор жоспардан 20 млн теңгеге артық.", None),
        ("Оның жартысынан астамы жиналды.", ">"),
        ("Кем дегенде 20 млн теңге керек.", ">="),
        ("Қор 20 млн теңгеге жуықтады.", "~"),
    ],
)
def test_a_qualifier_stands_after_the_case_that_it_governs(text: str, sign: str | None) -> None:
    assert [f.qualifier for f in read_figures(text, "kk")] == [sign]
