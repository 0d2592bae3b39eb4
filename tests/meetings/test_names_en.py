"""English names: spellings of one name, endings left from Russian, forms of address."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.names_en_spelling import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bakhytzhan", "bakytzhan"),
        ("issayeva", "isayeva"),
        ("ilyin", "ilin"),
        ("yerlan", "erlan"),
        ("tursynov", "tursynova"),
        ("kuanbayev", "kuanbaev"),
    ],
)
def test_transliterations_of_one_name_are_alike(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("nurlan", "nurzhan"), ("kim", "kin"), ("mamin", "karimov")]
)
def test_names_of_different_people_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)


def test_one_person_in_two_spellings_is_one_and_loses_the_ending() -> None:
    analysis = analyse(
        "The Prime Minister met with Minister of Trade of Georgia Lasha Tursunovom. In the presence"
        " of Minister of Trade L. Tursunov an agreement was signed.",
        lang="en",
    )

    assert [person.name for person in analysis.participants] == ["Lasha Tursunov"]


def test_who_signs_a_decree_takes_no_part() -> None:
    analysis = analyse(
        "Prime Minister Daniyar Ospanbekov has signed a decree on prices.", lang="en"
    )

    assert analysis.participants == ()
    assert [person.name for person in analysis.mentioned_persons] == ["Daniyar Ospanbekov"]


def test_a_form_of_address_in_speech_is_no_further_person() -> None:
    analysis = analyse(
        'Minister Askar Tursynov reported. "Askar Serikovich, find out what the regions lack, and'
        ' tell us next week," the Prime Minister said.',
        lang="en",
    )

    names = [p.name for p in (*analysis.participants, *analysis.mentioned_persons)]
    assert names == ["Askar Tursynov"]


def test_an_initial_without_its_point_belongs_to_the_name() -> None:
    analysis = analyse("The President N.A Tursynov held a meeting.", lang="en")

    assert [person.name for person in analysis.participants] == ["N.A Tursynov"]
