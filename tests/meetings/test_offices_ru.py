"""Offices in Russian releases: lists, envoys, organs of bodies, two offices of one person."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.model import Person


def people(text: str, title: str = "") -> dict[str, Person]:
    return {person.name: person for person in analyse(text, lang="ru", title=title).participants}


def test_a_list_longer_than_a_sentence_usually_is_is_dealt_out_to_its_end() -> None:
    names = ["Асет Мусин", "Ерлан Касенов", "Марат Жунусов", "Олжас Тлеубаев", "Данияр Оспанов"]
    fields = [
        *("финансов", "труда и социальной защиты населения", "индустрии и развития дорог"),
        *("экологии, геологии и природных ресурсов", "образования и науки"),
    ]
    listed = ", ".join(f"{of} — {name}" for of, name in zip(fields, names, strict=True))
    found = people(f"В заседании участвовали министры {listed}, аким Абайской области Ян Цой.")
    assert [found[name].office for name in names] == [f"министр {of}" for of in fields]


@pytest.mark.parametrize(
    ("text", "name", "office", "country", "organisation"),
    [
        (
            "Во встрече участвовал посол Казахстана в Чехии Асет Мусин.",
            *("Асет Мусин", "посол в Чехии", "KZ", None),
        ),
        (
            "Во встрече участвовал посол Чехии в Казахстане Ян Новак.",
            *("Ян Новак", "посол", "CZ", None),
        ),
        (
            "Президент принял Председателя Коллегии Евразийской экономической комиссии Яна Новака.",
            *("Ян Новак", "Председатель Коллегии", None, "Евразийская экономическая комиссия"),
        ),
        (
            "Премьер-Министр встретился с министром торговли и развития дорог Чехии, депутатом"
            " парламента Яном Новаком.",
            *("Ян Новак", "министр торговли и развития дорог, депутат парламента", "CZ", None),
        ),
        (
            "Премьер-Министр встретился с Вице-президентом и Премьер-Министром Чехии, главой"
            " Праги Яном Новаком.",
            *("Ян Новак", "Вице-президент и Премьер-Министр, глава Праги", "CZ", None),
        ),
        (
            "Вице-министр встретился с главой Представительства Всемирного банка Яном Новаком.",
            *("Ян Новак", "глава Представительства", None, "Всемирный банк"),
        ),
        (
            "Президент принял председателя Агентства по делам архивов Гульнар Мусину.",
            *("Гульнар Мусина", "председатель Агентства по делам архивов", "KZ", None),
        ),
        (
            "Выступил заместитель Генерального секретаря Международного союза речников Пьер Ланж.",
            *("Пьер Ланж", "заместитель Генерального секретаря", None),
            "Международный союз речников",
        ),
        (
            "Выступил заместитель Генерального директора ЮНЕСКО Пьер Ланж.",
            *("Пьер Ланж", "заместитель Генерального директора", None, "ЮНЕСКО"),
        ),
        (
            "Прошла встреча министра труда Бибитоты Мусиной с людьми.",
            *("Бибитоты Мусина", "министр труда", "KZ", None),
        ),
    ],
)
def test_an_office_keeps_what_belongs_to_it(
    text: str, name: str, office: str, country: str | None, organisation: str | None
) -> None:
    person = people(text)[name]
    assert (person.office, person.country, person.organisation) == (office, country, organisation)


def test_a_list_of_the_appointed_gives_each_his_office_and_the_new_one_outweighs_the_old() -> None:
    found = people(
        "Указом Главы государства освобождены: Мусин Асет Ерланович от должности Посла Республики"
        " Казахстан в Чешской Республике; Жунусов Марат Ильич от должности вице-министра торговли."
        " Указом назначены: Мусин Асет Ерланович заместителем Министра торговли РК."
    )
    assert found["Мусин Асет Ерланович"].office == "заместитель Министра торговли"
    assert found["Жунусов Марат Ильич"].office == "вице-министр торговли"


def test_the_act_may_stand_between_the_name_and_the_verb() -> None:
    found = people(
        "Мусин Асет Ерланович Указом Главы государства освобожден от должности Председателя"
        " Агентства Республики Казахстан по делам архивов."
    )
    assert found["Мусин Асет Ерланович"].office == "Председатель Агентства по делам архивов"


def test_a_guest_with_a_name_of_any_people_is_found_where_he_speaks() -> None:
    found = people(
        "В ходе беседы обсуждена торговля. В свою очередь Хамид Вадуд Рашми отметил рост спроса.",
        title="Президент принял министра торговли Исламской Республики Иран",
    )
    assert found["Хамид Вадуд Рашми"].country == "IR"
    assert found["Хамид Вадуд Рашми"].role == "visitor"


def test_what_a_text_recalls_and_the_name_of_a_state_are_no_participants() -> None:
    found = people(
        "Министр торговли Асет Мусин провел совещание. Напомним, Премьер-Министр РК Данияр Оспанов"
        " поручил снизить цены. Говорили о торговле в Федеративной Демократической Республике"
        " Непал."
    )
    assert list(found) == ["Асет Мусин"]


def test_a_given_name_that_is_also_a_city_is_a_name_before_a_surname() -> None:
    found = people("Во встрече участвовал министр торговли Багдад Мусин. Его ждут в Багдаде.")
    assert found["Багдад Мусин"].office == "министр торговли"
    assert people("С министром торговли Багдадом Мусиным встретились люди.").keys() == {
        "Багдад Мусин"
    }


def test_an_envoy_of_ones_own_is_of_ones_own_country() -> None:
    found = people("Президент РК Данияр Оспанов встретился со своим спецпредставителем Яном Цоем.")
    assert found["Ян Цой"].country == "KZ"


def test_a_foreign_legal_form_belongs_to_the_company() -> None:
    found = people(
        "Во встрече приняли участие директор по развитию Nordlys plc Бен Олсен, вице-президент"
        " компании Vela S.p.A Карло Риччи."
    )
    assert (found["Бен Олсен"].office, found["Бен Олсен"].organisation) == (
        "директор по развитию",
        "Nordlys plc",
    )
    assert (found["Карло Риччи"].office, found["Карло Риччи"].organisation) == (
        "вице-президент",
        "Vela S.p.A",
    )


def test_a_person_without_an_office_is_of_the_country_by_surname_and_a_foreign_ruler_is_not() -> (
    None
):
    found = people(
        "Асет Мусин ответил на вопросы. Премьер-Министр РК Данияр Оспанов встретился с эмиром"
        " Саидом аль Рашми."
    )
    assert found["Асет Мусин"].country == "KZ"
    assert found["Саид аль Рашми"].country is None


def test_in_a_list_of_countries_the_office_stays() -> None:
    found = people(
        "В заседании участвовали главы МИД Беларуси Янка Купцов, Индии — Рави Шарма, Чехии — Ян"
        " Новак."
    )
    assert {(p.office, p.country) for p in found.values()} == {
        ("глава МИД", "BY"),
        ("глава МИД", "IN"),
        ("глава МИД", "CZ"),
    }


def test_who_is_released_and_appointed_in_one_sentence_holds_the_new_office() -> None:
    found = people(
        "Мусин Асет Ерланович освобожден от должности министра торговли и назначен акимом"
        " Абайской области."
    )
    assert found["Мусин Асет Ерланович"].office == "аким Абайской области"


def test_a_number_that_ends_a_sentence_does_not_join_it_to_the_next() -> None:
    found = people(
        "Премьер-Министр РК Данияр Оспанов отметил, что торговля выросла до 15 млрд. Во встрече"
        " приняли участие посол Чехии Ян Новак и главный государственный санитарный врач Асет"
        " Мусин."
    )
    assert found["Ян Новак"].country == "CZ"
    assert found["Асет Мусин"].office == "главный государственный санитарный врач"


def test_a_mark_that_nothing_closes_hides_no_names_behind_it() -> None:
    found = people(
        "Во встрече приняли участие председатели правления АО «НК «Вега» — Асет Мусин, «НАО"
        " «Аграрный научный центр» — Марат Жунусов, министр торговли Ян Цой."
    )
    assert {"Асет Мусин", "Марат Жунусов", "Ян Цой"} <= found.keys()


def test_a_short_surname_after_an_initial_and_a_body_like_a_patronymic_keep_their_form() -> None:
    analysis = analyse(
        "Министр торговли Александр Цой выступил. «Дело идет на лад и будет идти дальше», —"
        " резюмировал А.Цой. Строительство Пограничной службы идет.",
        lang="ru",
    )
    assert [person.name for person in analysis.participants] == ["Александр Цой"]
    assert analysis.mentioned_persons == ()
