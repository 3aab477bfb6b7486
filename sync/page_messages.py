"""What the hub's page shows and what its people say there, as typed values.

The hub speaks exactly these as JSON, by the rules of `sync.messages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.event import Localized
from kiosk.domain.scans import Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class StationReport:
    """How a station is, for the hub's page. `printer_troubles` are words of `printing`, empty when it can print."""

    waiting: int = 0
    parked: int = 0
    clock_offset_s: float | None = None
    printer: str = ""
    printer_troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StationState:
    """One station as the hub knows it: `last_seen` is None when it did not call since the hub began."""

    device: str
    name: str
    last_seen: datetime | None = None
    report: StationReport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCount:
    """One gate: admitted entries and exits through it, and what it refused."""

    gate: str
    area: str
    name: Localized = Localized()
    entries: int = 0
    exits: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCount:
    """Who is inside an area now. `name` is empty where only the gates have one; a `capacity` of None has no limit."""

    area: str
    inside: int
    is_room: bool = False
    name: Localized = Localized()
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress:
    """People taken in so far by an import; `total` is 0 when none is under way."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UpstreamState:
    """A hub's connection to the organiser's server, in the words of `sync.status`; `problem` is empty when it works."""

    server: str
    connected: bool
    waiting: int = 0
    parked: int = 0
    last_success: datetime | None = None
    problem: str = ""
    loaded: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedRow:
    """A scan that the organiser's server can't take, with its own word on it."""

    scan: Scan
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """The scan id of a parked row that goes up once more."""

    scan_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The live figures: persons inside each area, scans by verdict (undo records apart), each gate and each area.

    `upstream` is None at a hub that is its own registration server.
    """

    inside: dict[str, int]
    scans: dict[str, int]
    open_conflicts: int
    event: Localized = Localized()
    people: int = 0
    gates: tuple[GateCount, ...] = ()
    areas: tuple[AreaCount, ...] = ()
    importing: ImportProgress = ImportProgress()
    upstream: UpstreamState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConflict:
    """A double entry that nobody has closed, with whom it is about; the names are empty for a ticket nobody knows."""

    scan: Scan
    winner: Scan
    name: str = ""
    name_ar: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """The device whose token is worth nothing any more."""

    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The scan id of the conflict that was closed."""

    closed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A person's word on a conflict."""

    by: str
    note: str = ""
