"""Russian: appointments, signers, cases of names without an office, addresses. Invented people."""

from __future__ import annotations

import time

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
        (
            "На должность вице-министра торговли назначен Данияр Оспанов.",
            "Данияр Оспанов",
            "вице-министр торговли",
        ),
        (
            "Председателем правления избран Данияр Оспанов.",
            "Данияр Оспанов",
            "Председатель правления",
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


def test_a_man_who_acts_on_a_visit_takes_part() -> None:
    assert "О. Касенов" in people("В ходе визита О. Касенов встретился с акимом Асетом Мусиным.")


def test_who_wrote_in_a_message_what_others_met_about_did_not_take_part() -> None:
    text = "Премьер-Министр Данияр Оспанов провел совещание. В Послании Т. Досанов поставил задачи."
    assert "Т. Досанов" not in people(text)


def test_a_given_name_of_the_dictionary_and_a_verb_make_a_name_without_an_office() -> None:
    assert list(people("Роман Шмидт посетил завод в селе.")) == ["Роман Шмидт"]


def test_a_town_before_an_office_is_no_given_name() -> None:
    assert people("В поселке Гульшат Премьер-Министр осмотрел дорогу.") == {}


@pytest.mark.parametrize(
    ("text", "name", "office", "country"),
    [
        (
            "Делегацию Турции возглавил вице-президент Мехмет Йылдыз.",
            "Мехмет Йылдыз",
            "вице-президент",
            "TR",
        ),
        (
            "Президент принял Посла Королевства Нидерландов Анну ван ден Берг.",
            "Анна ван ден Берг",
            "Посол",
            "NL",
        ),
        (
            "Принят посол Мальдивской Республики Омар Раззак.",
            "Омар Раззак",
            "посол",
            "MV",
        ),
        (
            "Он говорил с Президентом Объединенных Арабских Эмиратов шейхом Ахмедом бен Саидом.",
            "Ахмед бен Саид",
            "Президент",
            "AE",
        ),
        (
            "Он встретился с председателем совета директоров компании CNPC Ли Ванем.",
            "Ли Вань",
            "председатель совета директоров",
            "CN",
        ),
    ],
)
def test_offices_of_foreign_guests(text: str, name: str, office: str, country: str) -> None:
    found = people(text)
    assert (found[name].office, found[name].country) == (office, country)


def test_the_guest_whom_the_title_names_by_office_is_the_one_without_an_office() -> None:
    text = (
        "В ходе встречи Касым-Жомарт Токаев отметил рост торговли. Глава государства поблагодарил"
        " гостя. Ян Новак рассказал о планах."
    )
    found = people(text, title="Глава государства принял министра торговли Чехии")
    assert (found["Ян Новак"].office, found["Ян Новак"].country) == ("министр торговли", "CZ")


def test_a_guest_named_in_the_title_leaves_no_office_to_others() -> None:
    text = "В ходе встречи Ян Новак рассказал о планах. Участвовал Петр Жумаев."
    found = people(text, title="Премьер-Министр принял посла Чехии Яна Новака")
    assert found["Петр Жумаев"].office is None


@pytest.mark.parametrize(
    "aside",
    [
        "Премьер-Министр передал Президенту Чехии Петру Новаку благодарность.",
        "Он вспомнил о достигнутой с Президентом Чехии Петром Новаком договоренности.",
        "Мероприятие, инициированное Президентом Чехии Петром Новаком, прошло в срок.",
    ],
)
def test_a_foreign_leader_who_is_only_spoken_of_did_not_take_part(aside: str) -> None:
    assert "Петр Новак" not in people(f"Премьер-Министр Данияр Оспанов провел встречу. {aside}")


def test_a_row_of_councils_costs_in_proportion_to_its_length() -> None:
    def cost(length: int) -> float:
        text = ("Совет глав правительств " * length)[: length * 10]
        begun = time.process_time()
        analyse(text, lang="ru")
        return time.process_time() - begun

    cost(100)
    assert cost(4000) < 16 * cost(1000)
