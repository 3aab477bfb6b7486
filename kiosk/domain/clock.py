"""The time at the door, behind a protocol so that tests and rehearsals own it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment; always aware, always UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


_STEADY: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""Linux and macOS have a clock that goes on in their sleep, which Python's monotonic one does not on either."""


def steady_s() -> float:
    """Seconds of a clock that nobody can set and that goes on while the machine sleeps, from any start."""
    return time.monotonic() if _STEADY is None else time.clock_gettime(_STEADY)
