"""Roles in Russian releases: the verb that governs a list, and what the release is about."""

from __future__ import annotations

import pytest

from meetings import analyse


def roles(text: str, title: str = "") -> dict[str, str]:
    return {
        person.name: person.role for person in analyse(text, lang="ru", title=title).participants
    }


def test_everyone_of_a_list_reports_where_the_verb_says_so() -> None:
    found = roles(
        "Под председательством Премьер-Министра РК Данияра Оспанова состоялось заседание"
        " Правительства. С докладами о ценах выступили министры торговли Асет Мусин, финансов —"
        " Ерлан Касенов, а также аким Абайской области Марат Жунусов. Аким г. Семей Олжас Тлеубаев"
        " отметил, что урожай собран."
    )
    assert found == {
        "Данияр Оспанов": "chair",
        "Асет Мусин": "reporter",
        "Ерлан Касенов": "reporter",
        "Марат Жунусов": "reporter",
        "Олжас Тлеубаев": "reporter",
    }


def test_who_is_only_said_to_be_there_takes_part() -> None:
    found = roles(
        "Президент РК Данияр Оспанов провел совещание по водным ресурсам. В совещании приняли"
        " участие министр экологии Асет Мусин и аким Абайской области Марат Жунусов."
    )
    assert found == {
        "Данияр Оспанов": "chair",
        "Асет Мусин": "participant",
        "Марат Жунусов": "participant",
    }


def test_one_receives_and_the_one_received_takes_part_whatever_he_tells() -> None:
    found = roles(
        "Данияру Оспанову был представлен отчет. Асет Мусин доложил о запасах зерна. Президент"
        " РК Данияр Оспанов дал поручения.",
        title="Президент принял министра торговли Асета Мусина",
    )
    assert found == {"Данияр Оспанов": "host", "Асет Мусин": "participant"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Премьер-Министр РК Данияр Оспанов встретился с президентом компании «Vento» Паоло"
            " Риччи. Во встрече участвовал министр торговли Асет Мусин.",
            {"Данияр Оспанов": "host", "Паоло Риччи": "counterpart", "Асет Мусин": "participant"},
        ),
        (
            "Премьер-Министр РК Данияр Оспанов принял министра торговли Грузии Георгия Ломидзе.",
            {"Данияр Оспанов": "host", "Георгий Ломидзе": "visitor"},
        ),
        (
            "В Тбилиси Премьер-Министр РК Данияр Оспанов провел переговоры с Премьер-Министром"
            " Грузии Георгием Ломидзе.",
            {"Данияр Оспанов": "visitor", "Георгий Ломидзе": "host"},
        ),
        (
            "Премьер-Министр РК Данияр Оспанов посетил Абайскую область. Аким области Асет Мусин"
            " рассказал о стройках.",
            {"Данияр Оспанов": "visitor", "Асет Мусин": "participant"},
        ),
        (
            "Премьер-Министр РК Данияр Оспанов поздравил горняков с праздником.",
            {"Данияр Оспанов": "speaker"},
        ),
    ],
)
def test_the_kind_of_release_says_what_the_cue_means(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


def test_the_first_of_each_state_is_its_member_in_a_council() -> None:
    found = roles(
        "В Тбилиси прошло заседание Совета глав правительств СНГ. В заседании участвовали"
        " премьер-министр Грузии Георгий Ломидзе, премьер-министр Беларуси Янка Купцов,"
        " заместитель министра торговли Беларуси Петр Лось и генеральный секретарь ООН Ян Новак."
    )
    assert found == {
        "Георгий Ломидзе": "host",
        "Янка Купцов": "member",
        "Петр Лось": "participant",
        "Ян Новак": "participant",
    }


def test_at_a_party_nobody_is_said_to_chair_for_being_of_high_office() -> None:
    found = roles(
        "Прошло заседание фракции партии «Тау» с участием министров. Премьер-Министр РК Данияр"
        " Оспанов рассказал о планах."
    )
    assert found == {"Данияр Оспанов": "reporter"}


def test_who_only_shows_the_region_is_not_its_visitor() -> None:
    found = roles(
        "Глава Правительства осмотрел стройки в Абайской области. Аким области Асет Мусин доложил,"
        " что введены три школы."
    )
    assert found == {"Асет Мусин": "participant"}


def test_who_explains_at_a_sitting_reports_also_where_the_verb_stands_first() -> None:
    found = roles(
        "На заседании Правительства под председательством Премьер-Министра РК Данияра Оспанова"
        " принят проект. Как пояснил министр торговли Асет Мусин, цены снизятся."
    )
    assert found == {"Данияр Оспанов": "chair", "Асет Мусин": "reporter"}


def test_a_title_without_a_name_says_who_received() -> None:
    found = roles(
        "Глава государства заслушал отчет председателя Агентства Асета Мусина. В завершение"
        " Данияр Оспанов дал поручения.",
        title="Президент принял председателя Агентства",
    )
    assert found["Асет Мусин"] == "participant"
    assert roles(
        "Асет Мусин доложил о запасах. Президент РК Данияр Оспанов дал поручения.",
        title="Президент принял председателя Агентства",
    ) == {"Асет Мусин": "participant", "Данияр Оспанов": "host"}
