"""Who takes part in what an English release tells of, and who is only mentioned."""

from __future__ import annotations

import pytest

from meetings import analyse

LEAD = "Prime Minister Serik Kuanov held a meeting on roads. "


def taking_part(text: str) -> tuple[list[str], list[str]]:
    found = analyse(text, lang="en")
    return (
        [one.name for one in found.participants],
        [one.name for one in found.mentioned_persons],
    )


@pytest.mark.parametrize(
    "text",
    [
        # Who is only given a task.
        "Minister of Roads {} was instructed to report in a month.",
        "The Prime Minister instructed the Minister of Roads {} to report in a month.",
        "Coordination of the work is entrusted to the Minister of Roads {}.",
        # What was said or agreed at another time.
        "In his Address to the people President {} set the task of building roads.",
        "The agreements reached at the talks with President of Georgia {} were discussed.",
        "The building was initiated by Head of State {} in the past year.",
        "He stressed the special role of the Head of State {} in it.",
        "The guests thanked the country and expressed their gratitude to President {}.",
        "Head of State {} founded the first road school in 2003, said director Dana Ospanova.",
        # What falls to someone by his post.
        "Deputy Prime Minister {} is responsible for roads and bridges.",
        "Minister of Roads {}, who is in charge of bridges, is on leave.",
        "The responsibilities of the Minister of Roads {} include bridges.",
        "Minister of Roads {} has delegated responsibilities to his deputies.",
        # Whose work is shown.
        "The guests were shown the film by director {}.",
        # What only explains.
        "\nFor reference: the Road Fund was founded by its first director {}.",
        "Minister of Roads Dana Ospanova visited the mosque of Sultan {}.",
    ],
)
def test_told_of_another_time_or_place(text: str) -> None:
    participants, _ = taking_part(LEAD + text.format("Askar Tuleuov"))

    assert "Askar Tuleuov" not in participants
    assert "Serik Kuanov" in participants


@pytest.mark.parametrize(
    "text",
    [
        "The memorandum was signed by Minister of Roads {}.",
        "The session under the leadership of Minister of Roads {} lasted two days.",
        "The part of the road that was closed will open, said the Minister of Roads {}.",
        "The presentation by Minister of Roads {} was devoted to bridges.",
        "Minister of Roads {} has instructed the builders to hurry.",
        '"Good roads are important for every town of ours, and we shall build them," congratulated'
        " the Minister of Roads {}.",
        "\nFor reference: there are many roads.\nMinister of Roads {} spoke of bridges.",
    ],
)
def test_taking_part_all_the_same(text: str) -> None:
    participants, _ = taking_part(LEAD + text.format("Askar Tuleuov"))

    assert "Askar Tuleuov" in participants


def test_an_article_in_marks_has_an_author_who_is_not_there() -> None:
    participants, mentioned = taking_part(
        'Professor Dana Ospanova, having read the article "Roads of the steppe" by the President of'
        " Georgia Lasha Beridze, noted its depth."
    )

    assert participants == ["Dana Ospanova"]
    assert mentioned == ["Lasha Beridze"]


def test_the_number_of_an_order_may_stand_before_the_verb() -> None:
    participants, _ = taking_part(
        "By order of the Minister of Roads Dana Ospanova, Tuleuov Askar Serikovich (Order No. 70 of"
        " the Minister) was appointed to the post of director of the Road Department."
    )

    assert "Tuleuov Askar Serikovich" in participants
    assert "Dana Ospanova" not in participants
