"""Notices when this machine's clock is set, by a clock that nobody can set.

A laptop without a network has whatever time it woke with, and gets the right one in the moment the network is back:
just before the scans made meanwhile go up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.clock import Clock

_SET_S = 2.0
"""Less is a clock that is kept right little by little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSet:
    """The clock was set `by_s` seconds forward, at some moment between `earliest` (as it shows now) and `now`."""

    by_s: float
    earliest: datetime
    now: datetime

    def is_before(self, at: datetime) -> bool:
        """Whether `at` was read before the clock was set. One that fits both ways counts as before."""
        former = timedelta(seconds=self.by_s)
        return not self.earliest <= at <= self.now or self.earliest - former <= at <= self.now - former


class ClockWatch:
    """Asked by one thread, from time to time."""

    def __init__(self, clock: Clock, steady: Callable[[], float]) -> None:
        self._clock = clock
        self._steady = steady
        self._at, self._steady_at = clock.now(), steady()

    def look(self, on_set: Callable[[ClockSet], None]) -> None:
        """Calls `on_set` when the clock was set since the last look, and again the next time when that raised."""
        now, steady = self._clock.now(), self._steady()
        passed = steady - self._steady_at
        by_s = (now - self._at).total_seconds() - passed
        if abs(by_s) > _SET_S:
            on_set(ClockSet(by_s=by_s, earliest=now - timedelta(seconds=passed), now=now))
        self._at, self._steady_at = now, steady
