"""The door's screen as a state machine without Qt: which verdict is shown, for how long, and what is counted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.event import Gate, PassageMode, Session, Setup
from kiosk.domain.problems import ProblemKind
from kiosk.domain.scans import Direction
from kiosk.service.check_in import CheckedIn
from kiosk.service.programme import session_at

SHOWN_S = 1.2
"""A verdict stands for this long; the next one takes its place at once."""
NEARLY_FULL = 0.9
_KEPT = 6

Shown = CheckedIn | ProblemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Who is inside: badge holders by their scans, others by the clicker. `capacity` None is no limit."""

    scanned: int = 0
    clicked: int = 0
    capacity: int | None = None

    @property
    def inside(self) -> int:
        """Persons in the room now."""
        return self.scanned + self.clicked

    @property
    def share(self) -> float:
        """How full the room is, 0 to 1; 0 where nobody limits it."""
        return min(1.0, self.inside / self.capacity) if self.capacity else 0.0

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.inside >= self.capacity


class DoorScreen:
    """One door. `monotonic` tells seconds; `tick` is to be called a few times a second."""

    def __init__(self, setup: Setup, gate: Gate, monotonic: Callable[[], float]) -> None:
        self._setup = setup
        self._gate = gate
        self._monotonic = monotonic
        self._shown_at = 0.0
        self.shown: Shown | None = None
        self.recent: deque[CheckedIn] = deque(maxlen=_KEPT)
        self.crowd = Crowd(capacity=gate.capacity or _capacity_of(setup, gate.area))
        self.mode = gate.mode
        self.session: Session | None = None

    @property
    def modes(self) -> tuple[PassageMode, ...]:
        """What this door can be switched to; a scan means "the opposite of the last" only where the gate says so."""
        ways = (PassageMode.ENTRY, PassageMode.EXIT)
        return (*ways, PassageMode.TOGGLE) if self._gate.mode is PassageMode.TOGGLE else ways

    @property
    def direction(self) -> Direction | None:
        """What the next scan means; None leaves it to the gate."""
        return None if self.mode is PassageMode.TOGGLE else Direction(self.mode.value)

    def answer(self, answer: CheckedIn) -> None:
        """A verdict came: it is shown at once, whatever stood there."""
        self.recent.appendleft(answer)
        self._show(answer)

    def problem(self, kind: ProblemKind) -> None:
        """The door could not answer; a person must look."""
        self._show(kind)

    def count(self, *, scanned: int, clicked: int) -> None:
        """How many are inside now."""
        self.crowd = Crowd(scanned=scanned, clicked=clicked, capacity=self.crowd.capacity)

    def tick(self, now: datetime) -> None:
        """Takes an old verdict away, and the session from the programme and the clock (UTC)."""
        self.session = session_at(self._setup.sessions, self._gate.area, now)
        if self.shown is not None and self._monotonic() - self._shown_at >= SHOWN_S:
            self.shown = None

    def next_session(self, now: datetime) -> Session | None:
        """The first session of this room that is still to come."""
        coming = (item for item in self._setup.sessions if item.room == self._gate.area and item.starts_at > now)
        return min(coming, key=lambda session: session.starts_at, default=None)

    def _show(self, shown: Shown) -> None:
        self.shown, self._shown_at = shown, self._monotonic()


def _capacity_of(setup: Setup, area: str) -> int | None:
    return next((room.capacity for room in setup.rooms if room.id == area), None)
