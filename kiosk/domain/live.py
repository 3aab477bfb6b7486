"""Asking the server while the guest waits: what is asked, and who answers.

The station writes the intent with its scan id before it asks, and uses the same id whatever comes back, so an
answer that was lost on the way is found again and counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.scans import Direction, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One code about to be judged at a door. `at` is the door's time in UTC, `direction` overrides the gate's mode."""

    scan_id: str
    code: str
    gate: str
    at: datetime
    station: str
    direction: Direction | None = None
    operator: str = ""
    session: str | None = None


class LiveDecider(Protocol):
    """Somebody who sees all doors at once."""

    @property
    def answering(self) -> bool:
        """Whether asking makes sense now; False while the server is known to be away."""
        ...

    def ask(self, intent: Intent) -> Verdict | None:
        """The verdict for `intent`, or None when there is no answer in time: then the station decides itself.

        Never raises for trouble from outside, and asking twice with one scan id is asking once.
        """
        ...
