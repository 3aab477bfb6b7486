"""What the session face needs of the station at one room's door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.event import Gate, Language, Setup
from kiosk.domain.scans import Direction
from kiosk.service.check_in import CheckedIn
from ui.station_status import StationStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSettings:
    """How this door is run. An unattended one shows no names and no list, and is left by the PIN of
    `ui.pin`; empty lets anybody leave by the gesture."""

    language: Language = Language.FRENCH
    attended: bool = True
    pin_hash: str = ""


class SessionServices(Protocol):
    """`setup` and `gate` are asked once; the others are called on a worker thread. May raise EnvironmentProblem."""

    def setup(self) -> Setup: ...

    def gate(self) -> Gate:
        """The door; its `area` is the id of the room behind it."""
        ...

    def check_in(self, code: str, direction: Direction | None, session: str | None) -> CheckedIn:
        """Judges and writes one passage; `direction` None leaves it to the gate's mode."""
        ...

    def status(self) -> StationStatus:
        """How the station is, for volunteers."""
        ...

    def people_inside(self) -> int:
        """Badge holders in the room now."""
        ...

    def without_badge(self, session: str | None) -> int:
        """People counted in by hand for this session."""
        ...

    def click(self, by: int, session: str | None) -> int:
        """Counts `by` more (or fewer) people without a badge; returns how many there are, never below 0."""
        ...
