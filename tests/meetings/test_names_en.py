"""English names: spellings of one name, endings left from Russian, forms of address."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.names.en_spelling import alike


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # An initial E. is no "H.E."; given names that are words; Chinese names in -ing.
        ("Minister of Energy E. Omarov reported.", ["E. Omarov"]),
        ("Minister of Energy H.E. Pavel Sorokin arrived.", ["Pavel Sorokin"]),
        ("Akim of Astana Asset Omarov reported.", ["Asset Omarov"]),
        ("The head of Vela Asset Management took part.", []),
        ("He met Minister of Trade Wu Shuping.", ["Wu Shuping"]),
        # Known firms are no part of a name; nor are namesakes of universities persons.
        ("Chairman of the Board of Kazatomprom A. Omarov reported.", ["A. Omarov"]),
        ("He graduated from the State University after S. Akanov in law.", []),
        ("Students of the M. Akanov Kazakh National University came.", []),
    ],
)
def test_who_is_a_person(text: str, names: list[str]) -> None:
    found = analyse(text, lang="en")

    assert [one.name for one in (*found.participants, *found.mentioned_persons)] == names


def test_a_leader_named_without_an_office_has_the_one_that_the_text_says() -> None:
    found = analyse(
        'The session was held today.\n"We have built many roads this year," Nursultan Nazarbayev'
        " said. The Head of State gave instructions.",
        lang="en",
    )

    assert [(one.name, one.office, one.country) for one in found.participants] == [
        ("Nursultan Nazarbayev", "Head of State", "KZ")
    ]


def test_what_is_only_noted_of_someone_present_is_participation() -> None:
    found = analyse(
        "It should be noted that A. Omarov held meetings with Minister of Trade of Georgia Giorgi"
        " Lomidze.",
        lang="en",
    )

    assert [one.name for one in found.participants] == ["A. Omarov", "Giorgi Lomidze"]


def test_whose_leave_or_order_it_is_takes_no_part() -> None:
    found = analyse(
        "Prime Minister Serik Omarov met with farmers at Aigul Sadykova's order.", lang="en"
    )

    assert [one.name for one in found.participants] == ["Serik Omarov"]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Minister of Health Yelzhan Omarov", "E. Omarov"),
        ("Minister of Energy Berik Kamalov Saylauovich", "B. Kamalov"),
        ("Minister of Culture Khaled al-Hanani", "K. al-Hanani"),
    ],
)
def test_one_person_by_initials_and_in_full(first: str, later: str) -> None:
    text = f'{first} reported.\n"It is a good plan for all of us here," {later} said.'

    assert len(analyse(text, lang="en").participants) == 1


def test_a_mark_on_the_wrong_side_of_the_space_opens_no_speech() -> None:
    found = analyse(
        'Chairman of the Board of JSC "NC" Astana VELA-2017 "Serik Omarov and Ambassador of'
        ' Luxembourg Jean Weber have signed an agreement on the "Astana VELA-2017" pavilion.',
        lang="en",
    )

    assert [one.name for one in found.participants] == ["Serik Omarov", "Jean Weber"]


@pytest.mark.parametrize("name", ["Omarov S.", "Omarov S.K.", "S.K. Omarov", "Omarov Serik"])
def test_initials_may_follow_a_usual_surname(name: str) -> None:
    text = f"Minister of Roads {name}, and Minister of Trade D. Bekov took part in the meeting."

    assert [one.name for one in analyse(text, lang="en").participants] == [name, "D. Bekov"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The council met today.\nOmarov said that roads are needed.", "Omarov"),
        ("The council met. It was told that President Serik Omarovcriticized it.", "Serik Omarov"),
        ('The council met. "There are many roads to be built here," S. Omarovsaid.', "S. Omarov"),
    ],
)
def test_a_surname_that_speaks_alone_or_is_glued_to_its_verb(text: str, name: str) -> None:
    found = analyse(text, lang="en")

    assert [one.name for one in (*found.participants, *found.mentioned_persons)] == [name]


@pytest.mark.parametrize("word", ["Berlin", "Geneva", "Parliament", "Experts"])
def test_what_is_no_surname_speaks_as_no_person(word: str) -> None:
    found = analyse(f"The council met today.\n{word} said that roads are needed.", lang="en")

    assert not found.participants


def test_a_chinese_surname_in_capitals_belongs_to_the_name() -> None:
    found = analyse(
        "The meeting with the director of the Road Fund, ZHANG Weili, took place.", lang="en"
    )

    assert [one.name for one in found.participants] == ["ZHANG Weili"]
