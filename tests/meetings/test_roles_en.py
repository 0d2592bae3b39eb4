"""Roles in English releases: the verb after the name, whoever else stands in between."""

from __future__ import annotations

import pytest

from meetings import analyse


def roles(text: str) -> dict[str, str]:
    return {person.name: person.role for person in analyse(text, lang="en").participants}


def test_everyone_of_a_list_has_the_role_of_its_verb() -> None:
    found = roles(
        "The ministers of finance Arman Tursynov, energy Dana Kuanova, Chairman of the Committee"
        " on Roads Marat Ospanov reported on the work done."
    )

    assert set(found.values()) == {"reporter"}
    assert len(found) == 3


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Prime Minister Daniyar Ospanbekov held a meeting on roads.", "chair"),
        ("Roads were discussed under the chairmanship of the Prime Minister D. Ospanov.", "chair"),
        ("Prime Minister Daniyar Ospanbekov paid a visit to the Pavlodar region.", "visitor"),
        ("Roads will last, said Minister of Trade D. Ospanbekov at the meeting.", "speaker"),
        ("The meeting was attended by Prime Minister Daniyar Ospanbekov.", "participant"),
    ],
)
def test_a_role_follows_from_what_the_person_does(text: str, role: str) -> None:
    assert list(roles(text).values()) == [role]


def test_abroad_ones_own_people_are_visitors() -> None:
    found = roles(
        "Prime Minister of Kazakhstan Daniyar Ospanbekov held talks with Prime Minister of Georgia"
        " Giorgi Lomidze in Tbilisi."
    )

    assert found == {"Daniyar Ospanbekov": "visitor", "Giorgi Lomidze": "counterpart"}


def test_who_is_met_at_home_has_a_host() -> None:
    found = roles(
        "Today Prime Minister of Kazakhstan Daniyar Ospanbekov met with Prime Minister of Georgia"
        " Giorgi Lomidze."
    )

    assert found == {"Daniyar Ospanbekov": "host", "Giorgi Lomidze": "counterpart"}


def test_at_a_session_ministers_report_and_to_the_press_they_speak() -> None:
    session = roles(
        "At a meeting of the Government Minister of Energy Arman Tursynov said that oil is dear."
    )
    press = roles("Minister of Energy Arman Tursynov reported on oil at a press conference.")

    assert session == {"Arman Tursynov": "reporter"}
    assert press == {"Arman Tursynov": "speaker"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who leads a delegation chairs nothing; the first of one's own is the host.
        (
            "Prime Minister of Kazakhstan Serik Kuanov met with the Danish Parliamentary Delegation"
            " headed by Chairman of the Committee on Roads Lars Holm. Kuanov noted that trade had"
            " grown.",
            {"Serik Kuanov": "host", "Lars Holm": "counterpart"},
        ),
        (
            "A meeting of the Government was held today. Prime Minister Serik Kuanov noted the"
            " growth. Minister of Roads Arman Bekov said that roads were repaired.",
            {"Serik Kuanov": "chair", "Arman Bekov": "reporter"},
        ),
        (
            "Prime Minister Serik Kuanov reported to President Daniyar Ospanbekov on the results.",
            {"Serik Kuanov": "reporter", "Daniyar Ospanbekov": "host"},
        ),
        (
            "A press conference was addressed by Minister of Roads Arman Bekov and rector of the"
            " Steppe University Aliya Nurova.",
            {"Arman Bekov": "speaker", "Aliya Nurova": "speaker"},
        ),
        (
            "A meeting on roads was held. Reports were made by Minister of Roads Arman Bekov,"
            " Minister of Trade Askar Tuleuov and rector Aliya Nurova.",
            {"Arman Bekov": "reporter", "Askar Tuleuov": "reporter", "Aliya Nurova": "reporter"},
        ),
        (
            "A meeting on roads was held. The issues were raised by director Arman Bekov and"
            " rector Aliya Nurova.",
            {"Arman Bekov": "speaker", "Aliya Nurova": "speaker"},
        ),
        (
            "A meeting on roads was held. Reports were made by deputies, and roads were seen by"
            " Minister of Roads Arman Bekov.",
            {"Arman Bekov": "participant"},
        ),
        (
            "On a trip to Aktobe region Prime Minister Serik Kuanov saw a school and heard reports"
            " on roads.",
            {"Serik Kuanov": "visitor"},
        ),
        (
            "A meeting on roads was held. According to director Arman Bekov, all are good.",
            {"Arman Bekov": "speaker"},
        ),
        (
            "Minister of Roads Arman Bekov said this at a plenary session of the Mazhilis.",
            {"Arman Bekov": "reporter"},
        ),
        (
            "The Prime Minister visited the plant in Aktobe region. Serik Kuanov said that steel is"
            " needed.",
            {"Serik Kuanov": "visitor"},
        ),
    ],
)
def test_roles_that_follow_from_what_is_told(text: str, expected: dict[str, str]) -> None:
    found = {one.name: one.role for one in analyse(text, lang="en").participants}

    assert found == expected
