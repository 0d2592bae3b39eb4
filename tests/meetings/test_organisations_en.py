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
        ('The plant belongs to JSC "NC "Kazakhstan Roads ".', ("Kazakhstan Roads",)),
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
