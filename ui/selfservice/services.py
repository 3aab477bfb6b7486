"""What the self-service face needs of the station, so that the window knows no database and no printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.event import Language, Localized, Setup
from kiosk.domain.scans import Verdict
from kiosk.service.check_in import CheckedIn
from ui.selfservice.steps import StaffCall


class Lens(StrEnum):
    """Where the camera is, as seen by the visitor: the moving hint points there."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A look-up's answer. `badge_png` is the badge of the admitted person exactly as it will print, or None when
    this gate prints none (or the person has one already)."""

    verdict: Verdict
    badge_png: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskSettings:
    """How this kiosk stands in the hall.

    `elsewhere` says where to go when this kiosk takes a break ("Kiosk 3 is to your right"); empty says it in general.
    `pin_hash` comes from `ui.pin.hash_pin`; empty lets anybody leave by the gesture.
    """

    language: Language = Language.FRENCH
    lens: Lens = Lens.ABOVE
    reduce_motion: bool = False
    elsewhere: Localized = Localized()
    pin_hash: str = ""


class SelfServiceServices(Protocol):
    """Called on a worker thread, except `setup`, which is asked once. May raise EnvironmentProblem."""

    def setup(self) -> Setup: ...

    def look_up(self, code: str) -> Recognised:
        """Who this code stands for and what the door would say; writes nothing."""
        ...

    def check_in(self, code: str) -> CheckedIn:
        """Writes the scan, its upload and its badge."""
        ...

    def call_staff(self, call: StaffCall) -> None:
        """Tells the stations of the staff; must not fail when there is no network."""
        ...
