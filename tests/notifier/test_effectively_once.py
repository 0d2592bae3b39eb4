"""Nothing is lost and nothing repeated, whatever the line does and whenever the process dies."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.notifier.killing import deliver_under_fire
from tests.notifier.ordeal import with_blind_retry, with_mark_before_send, with_the_outbox


@pytest.mark.parametrize("seed", range(3))
def test_on_a_line_where_a_quarter_goes_wrong_every_message_arrives_once(
    tmp_path: Path, seed: int
) -> None:
    outcome = asyncio.run(with_the_outbox(tmp_path / "ukimet.db", 200, seed))
    assert (outcome.lost, outcome.repeated, outcome.held) == (0, 0, 0)
    assert outcome.faults > 40
    assert outcome.kills > 3


def test_on_the_same_line_the_naive_policies_repeat_and_lose() -> None:
    assert with_blind_retry(200, 0).repeated > 10
    assert with_mark_before_send(200, 0).lost > 5


def test_processes_killed_at_random_moments_deliver_every_message_once(tmp_path: Path) -> None:
    outcome = deliver_under_fire(tmp_path, chats=3, each=8, seed=3)
    assert (outcome.lost, outcome.repeated, outcome.held) == (0, 0, 0)
    assert outcome.kills > 0
