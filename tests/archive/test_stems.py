"""One form of a word finds the others."""

from __future__ import annotations

import pytest

from archive.stems import query_stems, stem, stems


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("ru", "узбекистан Узбекистана узбекистану узбекистаном Узбекистане"),
        ("ru", "министр министра министру министром министры министров"),
        ("en", "minister ministers minister's"),
        ("kk", "жол жолдар жолдың жолға жолды жолда жолдан жолмен жолдары жолдарының жолдағы"),
        ("kk", "министр министрлер министрге министрі министрінің министрлермен"),
        ("kk", "үкімет үкіметтің үкіметке үкіметі үкіметпен үкіметтер"),
        ("kk", "экспорт экспорты экспорттың экспортқа экспортты"),
        ("kk", "қала қаланың қалаға қаласы қаласында қалалар қалалардағы"),
    ],
)
def test_forms_of_one_word_share_a_stem(lang: str, forms: str) -> None:
    found = {stem(lang, form.lower().split("'")[0]) for form in forms.split()}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("kk", "қаладағы"),
        ("kk", "министрлер"),
        ("ru", "Узбекистаном"),
        ("ru", "ёлка"),
        ("en", "ships"),
    ],
)
def test_a_searched_word_has_the_stem_that_its_text_was_indexed_under(lang: str, word: str) -> None:
    assert stems(lang, word) in query_stems(word)


def test_words_of_different_meaning_keep_different_stems() -> None:
    assert stem("kk", "тас") != stem("kk", "тау")
    assert stem("en", "transit") != stem("en", "transport")
