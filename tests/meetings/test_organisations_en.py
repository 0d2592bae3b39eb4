"""English: companies and councils that no list has, told by their grammar. All are invented."""

from __future__ import annotations

import pytest

from meetings import analyse


def bodies(text: str, title: str = "") -> list[str]:
    return list(analyse(text, lang="en", title=title).organisations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He visited Steppe Cement LLP and the plant.", ["Steppe Cement LLP"]),
        ('A report was made by JSC "Northern Wind".', ['JSC "Northern Wind"']),
        (
            "The Kazakh-Czech Intergovernmental Commission held a session.",
            ["Kazakh-Czech Intergovernmental Commission"],
        ),
        (
            "A session of the State Commission for Rural Modernization took place.",
            ["State Commission for Rural Modernization"],
        ),
        ("They proposed a Caspian Development Bank.", ["Caspian Development Bank"]),
        (
            "The meeting of the Council of Heads of Government of SCO member states took place.",
            ["SCO", "Council of Heads of Government of SCO member states"],
        ),
        ("The sides discussed intra-EAEU cooperation.", ["EAEU"]),
    ],
)
def test_a_body_is_known_by_its_grammar(text: str, expected: list[str]) -> None:
    assert sorted(bodies(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "The President of the Russian Federation arrived.",
        "He was appointed. He was born in 1970 and worked at Steppe Cement LLP.",
        "The Minister of Finance met with farmers.",
    ],
)
def test_states_and_former_workplaces_are_no_bodies_of_the_story(text: str) -> None:
    assert bodies(text) == []
