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
        (f"{PRIME} visited the cycle track in the park of Astana.", "regional_trip", False),
        (
            f"{PRIME} arrived in the Pavlodar region. A meeting with farmers will be held there.",
            "regional_trip",
            True,
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
