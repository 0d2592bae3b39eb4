"""Russian: names in lists of awards and after towns, and who is only told of. Invented people."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.model import Analysis, Person


def read(text: str, title: str = "") -> Analysis:
    return analyse(text, lang="ru", title=title)


def everyone(text: str) -> dict[str, Person]:
    found = read(text)
    return {person.name: person for person in (*found.participants, *found.mentioned_persons)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Специальное звание генерал-майора полиции – Мурату Осанову, Серику Оспанову.",
            "Мурат Осанов",
        ),
        ("Звание генерал-майора юстиции – Жанату Оспанову.", "Жанат Оспанов"),
        ("Анна Новак поздравила Нурсултана Осанова с праздником.", "Нурсултан Осанов"),
        ("В г. Тау Асет Осанов осмотрел дорогу.", "Асет Осанов"),
        ("В селе Сай Асет Осанов осмотрел школу.", "Асет Осанов"),
    ],
)
def test_a_name_is_read_without_the_town_before_it_and_in_the_nominative(
    text: str, name: str
) -> None:
    assert name in everyone(text)


def test_a_woman_after_a_verb_keeps_her_name() -> None:
    assert "Дина Осанова" in everyone("Гостей поздравила Дина Осанова.")


@pytest.mark.parametrize(
    "text",
    [
        "Договор подписан с Подрядчиками Таусского проекта.",
        "Завод построен в районе Т. Осанова.",
        "Масло выпускает ТОО «Агрокомплекс Тау Осанова».",
    ],
)
def test_firms_districts_and_things_are_no_persons(text: str) -> None:
    assert everyone(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Глава государства Данияр Оспанов в своем Послании отметил важность рек.",
        "В своем выступлении на заседании Правительства 03.02.2019 г. Премьер-Министр Данияр"
        " Оспанов хвалил степь.",
        "Стороны вернулись к итогам недавнего телефонного разговора с Президентом Чехии Данияром"
        " Оспановым.",
    ],
)
def test_who_said_it_at_another_time_is_only_mentioned(text: str) -> None:
    assert [person.name for person in read(text).participants] == []
    assert [person.name for person in read(text).mentioned_persons] == ["Данияр Оспанов"]


def test_in_the_release_about_the_address_its_author_takes_part() -> None:
    text = "Глава государства Данияр Оспанов в своем Послании отметил важность рек."
    found = read(text, title="Послание Главы государства народу")
    assert [person.name for person in found.participants] == ["Данияр Оспанов"]


def test_a_review_that_recalls_a_sitting_is_no_sitting() -> None:
    text = (
        "Степь цветет. Об этом в своем выступлении на заседании Правительства у Президента К."
        " Оспанова 03.02.2019 г. говорил Д. Осанов."
    )
    found = read(text)
    assert (found.kind, found.is_meeting) == ("other", False)


@pytest.mark.parametrize(
    ("text", "office", "organisation", "country"),
    [
        (
            "Выступил профессор Оттавского университета Пол Новак.",
            "профессор",
            "Оттавский университет",
            None,
        ),
        (
            "Выступил председатель Алматинского союза пекарей Серик Осанов.",
            "председатель",
            "Алматинский союз пекарей",
            "KZ",
        ),
        (
            "Выступил глава правления Ассоциации малых хозяйств Серик Осанов.",
            "глава правления",
            "Ассоциация малых хозяйств",
            "KZ",
        ),
        (
            "Выступил председатель правления НПП РК «Тау» Серик Осанов.",
            "председатель правления",
            "НПП РК «Тау»",
            "KZ",
        ),
        (
            "Выступил заместитель председателя Ассамблеи народа Казахстана Серик Осанов.",
            "заместитель председателя Ассамблеи народа Казахстана",
            None,
            "KZ",
        ),
        (
            "Орден вручен командующему региональным командованием «Тау» Серику Осанову.",
            "командующий региональным командованием «Тау»",
            None,
            "KZ",
        ),
    ],
)
def test_institutions_are_taken_out_of_the_office_and_parts_of_the_state_are_not(
    text: str, office: str, organisation: str | None, country: str | None
) -> None:
    [person] = everyone(text).values()
    assert (person.office, person.organisation, person.country) == (office, organisation, country)


@pytest.mark.parametrize(
    ("text", "office", "organisation"),
    [
        (
            "АО «Фонд рек «Тау» растет. Председатель правления Фонда Серик Осанов выступил.",
            "Председатель правления",
            "АО «Фонд рек «Тау»",
        ),
        (
            "Премьер-Министр представил коллективу АО «Тау» нового председателя правления —"
            " Серика Осанова.",
            "новый председатель правления",
            "АО «Тау»",
        ),
        (
            "Речь шла о степи. Председатель правления Серик Осанов выступил. АО «Тау» растет.",
            "Председатель правления",
            None,
        ),
        (
            "АО «Тау» растет. Председатель совета ветеранов Серик Осанов выступил.",
            "Председатель совета ветеранов",
            None,
        ),
    ],
)
def test_a_bare_office_of_a_company_is_in_the_one_named_just_before(
    text: str, office: str, organisation: str | None
) -> None:
    person = everyone(text)["Серик Осанов"]
    assert (person.office, person.organisation) == (office, organisation)


def test_the_head_of_a_body_and_minister_is_one_person_with_both_offices() -> None:
    text = "Он принял действующего председателя ОБСЕ, министра торговли Чехии Яна Новака."
    person = everyone(text)["Ян Новак"]
    assert person.office == "действующий председатель, министр торговли"
    assert (person.country, person.organisation) == ("CZ", "ОБСЕ")
