"""How far an English office goes: superiors, offices told of before, pairs, lists of posts."""

from __future__ import annotations

import pytest

from meetings import analyse


def offices(text: str) -> dict[str, str | None]:
    found = analyse(text, lang="en")
    return {one.name: one.office for one in (*found.participants, *found.mentioned_persons)}


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("Adviser to the Prime Minister", "Adviser to the Prime Minister"),
        ("Chief of Staff of the Prime Minister's Office", None),
        ("Press Secretary of the President", "Press Secretary of the President"),
        ("People's Artist of Kazakhstan", "People's Artist"),
        ("Chargé d’Affaires of France", "Chargé d’Affaires"),
        ("the new akim of Aktobe region", "akim of Aktobe region"),
        ("newly appointed Minister of Trade", "Minister of Trade"),
        ("former Minister of Trade", "former Minister of Trade"),
        ("President of the country", "President"),
        ("Minister of Defense Colonel General", "Minister of Defense"),
        ("Chairman of Government of the Autonomous Republic of Vela", None),
        ("Mazhilisman", "Mazhilisman"),
        ('director cinema "Altyn"', "director"),
        ('President of the Association of Legal Entities "Altyn Dala"', "President"),
    ],
)
def test_an_office_is_read_as_far_as_it_goes(phrase: str, office: str | None) -> None:
    found = offices(f"The meeting was attended by {phrase} Askar Tuleuov.")

    assert found == {"Askar Tuleuov": office or phrase}


@pytest.mark.parametrize(
    ("apposition", "office"),
    [
        ("the former Minister of Energy", "former Minister of Energy"),
        ("a member of the Road Council under the Riigikogu", None),
        ("Minister of Energy", "Minister of Energy"),
    ],
)
def test_an_office_after_its_name(apposition: str, office: str | None) -> None:
    found = offices(f"Askar Tuleuov, {apposition}, took part in the meeting.")

    assert found == {"Askar Tuleuov": office or apposition.removeprefix("a ")}


def test_offices_between_commas_belong_to_whom_they_follow() -> None:
    found = offices(
        "Askar Tuleuov, Minister of Energy, Serik Omarov, Minister of Trade, took part. Minister of"
        " Roads, Dana Ospanova, Minister of Health, Aliya Nurova, spoke."
    )

    assert found == {
        "Askar Tuleuov": "Minister of Energy",
        "Serik Omarov": "Minister of Trade",
        "Dana Ospanova": "Minister of Roads",
        "Aliya Nurova": "Minister of Health",
    }


def test_two_offices_and_two_names_go_in_turn() -> None:
    found = analyse(
        "The Prime Minister and the Minister of Finance of Georgia, Lasha Beridze and Nino"
        " Kapanadze respectively, arrived in Astana.",
        lang="en",
    ).participants

    assert [(one.name, one.office, one.country) for one in found] == [
        ("Lasha Beridze", "Prime Minister", "GE"),
        ("Nino Kapanadze", "Minister of Finance", "GE"),
    ]


def test_names_may_stand_before_the_plural_office() -> None:
    found = offices("Askar Tuleuov and Serik Omarov, the ministers of energy and trade, reported.")

    assert found == {"Askar Tuleuov": "minister of energy", "Serik Omarov": "minister of trade"}


def test_heads_of_several_firms() -> None:
    found = analyse(
        "The heads of Vela Bank and Orion Bank, A. Tuleuov and S. Omarov, met.", lang="en"
    )

    assert [(one.office, one.organisation) for one in found.participants] == [
        ("head", "Vela Bank"),
        ("head", "Orion Bank"),
    ]


def test_an_office_told_of_in_the_sentence_before() -> None:
    found = offices(
        "The Minister of Roads and Bridges presented the plan to the Prime Minister.\nAskar Tuleuov"
        " reported on the repairs."
    )

    assert found == {"Askar Tuleuov": "Minister of Roads and Bridges"}


def test_nobody_gets_an_office_where_two_could() -> None:
    found = offices(
        "The Minister of Roads presented the plan. The Minister of Trade objected.\nAskar Tuleuov"
        " reported on the repairs."
    )

    assert found == {"Askar Tuleuov": None}


def test_who_held_the_same_post_before() -> None:
    found = offices(
        "Dana Ospanova was appointed chairman of the Road Committee. Askar Tuleuov, who previously"
        " held this post, was relieved of his duties."
    )

    assert found["Askar Tuleuov"] == "chairman of the Road Committee"


def test_forms_of_address_are_no_names() -> None:
    found = offices(
        "H.E. Mr. Rashid Al Amri, Minister of Economy of Oman, met with Ms Maria Rossi and Datuk"
        " Seri Zaini Ujang, Minister of Trade of Malaysia."
    )

    assert set(found) == {"Rashid Al Amri", "Maria Rossi", "Zaini Ujang"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The deputy ministers have been released from office:\n— Askar Tuleuov — from the post"
            " of vice minister of energy;\n— Serik Omarov — from the position of vice minister of"
            " trade.",
            {"Askar Tuleuov": "vice minister of energy", "Serik Omarov": "vice minister of trade"},
        ),
        (
            "“Appoint Omarov Serik Askarovich as chairman of the Road Committee,” the decree says.",
            {"Omarov Serik Askarovich": "chairman of the Road Committee"},
        ),
        (
            "Askar Tuleuov took office as rector of the Steppe Conservatory.",
            {"Askar Tuleuov": "rector of the Steppe Conservatory"},
        ),
        (
            "Askar Tuleuov became the new akim of Aktobe region.",
            {"Askar Tuleuov": "akim of Aktobe region"},
        ),
    ],
)
def test_who_comes_and_goes(text: str, expected: dict[str, str]) -> None:
    found = analyse(text, lang="en")

    assert found.kind == "appointment"
    assert {one.name: one.office for one in found.participants} == expected
