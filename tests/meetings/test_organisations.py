"""Bodies that a text names."""

from __future__ import annotations

from meetings import analyse


def test_a_body_is_named_in_full_where_the_text_gives_its_full_name() -> None:
    analysis = analyse(
        "Обсуждено расширение Шанхайской организации сотрудничества. Роль ШОС растет.", lang="ru"
    )

    assert analysis.organisations == ("Шанхайская организация сотрудничества",)


def test_an_abbreviation_alone_stays_one() -> None:
    assert analyse("Қатысушылар ЕҚДБ-ның рөлін атап өтті.", lang="kk").organisations != ()
    assert analyse("The role of the EBRD was noted.", lang="en").organisations == ("EBRD",)


def test_the_company_of_a_participant_is_listed() -> None:
    analysis = analyse(
        "Премьер-Министр РК Данияр Оспанбеков встретился с президентом «Вега Индастриз» Полом"
        " Хартли.",
        lang="ru",
    )

    assert "Вега Индастриз" in analysis.organisations


def test_a_text_without_bodies_lists_none() -> None:
    assert analyse("Wheat exports grew.", lang="en").organisations == ()
