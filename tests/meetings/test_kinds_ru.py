"""Russian: reports to the press, what is recalled, foreign sides without names, and spacing."""

from __future__ import annotations

import pytest

from meetings import analyse


@pytest.mark.parametrize(
    ("title", "text", "kind", "is_meeting"),
    [
        (
            "Министр торговли провел отчетную встречу с населением",
            "Сегодня состоялась отчетная встреча министра торговли Асета Мусина.",
            *("statement", False),
        ),
        (
            "Вопросы рыбных хозяйств обсудили в Правительстве",
            "Под председательством вице-премьера РК Асета Мусина состоялось заседание рабочей"
            " группы. Напомним, на расширенном заседании Правительства об этом говорили.",
            *("working_meeting", True),
        ),
        (
            "А. Мусин обсудил с компаниями Дании парники",
            "Премьер-Министр РК Асет Мусин провел переговоры с руководством компаний Дании.",
            *("bilateral", True),
        ),
        (
            "Премьер-Министр провел встречу с послом в Дании",
            "Премьер-Министр РК Асет Мусин провел встречу с послом Казахстана в Дании.",
            *("working_meeting", True),
        ),
        (
            "Итоги переговоров",
            "Завершились переговоры президента Грузии Георгия Ломидзе и президента Казахстана"
            " Асета Мусина.",
            *("bilateral", True),
        ),
        (
            "А. Мусин посетил Абайскую область",
            "Премьер-Министр РК Асет Мусин посетил Абайскую область и осмотрел завод. Он провел"
            " совещание по вопросам дорог.",
            *("regional_trip", True),
        ),
        (
            "Обращение А. Мусина в День дорожника",
            "Дороги связывают людей.",
            *("statement", False),
        ),
        (
            "Президент принял верительные грамоты послов ряда стран",
            "Грамоты вручили посол Дании Ян Новак и посол Чехии Петр Лось.",
            *("audience_multilateral", True),
        ),
    ],
)
def test_the_kind_of_a_russian_release(title: str, text: str, kind: str, is_meeting: bool) -> None:
    analysis = analyse(text, lang="ru", title=title)
    assert (analysis.kind, analysis.is_meeting) == (kind, is_meeting)


def test_a_format_that_is_only_recalled_is_not_told() -> None:
    analysis = analyse(
        "Вице-премьер РК Асет Мусин провел совещание. Напомним, на расширенном заседании"
        " Правительства дано поручение.",
        lang="ru",
    )
    assert analysis.formats == ()


def test_cues_are_read_across_no_break_spaces_and_quoted_as_printed() -> None:
    text = (
        "На заседании\u00a0Правительства под\u00a0председательством Премьер-Министра РК"
        " Асета\u00a0Мусина сказано о 5\u00a0млрд тенге."
    )
    analysis = analyse(text, lang="ru")
    person, figure = analysis.participants[0], analysis.figures[0]
    assert analysis.kind == "government_session"
    assert (person.role, person.mention) == ("chair", "Асета\u00a0Мусина")
    assert figure.span is not None
    assert text[slice(*figure.span)] == figure.text == "5\u00a0млрд тенге"


def test_a_city_of_what_is_only_proposed_is_not_where_it_was_held() -> None:
    analysis = analyse(
        "Президент РК Асет Мусин посетил Финансовый центр. Глава центра предложил открыть филиал"
        " в Бишкеке.",
        lang="ru",
    )
    assert analysis.place.city is None


def test_who_receives_abroad_is_the_host_and_the_city_is_where_he_did() -> None:
    analysis = analyse(
        "В Минске Александр Лукашенко принял премьер-министра Казахстана Асета Мусина.", lang="ru"
    )
    assert (analysis.place.city, analysis.place.country) == ("Минск", "BY")
    assert [(p.name, p.role) for p in analysis.participants] == [
        ("Александр Лукашенко", "host"),
        ("Асет Мусин", "visitor"),
    ]


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("Премьер-Министр посетил г. Риддер и встретился с людьми.", "Риддер", "KZ"),
        ("Президент принял главу «Vela». Рейсы в Туркестан откроют весной.", None, None),
        ("Премьер-Министр с рабочей поездкой прибыл в Туркестан.", "Туркестан", "KZ"),
        (
            "Приветствуя гостя в столице Казахстана, Президент отметил рост торговли. Гость рад"
            " быть в Астане.",
            "Астана",
            "KZ",
        ),
        (
            "Президент принял главу «Vela». Тот выполняет достигнутое в ходе визита в Данию.",
            None,
            None,
        ),
    ],
)
def test_a_city_is_the_place_where_it_is_said_to_be_one(
    text: str, city: str | None, country: str | None
) -> None:
    place = analyse(text, lang="ru").place
    assert (place.city, place.country) == (city, country)


def test_a_given_name_is_not_taken_for_a_country_in_a_case_it_has_not() -> None:
    analysis = analyse("Об этом заявил министр просвещения Гани Мусин.", lang="ru")
    assert [(p.name, p.country) for p in analysis.participants] == [("Гани Мусин", "KZ")]


def test_a_consultative_meeting_of_heads_of_state_is_a_council() -> None:
    analysis = analyse(
        "В Ташкенте прошла Консультативная встреча глав государств с участием президента"
        " Казахстана Асета Мусина и президента Узбекистана Шерзода Каримова.",
        lang="ru",
    )
    assert analysis.kind == "multilateral_council"
