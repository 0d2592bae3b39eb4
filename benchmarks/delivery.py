"""Whether every message arrives once where a quarter of all calls goes wrong.

Simulated with this protocol and with two naive ones, then with real processes on real sockets that
are killed with SIGKILL. ``python -m benchmarks.delivery [SIMULATED] [CHATS] [EACH]``: with
``2000 20 100`` the processes deliver 2,000 messages too, which takes some minutes.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

from tests.notifier.killing import deliver_under_fire
from tests.notifier.ordeal import (
    Outcome,
    with_blind_retry,
    with_mark_before_send,
    with_the_outbox,
)

_SEED = 1


def show(policy: str, outcome: Outcome) -> None:
    """One line of the table."""
    print(
        f"{policy:32} {outcome.messages:8} {outcome.lost:6} {outcome.repeated:9} {outcome.held:6} "
        f"{outcome.kills:6} {outcome.faults:7}",
        flush=True,
    )


def main(simulated: int = 2_000, chats: int = 5, each: int = 4) -> int:
    """Print the table; 1 where the protocol lost, repeated or held a message."""
    # Every doubt is a warning for the operator; here there are hundreds.
    logging.disable(logging.WARNING)
    print(f"{'policy':32} messages   lost  repeated   held  kills  faults")
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        outcomes.append(asyncio.run(with_the_outbox(Path(folder, "a.db"), simulated, _SEED)))
        show("outbox, simulated", outcomes[-1])
        show("blind retry, simulated", with_blind_retry(simulated, _SEED))
        show("mark before send, simulated", with_mark_before_send(simulated, _SEED))
        began = time.monotonic()
        outcomes.append(deliver_under_fire(Path(folder), chats, each, _SEED))
        show(f"outbox, processes, {chats} chats", outcomes[-1])
        print(f"the processes took {time.monotonic() - began:.0f} s")
    return int(any(outcome.lost or outcome.repeated or outcome.held for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
