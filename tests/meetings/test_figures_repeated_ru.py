"""Russian: the same fact told twice, and two facts that have one value."""

from __future__ import annotations

import pytest

from meetings.figures.reader import read_figures


def read(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.unit) for figure in read_figures(text, "ru")]


@pytest.mark.parametrize(
    "text",
    [
        "На дороги направлено 48,7 млрд тенге. Министр назвал и сумму: 48,7 млрд тенге.",
        "Переселено 12 480 семей В новые дома области в течение года переселено уже 12 480 семей.",
        "Экспорт мяса из области вырастет в 3 раза\nВыступая перед акимами, министр сказал: новые "
        "фермы позволят продавать соседям больше, чем сегодня, а именно увеличить экспорт страны "
        "и области к концу пятилетнего срока, по его расчетам, примерно в 3 раза.",
        "Темп роста составил 103,7%. По итогам года область показала темп роста 103,7%.",
    ],
)
def test_an_exact_number_told_again_is_the_same_fact(text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "К концу года доля отремонтированных дорог области составит 75%. Затем слово дали "
        "акимам районов, которые говорили о воде и тепле. Жильем и светом обеспечены 75% тех, кто "
        "переехал сюда из аварийных домов, а к концу года вырастет и доля отремонтированных дорог.",
        "Из 212,4 га посевов убрано 212,4 га.",
        "Овса больше на 12,3%, проса – на 12,3%.",
    ],
)
def test_a_round_number_of_something_else_is_another_fact(text: str) -> None:
    values = read(text)
    assert len(values) == 2
    assert values[0] == values[1]
