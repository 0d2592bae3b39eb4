"""Whose an English office is: what stands before its head, whom one leads, where one is sent."""

from __future__ import annotations

import pytest

from meetings import analyse

Held = tuple[str | None, str | None, str | None]


def held(text: str) -> dict[str, Held]:
    found = analyse(text, lang="en")
    people = (*found.participants, *found.mentioned_persons)
    return {one.name: (one.office, one.country, one.organisation) for one in people}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Georgia's Prime Minister", ("Prime Minister", "GE", None)),
        ("Kazakhstan’s Minister of Energy", ("Minister of Energy", "KZ", None)),
        ("Lebanese Minister of Trade", ("Minister of Trade", "LB", None)),
        ("Vela Bank's chairman", ("chairman", None, "Vela Bank")),
        ("Samruk-Kazyna Fund's CEO", ("CEO", "KZ", "Samruk-Kazyna Fund")),
        ("Nordvik CEO", ("CEO", None, "Nordvik")),
        ("Microsoft Vice President", ("Vice President", None, "Microsoft")),
        ("World Bank Vice President", ("Vice President", None, "World Bank")),
        ("Steppe University Rector", ("Rector", "KZ", "Steppe University")),
        ("Almaty Mayor", ("Almaty Mayor", "KZ", None)),
        ("London Mayor", ("London Mayor", "GB", None)),
        ("Aktobe region Akim", ("Aktobe region Akim", "KZ", None)),
        ("Senate Speaker", ("Senate Speaker", "KZ", None)),
    ],
)
def test_what_stands_before_the_head_tells_whose_the_office_is(phrase: str, expected: Held) -> None:
    assert held(f"{phrase} Paul Renner took part in the meeting.")["Paul Renner"] == expected


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("Mayor of Vienna", "AT"),
        ("Speaker of the Seimas", "LT"),
        ("Chairman of the State Duma", "RU"),
        ("Director of the Berlin Energy Institute", "DE"),
        ("Professor at the University of London", "GB"),
        ("director of Uzbekroad JSC", "UZ"),
        ("Minister of Energy (Georgia)", "GE"),
    ],
)
def test_a_city_a_parliament_or_a_root_tells_the_country(phrase: str, country: str) -> None:
    found = held(f"The meeting was attended by Paul Renner, {phrase}, and others.")

    assert found["Paul Renner"][1] == country


@pytest.mark.parametrize(
    ("group", "country"),
    [
        ("the Canadian Parliamentary Delegation", "CA"),
        ("a delegation of Danish businessmen", "DK"),
        ("representatives of business circles of Finland", "FI"),
        ("the Government delegation", "KZ"),
    ],
)
def test_who_leads_those_who_came_is_of_their_country(group: str, country: str) -> None:
    found = held(
        f"The Minister of Trade met with {group} headed by Chairman of the Committee on Roads"
        " Paul Renner."
    )

    assert found["Paul Renner"] == ("Chairman of the Committee on Roads", country, None)


def test_of_the_company_stands_for_the_firm_named_before() -> None:
    found = held(
        "The Prime Minister met with representatives of Nordvik Company headed by the President"
        " and CEO of the company Lars Edstrom."
    )

    assert found["Lars Edstrom"] == ("President and CEO", None, "Nordvik Company")


def test_whoever_leads_people_of_a_body_is_of_that_body() -> None:
    found = held(
        "The Prime Minister met with the members of Steppe Roads Association led by the Chairman"
        " of the Board Serik Omarov. Orion Bank was represented by Askar Tuleuov, its Director."
    )

    assert found["Serik Omarov"] == ("Chairman of the Board", "KZ", "Steppe Roads Association")
    assert found["Askar Tuleuov"][2] == "Orion Bank"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whom the word company is followed by: a person, a firm, or a firm and a person.
        ("The director of the company {} told of it.", ("director of the company", "KZ", None)),
        ("{}, the director of the company Vela Stroy, told of it.", None),
        ("The director of the company Vela Stroy {} told of it.", None),
        ("The director of the Vela-Stroy corporation {} told of it.", None),
    ],
)
def test_a_firm_after_the_word_for_it(text: str, expected: Held | None) -> None:
    found = held(text.format("Asel Omarova"))["Asel Omarova"]

    name = "Vela-Stroy" if "corporation" in text else "Vela Stroy"
    assert found == (expected or ("director", "KZ", name))


def test_offices_at_a_firm_are_dealt_to_the_names_after_the_commas() -> None:
    found = held(
        "The forum was attended by CIO and Chief Innovation Officer at Vela Cloud, A.Brown,"
        " Investment Director at Orion Capital, S. Lund, Head at Nordic Data, D.Field, and CTO of"
        " Bergen Systems Ltd. Aigerim Sadykova."
    )

    assert found == {
        "A.Brown": ("CIO and Chief Innovation Officer", None, "Vela Cloud"),
        "S. Lund": ("Investment Director", None, "Orion Capital"),
        "D.Field": ("Head", None, "Nordic Data"),
        "Aigerim Sadykova": ("CTO", "KZ", "Bergen Systems Ltd"),
    }


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (
            "Ambassador Extraordinary and Plenipotentiary of Kazakhstan to the Kingdom of Spain",
            ("Ambassador Extraordinary and Plenipotentiary to the Kingdom of Spain", "KZ", None),
        ),
        (
            "trade representative of the Republic of Kazakhstan in Serbia",
            ("trade representative in Serbia", "KZ", None),
        ),
        ("Ambassador of Spain to Kazakhstan", ("Ambassador", "ES", None)),
        ("Ambassador to Kazakhstan", ("Ambassador", None, None)),
        (
            "Head of the EU Delegation to Kazakhstan",
            ("Head of the Delegation to Kazakhstan", None, "EU"),
        ),
    ],
)
def test_where_ones_own_envoy_works_stays_in_the_office(phrase: str, expected: Held) -> None:
    assert held(f"The {phrase} Paul Renner took part in the meeting.")["Paul Renner"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Polish Minister Jan Kos and his Kazakh counterpart {} signed the protocol.", "KZ"),
        ("From the Turkish side, Minister {} took part, from the Kazakh side Jan Kos.", "TR"),
        ("On the Danish side the agreement was signed by Minister {}.", "DK"),
    ],
)
def test_the_side_of_the_sentence_tells_the_country(text: str, expected: str) -> None:
    assert held(text.format("Paul Renner"))["Paul Renner"][1] == expected


@pytest.mark.parametrize(
    ("phrase", "name", "expected"),
    [
        (
            "the director of school No. 5",
            "Saule Akhmetova",
            ("director of school No. 5", "KZ", None),
        ),
        ("founder of Vela Labs", "Anna Omarova", ("founder", "KZ", "Vela Labs")),
        (
            "Director General of Orion Telekom Kazakhstan",
            "Hans Weber",
            ("Director General", "KZ", "Orion Telekom Kazakhstan"),
        ),
        ("the Minister of Roads –", "Askar Tuleuov", ("Minister of Roads", "KZ", None)),
        ("Partner at McKinsey & Company", "Hans Weber", ("Partner", "US", "McKinsey & Company")),
        (
            "the head of the Office of the Prime Minister",
            "Askar Tuleuov",
            ("head of the Office of the Prime Minister", "KZ", None),
        ),
        (
            "Deputy Director of Steppe Opera theatre",
            "Askar Tuleuov",
            ("Deputy Director", "KZ", "Steppe Opera theatre"),
        ),
        ('author of the book "Roads"', "Askar Tuleuov", ('author of the book "Roads"', "KZ", None)),
    ],
)
def test_up_to_the_name(phrase: str, name: str, expected: Held) -> None:
    assert held(f"The meeting was attended by {phrase} {name} and others.")[name] == expected


def test_of_its_board_is_of_the_body_just_named() -> None:
    found = held(
        "The Chairman of the Presidium of Orion Bank Askar Tuleuov and the Chairman of its Board"
        " Serik Omarov took part."
    )

    assert found["Serik Omarov"] == ("Chairman of the Board", "KZ", "Orion Bank")


def test_of_the_plant_is_of_the_firm_that_a_sentence_begins_with() -> None:
    found = held(
        "LLP «Orion Steel» makes beams with a loan of the Fund JSC. The director of the plant Askar"
        " Tuleuov spoke of the loan."
    )

    assert found["Askar Tuleuov"] == ("director", "KZ", "Orion Steel")
