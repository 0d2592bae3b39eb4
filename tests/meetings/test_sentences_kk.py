"""Real Kazakh sentences with numbers, annotated by reading: how well their figures are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.analysis_sentences import evaluate, printed, sentences

_SHARED = Path(os.environ.get("UKIMET_SHARED", Path(__file__).resolve().parents[3] / "shared"))


@pytest.mark.skipif(
    not (_SHARED / "corpus" / "kk_en_sentences.tsv").is_file(),
    reason="the real sentences are not here (UKIMET_SHARED)",
)
@pytest.mark.parametrize("half", ["a", "b"])
def test_figures_of_real_sentences_are_read_at_least_this_well(half: str) -> None:
    counts, _ = evaluate(_SHARED, half)

    assert counts["figures"].right > 80
    assert counts["figures"].precision >= 0.95
    assert counts["figures"].recall >= 0.95
    assert counts["figures with qualifier"].f1 >= 0.88


def test_no_sentence_is_read_where_the_corpus_is_absent(tmp_path: Path) -> None:
    assert list(sentences(tmp_path, "a")) == []
    assert evaluate(tmp_path, "a") == ({}, [])


def test_another_sentence_than_the_annotated_one_is_refused(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "kk_en_sentences.tsv").write_text("бір\tone\t1\n" * 7000, encoding="utf-8")

    with pytest.raises(ValueError, match="not what was annotated"):
        list(sentences(tmp_path, "a"))


def test_marks_are_put_back_to_the_words_that_they_were_parted_from() -> None:
    assert printed("өсім ( 5 % -ға ) , көлемі $ 2 млн .") == "өсім (5%-ға), көлемі $2 млн."
