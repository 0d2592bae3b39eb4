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
            [(5e9, "KZT"), (10e6, "subscribers")],
        ),
        (
            "It will get 7 billion tenge. That brings about 2.5 billion annually.",
            [(7e9, "KZT"), (2.5e9, "KZT")],
        ),
        # What is counted is no sum; a currency before the whole holds for all of it.
        ("They spent 7 billion tenge on 15 thousand micro-grant.", [(7e9, "KZT")]),
        ("It costs KZT 2 trillion 300 billion.", [(2.3e12, "KZT")]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The thing is told before its number.
        ("The number of flights will be increased to 68.", [(68, "flights")]),
        ("The total number of registered firms fell by 3% and is 14.5 thousand.", None),
        ("The number of farms amounted to 2,310 units.", [(2310, "farms")]),
        ("The number of clinics rose from 1 200 to 1 350.", [(1200, "clinics"), (1350, "clinics")]),
        (
            "The number of checks in 2031 was 41 thousand, in 2032 — 12 thousand.",
            [
                (41e3, "checks"),
                (12e3, "checks"),
            ],
        ),
        ("The number of clinics was one of the topics.", []),
        # Parts of a whole, each second noun only once.
        (
            "Of the 75 requests, 42 were granted, and the remaining 33 will wait.",
            [(75, "requests"), (42, "requests"), (33, "requests")],
        ),
        ("They sold 75 dams. 42 among them are new.", [(75, "dams"), (42, "dams")]),
        ("Gains in six of the nine areas.", [(6, "areas"), (9, "areas")]),
        ("It has 3 rural and 5 urban clinics.", [(3, "rural clinics"), (5, "urban clinics")]),
        ("It gave 900 grants to farms, 310 in towns.", [(900, "grants"), (310, "grants")]),
        ("They sold 75 dams in May, and 2031 in all was dry.", [(75, "dams")]),
        (
            "The number of guests reached 54 thousand. This figure will grow to 60 thousand.",
            [(54e3, "guests"), (60e3, "guests")],
        ),
        (
            "It has 8.2 thousand pupils, of which 3.1 thousand received loans.",
            [(8200, "pupils"), (3100, "pupils")],
        ),
        (
            "It saw 900 thousand guests, 310.5 thousand (34.5%) were fed.",
            [(900e3, "guests"), (310.5e3, "guests"), (34.5, "percent")],
        ),
        (
            "The largest number of jobs was found in trade - 5.6 thousand, in mining - 2 thousand.",
            [(5600, "jobs"), (2000, "jobs")],
        ),
        ("The number of cars in towns - 2031.", []),
        ("It teaches 1,200 schoolchildren.", [(1200, "schoolchildren")]),
        # Kinds and packages of something.
        ("There are three types of public services.", [(3, "types")]),
        ("They sent 12 pieces of special equipment.", [(12, "pieces of special equipment")]),
        ("Four packages of amendments passed.", [(4, "packages of amendments")]),
        ("Over 30 thousand businessmen came.", [(30e3, "businessmen")]),
        # Ordinals, rankings and years are none.
        ("A fifth package was sent, and a third of the firms answered.", [(1 / 3, "fraction")]),
        ("The country is ranked 31st among the 180 countries.", []),
        ("Nearly 1950 villages got water.", [(1950, "villages")]),
        ("In 1950 villages got water.", []),
        ("One herd has 36 200 goats, the other - 1950 goats.", [(36200, "goats"), (1950, "goats")]),
        ("It costs 640 tenge per 1 kg.", [(640, "KZT")]),
        ("The price for 1 square meter is 640 tenge.", [(640, "KZT")]),
        ("The net has a width of 1 m.", [(1, "m")]),
        ("They sat. Out of the 49 huts, 21 were sold.", [(49, "huts"), (21, "huts")]),
        ("The fence consists of two parts.", [(2, "parts")]),
        # Words and sentences run together, numbers with a space too many.
        ("Tea costs 7 , 4% more.", [(7.4, "percent")]),
        ("Fires fell by 12%, thefts - by17%.", [(12, "percent"), (17, "percent")]),
        ("Deals were signed.64 firms came.", [(64, "firms")]),
        ("See the order.pdf and page.12 there.", []),
        ("The plant makes1,640 cars.", []),
        ("The capacity of the plant is1,640 cars.", [(1640, "cars")]),
        ("It has 29 boilers and 95 other objects.", [(29, "boilers"), (95, "objects")]),
        ("Six key performance indicators are met.", [(6, "key performance indicators")]),
        # An exact number that comes again is the same fact; a round one may be another.
        ("They sold 4310 seats. Of these seats, 4310 seats are gone.", [(4310, "seats")]),
        ("Here 300 firms opened. Far away 300 firms closed.", [(300, "firms"), (300, "firms")]),
        (
            '12 huts were built in May. Far off, he said. "12 huts were built in May," he said.',
            [(12, "huts")],
        ),
        (
            "The 25th anniversary of the park is near. A fair marks the 25th anniversary.",
            [(25, "years")],
        ),
    ],
)
def test_what_stands_elsewhere(text: str, expected: list[Read] | None) -> None:
    assert values(text) == ([(3, "percent"), (14500, "firms")] if expected is None else expected)
