"""A write that is killed leaves the old archive or the new one, wherever it is cut off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.archive.acts import ACTS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every act killed in every way, by one program that forks."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.archive.ordeal", str(tmp_path_factory.mktemp("ordeal"))],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("act", ACTS)
def test_what_is_killed_leaves_the_old_or_the_new(outcomes: dict[str, Any], act: str) -> None:
    assert outcomes[act]["problems"] == []
    assert outcomes[act]["kills"] >= 2
