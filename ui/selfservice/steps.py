"""Where a visitor stands on the way to the badge, as plain values that the window draws."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.badges import PrintJob
from kiosk.domain.event import Language
from kiosk.domain.people import Attendee


class Step(StrEnum):
    """One screen each. LOOKING still shows the attract screen, CHECKING_IN the first moment of printing."""

    ATTRACT = "attract"
    LOOKING = "looking"
    CONFIRM = "confirm"
    CHECKING_IN = "checking-in"
    PRINTING = "printing"
    TAKE = "take"
    WELCOME = "welcome"
    DESK = "desk"
    STAFF_CALLED = "staff-called"
    STILL_THERE = "still-there"
    TROUBLE = "trouble"


class Stage(StrEnum):
    """What is really known of the badge: waiting its turn, being sent, or held up for a moment."""

    QUEUED = "queued"
    SENDING = "sending"
    WAITING = "waiting"


class KioskTrouble(StrEnum):
    """What keeps this kiosk from serving anybody."""

    CAMERA = "camera"
    PRINTER = "printer"


class CallCause(StrEnum):
    """Why staff are wanted at the kiosk or should expect somebody at the desk."""

    ASKED = "asked"
    REFUSED = "refused"
    BADGE = "badge"
    FAILURE = "failure"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCall:
    """What staff are told. `number` is the one the visitor reads from the screen, None when there is nobody."""

    cause: CallCause
    number: int | None = None
    ticket_code: str | None = None
    troubles: frozenset[KioskTrouble] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Everything known of the visitor at the kiosk; a new one forgets all of it.

    `badge_png` is the badge as it will print, one pixel a dot. `language` is the one that the visitor chose, else
    that of the registration; None speaks the kiosk's own. `number` is shown when the desk must help. `elsewhere` names
    the printer that has the badge when it is not the kiosk's own.
    """

    code: str = ""
    person: Attendee | None = None
    badge_png: bytes | None = None
    language: Language | None = None
    job: PrintJob | None = None
    stage: Stage = Stage.QUEUED
    elsewhere: str = ""
    number: int | None = None
