"""Listeners for print events, and a time that passes without waiting."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from printing.events import PrintEvent


class FixedClock:
    """A clock that stands where the test puts it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, step: timedelta) -> None:
        self.at += step


class FakePace:
    """Time passes at once; `between` runs instead of each wait."""

    def __init__(self, between: object = None) -> None:
        self._now = 0.0
        self.waits = 0
        self._between = between

    def now_ms(self) -> float:
        return self._now

    def wait(self, ms: int) -> bool:
        self._now += ms
        self.waits += 1
        if callable(self._between):
            self._between()
        return False


class EventEar:
    """Collects events and lets a test wait for the nth of a kind."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._heard: list[PrintEvent] = []

    def __call__(self, event: PrintEvent) -> None:
        with self._changed:
            self._heard.append(event)
            self._changed.notify_all()

    def of(self, kind: type) -> list[PrintEvent]:
        with self._changed:
            return [event for event in self._heard if isinstance(event, kind)]

    def wait_for(self, kind: type, count: int = 1, timeout_s: float = 20) -> list[PrintEvent]:
        """The events of `kind` once there are `count`; fails when they don't come."""
        with self._changed:
            came = self._changed.wait_for(
                lambda: sum(isinstance(event, kind) for event in self._heard) >= count, timeout_s
            )
        assert came, f"only {len(self.of(kind))} of {count} {kind.__name__} came: {self._heard[-5:]}"
        return self.of(kind)
