"""Who took part: offices with names in three languages, lists, aliases, sides, mere mentions."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.model import Analysis, Lang, Person


def people(text: str, lang: Lang, title: str = "") -> dict[str, Person]:
    return {person.name: person for person in analyse(text, lang=lang, title=title).participants}


def facts(person: Person) -> tuple[str | None, str | None, str | None]:
    return person.office, person.country, person.organisation


@pytest.mark.parametrize(
    ("lang", "text", "name", "office", "country"),
    [
        (
            "en",
            "Prime Minister of the Republic of Kazakhstan Daniyar Ospanbekov held a meeting.",
            "Daniyar Ospanbekov",
            "Prime Minister",
            "KZ",
        ),
        (
            "en",
            "He met with Hungarian Minister of Trade Gabor Szentesi in Astana.",
            "Gabor Szentesi",
            "Minister of Trade",
            "HU",
        ),
        (
            "en",
            "The talks were attended by Chairman of the Cabinet of Ministers – Chief of Staff of"
            " the President of the Kyrgyz Republic Ulan Toktorbaev.",
            "Ulan Toktorbaev",
            "Chairman of the Cabinet of Ministers – Chief of Staff of the President",
            "KG",
        ),
        (
            "en",
            "The Prime Minister met with the Ambassador Extraordinary and Plenipotentiary of the"
            " United States of America to the Republic of Kazakhstan Mr. Walter Hennigan.",
            "Walter Hennigan",
            "Ambassador Extraordinary and Plenipotentiary",
            "US",
        ),
        (
            "en",
            "The council included the State of Qatar represented by Prime Minister – Minister of"
            " Foreign Affairs Hamad bin Jassim Al Mansouri.",
            "Hamad bin Jassim Al Mansouri",
            "Prime Minister – Minister of Foreign Affairs",
            "QA",
        ),
        (
            "en",
            "The plan was presented by Dauren Kairbaev, Chairman of the Committee on Roads.",
            "Dauren Kairbaev",
            "Chairman of the Committee on Roads",
            "KZ",
        ),
        (
            "ru",
            "Премьер-Министр РК провел переговоры с Премьером Государственного совета КНР Чжоу"
            " Вэем.",
            "Чжоу Вэй",
            "Премьер Государственного совета",
            "CN",
        ),
        (
            "ru",
            "Слово дали главе кубинского правительства Рафаэлю Кастельяносу.",
            "Рафаэль Кастельянос",
            "глава правительства",
            "CU",
        ),
        (
            "ru",
            "Премьер-Министр встретился с министром труда и социальной защиты населения РК"
            " Гульнарой Ахметжановой.",
            "Гульнара Ахметжанова",
            "министр труда и социальной защиты населения",
            "KZ",
        ),
        (
            "ru",
            "В совещании участвовал аким Карагандинской области Ермек Столяр.",
            "Ермек Столяр",
            "аким Карагандинской области",
            "KZ",
        ),
        (
            "ru",
            "Беларусь на заседании представляет премьер-министр Павел Дубовик.",
            "Павел Дубовик",
            "премьер-министр",
            "BY",
        ),
        (
            "ru",
            "В беседе участвовали с узбекской стороны — министр транспорта Жасур Каримбердиев.",
            "Жасур Каримбердиев",
            "министр транспорта",
            "UZ",
        ),
        (
            "kk",
            "Қазақстан Премьер-министрі Данияр Оспанбеков жиналыс өткізді.",
            "Данияр Оспанбеков",
            "Премьер-министр",
            "KZ",
        ),
        (
            "kk",
            "Премьер-Министр Қырғыз Республикасының Көлік және коммуникациялар министрі Нұрлан"
            " Токторбаевпен кездесті.",
            "Нұрлан Токторбаев",
            "Көлік және коммуникациялар министрі",
            "KG",
        ),
        (
            "kk",
            "Жиналыста Ұлттық экономика министрі Әлия Сәрсенбайдың баяндамасы тыңдалды.",
            "Әлия Сәрсенбай",
            "Ұлттық экономика министрі",
            "KZ",
        ),
    ],
)
def test_an_office_and_its_country_are_read_with_the_name_in_the_nominative(
    lang: Lang, text: str, name: str, office: str, country: str
) -> None:
    found = people(text, lang)

    assert name in found
    assert facts(found[name]) == (office, country, None)


@pytest.mark.parametrize(
    ("lang", "text", "name", "organisation"),
    [
        (
            "en",
            "The Prime Minister received Secretary-General of the Shanghai Cooperation"
            " Organisation Rustam Saidbekov.",
            "Rustam Saidbekov",
            "Shanghai Cooperation Organisation",
        ),
        (
            "en",
            "The Prime Minister met with Chief Executive Officer of the Danish company Vindkraft"
            " Turbines Anders Holmgaard.",
            "Anders Holmgaard",
            "Vindkraft Turbines",
        ),
        (
            "ru",
            "Президент принял генерального секретаря ШОС Нурлана Сейтбекова.",
            "Нурлан Сейтбеков",
            "ШОС",
        ),
        (
            "ru",
            "Выступил председатель правления НПП «Атамекен» Ерлан Досжанов.",
            "Ерлан Досжанов",
            "НПП «Атамекен»",
        ),
    ],
)
def test_an_office_in_a_body_names_the_body_and_not_a_country_by_default(
    lang: Lang, text: str, name: str, organisation: str
) -> None:
    person = people(text, lang)[name]

    assert person.organisation == organisation
    assert person.country in (None, "DK", "KZ")
    assert (person.country == "KZ") == ("НПП" in organisation)


def test_a_plural_office_is_dealt_out_to_each_name_with_its_own_complement() -> None:
    found = people(
        "О проводимой работе доложили министры экологии, геологии и природных ресурсов Асет"
        " Марленов, финансов — Ерулан Тасболатов, здравоохранения – Сергей Пак.",
        "ru",
    )

    assert {name: person.office for name, person in found.items()} == {
        "Асет Марленов": "министр экологии, геологии и природных ресурсов",
        "Ерулан Тасболатов": "министр финансов",
        "Сергей Пак": "министр здравоохранения",
    }


def test_countries_and_names_in_equal_number_are_paired() -> None:
    found = people(
        "Во встрече участвовали премьер-министры Армении, Беларуси и Казахстана — Айк Сафарян,"
        " Павел Дубовик и Данияр Оспанбеков.",
        "ru",
    )

    assert {name: person.country for name, person in found.items()} == {
        "Айк Сафарян": "AM",
        "Павел Дубовик": "BY",
        "Данияр Оспанбеков": "KZ",
    }


def test_a_kazakh_plural_head_gives_the_office_to_each() -> None:
    found = people("Есеп берген облыс әкімдері Ермек Столяров мен Асқар Дүйсенов.", "kk")

    assert set(found) == {"Ермек Столяров", "Асқар Дүйсенов"}


def test_initials_and_surnames_are_the_person_named_in_full() -> None:
    found = people(
        "Премьер-Министр РК Данияр Оспанбеков провел совещание. По словам Д. Оспанбекова, план"
        " выполнен.",
        "ru",
        title="Д. Оспанбеков провел совещание",
    )

    assert list(found) == ["Данияр Оспанбеков"]


def test_two_people_of_one_surname_stay_two() -> None:
    found = people(
        "The Prime Minister was received by the President of Kyrgyzstan Sadyk Toktorbaev. Talks"
        " were held with the Chairman of the Cabinet of Ministers of Kyrgyzstan Ulan Toktorbaev.",
        "en",
    )

    assert set(found) == {"Sadyk Toktorbaev", "Ulan Toktorbaev"}


@pytest.mark.parametrize(
    ("lang", "text", "absent"),
    [
        (
            "en",
            "On the instructions of the President of Kazakhstan Arman Bekzhanov, Prime Minister"
            " Daniyar Ospanbekov held a meeting.",
            "Arman Bekzhanov",
        ),
        (
            "en",
            "Prime Minister Daniyar Ospanbekov stressed that the President of Kazakhstan Arman"
            " Bekzhanov had laid the foundation.",
            "Arman Bekzhanov",
        ),
        (
            "ru",
            "Премьер-Министр Данияр Оспанбеков провел совещание по поручению Президента Армана"
            " Бекжанова.",
            "Арман Бекжанов",
        ),
        (
            "kk",
            "Премьер-Министр Данияр Оспанбеков Президент Арман Бекжановтың тапсырмасы бойынша"
            " жиналыс өткізді.",
            "Арман Бекжанов",
        ),
    ],
)
def test_one_in_whose_name_it_was_done_is_mentioned_and_did_not_take_part(
    lang: Lang, text: str, absent: str
) -> None:
    analysis = analyse(text, lang=lang)

    assert absent not in {person.name for person in analysis.participants}
    assert absent in {person.name for person in analysis.mentioned_persons}


def test_a_person_named_only_inside_speech_did_not_take_part() -> None:
    analysis = analyse(
        "Премьер-Министр РК Данияр Оспанбеков провел совещание.\n«Министр финансов Ерулан"
        " Тасболатов уже направил в регионы необходимые средства», — сказал Данияр Оспанбеков.",
        lang="ru",
    )

    assert [person.name for person in analysis.participants] == ["Данияр Оспанбеков"]


def test_a_hospital_named_after_someone_names_nobody() -> None:
    analysis = analyse(
        "Премьер-Министр РК Данияр Оспанбеков посетил больницу имени С. Асанова.", lang="ru"
    )

    people = (*analysis.participants, *analysis.mentioned_persons)
    assert [person.name for person in people] == ["Данияр Оспанбеков"]


def test_the_surname_may_be_a_word_of_the_dictionary() -> None:
    found = people("Доложили министр энергетики Олег Мороз и аким Болат Заря.", "ru")

    assert {"Олег Мороз", "Болат Заря"} <= set(found)


def test_a_minister_who_came_along_abroad_is_not_of_the_host_country() -> None:
    found = people(
        "During his visit to Azerbaijan, Prime Minister of Kazakhstan Daniyar Ospanbekov held"
        " talks in Baku with President Elchin Mamedzade, with the participation of Minister of"
        " Transport Askar Duisenov.",
        "en",
    )

    assert found["Elchin Mamedzade"].country == "AZ"
    assert found["Askar Duisenov"].country == "KZ"


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_paragraph_about_something_else_changes_no_participant(lang: Lang) -> None:
    texts: dict[Lang, tuple[str, str]] = {
        "en": (
            "Prime Minister of Kazakhstan Daniyar Ospanbekov met with Prime Minister of Georgia"
            " Giorgi Lomidze.",
            "Wheat exports grew by 11.6% last year.",
        ),
        "ru": (
            "Премьер-Министр РК Данияр Оспанбеков встретился с премьер-министром Грузии Георгием"
            " Ломидзе.",
            "Экспорт пшеницы за прошлый год вырос на 11,6%.",
        ),
        "kk": (
            "ҚР Премьер-Министрі Данияр Оспанбеков Грузия премьер-министрі Георгий Ломидземен"
            " кездесті.",
            "Былтыр бидай экспорты 11,6%-ға өсті.",
        ),
    }
    told, aside = texts[lang]

    def names(analysis: Analysis) -> list[str]:
        return [person.name for person in analysis.participants]

    alone = names(analyse(told, lang=lang))

    assert len(alone) == 2
    assert names(analyse(f"{told}\n{aside}", lang=lang)) == alone
