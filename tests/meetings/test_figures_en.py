"""English figures: what is counted, units said once for several numbers, no rankings."""

from __future__ import annotations

import pytest

from meetings.figures.reader import read_figures

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
        ("There are three types of public fees.", [(3, "types of public fees")]),
        ("There are three types of winter feed.", [(3, "types")]),
        ("They sent 12 pieces of special equipment.", [(12, "pieces of special equipment")]),
        ("Four packages of amendments passed.", [(4, "packages of amendments")]),
        ("They built 20 objects of trade and sport.", [(20, "objects of trade and sport")]),
        ("They bought 40 head of cattle and left.", [(40, "head of cattle")]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # So many times as much, in one word or two; no goal is a multiple.
        ("Rents rose three-fold and fares sixfold.", [(3, "times"), (6, "times")]),
        ("The fine is a 300-fold one.", [(300, "times")]),
        ("Every year the herd doubles.", [(2, "times")]),
        ("Output will triple by autumn.", [(3, "times")]),
        ("The aim of the talk is twofold.", []),
        ("They signed a treaty to avoid double taxation.", []),
        # Parts.
        ("Thefts fell by half.", [(0.5, "fraction")]),
        ("The toll was cut in half.", [(0.5, "fraction")]),
        ("The toll has halved.", [(0.5, "fraction")]),
        ("About half are new.", [(0.5, "fraction")]),
        ("Three fifths of it is sold.", [(0.6, "fraction")]),
        ("In the first half of the year it rained.", []),
        # Numbers of several words.
        ("Half a million guests came.", [(500e3, "guests")]),
        ("Two and a half thousand huts stood there.", [(2500, "huts")]),
        ("One hundred and twenty huts stood there.", [(120, "huts")]),
        ("Two dozen huts stood there.", [(24, "huts")]),
        ("Several hundred huts stood there.", []),
        # The currency is said once, or by its letter.
        ("USD 12-13 billion will come.", [(12e9, "USD"), (13e9, "USD")]),
        ("It grew from $5 to $7 million.", [(5e6, "USD"), (7e6, "USD")]),
        ("It costs $5m.", [(5e6, "USD")]),
        ("It costs 350 Kazakh tenge, or 2.4 tg a unit.", [(350, "KZT"), (2.4, "KZT")]),
        ("It got 61.5 milliard dollars.", [(61.5e9, "USD")]),
        # Time and age.
        ("The way takes 11 hours and 15 minutes.", [(11.25, "hours")]),
        ("A 72-hour stay is free.", [(72, "hours")]),
        ("A 24-hour desk and a five-year plan opened.", []),
        ("The wait is an average of 45 days.", [(45, "days")]),
        ("It was built in the course of 45 days.", []),
        ("Youths aged 14 to 29 came.", [(14, "years"), (29, "years")]),
        ("Care for those over 18 years of age.", [(18, "years")]),
        ("A million second form was sent.", []),
        # Careless points, commas and spaces.
        ("It is 2 million. hectares wide.", [(2e6, "ha")]),
        ("They paid 3, 5 billion tenge.", [(3.5e9, "KZT")]),
        ("On May 3, 5% were left.", [(5, "percent")]),
        ("Beets grow on30 hectares.", [(30, "ha")]),
        ("They read 1.500 letters.", [(1500, "letters")]),
        # Measures and seats joined by a hyphen.
        ("A 200-MW plant and a 5-km road opened.", [(200e6, "W"), (5, "km")]),
        ("A 10,000-seat hall opened.", [(10000, "seats")]),
        ("A 500-million-dollar loan was given.", [(500e6, "USD")]),
        ("It was minus 20 degrees, at 3/4 of the way.", [(-20, "degrees"), (0.75, "fraction")]),
        # Four digits that are no year.
        ("They set up lamps, 2000 cameras, masts.", [(2000, "cameras")]),
        ("In 2000 cameras were rare.", []),
        ("The Strategy 2050 priorities were read.", []),
        ("Freight came to 80 billion ton of kilometers.", [(80e9, "ton of kilometers")]),
    ],
)
def test_ways_to_write_a_number(text: str, expected: list[Read]) -> None:
    assert [(round(value, 6), unit) for value, unit in values(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Abbreviations, names before the noun, two nouns that the number governs.
        ("About 90 thousand SMEs and 3 JSCs pay.", [(90e3, "SMEs"), (3, "JSCs")]),
        ("About 500 Alpha Vela tractors came.", [(500, "tractors")]),
        ("A total of 40 President's powers went over.", [(40, "powers")]),
        ("They sold 900 cars and special equipment.", [(900, "cars and special equipment")]),
        ("They lent 900 cars and sell houses.", [(900, "cars")]),
        ("They built two dams and three locks.", [(2, "dams"), (3, "locks")]),
        ("They are two different, not connected tasks.", [(2, "tasks")]),
        ("It groups seven oil and gas firms.", [(7, "oil and gas firms")]),
        ("There are 5 more parks.", [(5, "parks")]),
        # A careless singular is the plural that the text has elsewhere.
        ("They passed five new reform of trade. Reforms matter.", [(5, "reforms")]),
        ("They passed five new reform of trade.", []),
        # Places are seats, unless they are few.
        ("A hall with 40 thousand places opened.", [(40e3, "places")]),
        ("It climbed by 3 places.", []),
        # Names of plans and ranks are none.
        ("The Plan “60 clear steps” was read.", []),
        ("The Nation’s Plan – 60 clear steps was read.", []),
        ("It will join the world’s 30 developed countries.", []),
        ("It is ranked 28th out of 190 countries.", []),
        ("One of the 30 countries left.", [(30, "countries")]),
        ("The bank offers the 7-20-25 program.", []),
        # From and to, with what has changed.
        (
            "They cut checks by 40% (from 600 to 360).",
            [(40, "percent"), (600, "checks"), (360, "checks")],
        ),
        (
            "The old cases dropped by 3 times - from 4687 in the spring of 2031 to 1,324.",
            [(3, "times"), (4687, "old cases"), (1324, "old cases")],
        ),
        # Nouns left out.
        ("It grew in nine towns and fell in seven.", [(9, "towns"), (7, "towns")]),
        (
            "Some 3 thousand people left. 8 thousand have stayed.",
            [(3e3, "people"), (8e3, "people")],
        ),
        (
            "It trains school nurses, there are 7 thousand of them.",
            [(7e3, "school nurses")],
        ),
        ("It lets out 100 cubic meters, 85 of which are clean.", [(100, "m3"), (85, "m3")]),
        ("The population of the town is 1.8 million.", [(1.8e6, "people")]),
        ("They bring Industry 4.0 tools.", []),
        ("Of the 60 huts in town, it plans to show nine to guests.", [(60, "huts"), (9, "huts")]),
        (
            "Of the 6,000 huts, 5,921 or 99% stand.",
            [(6e3, "huts"), (5921, "huts"), (99, "percent")],
        ),
        ("There were 121 huts, today - 146.", [(121, "huts"), (146, "huts")]),
        ("Here stand 18 huts, they will reduce them to 11.", [(18, "huts"), (11, "huts")]),
        (
            "Here work 171 smiths, their number will grow to 250.",
            [(171, "smiths"), (250, "smiths")],
        ),
        ("They have seven such sports halls.", [(7, "sports halls")]),
        ("Nine huts stand, they will build 30 more in May.", [(9, "huts"), (30, "huts")]),
        (
            "They made 500 jobs in town and 700 in the steppe.",
            [(500, "jobs"), (700, "jobs")],
        ),
        (
            "They mend 66 huts, of which 62 are old and 4 - of local fame.",
            [(66, "huts"), (62, "huts"), (4, "huts")],
        ),
        (
            "The number of forms was cut by 70%, that is, from 1200 to 316.",
            [(70, "percent"), (1200, "forms"), (316, "forms")],
        ),
        ("They built: huts - 28, farm sheds - 20.", [(28, "huts"), (20, "sheds")]),
        ("They won medals at the games - 19.", []),
        ("They plan more, with an increase in the number of huts to 131.", [(131, "huts")]),
        (
            "The number of huts grew by 30 thousand from 90 thousand to 120 thousand.",
            [(30e3, "huts"), (90e3, "huts"), (120e3, "huts")],
        ),
        # Nouns shared by several numbers, nouns that describe nouns.
        (
            "They run 18 wind, 27 solar and 35 coal plants.",
            [(18, "wind plants"), (27, "solar plants"), (35, "coal plants")],
        ),
        ("It made 200 jobs, 90 rural ones.", [(200, "jobs"), (90, "rural jobs")]),
        ("It made 200 jobs, 90 permanent ones.", [(200, "jobs"), (90, "jobs")]),
        ("They run 3 sports halls.", [(3, "sports halls")]),
        ("A hall of 40 MW, including 18 halls, opened.", [(40e6, "W"), (18, "halls")]),
        ("Traffic rose by a factor of 45.", [(45, "times")]),
        ("It is among the ten largest trade partners.", []),
        ("It rose by 60 places in the ranking.", []),
        # Two facts of one sentence may have one number.
        (
            "Wages of a nurse will go up by 9%. The wage of nurses goes up by 9% in May.",
            [(9, "percent")],
        ),
        ("Pay rose by 9%, rents by 9%.", [(9, "percent"), (9, "percent")]),
        # A change that begins with a number of something else.
        (
            "Wages of a nurse will go up by 9%. The wage of smiths goes up from 9% to 12% in May.",
            [(9, "percent"), (9, "percent"), (12, "percent")],
        ),
    ],
)
def test_things_of_a_number(text: str, expected: list[Read]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The fee does not exceed 15%.", "<="),
        ("The fee should not be less than 15%.", ">="),
        ("The fee will not fall below 15%.", ">="),
        ("The fee is higher than 15%.", ">"),
        ("The fee is just under 15%.", "<"),
        ("The fee fell almost by 15%.", "<"),
        ("They spoke about the 15 fees.", None),
        ("The fee is 15% or more than that.", None),
        ("The fee is 15% or more.", ">="),
    ],
)
def test_bounds(text: str, sign: str | None) -> None:
    assert [figure.qualifier for figure in read_figures(text, "en")] == [sign]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # How long they last, how large they are, what was done with them is no part of the things.
        ("They opened 70 seasonal huts.", [(70, "huts")]),
        ("They opened 12 multi-purpose halls.", [(12, "halls")]),
        ("They opened 12 multi-apartment houses.", [(12, "multi-apartment houses")]),
        ("They stand on 4 nine-storey towers.", [(4, "towers")]),
        ("They count 33 gasified huts.", [(33, "huts")]),
        ("They count 33 protected areas.", [(33, "protected areas")]),
        ("They count 33 seed farms.", [(33, "seed farms")]),
        ("They run 3 special economic zones.", [(3, "special economic zones")]),
        ("They hired 70 seasonal and 30 permanent smiths.", [(70, "smiths"), (30, "smiths")]),
        ("They sold 12 worn out boats.", [(12, "boats")]),
        # What stands in marks before them, or after a dash written as a hyphen.
        ('They closed 30 "green" shops.', [(30, "shops")]),
        ("They run about 70 firms-state plants, shops.", [(70, "firms")]),
        ("They run 70 goods-producing plants.", [(70, "goods-producing plants")]),
        # An exact number beside a round one.
        ("They held about 6 thousand (6120) games.", [(6e3, "games"), (6120, "games")]),
        ("They held 30 (2019) games.", [(30, "games")]),
        # Further parts, and what there is already.
        (
            "They plan 90 huts. 60 of them are in the steppe and 30 in the hills.",
            [(90, "huts"), (60, "huts"), (30, "huts")],
        ),
        ("They add 30 huts to the 70 already built.", [(30, "huts"), (70, "huts")]),
        ("They build 15 new huts in place of 9 worn out ones.", [(15, "huts"), (9, "huts")]),
        ("It may be 20-25 degrees Celsius.", [(20, "degrees Celsius"), (25, "degrees Celsius")]),
    ],
)
def test_words_around_a_thing(text: str, expected: list[Read]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The way was free in five hours after the storm.", [(5, "hours")]),
        ("They called it out every ten minutes.", [(10, "minutes")]),
        ("They met at the four-day fair.", [(4, "days")]),
        ("It is a loan for 12 years.", [(12, "years")]),
        ("They look at debts over four months.", [(4, "months")]),
        ("The works will be carried out for six years.", [(6, "years")]),
        ("The first 2-4 years will be spent on drawings.", [(2, "years"), (4, "years")]),
        ("They ask for three years of work experience.", [(3, "years")]),
        ("They have worked in town for 25 years.", [(25, "years")]),
        # These say when.
        ("They heat it in the next 36 hours.", []),
        ("Over three months of this year nothing fell.", []),
        ("They worked well for 9 months of 2018.", []),
        ("The first three years saw no rain.", []),
        ("They met at the one-day fair.", []),
        ("They wait, and these 14 minutes are long.", []),
    ],
)
def test_how_long_and_when(text: str, expected: list[Read]) -> None:
    assert values(text) == expected
