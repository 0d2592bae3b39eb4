"""Russian: who «глава ведомства» and «глава МТИ» are."""

from __future__ import annotations

from meetings import analyse

_SPEECH = "«Мы доведём начатое дело до самого конца»"


def speakers(text: str, title: str = "") -> list[str]:
    return [quote.speaker for quote in analyse(text, lang="ru", title=title).quotes]


def test_the_head_of_the_office_is_the_minister_named_last() -> None:
    text = (
        "Доложил министр торговли Асет Мусин. Министр финансов Марат Жунусов рассказал о планах."
        f" {_SPEECH}, — сказал глава ведомства."
    )
    assert speakers(text) == ["Марат Жунусов"]


def test_an_abbreviation_tells_which_of_the_ministers_speaks() -> None:
    text = (
        "Доложил министр торговли и интеграции Асет Мусин. Министр финансов Марат Жунусов"
        f" рассказал о планах. {_SPEECH}, — отметил глава МТИ РК."
    )
    assert speakers(text) == ["Асет Мусин"]


def test_a_headline_before_a_dash_is_no_office_of_the_one_after_it() -> None:
    analysis = analyse(
        "Об этом сообщил министр здравоохранения Асет Мусин.",
        lang="ru",
        title="Помощь сельским врачам и борьба с гриппом — А. Мусин",
    )
    assert [person.office for person in analysis.participants] == ["министр здравоохранения"]
