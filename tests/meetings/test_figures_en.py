"""English figures: what is counted, units said once for several numbers, no rankings."""

from __future__ import annotations

import pytest

from meetings.figures import read_figures

Read = tuple[float, str]


def values(text: str) -> list[Read]:
    return [(figure.value, figure.unit) for figure in read_figures(text, "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Words that praise or only tell whose are no part of the thing; kinds of it are.
        ("They met 9 large Turkish companies.", [(9, "companies")]),
        ("They met 9 large and medium Turkish companies.", [(9, "companies")]),
        ("There are 16 unique bridges.", [(16, "bridges")]),
        ("There are 3 joint ventures.", [(3, "joint ventures")]),
        ("About 12 international organizations answered.", [(12, "international organizations")]),
        ("5 new Kazakh and Russian enterprises opened.", [(5, "enterprises")]),
        # People, the unemployed, cattle, calculation indices.
        ("90 thousand Kazakhstanis were hired.", [(90e3, "Kazakhstanis")]),
        ("Work was found for 1,290 unemployed in the region.", [(1290, "unemployed")]),
        ("Work was found for 12 unemployed people.", [(12, "unemployed people")]),
        ("The farm bought 640 head of cattle.", [(640, "head of cattle")]),
        ("The fine is 20 MCI.", [(20, "MCI")]),
        ("There are 40 of hydraulic dams.", [(40, "hydraulic dams")]),
        ("Two of the companies left.", [(2, "companies")]),
        # A ranking is no figure.
        ("It will enter the 30 most developed countries.", []),
        # Parts of what was counted before.
        ("They sold 510 dams, 190 of which are new.", [(510, "dams"), (190, "dams")]),
        ("They held 28 events out of 40.", [(28, "events"), (40, "events")]),
        ("They will mend 40 and 50 schools.", [(40, "schools"), (50, "schools")]),
        # Units said after the second number.
        ("Exports grew by 12 and 9%.", [(12, "percent"), (9, "percent")]),
        ("They spent 30.5 out of 76.2 bn tenge.", [(30.5e9, "KZT"), (76.2e9, "KZT")]),
        # A currency said in another sentence, where nothing else is counted.
        (
            "Loans of 5 billion tenge were given. Another 2 billion has been returned.",
            [(5e9, "KZT"), (2e9, "KZT")],
        ),
        (
            "It costs 5 billion tenge. The number of its subscribers is about 10 million.",
            [(5e9, "KZT")],
        ),
        # Heights, flows, careless spelling.
        ("The tunnel is 640 m long.", [(640, "m")]),
        ("It costs 5 m tenge.", []),
        ("The flow is 70 cubic meters per second.", [(70, "m3/s")]),
        ("They brought 5 thousand tones of coal for 7 billion tengefrom the state.", None),
        # How often; and when, which is no figure.
        ("Trains go six times a week.", [(6, "times")]),
        ("It will be ready within 15-20 years.", []),
    ],
)
def test_english_figures(text: str, expected: list[Read] | None) -> None:
    assert values(text) == ([(5000, "tons"), (7e9, "KZT")] if expected is None else expected)
