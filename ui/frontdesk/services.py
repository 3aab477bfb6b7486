"""What the front desk needs of the engine; the composition root adapts the use cases to it.

Every method may block on the disk and is called on a lane of `ui.tasks`, never on the window's thread. Trouble
from outside is an EnvironmentProblem.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.badges import PrintJob
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Direction, Passage, Scan
from kiosk.service.check_in import CheckedIn
from kiosk.service.registration import Particulars, Registered
from kiosk.store.search import Found
from ui.frontdesk.conflicts import OpenCases
from ui.station_status import StationStatus


class BadgeDecision(StrEnum):
    """What staff say of a badge that the printer did not confirm."""

    CAME_OUT = "came-out"
    PRINT_AGAIN = "print-again"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentScan:
    """One line of the last scans."""

    scan: Scan
    attendee: Attendee | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """One person as the desk sees them.

    `history` holds the passages that count in the gate's area, oldest first; `badges` every print job, oldest first.
    """

    attendee: Attendee
    history: tuple[Passage, ...] = ()
    badges: tuple[PrintJob, ...] = ()


class DeskServices(Protocol):
    """The use cases of one desk at one gate with one operator."""

    @property
    def gate(self) -> str: ...

    @property
    def operator(self) -> str: ...

    def now(self) -> datetime:
        """The present in UTC."""

    def check_in(self, code: str, direction: Direction | None = None) -> CheckedIn:
        """Judges a scanned code or a chosen person's ticket code; durable when it returns."""

    def admit_anyway(self, code: str, reason: str) -> CheckedIn:
        """Lets a known person in against the door's answer."""

    def undo(self, scan_id: str) -> Scan | None:
        """Takes an admitted scan back; None when there is nothing to take back."""

    def reprint(self, ticket_code: str, reason: str) -> PrintJob | None:
        """Queues another badge; None when there is no such ticket."""

    def badges_to_settle(self) -> list[PrintJob]:
        """Badges that failed, expired or were not confirmed, oldest first."""

    def settle_badge(self, job_id: str, decision: BadgeDecision) -> None:
        """Takes a badge off that list; a decision that comes too late changes nothing."""

    def answer_held_back(self, *, print_them: bool) -> None:
        """Prints the badges that were held back, or puts them with those to settle."""

    def open_cases(self) -> OpenCases:
        """Double entries and refused uploads that nobody has dealt with."""

    def close_double_entry(self, scan_id: str, note: str) -> None:
        """A person has dealt with it; durable when it returns, told to the server when there is one."""

    def upload_again(self, case_id: str) -> None:
        """Lets a refused upload go up once more, a scan or an edit."""

    def keep_here(self, case_id: str) -> None:
        """A refused upload is no case any more; it stays parked. Durable when it returns."""

    def register(self, typed: Particulars) -> Registered:
        """A guest gets a ticket; durable when it returns, told to the server when there is one."""

    def correct(self, ticket_code: str, typed: Particulars) -> Registered:
        """Changes what differs; durable when it returns, told to the server when there is one."""

    def guest_png(self, typed: Particulars, ticket_code: str) -> bytes | None:
        """The badge of what is typed, one pixel a dot; of a guest without a ticket when `ticket_code` is empty."""

    def knows(self, code: str) -> bool:
        """Whether a text is a ticket; one look-up in memory or on disk, called on the window's thread."""

    def find(self, words: str, limit: int) -> list[Found]:
        """People that fit the words, best first."""

    def person(self, ticket_code: str) -> PersonFile | None:
        """One person with history and badges."""

    def badge_png(self, ticket_code: str) -> bytes | None:
        """The badge as it prints, one pixel a dot; None when this gate prints none."""

    def recent(self, limit: int) -> list[RecentScan]:
        """The newest scans of this station first; undo records are left out, what they took back is `undone`."""

    def status(self) -> StationStatus:
        """The station's state now."""
