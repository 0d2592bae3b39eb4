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
        ("They met 8 large Chinese companies.", [(8, "companies")]),
        ("They met 8 large and medium Chinese companies.", [(8, "companies")]),
        ("There are 14 unique projects.", [(14, "projects")]),
        ("There are 3 joint ventures.", [(3, "joint ventures")]),
        ("About 12 international organizations answered.", [(12, "international organizations")]),
        ("5 new Kazakh and Russian enterprises opened.", [(5, "enterprises")]),
        # People, the unemployed, cattle, calculation indices.
        ("110 thousand Kazakhstanis were hired.", [(110e3, "Kazakhstanis")]),
        ("Work was found for 1,681 unemployed in the region.", [(1681, "unemployed")]),
        ("Work was found for 12 unemployed people.", [(12, "unemployed people")]),
        ("The farm bought 850 head of cattle.", [(850, "head of cattle")]),
        ("The fine is 20 MCI.", [(20, "MCI")]),
        ("There are 60 of hydraulic dams.", [(60, "hydraulic dams")]),
        ("Two of the companies left.", [(2, "companies")]),
        # A ranking is no figure.
        ("It will enter the 30 most developed countries.", []),
        # Parts of what was counted before.
        ("They sold 702 dams, 284 of which are new.", [(702, "dams"), (284, "dams")]),
        ("They held 38 events out of 47.", [(38, "events"), (47, "events")]),
        ("They will mend 48 and 60 schools.", [(48, "schools"), (60, "schools")]),
        # Units said after the second number.
        ("Exports grew by 22 and 19%.", [(22, "percent"), (19, "percent")]),
        ("They spent 304.4 out of 769.6 bn tenge.", [(304.4e9, "KZT"), (769.6e9, "KZT")]),
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
        ("The tunnel is 780 m long.", [(780, "m")]),
        ("It costs 5 m tenge.", []),
        ("The flow is 96 cubic meters per second.", [(96, "m3/s")]),
        ("They brought 5 thousand tones of coal for 7 billion tengefrom the state.", None),
        # How often; and when, which is no figure.
        ("Trains go seven times a week.", [(7, "times")]),
        ("It will be ready within 15-20 years.", []),
    ],
)
def test_english_figures(text: str, expected: list[Read] | None) -> None:
    assert values(text) == ([(5000, "tons"), (7e9, "KZT")] if expected is None else expected)
