"""Russian: appointments, signers, cases of names without an office, addresses. Invented people."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.model import Analysis, Person


def read(text: str, title: str = "") -> Analysis:
    return analyse(text, lang="ru", title=title)


def people(text: str, title: str = "") -> dict[str, Person]:
    return {person.name: person for person in read(text, title).participants}


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        (
            "Приказом министра торговли РК Оспанов Данияр Маратович назначен на должность"
            " председателя Комитета технического надзора.",
            "Оспанов Данияр Маратович",
            "председатель Комитета технического надзора",
        ),
        (
            "Приказом министра торговли РК Оспанова Дана Маратовна освобождается от должности"
            " заместителя председателя Комитета в связи с выходом на пенсию.",
            "Оспанова Дана Маратовна",
            "заместитель председателя Комитета",
        ),
        (
            "Данияр Оспанов назначен первым вице-министром торговли.",
            "Данияр Оспанов",
            "первый вице-министр торговли",
        ),
        (
            "Постановлением Правительства Данияр Оспанов освобожден от занимаемой должности"
            " вице-министра торговли согласно поданному заявлению.",
            "Данияр Оспанов",
            "вице-министр торговли",
        ),
    ],
)
def test_the_office_of_an_appointment_is_that_of_the_appointed(
    text: str, name: str, office: str
) -> None:
    found = people(text)
    assert list(found) == [name]
    assert found[name].office == office
    assert found[name].country == "KZ"


def test_who_appoints_is_mentioned_and_who_is_appointed_takes_part() -> None:
    analysis = read("Президент Тимур Досанов назначил Ержана Серикова вице-министром обороны.")
    assert [p.name for p in analysis.participants] == ["Ержан Сериков"]
    assert [p.name for p in analysis.mentioned_persons] == ["Тимур Досанов"]


@pytest.mark.parametrize(
    "text",
    [
        "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ: 1. Утвердить прилагаемые Правила.\n"
        "Премьер-Министр Республики Казахстан      Д. Оспанов",
        "Глава государства Тимур Досанов подписал Закон «О пчеловодстве».",
        "Главой государства Тимуром Досановым подписан Закон «О пчеловодстве».",
    ],
)
def test_a_signer_of_a_decree_or_a_law_is_only_mentioned(text: str) -> None:
    analysis = read(text)
    assert analysis.participants == ()
    assert len(analysis.mentioned_persons) == 1


def test_who_signs_an_agreement_at_a_meeting_takes_part() -> None:
    assert "Тимур Досанов" in people("Президент Тимур Досанов подписал меморандум с компанией.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Глава Правительства принял Асета Мусина и Нурлана Ибраева.",
            ["Асет Мусин", "Нурлан Ибраев"],
        ),
        ("О ходе работ сообщила Дина Галиева.", ["Дина Галиева"]),
        ("Президент поздравил Ахметова Марата Муратовича.", ["Ахметов Марат Муратович"]),
        ("Слово дано Ахметовой Дине Муратовне.", ["Ахметова Дина Муратовна"]),
    ],
)
def test_a_name_without_an_office_is_brought_to_the_nominative(text: str, names: list[str]) -> None:
    assert list(people(text)) == names


def test_an_address_by_name_and_patronymic_is_the_person_interviewed() -> None:
    text = (
        "Аким области Ерлан Касенов дал интервью. — Ерлан Маратович, расскажите о планах.\n"
        "— Планы большие, — сказал Ерлан Касенов."
    )
    assert list(people(text)) == ["Ерлан Касенов"]


def test_a_surname_that_looks_like_a_patronymic_stays_with_its_own_office() -> None:
    text = "Выступили премьер Михаил Орлов и председатель коллегии Михаил Климович."
    assert list(people(text)) == ["Михаил Орлов", "Михаил Климович"]


def test_a_given_name_made_of_a_programmes_word_is_a_name() -> None:
    text = (
        "Распоряжением Премьер-Министра РК Асанов Нурлыбек Ерланович назначен заведующим Отделом."
    )
    assert list(people(text)) == ["Асанов Нурлыбек Ерланович"]
