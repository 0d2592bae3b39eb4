"""English offices: lists that deal one office out, companies in careless quotation marks."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.model import Person


def people(text: str) -> dict[str, Person]:
    found = analyse(text, lang="en")
    return {person.name: person for person in (*found.participants, *found.mentioned_persons)}


def offices(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {name: (person.office, person.country) for name, person in people(text).items()}


def test_a_plural_office_is_dealt_out_with_each_complement() -> None:
    found = offices(
        "The ministers of finance Arman Tursynov, energy and ecology Dana Kuanova, and labor"
        " Marat Ospanov reported."
    )

    assert found == {
        "Arman Tursynov": ("minister of finance", "KZ"),
        "Dana Kuanova": ("minister of energy and ecology", "KZ"),
        "Marat Ospanov": ("minister of labor", "KZ"),
    }


def test_names_and_regions_in_equal_number_are_paired() -> None:
    found = offices(
        "Akims of Kostanay, North Kazakhstan and Akmola regions A. Tursynov, D. Kuanov and M."
        " Ospanov reported on the harvest."
    )

    assert found == {
        "A. Tursynov": ("Akim of Kostanay region", "KZ"),
        "D. Kuanov": ("Akim of North Kazakhstan region", "KZ"),
        "M. Ospanov": ("Akim of Akmola region", "KZ"),
    }


@pytest.mark.parametrize("mark", [" –", " -", ","])
def test_a_dash_or_a_comma_stands_between_the_complement_and_the_name(mark: str) -> None:
    found = offices(
        f"The ministers of Justice{mark} Arman Tursynov, National Economy{mark} Dana Kuanova took"
        " part in the meeting."
    )

    assert found == {
        "Arman Tursynov": ("minister of Justice", "KZ"),
        "Dana Kuanova": ("minister of National Economy", "KZ"),
    }


def test_countries_are_dealt_out_like_portfolios() -> None:
    found = offices(
        "The meeting was attended by the prime ministers of the Republic of Belarus – Pavel"
        " Dubovik, the Kyrgyz Republic – Ulan Toktorbaev, of Tajikistan – Anvar Saidov."
    )

    assert {name: country for name, (_, country) in found.items()} == {
        "Pavel Dubovik": "BY",
        "Ulan Toktorbaev": "KG",
        "Anvar Saidov": "TJ",
    }
    assert {office for office, _ in found.values()} == {"prime minister"}


def test_two_countries_before_two_names_are_paired() -> None:
    found = offices(
        "The First Deputy Prime Ministers of Kazakhstan and Uzbekistan, Arman Tursynov and Jasur"
        " Karimov chaired the forum."
    )

    assert found == {
        "Arman Tursynov": ("First Deputy Prime Minister", "KZ"),
        "Jasur Karimov": ("First Deputy Prime Minister", "UZ"),
    }


def test_a_portfolio_in_brackets_follows_its_minister() -> None:
    found = offices("The ministers Arman Tursynov (finance) and Dana Kuanova (energy) reported.")

    assert {office for office, _ in found.values()} == {"minister of finance", "minister of energy"}


def test_names_without_a_complement_share_the_office() -> None:
    found = offices("Deputy Prime Ministers Arman Tursynov and Dana Kuanova took part.")

    assert {office for office, _ in found.values()} == {"Deputy Prime Minister"}


def test_a_list_ends_where_another_office_begins() -> None:
    found = offices(
        "The ministers of finance Arman Tursynov, energy Dana Kuanova, Chairman of the Committee"
        " on Roads Marat Ospanov took part."
    )

    assert found["Marat Ospanov"] == ("Chairman of the Committee on Roads", "KZ")
    assert found["Dana Kuanova"] == ("minister of energy", "KZ")


def test_an_office_said_once_in_the_singular_goes_on_after_of() -> None:
    found = offices(
        "Vice-Minister of Energy of Kazakhstan A.Tursynov, of Internal Affairs of Kazakhstan"
        " D.Kuanov reported."
    )

    assert found == {
        "A.Tursynov": ("Vice-Minister of Energy", "KZ"),
        "D.Kuanov": ("Vice-Minister of Internal Affairs", "KZ"),
    }


@pytest.mark.parametrize(
    ("phrase", "company"),
    [
        ('JSC "NC "Kazakhstan Roads "', "Kazakhstan Roads"),
        ('"NC" Kazakhstan Roads" JSC', "Kazakhstan Roads JSC"),
        ('JSC "National Company "Steppe Roads"', "National Company Steppe Roads"),
        ("JSC “NWF “Steppe-Qazyna”", "Steppe-Qazyna"),
        ('"Altyn Alma" LLP', "Altyn Alma LLP"),
        ("LLP «Altyn Alma»", "Altyn Alma"),
    ],
)
def test_a_company_in_careless_quotation_marks_leaves_the_name_whole(
    phrase: str, company: str
) -> None:
    person = people(f"Chairman of the Board of {phrase} Arman Tursynov reported on the works.")[
        "Arman Tursynov"
    ]

    assert person.office == "Chairman of the Board"
    assert person.organisation == company
    assert person.country == "KZ"


def test_an_institution_is_taken_out_of_the_office_and_a_committee_is_not() -> None:
    found = people(
        "Director of the Institute of Steppe Ecology Arman Tursynov, Chairman of the Committee on"
        " Roads of the Ministry of Transport Dana Kuanova spoke."
    )

    institute, committee = found["Arman Tursynov"], found["Dana Kuanova"]
    assert (institute.office, institute.organisation) == (
        "Director",
        "Institute of Steppe Ecology",
    )
    assert committee.office == "Chairman of the Committee on Roads of the Ministry of Transport"
    assert committee.organisation is None


def test_a_brand_from_anywhere_gets_no_country() -> None:
    person = people("Managing Partner at Vindkraft Capital Anders Holmgaard spoke.")

    assert person["Anders Holmgaard"].country is None


def test_a_region_named_after_a_side_of_kazakhstan_stays_in_the_office() -> None:
    found = offices("Akim of West Kazakhstan region Arman Tursynov reported.")

    assert found["Arman Tursynov"] == ("Akim of West Kazakhstan region", "KZ")


def test_a_house_and_a_programme_are_no_persons() -> None:
    assert people("Today in Ukimet Uyi the Prime Minister held a meeting.") == {}
    assert people('The head of the programme "Nurly Zhol" was heard.') == {}


def test_the_government_of_a_meeting_is_no_part_of_the_office_after_it() -> None:
    found = offices("During the meeting of the Government Prime Minister Arman Tursynov spoke.")

    assert found == {"Arman Tursynov": ("Prime Minister", "KZ")}


@pytest.mark.parametrize(
    "text",
    [
        "By decree Arman Tursynov was appointed to the post of the Vice Minister of Energy.",
        'The decree reads: "To appoint Arman Tursynov as Vice Minister of Energy."',
        "Arman Tursynov has been appointed Vice Minister of Energy and relieved of the post of"
        " Chairman of the Committee on Roads.",
        "Arman Tursynov – Vice Minister of Energy.",
        "Arman Tursynov, Vice Minister of Energy, spoke.",
    ],
)
def test_an_office_may_follow_the_name(text: str) -> None:
    assert offices(text) == {"Arman Tursynov": ("Vice Minister of Energy", "KZ")}


def test_an_office_left_is_told_where_no_other_is() -> None:
    found = offices("Arman Tursynov was relieved of the post of Deputy Chairman of the Committee.")

    assert found == {"Arman Tursynov": ("Deputy Chairman of the Committee", "KZ")}


def test_a_person_without_an_office_is_of_no_country_beside_a_foreign_one() -> None:
    assert offices("A. Tursynov noted the harvest.") == {"A. Tursynov": (None, "KZ")}
    assert offices("In Russia A. Tursynov noted the harvest.") == {"A. Tursynov": (None, None)}


def test_members_of_an_organising_committee_and_its_chairman_who_is_a_minister() -> None:
    found = offices(
        "Chairman of the organizing committee – Minister of Energy of Kazakhstan, T. Tursynov, as"
        " well as members of the organizing committee, D. Kuanov, and B. Ospanov, spoke."
    )

    assert found == {
        "T. Tursynov": ("Chairman of the organizing committee – Minister of Energy", "KZ"),
        "D. Kuanov": ("member of organizing committee", "KZ"),
        "B. Ospanov": ("member of organizing committee", "KZ"),
    }


def test_an_association_may_end_in_its_name_in_capitals() -> None:
    person = people("CEO of Rural Youth Association LARO D.Kuanova spoke.")["D.Kuanova"]

    assert (person.office, person.organisation) == ("CEO", "Rural Youth Association LARO")


def test_scholars_of_a_university_and_writers_of_another_country() -> None:
    found = people(
        "The Prime Minister met with British experts, including publicist and writer Paul Harding"
        " and professor of history at Harrow University Mark Stone."
    )

    assert (found["Paul Harding"].office, found["Paul Harding"].country) == (
        "publicist and writer",
        "GB",
    )
    assert found["Mark Stone"].office == "professor of history"
    assert found["Mark Stone"].organisation == "Harrow University"


def test_by_whom_this_was_announced_took_part() -> None:
    text = "Sales grew. This was announced by Vice-Minister of Trade Arman Tursynov at the seminar."

    assert [person.name for person in analyse(text, lang="en").participants] == ["Arman Tursynov"]


def test_by_whom_a_program_was_announced_did_not() -> None:
    text = (
        "Minister of Trade Dana Kuanova spoke of the reform announced by President Arman Tursynov."
    )

    assert [person.name for person in analyse(text, lang="en").participants] == ["Dana Kuanova"]


def test_an_agency_for_something_is_one_company() -> None:
    text = "Chairman of the Board of the Agency for Rural Roads JSC, Marat Ospanov spoke."
    person = people(text)["Marat Ospanov"]

    assert (person.office, person.organisation) == (
        "Chairman of the Board",
        "Agency for Rural Roads JSC",
    )


def test_on_whose_behalf_someone_went_is_not_there() -> None:
    text = (
        "On behalf of President Arman Tursynov, Prime Minister Dana Kuanova paid a working trip to"
        " Hungary."
    )
    found = analyse(text, lang="en")

    assert [person.name for person in found.participants] == ["Dana Kuanova"]
    assert (found.kind, found.place.country) == ("foreign_visit", "HU")


def test_whose_reforms_are_discussed_is_not_there() -> None:
    text = "Minister Dana Kuanova held a meeting on the reforms of the Head of State A. Tursynov."

    assert [person.name for person in analyse(text, lang="en").participants] == ["Dana Kuanova"]
