"""Integer keys that rise with publication time, so that a span of dates is a span of keys.

Newest-first reading and date filters then need no sorting at any size. A key is the number of
minutes since 2000-01-01 UTC times 1000, plus a serial number among the releases of that minute.
A minute that overflows runs into the next one: order stays right to within minutes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
PER_MINUTE = 1000


def first_key(moment: datetime) -> int:
    """The lowest key a release published at ``moment`` (aware) can have."""
    return int((moment - EPOCH) // timedelta(minutes=1)) * PER_MINUTE


def key_span(start: datetime | None, end: datetime | None) -> tuple[int, int]:
    """The half-open span of keys for releases published in [start, end); None means unbounded."""
    low = first_key(start) if start else 0
    high = first_key(end) + (PER_MINUTE if end.second or end.microsecond else 0) if end else 2**62
    return low, high
