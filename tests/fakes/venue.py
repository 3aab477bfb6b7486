"""A small venue: one event, a few people, stations with a clock that tests set by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.domain.event import Category, Event, Gate, GateKind, Localized, Setup
from kiosk.domain.people import Attendee, TicketStatus
from kiosk.service.check_in import Admissions, Door
from kiosk.store.station import StationStore
from sync.engine import SyncEngine
from sync.port import RegistrationServer
from sync.status import SyncReport, SyncStatus
from sync.worker import SyncWorker

OPENING = datetime(2026, 6, 7, 8, 0, tzinfo=UTC)


class VenueClock:
    """A clock that goes only when told."""

    def __init__(self, at: datetime = OPENING) -> None:
        self.at = at
        self._ran = 0.0

    def now(self) -> datetime:
        return self.at

    def go_on(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self._ran += seconds

    def jump(self, seconds: float) -> None:
        """The wall clock is set; the monotonic one does not notice."""
        self.at += timedelta(seconds=seconds)

    def monotonic(self) -> float:
        return self._ran


def gate(identity: str, area: str = "venue", **rules: object) -> Gate:
    return Gate(id=identity, name=Localized(en=identity), area=area, **rules)  # type: ignore[arg-type]


SETUP = Setup(
    event=Event(
        slug="test-event",
        name=Localized(en="Test event"),
        starts_at=OPENING - timedelta(hours=1),
        ends_at=OPENING + timedelta(days=1),
    ),
    categories=(Category(id="visitor", name=Localized(en="Visitor")),),
    gates=(
        gate("north"),
        gate("south"),
        gate("once", area="gift", reentry_after_exit=False),
        gate("hall", area="hall", kind=GateKind.ROOM, capacity=2, entries=None),
    ),
)


def people(number: int) -> list[Attendee]:
    return [
        Attendee(ticket_code=f"T{index:05}", name=f"Nadia Visitor {index}", category="visitor")
        for index in range(number)
    ]


def unpaid(code: str) -> Attendee:
    return Attendee(ticket_code=code, name="Karim Unpaid", category="visitor", status=TicketStatus.UNPAID)


class VenueStation:
    """A whole station without a window: its files, its door and its exchange with a server."""

    def __init__(self, directory: Path, server: RegistrationServer, name: str, clock: VenueClock) -> None:
        self.directory = directory
        self.name = name
        self.clock = clock
        self.server = server
        self.statuses: list[SyncStatus] = []
        self.open()

    def open(self) -> None:
        self.store = StationStore(self.directory)
        self.admissions = Admissions(self.store, self.clock)
        self.worker = SyncWorker(
            self.store, self.server, self.clock, on_status=self.statuses.append, monotonic=self.clock.monotonic
        )

    def check_in(self, code: str, gate_id: str = "north") -> Any:
        return self.admissions.check_in(code, self.door(gate_id))

    def undo(self, scan_id: str, gate_id: str = "north") -> None:
        self.admissions.undo(scan_id, self.door(gate_id))

    def door(self, gate_id: str) -> Door:
        return Door(gate=gate_id, station=self.name, operator="Salma")

    def sync(self) -> SyncReport:
        """One pass, long enough after the last one that nothing waits out a failure."""
        self.clock.go_on(60)
        return self.worker.run_once()

    @property
    def engine(self) -> SyncEngine:
        return self.worker._engine

    def close(self) -> None:
        self.worker.stop()
        self.store.close()
