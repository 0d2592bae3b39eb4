"""What ``ukimet doctor`` says of the site: in plain words, with what to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from replica import serving
from ukimet.config import Config
from ukimet.diagnosis import diagnose
from ukimet.findings import Finding


def site_findings(url: str, name: str = "primeminister") -> list[Finding]:
    config = Config.model_validate({"site": {"name": name, "base_url": url, "languages": ["en"]}})
    return [finding for finding in diagnose(config) if finding.check == "site"]


@pytest.mark.parametrize(
    ("generation", "level", "words"),
    [
        ("C", "ok", "design C (2024 to now"),
        ("B", "warning", "design B (2020 to 2023), which the site had left"),
        ("A", "warning", "design A (2016 to 2020"),
        ("akorda", "ok", "design akorda (akorda.kz"),
    ],
)
def test_every_known_design_is_named_with_its_time(
    generation: Literal["A", "B", "C", "akorda"],
    level: str,
    words: str,
    tmp_path: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(str(tmp_path))
    with serving(generation, history=3) as site:
        newest = [r for r in site.releases() if r["lang"] == "en"][-1]
        name = "akorda" if generation == "akorda" else "primeminister"
        read, design = site_findings(site.url, name)
    assert (read.level, newest["title"] in read.message) == ("ok", True)
    assert (design.level, words in design.message) == (level, True)


@pytest.mark.parametrize(
    ("mode", "match", "words", "advice"),
    [
        ("redesign", "", "not one that Ukimet knows", "mending-a-reader"),
        ("captcha", "", "shows a captcha", "wait some hours"),
        ("captcha", "/en/.+-[0-9]+$", "shows a captcha", "wait some hours"),
    ],
)
def test_another_site_is_judged_by_its_own_declaration(
    mode: str,
    match: str,
    words: str,
    advice: str,
    tmp_path: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(str(tmp_path))
    with serving("akorda", history=3) as site:
        site.fail(mode, match=match)
        found = site_findings(site.url, "akorda")[-1]
    assert (words in found.message, advice in found.advice) == (True, True)


@pytest.mark.parametrize(
    ("off", "level", "words"),
    [
        (timedelta(0), "ok", "agrees with the site's"),
        (timedelta(minutes=11), "warning", "differ by 0:1"),
        (timedelta(minutes=-11), "warning", "differ by 0:1"),
    ],
    ids=str,
)
def test_a_clock_that_is_off_is_told_once(
    off: timedelta, level: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving(history=3) as site:
        config = Config.model_validate({"site": {"base_url": site.url, "languages": ["en", "ru"]}})
        findings = diagnose(config, clock=lambda: datetime.now(UTC) + off)
    (clock,) = [finding for finding in findings if finding.check == "clock"]
    assert (clock.level, words in clock.message) == (level, True)


@pytest.mark.parametrize(
    ("mode", "match", "level", "words", "advice"),
    [
        ("redesign", "/news/.", "warning", "not one that Ukimet knows", "mending-a-reader"),
        ("drift", "/news/.", "warning", "in doubt: text", "ukimet fixture"),
        ("captcha", "", "problem", "shows a captcha", "wait some hours"),
        ("captcha", "/news/.", "problem", "shows a captcha", "wait some hours"),
        ("error_page", "/news/.", "problem", "shows no release", "browser"),
        ("error_page", "/news$", "problem", "error page", "browser"),
        ("empty", "/news$", "problem", "not one release", "new design"),
        ("empty", "/news/.", "problem", "not its title, date, body", "ukimet fixture"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    mode: str,
    match: str,
    level: str,
    words: str,
    advice: str,
    tmp_path: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(str(tmp_path))
    with serving(history=3) as site:
        site.fail(mode, match=match)
        found = site_findings(site.url)[-1]
    assert (found.level, words in found.message, advice in found.advice) == (level, True, True)
