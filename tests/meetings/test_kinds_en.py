"""What English releases are about: press conferences, appointments, reviews of a week, trips."""

from __future__ import annotations

import pytest

from meetings import analyse
from meetings.model import Kind

PRIME = "Prime Minister of Kazakhstan Daniyar Ospanbekov"


@pytest.mark.parametrize(
    ("text", "kind", "meeting"),
    [
        (
            "Prices will fall, said Minister of Energy Arman Tursynov at a press conference after a"
            " meeting of the Government.",
            "statement",
            False,
        ),
        (
            "Prices will fall, said Minister of Energy Arman Tursynov at a meeting of the"
            " Government.",
            "government_session",
            True,
        ),
        (
            "President Serik Kuanov signed decrees appointing the heads of two ministries.",
            "appointment",
            False,
        ),
        (
            f"{PRIME} presented the new Minister to the staff of the Ministry of Energy.",
            "appointment",
            False,
        ),
        (
            "The main events of the week from 3 to 8 May\nThe Prime Minister held a meeting of the"
            " Government. On Friday he met with the Ambassador of Georgia Giorgi Lomidze.",
            "other",
            False,
        ),
        (
            f"Costs fell by a third. This was announced by {PRIME} during the plenary session of"
            " the Forum of Builders.",
            "conference",
            True,
        ),
        (
            f"Within the framework of the Forum of Builders {PRIME} held a number of meetings with"
            " entrepreneurs.",
            "working_meeting",
            True,
        ),
        (f"{PRIME} visited the cycle track in the park of Pavlodar.", "regional_trip", False),
        (f"{PRIME} visited the cycle track in the park of Astana.", "other", False),
        (
            f"{PRIME} visited the pavilion of wind energy and got acquainted with it.",
            "other",
            False,
        ),
        (
            f"{PRIME}, on his trip to the region, told Astana that he visited a farm.",
            "regional_trip",
            False,
        ),
        (
            "During the meeting, the Government presented a plan of roads.",
            "government_session",
            True,
        ),
        (
            f"{PRIME} arrived in the Pavlodar region. A meeting with farmers will be held there.",
            "regional_trip",
            True,
        ),
        (
            f"{PRIME} spoke at a meeting of the OSCE Committee on Trade in Vienna.",
            "multilateral_council",
            True,
        ),
        (
            "Majilis approved the draft law on farms at the plenary session of the chamber. It is"
            " needed, Minister of Agriculture Arman Tursynov said.",
            "party_or_parliament",
            True,
        ),
        (
            f"{PRIME} spoke at the seminar-meeting on tourism.",
            "working_meeting",
            True,
        ),
        (
            f"Within the Forum of Builders {PRIME} held a number of bilateral meetings with French"
            " experts, including the economist Paul Marchand.",
            "bilateral",
            True,
        ),
        (
            "Minister of Energy Arman Tursynov announced the appointment of Dana Kuanova as"
            " Vice-Minister.",
            "appointment",
            False,
        ),
        (
            "A fund will be created, said CEO of Tau Group Holding Arman Tursynov during the"
            " signing of a memorandum.",
            "other",
            True,
        ),
        (
            "A new plant was opened. The ceremony was attended by farmers. It will give work, said"
            " the head of the plant Arman Tursynov.",
            "other",
            False,
        ),
        (
            f"The meeting of {PRIME} with Prime Minister of Georgia Giorgi Lomidze was held.",
            "bilateral",
            True,
        ),
    ],
)
def test_the_kind_follows_from_how_the_release_opens(text: str, kind: Kind, meeting: bool) -> None:
    analysis = analyse(text, lang="en")

    assert (analysis.kind, analysis.is_meeting) == (kind, meeting)


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        (f"{PRIME} held a meeting on the construction of a school in Almaty.", None, None),
        (f"{PRIME} chaired a session of the Council held Nov. 29 in Astana.", "Astana", "KZ"),
        (
            f"{PRIME} met with farmers. It should be reminded that the exhibition will be held in"
            " Astana in May.",
            None,
            None,
        ),
        (f"Almaty hosts a meeting of the Council; {PRIME} takes part.", "Almaty", "KZ"),
        (f"The Council met on March 6 in Bishkek; {PRIME} took part.", "Bishkek", "KG"),
        (f"{PRIME} was appointed, the press service of Akorda reported.", None, None),
        ("The Head of State held a meeting in Akorda.", None, None),
    ],
)
def test_a_city_is_the_place_of_the_event_and_not_of_its_matter(
    text: str, city: str | None, country: str | None
) -> None:
    place = analyse(text, lang="en").place

    assert (place.city, place.country) == (city, country)


def test_a_month_cut_short_ends_no_sentence() -> None:
    analysis = analyse(f"Feb. 8 in Almaty {PRIME} held a meeting.", lang="en")

    assert analysis.place.city == "Almaty"


def test_a_company_closed_by_one_mark_too_many_begins_no_speech() -> None:
    analysis = analyse(
        'Chairman of the Board of "NC" Steppe Roads" JSC Arman Tursynov met with the Minister of'
        ' Transport of Georgia Giorgi Lomidze to discuss the "Silk Way" road.',
        lang="en",
    )

    assert [p.name for p in analysis.participants] == ["Arman Tursynov", "Giorgi Lomidze"]


@pytest.mark.parametrize(
    ("text", "kind", "meeting"),
    [
        # A review of a week is no meeting, however many it tells of.
        (
            "The main events of the week from 3 to 8 May\nPrime Minister Serik Omarov met Minister"
            " of Energy Asel Kuanova and Minister of Finance Marat Ospanov.",
            "other",
            False,
        ),
        # One guest among many who spoke makes no two sides; the first two do.
        (
            f"{PRIME} held a meeting with farmers; Minister of Energy A. Omarov, akim of Astana B."
            " Kuanov, Minister of Finance C. Ospanov and Director of Trade of Great Britain D."
            " Brown spoke.",
            "working_meeting",
            True,
        ),
        (
            f"{PRIME} held a meeting with Minister of Trade of Georgia Giorgi Lomidze; Minister of"
            " Energy A. Omarov, akim of Astana B. Kuanov, Minister of Finance C. Ospanov came.",
            "bilateral",
            True,
        ),
        (
            f"{PRIME} met with farmers of Georgia within the framework of a visit to Georgia.",
            "bilateral",
            True,
        ),
        # What an official tells the readers.
        (
            "Roads will be mended. This was told by the director of the roads department Serik"
            " Omarov.",
            "statement",
            False,
        ),
        (
            "Roads will be mended this month.\nIt is planned so, the minister added.",
            "statement",
            False,
        ),
        # Parliament, forums, councils, video conferences.
        (
            f"{PRIME} took part in the session of the Senate of the Parliament.",
            "party_or_parliament",
            True,
        ),
        ("The forum of builders was held Nov. 29 in Astana.", "conference", True),
        (
            "The Summit of Heads of States of the region opened on March 1.",
            "multilateral_council",
            True,
        ),
        (f"{PRIME} held a teleconference on the use of water.", "working_meeting", True),
        (f"{PRIME} reported to the Head of State on the year.", "working_meeting", True),
        # A meeting is not its condolences; what was said at a session is not the session.
        (
            "A meeting of the commission chaired by President Serik Kuanov was held; he expressed"
            " condolences to the families.",
            "working_meeting",
            True,
        ),
        (
            "On the instruction voiced at a meeting of the Government Deputy Prime Minister Serik"
            " Omarov paid a working visit to the Aktobe region.",
            "regional_trip",
            False,
        ),
        # Documents signed in company.
        ("The signing of a memorandum between two firms took place.", "other", True),
    ],
)
def test_what_a_release_is_about_and_whether_people_met(
    text: str, kind: Kind, meeting: bool
) -> None:
    analysis = analyse(text, lang="en")

    assert (analysis.kind, analysis.is_meeting) == (kind, meeting)


def test_an_online_shop_is_no_format() -> None:
    analysis = analyse(f"{PRIME} held a meeting with the owners of an online shop.", lang="en")

    assert analysis.formats == ()


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        (f"{PRIME} paid a working visit to Almaty.", "Almaty", "KZ"),
        (f"{PRIME} arrived in Almaty region with a working trip.", None, "KZ"),
        (f"{PRIME} held a working trip to Aktobe, Atyrau and Kostanay regions.", None, "KZ"),
        (f"{PRIME} visited Pavlodar refinery.", None, "KZ"),
        (f"{PRIME} held a meeting with companies operating in Almaty today.", "Almaty", "KZ"),
        (f"The main events of the week\n{PRIME} held a meeting in Almaty.", None, None),
        (
            f"{PRIME} spoke at a press conference about trade.\nIn March he made a visit to the"
            " United States of America.",
            None,
            None,
        ),
        (
            "The forum “Roads of the Steppe. Ways of the Future Now” took place in Almaty.",
            "Almaty",
            "KZ",
        ),
    ],
)
def test_where_trips_lead(text: str, city: str | None, country: str | None) -> None:
    place = analyse(text, lang="en").place

    assert (place.city, place.country) == (city, country)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Minister of Energy Arman Tursynov told MPs about the new tariffs.",
            "party_or_parliament",
        ),
        (
            "During the Senate meeting, the draft law on roads was considered.",
            "party_or_parliament",
        ),
        (
            "The deputies of the Mazhilis considered the draft law on roads presented by Minister"
            " of Energy Arman Tursynov.",
            "party_or_parliament",
        ),
        (
            f"{PRIME} took part in a meeting of the Council of the Eurasian Economic Commission.",
            "multilateral_council",
        ),
        (
            "The Ministerial Council of the OSCE opened in Vienna with the participation of"
            " Minister of Energy Arman Tursynov.",
            "multilateral_council",
        ),
        (
            "The meeting in Astana between Minister of Energy Arman Tursynov and Minister of"
            " Economy of Georgia Giorgi Lomidze ended with the signing of a protocol.",
            "bilateral",
        ),
        (
            'The meeting between the delegations of JSC "Vela Roads" and the railways of Uzbekistan'
            " was held in Tashkent.",
            "bilateral",
        ),
        (
            "Ambassador of Georgia Giorgi Lomidze paid a courtesy visit to Minister of Energy Arman"
            " Tursynov.",
            "bilateral",
        ),
        (
            "The Kazakh-Georgian intergovernmental commission held its meeting in Tbilisi.",
            "bilateral",
        ),
        ("Talks between Kazakhstan and Georgia took place in Tbilisi.", "bilateral"),
        (
            "Minister of Energy Arman Tursynov took part in the session of the commission.",
            "working_meeting",
        ),
        (f"In Pavlodar, {PRIME} was shown the new plant.", "regional_trip"),
        (
            f"Under the chairmanship of {PRIME}, a session of the Council for Roads was held.",
            "working_meeting",
        ),
        (f"{PRIME} discussed the harvest with farmers.", "working_meeting"),
        (
            "Minister of Energy Arman Tursynov introduced his deputy Askar Tuleuov to the staff.",
            "appointment",
        ),
        (
            "A round table on roads with the participation of Minister of Energy Arman Tursynov"
            " took place in Astana.",
            "conference",
        ),
        ("The new Road Code was adopted at the Congress of Builders in Astana.", "conference"),
        (
            "Minister of Energy Arman Tursynov answered questions of journalists about tariffs.",
            "statement",
        ),
        (
            "Minister of Energy Arman Tursynov wrote on his Facebook page about tariffs.",
            "statement",
        ),
        (
            "The Cabinet of Ministers considered the budget. Minister of Energy Arman Tursynov"
            " reported.",
            "government_session",
        ),
    ],
)
def test_what_more_texts_are_about(text: str, kind: Kind) -> None:
    assert analyse(text, lang="en").kind == kind


def test_a_trip_that_no_word_tells_of_has_no_place() -> None:
    shown = analyse(f"{PRIME} was presented the process of rolling.", lang="en")

    assert shown.kind == "regional_trip"
    assert shown.place.country is None
