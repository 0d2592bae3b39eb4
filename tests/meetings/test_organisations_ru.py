"""Russian: companies and councils that no list has, told by their grammar. All are invented."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.marks import shared_closings


def bodies(text: str, title: str = "") -> list[str]:
    return list(analyse(text, lang="ru", title=title).organisations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Он посетил ТОО «Степной завод» и ПАО «Ветер».", ["ТОО «Степной завод»", "ПАО «Ветер»"]),
        ("Проект ведет АО «НК «Степные дороги» в двух областях.", ["АО «НК «Степные дороги»"]),
        (
            "Обсудили работу с компаниями «Ветер», «Степь» и Ural Group.",
            ["Ветер", "Степь", "Ural Group"],
        ),
        ("Переговоры ведутся с такими компаниями, как Nordwind, Ural.", ["Nordwind", "Ural"]),
        ("Она рассказала о планах партии «Новый путь».", ["партия «Новый путь»"]),
        (
            "Состоялось заседание Специальной комиссии по переписи населения под председательством"
            " министра.",
            ["Специальная комиссия по переписи населения"],
        ),
        (
            "Прошло заседание казахстанско-чешской Межправительственной комиссии.",
            ["Казахстанско-чешская Межправительственная комиссия"],
        ),
        (
            "Он провел заседание рабочей группы по вопросам торговли.",
            ["Рабочая группа по вопросам торговли"],
        ),
    ],
)
def test_a_body_is_known_by_its_grammar_and_named_in_the_nominative(
    text: str, expected: list[str]
) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Рассмотрена программа «Новый путь» и проект «Ветер».",
        "Выступил министр финансов на заседании Правительства.",
        "Товары вывозят в страны СНГ.",
        "Он говорил о программе партии «Новый путь».",
        "Создано объединение по специальности «Сварка».",
        "«Мы открыли ТОО «Ветер» два года назад», — сказал он.",
        "Данияр Оспанов назначен министром. Он родился в 1980 году. Работал в ТОО «Ветер».",
    ],
)
def test_what_only_looks_like_a_body_or_is_no_part_of_the_story_is_left_out(text: str) -> None:
    assert bodies(text) == []


def test_one_body_under_a_long_and_a_short_name_is_listed_once() -> None:
    text = "АО «НК «Ветер» открыло завод. Глава АО «Ветер» доложил о планах компании «Ветер»."
    assert bodies(text) == ["АО «НК «Ветер»"]


def test_a_known_body_and_its_abbreviation_are_one() -> None:
    text = "АО «НК «КазМунайГаз» открыло завод. Глава КМГ доложил о планах КМГ."
    assert bodies(text) == ["АО «НК «КазМунайГаз»"]


def test_one_closing_mark_closes_a_name_in_a_name() -> None:
    text = "АО «НК «Ветер» растет. «Мы в АО «НК «Ветер» рады», — сказал он. Закон «О «Ветре»»."
    first, second = text.index("» растет"), text.index("» рады")
    assert shared_closings(text) == {first, second}


@pytest.mark.parametrize(
    ("text", "name", "office", "organisation", "country"),
    [
        (
            "Доложил председатель правления АО «НК «Ветер» Марат Осанов.",
            "Марат Осанов",
            "председатель правления",
            "АО «НК «Ветер»",
            "KZ",
        ),
        (
            "Выступил гендиректор государственной корпорации по лесному делу «Ветер» Марат Осанов.",
            "Марат Осанов",
            "гендиректор",
            "государственная корпорация по лесному делу «Ветер»",
            None,
        ),
        (
            "Он встретился с президентом компании «Ветер» Иваном Петровым.",
            "Иван Петров",
            "президент",
            "Ветер",
            None,
        ),
        (
            "Представлен новый глава фонда — Алмас Осанов.",
            "Алмас Осанов",
            "новый глава фонда",
            None,
            "KZ",
        ),
    ],
)
def test_a_company_is_taken_out_of_the_office_with_its_class(
    text: str, name: str, office: str, organisation: str | None, country: str | None
) -> None:
    person = next(p for p in analyse(text, lang="ru").participants if p.name == name)
    assert (person.office, person.organisation, person.country) == (office, organisation, country)


def test_the_country_of_a_known_leader_is_not_kazakhstan_by_default() -> None:
    text = "Премьер-Министр провел переговоры. В них участвовал премьер Михаил Мишустин."
    people = {p.name: p.country for p in analyse(text, lang="ru").participants}
    assert people["Михаил Мишустин"] == "RU"


def test_the_head_of_state_of_a_text_is_the_known_one_who_is_named_without_an_office() -> None:
    text = (
        "Глава государства принял министра финансов Серика Осанова. Касым-Жомарт Токаев"
        " отметил важность реформ. Об этом рассказал Данияр Оспанов."
    )
    people = {p.name: (p.office, p.country) for p in analyse(text, lang="ru").participants}
    assert people["Касым-Жомарт Токаев"] == ("Глава государства", "KZ")
    assert people["Данияр Оспанов"] == (None, "KZ")


def test_a_body_named_in_speech_or_among_others_does_not_matter_to_the_event() -> None:
    analysis = analyse(
        "Министр торговли РК Асет Мусин рассказал о связях с международными организациями (ВТО,"
        " АСЕАН и др.). «Мы давно и успешно работаем вместе с ООН в этой области», — сказал А."
        " Мусин.",
        lang="ru",
    )
    assert analysis.organisations == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Открыт Народный фонд Республики Казахстан.", "Народный фонд Республики Казахстан"),
        ("Посещён Морской научный центр «Тау».", "Морской научный центр «Тау»"),
        (
            "Работает совместное датско-чешское предприятие «Вега».",
            "совместное датско-чешское предприятие «Вега»",
        ),
        ("Прошло заседание фракции партии VELA.", "партия VELA"),
        ("Прошло заседание Высшего совета по рекам.", "Высший совет по рекам"),
        (
            "Прошло заседание Высшего Евразийского экономического совета.",
            "Высший Евразийский экономический совет",
        ),
        ("Осмотрены пруды рыбного хозяйства «Вега».", "Вега"),
    ],
)
def test_a_body_is_named_with_its_own_name_and_its_country(text: str, expected: str) -> None:
    assert analyse(text, lang="ru").organisations == (expected,)


def test_a_list_of_companies_goes_on_past_whose_they_are_and_their_legal_forms() -> None:
    found = analyse(
        "Прошли встречи с руководством компаний «Вега», ОАО «Тау» и датской «Nordlys Group».",
        lang="ru",
    ).organisations
    assert set(found) == {"Вега", "ОАО «Тау»", "Nordlys Group"}


def test_an_office_does_not_open_the_name_of_a_council() -> None:
    found = analyse(
        "Переговоры с Премьером Государственного совета КНР Ли Вэем прошли в Пекине.", lang="ru"
    ).organisations
    assert "Премьер Государственного совета" not in found
