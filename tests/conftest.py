"""What tests of several rooms need."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.reactor import ReactorThread


@pytest.fixture(autouse=True, scope="session")
def quiet_logs() -> None:
    """Only warnings in the output of a failed test."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


@pytest.fixture(scope="session")
def reactor() -> Iterator[ReactorThread]:
    """The loop that crawls run on."""
    thread = ReactorThread()
    yield thread
    thread.stop()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts beside the project; tests that need it are skipped without."""
    folder = Path(os.environ.get("UKIMET_SHARED", "../shared"))
    if not folder.is_dir():
        pytest.skip(f"no real texts: UKIMET_SHARED names no folder ({folder})")
    return folder
