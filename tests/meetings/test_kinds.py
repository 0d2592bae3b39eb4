"""What a release is about, whether people met, and in which formats."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.model import Kind, Lang


@pytest.mark.parametrize(
    ("lang", "text", "kind", "meeting"),
    [
        (
            "en",
            "Prime Minister of Kazakhstan Daniyar Ospanbekov and Prime Minister of Georgia Giorgi"
            " Lomidze spoke by telephone.",
            "phone_call",
            True,
        ),
        (
            "en",
            "At the meeting of the Government chaired by Prime Minister Daniyar Ospanbekov the"
            " budget was considered.",
            "government_session",
            True,
        ),
        (
            "en",
            "By decree of the Head of State, Askar Duisenov was appointed Minister of Energy.",
            "appointment",
            False,
        ),
        ("en", "New rules for registering a business have come into force.", "other", False),
        (
            "ru",
            "Премьер-Министр РК Данияр Оспанбеков встретился с премьер-министром Грузии Георгием"
            " Ломидзе.",
            "bilateral",
            True,
        ),
        (
            "ru",
            "Президент принял председателя Национального банка Серика Тасболатова.",
            "working_meeting",
            True,
        ),
        (
            "ru",
            "В Ташкенте прошло заседание Совета глав правительств ШОС.",
            "multilateral_council",
            True,
        ),
        (
            "ru",
            "Состоялся телефонный разговор Премьер-Министра Данияра Оспанбекова с премьер-министром"
            " Грузии Георгием Ломидзе.",
            "phone_call",
            True,
        ),
        (
            "ru",
            "Премьер-Министр Данияр Оспанбеков посетил Павлодарскую область и осмотрел завод.",
            "regional_trip",
            False,
        ),
        (
            "kk",
            "Еуразиялық үкіметаралық кеңес аясында ҚР Премьер-Министрі Данияр Оспанбеков Армения"
            " премьер-министрі Айк Сафарянмен кездесті.",
            "bilateral",
            True,
        ),
        (
            "kk",
            "Премьер-Министр Данияр Оспанбеков төраға болған Үкімет отырысында бюджет қаралды.",
            "government_session",
            True,
        ),
    ],
)
def test_the_kind_follows_from_title_and_lead(
    lang: Lang, text: str, kind: Kind, meeting: bool
) -> None:
    analysis = analyse(text, lang=lang)

    assert (analysis.kind, analysis.is_meeting) == (kind, meeting)


def test_a_council_on_whose_sidelines_people_met_is_not_what_the_release_is_about() -> None:
    analysis = analyse(
        "На полях заседания Совета глав правительств ШОС Премьер-Министр РК Данияр Оспанбеков"
        " встретился с премьер-министром Грузии Георгием Ломидзе.",
        lang="ru",
    )

    assert analysis.kind == "bilateral"


def test_a_meeting_during_a_trip_is_told_apart_from_the_trip() -> None:
    analysis = analyse(
        "The Prime Minister Daniyar Ospanbekov met with entrepreneurs during his working trip to"
        " Aktobe region.",
        lang="en",
    )

    assert analysis.kind == "working_meeting"


def test_formats_are_read_in_a_fixed_order() -> None:
    analysis = analyse(
        "Переговоры Премьер-Министра РК Данияра Оспанбекова с премьер-министром Грузии Георгием"
        " Ломидзе прошли в узком и расширенном составах.",
        lang="ru",
    )

    assert analysis.formats == ("restricted", "expanded")


@pytest.mark.parametrize(
    ("title", "text", "kind", "is_meeting"),
    [
        (
            "Премьер-Министр провел переговоры с Премьер-Министром Грузии Г. Лолашвили",
            "В рамках поездки для участия в заседании Совета глав правительств СНГ Премьер-Министр"
            " Данияр Оспанов провел переговоры с Премьер-Министром Грузии Георгием Лолашвили.",
            "bilateral",
            True,
        ),
        (
            "Глава государства провел совещание по вопросам энергетики",
            "В совещании участвовал генеральный директор Chevron Пол Смит.",
            "working_meeting",
            True,
        ),
        (
            "Президент принял муфтия",
            "Заявление сделал муфтий Ахмет Оспанов.",
            "working_meeting",
            True,
        ),
        (
            "Видеодайджест: главные события недели",
            "Премьер-Министр РК Данияр Оспанов встретился с акимом города Ерланом Касеновым.",
            "other",
            True,
        ),
        (
            "Сельский интернет стал быстрее",
            "Об этом рассказал вице-министр связи Ерлан Касенов.",
            "statement",
            False,
        ),
        (
            "Цены на хлеб не вырастут",
            "Хлеба хватает. Министр торговли Ерлан Касенов доложил о запасах. Аким области Асет"
            " Мусин — об урожае. На совещании решено хранить зерно.",
            "working_meeting",
            True,
        ),
        (
            "Новый глава фонда",
            "Премьер-Министр Данияр Оспанов представил коллективу нового главу фонда Асета Мусина.",
            "appointment",
            True,
        ),
        (
            "Министр отчитался перед населением",
            "На отчетной встрече министр торговли Ерлан Касенов рассказал о планах.",
            "statement",
            False,
        ),
    ],
)
def test_the_kind_of_russian_releases_that_tell_of_a_meeting_in_other_ways(
    title: str, text: str, kind: str, is_meeting: bool
) -> None:
    analysis = analyse(text, lang="ru", title=title)
    assert (analysis.kind, analysis.is_meeting) == (kind, is_meeting)
