"""Bodies that English releases name in words, and companies with their legal form."""

from __future__ import annotations

import pytest

from meetings import analyse


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Prime Minister held a meeting of the State Commission on Steppe Restoration.",
            ("State Commission on Steppe Restoration",),
        ),
        ("Issues were considered by the Security Council of the country.", ("Security Council",)),
        (
            "A loan was given by the Steppe Savings Bank of Kazakhstan to Altyn Alma LLP.",
            ("Steppe Savings Bank", "Altyn Alma LLP"),
        ),
        ('The plant belongs to JSC "NC "Kazakhstan Roads ".', ("NC Kazakhstan Roads",)),
        ("The Mazhilis approved the law.", ("Mazhilis",)),
        (
            "The work of the Intergovernmental Commission on Trade (ICT) was praised.",
            ("Intergovernmental Commission on Trade",),
        ),
    ],
)
def test_a_body_is_listed_as_it_is_named(text: str, names: tuple[str, ...]) -> None:
    assert analyse(text, lang="en").organisations == names


@pytest.mark.parametrize(
    "text",
    [
        "The National Company was told to hurry.",
        "The Ministry of Finance and the Committee on Roads were told to hurry.",
    ],
)
def test_ministries_and_bare_words_are_not_listed(text: str) -> None:
    assert analyse(text, lang="en").organisations == ()


def test_a_body_that_is_a_part_of_an_office_is_not_listed_for_it() -> None:
    analysis = analyse(
        "The Prime Minister met with Premier of the State Council of China Zhou Wei.", lang="en"
    )

    assert analysis.organisations == ()


def test_a_longer_name_that_begins_with_a_known_body_is_another_body() -> None:
    analysis = analyse("Samruk-Kazyna Steppe Estate Fund built the school.", lang="en")

    assert analysis.organisations == ("Samruk-Kazyna Steppe Estate Fund",)


def test_a_federation_that_is_a_country_is_no_body_that_one_heads() -> None:
    analysis = analyse(
        "Prime Minister Erlan Omarov met Chairman of the Government of the Russian Federation "
        "Pavel Sorokin.",
        lang="en",
    )
    (guest,) = [person for person in analysis.participants if person.name == "Pavel Sorokin"]
    assert (guest.organisation, guest.country) == (None, "RU")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'He met such companies as Velar, CITEX and "Orion Food Co., Ltd.".',
            ("Velar", "CITEX", "Orion Food Co., Ltd."),
        ),
        ("The Turkish company Velar Yapi will build it.", ("Velar Yapi",)),
        ("The company has new plants.", ()),
        ('The special economic zone "Tau Park" grows.', ("special economic zone Tau Park",)),
        ("The International Jury Committee chose it.", ("International Jury Committee",)),
        ("The China Quality & Testing Group signed it.", ("China Quality & Testing Group",)),
        ("The Silver Road Fund on the financing of plants gave it.", ("Silver Road Fund",)),
        ("The Security Council on Monday heard it.", ("Security Council",)),
        ("It was bought by the National Bank of Kazakhstan.", ("National Bank of Kazakhstan",)),
        ("Goods are sold in CIS countries.", ()),
        ("It joined the World Bank for Europe and Asia.", ("World Bank",)),
        ('"Money of the National Fund will be spent on roads," he said.', ("National Fund",)),
        (
            "The International Secretariat of Tau-Global, New Steppe Holding LLC signed it.",
            ("International Secretariat of Tau-Global", "New Steppe Holding LLC"),
        ),
    ],
)
def test_bodies_by_their_class_and_no_further_than_their_names(
    text: str, expected: tuple[str, ...]
) -> None:
    assert analyse(text, lang="en").organisations == expected


def test_the_life_of_someone_appointed_names_no_bodies_of_the_event() -> None:
    analysis = analyse(
        "Serik Omarov was appointed Minister of Energy. He was born in 1970 and graduated from the"
        " Tau State University. He headed Vela Roads LLP.",
        lang="en",
    )

    assert analysis.organisations == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What kind of state firm it is stays where nothing else tells it from the brand.
        ('The Board of JSC "NMH "Baiterek" met.', ("NMH Baiterek",)),
        (
            'The National Company "Astana EXPO-2017" sells tickets.',
            ("National Company Astana EXPO-2017",),
        ),
        ('Members of "NC" Steppe Roads" JSC met.', ("Steppe Roads JSC",)),
        # Gatherings are no bodies, but for those that are one.
        ("It was said at the XI Vela Economic Forum.", ()),
        ("It was said at the III Congress of Builders in Astana.", ()),
        ("It was said at the VII Civil Forum.", ("Civil Forum",)),
        # What is told of a body is no part of its name.
        (
            "The State Commission for Road Safety on the implementation of the Address met.",
            ("State Commission for Road Safety",),
        ),
        # The name in marks that a kind of body has.
        (
            'The State Corporation "Roads for Citizens" opened an office.',
            ("State Corporation Roads for Citizens",),
        ),
        ('The State Corporation opened "Roads" and left.', ()),
        ("Today Vela-Engineering JSC opened a plant.", ("Vela-Engineering JSC",)),
        ("The Senate of Kazakhstan on issues of roads met.", ("Senate",)),
    ],
)
def test_how_fully_a_body_is_told(text: str, expected: tuple[str, ...]) -> None:
    assert analyse(text, lang="en").organisations == expected


def test_two_orders_of_one_name_are_one_body() -> None:
    found = analyse(
        "The Council of Steppe Investors met. The Steppe Investors’ Council will meet again.",
        lang="en",
    ).organisations

    assert found == ("Council of Steppe Investors",)


def test_the_life_of_someone_appointed_tells_of_no_bodies() -> None:
    found = analyse(
        "Askar Tuleuov was appointed director of the Steppe Institute.\nTuleuov was born in 1970."
        " He worked at KazMunayGas and the World Bank.",
        lang="en",
    ).organisations

    assert found == ("Steppe Institute",)


def test_the_kind_before_marks_makes_no_second_body_of_an_employer() -> None:
    found = analyse(
        'Director of the Public Fund "Steppe" Askar Tuleuov spoke. The Public Fund "Steppe" helps.',
        lang="en",
    ).organisations

    assert found == ("Steppe",)
