"""Verdicts, and the scans that record them for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.people import Attendee


class Outcome(StrEnum):
    """The three answers of a door."""

    ADMITTED = "admitted"
    REFUSED = "refused"
    ASK = "ask"


class ScanRefusal(StrEnum):
    """Why a server did not take a scan; the first word of the detail of a parked one."""

    OTHER_SCAN = "other-scan"
    NOT_UNDERSTOOD = "not-understood"


class Reason(StrEnum):
    """Why a door did not simply say yes."""

    ALREADY_ADMITTED = "already-admitted"
    UNKNOWN_CODE = "unknown-code"
    UNREADABLE_CODE = "unreadable-code"
    UNPAID = "unpaid"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    REVOKED = "revoked"
    WRONG_TYPE = "wrong-type"
    OUTSIDE_TIME = "outside-time"
    RULE = "rule"
    ROOM_FULL = "room-full"
    ANSWERS_NEEDED = "answers-needed"
    OTHER_EVENT = "other-event"
    SERVER_AWAY = "server-away"
    OTHER_DOOR = "other-door"


class Direction(StrEnum):
    """Which way a person goes through the door."""

    ENTRY = "entry"
    EXIT = "exit"


class DecidedBy(StrEnum):
    """Who gave the verdict."""

    LOCAL = "local"
    SERVER = "server"


class ScanKind(StrEnum):
    """A passage through a door, or the record that takes one back."""

    PASSAGE = "passage"
    UNDO = "undo"


class UploadState(StrEnum):
    """What the server has said of a scan so far."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An earlier passage of the same ticket through the same area, not undone."""

    scan_id: str
    direction: Direction
    at: datetime
    gate: str
    station: str
    operator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer for one presented code.

    `previous` is the passage that stands in the way (already admitted). `detail` is data, not words: the
    question ids still to answer (comma separated), or the ISO time from or until which the ticket holds.
    `first_entry` tells that the ticket never entered this area before.
    """

    outcome: Outcome
    reason: Reason | None
    direction: Direction
    attendee: Attendee | None = None
    previous: Passage | None = None
    detail: str = ""
    first_entry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One line of the append-only log.

    `scan_id` is made at the door (UUID, 32 hex digits) and stays the same through every upload. `at` is the true time
    at the door in UTC. `code` is what was presented, made printable. `note` is a person's reason when the door's
    answer was overruled. An undo names the scan that it takes back in `undoes`.
    """

    scan_id: str
    code: str
    ticket_code: str | None
    gate: str
    area: str
    direction: Direction
    verdict: Outcome
    reason: Reason | None
    at: datetime
    station: str
    operator: str = ""
    decided_by: DecidedBy = DecidedBy.LOCAL
    kind: ScanKind = ScanKind.PASSAGE
    undoes: str | None = None
    note: str = ""
    session: str | None = None
