"""Every fixture, one test per field."""

from __future__ import annotations

import pytest

from crawler.pages import PageRefused, UnreadablePage, errors
from crawler.pages.generations import generations
from tests.crawler.pages.cases import Case, all_cases

CASES = all_cases()
READ = [case for case in CASES if case.output is not None]
REFUSED = [case for case in CASES if case.exception is not None]
FIELDS = [(case, field) for case in READ for field in case.output or {}]


def _name(value: object) -> str:
    return value.name if isinstance(value, Case) else str(value)


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_fixture_says_what_must_come_of_it(case: Case) -> None:
    if (case.output is None) == (case.exception is None):
        pytest.fail(f"review what is read from {case.name} and save it: {_attempt(case)}")


@pytest.mark.parametrize(("case", "field"), FIELDS, ids=_name)
def test_a_field_is_read_exactly(case: Case, field: str) -> None:
    assert case.output is not None
    assert case.read()[field] == case.output[field]


@pytest.mark.parametrize("case", READ, ids=_name)
def test_nothing_is_read_beyond_the_fields(case: Case) -> None:
    assert set(case.read()) == set(case.output or ())


@pytest.mark.parametrize("case", REFUSED, ids=_name)
def test_a_page_is_refused_for_the_right_reason(case: Case) -> None:
    said = case.exception or {}
    with pytest.raises(PageRefused) as refusal:
        case.read()
    assert type(refusal.value) is getattr(errors, said["name"])
    if isinstance(refusal.value, UnreadablePage):
        assert list(refusal.value.missing) == said["missing"]
        assert all(name in str(refusal.value) for name in said["missing"])


@pytest.mark.parametrize("name", [one.name for one in generations() if one.body] + ["generic"])
def test_every_reader_has_fixtures_in_three_languages_with_every_field(name: str) -> None:
    outputs = [case.output for case in READ if (case.output or {}).get("reader") == name]
    releases = [output for output in outputs if output and "text" in output]
    assert {output["lang"] for output in releases} == {"kk", "ru", "en"}
    fields = {field for output in releases for field, value in output.items() if value}
    # A site whose releases stand at the top of their language has no sections.
    assert fields | ({"section"} if name == "akorda" else set()) == set(releases[0])


def _attempt(case: Case) -> object:
    try:
        return case.read()
    except PageRefused as refusal:
        return repr(refusal)
