"""The summary: one sentence in the text's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.model import Analysis, Lang, Person
from meetings.summary import LONGEST, summarise

NOTHING = Analysis()


def test_the_lead_is_told_without_parentheses_and_press_service() -> None:
    text = (
        "18 November 2025, 18:20\nPrime Minister (the Head of Government) Marat Dosanov opened a"
        " bridge over the Irtysh, the press service of the Prime Minister reports.\nMore follows."
    )
    expected = "Prime Minister Marat Dosanov opened a bridge over the Irtysh."
    assert summarise("A bridge", text, "en", NOTHING) == expected


def test_a_sentence_that_only_repeats_the_title_gives_way() -> None:
    title = "Премьер-Министр Марат Досанов провел совещание"
    text = f"{title}. Рассмотрены строительство мостов и ремонт дорог в пяти областях страны."
    assert summarise(title, text, "ru", NOTHING).startswith("Рассмотрены строительство")


def test_a_telling_sentence_names_a_participant_where_one_can() -> None:
    facts = Analysis(participants=(Person("Марат Досанов"),))
    title = "Премьер-Министр провел совещание по мостам"
    text = (
        f"{title}. Работы идут по всей стране согласно утверждённому плану ремонта."
        " Марат Досанов поручил завершить работы в срок и представить отчёт."
    )
    assert summarise(title, text, "ru", facts).startswith("Марат Досанов поручил")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_long_sentence_is_cut_at_a_clause(lang: Lang) -> None:
    lead = "Marat Dosanov opened a bridge over the Irtysh near the town of Semey in the east"
    text = lead + ", which was built by two hundred workers" * 8 + "."
    summary = summarise("", text, lang, NOTHING)
    assert summary.startswith(lead)
    assert summary.endswith("workers.")
    assert len(summary) <= LONGEST + 1


def test_no_name_or_figure_is_cut() -> None:
    text = "The sides reviewed bridges worth " + " and ".join(["Marat Dosanov 12 000 tons"] * 20)
    summary = summarise("", text, "en", NOTHING).rstrip("…")
    assert summary.split()[-1].islower()
    assert text.startswith(summary)


def test_without_a_sentence_the_title_serves() -> None:
    assert summarise("A bridge", "", "en", NOTHING) == "A bridge"


@given(st.text(max_size=100), st.text(max_size=900), st.sampled_from(["kk", "ru", "en"]))
def test_any_text_is_summed_up_within_the_limit(title: str, text: str, lang: Lang) -> None:
    assert len(summarise(title, text, lang, NOTHING)) <= LONGEST + 1
