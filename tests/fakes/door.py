"""A small event for rule books: one entrance, one hall, one crowd of four, and a clock that tests own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kiosk.domain.event import Category, Event, Gate, GateKind, Localized, Setup
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Direction, Outcome, Passage, Reason, Scan, ScanKind

NINE = datetime(2023, 6, 7, 9, 0, tzinfo=UTC)

ENTRANCE = Gate(id="north", name=Localized(en="North"), area="venue", layout="4x3")
HALL = Gate(id="hall-door", name=Localized(en="Hall"), area="hall", kind=GateKind.ROOM, entries=None, capacity=2)
STUDIO = Gate(id="studio-door", name=Localized(en="Studio"), area="studio", kind=GateKind.ROOM)

SETUP = Setup(
    event=Event(slug="smart-city", name=Localized(en="Smart City"), starts_at=NINE, ends_at=NINE + timedelta(days=2)),
    categories=(Category(id="visitor", name=Localized(en="Visitor"), letter="V"),),
    gates=(ENTRANCE, HALL, STUDIO),
)

AMINA = Attendee(ticket_code="AMINA1", name="Amina Bennani", category="visitor")
KARIM = Attendee(ticket_code="KARIM1", name="Karim Tazi", category="visitor")
SALMA = Attendee(ticket_code="SALMA1", name="Salma Idrissi", category="press")
OMAR = Attendee(ticket_code="OMAR01", name="Omar Slaoui", category="visitor")


class HandClock:
    """Tells the time it was set to."""

    def __init__(self, at: datetime = NINE) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **duration: float) -> None:
        self.at += timedelta(**duration)


def passage(direction: Direction = Direction.ENTRY, *, minutes: float = 0, scan_id: str = "") -> Passage:
    """A passage so many minutes after nine."""
    at = NINE + timedelta(minutes=minutes)
    return Passage(scan_id=scan_id or f"{minutes:+08.2f}", direction=direction, at=at, gate="north", station="lane-1")


def scan(
    scan_id: str,
    direction: Direction = Direction.ENTRY,
    *,
    ticket: str | None = "AMINA1",
    minutes: float = 0,
    area: str = "venue",
    verdict: Outcome = Outcome.ADMITTED,
    reason: Reason | None = None,
    station: str = "lane-1",
) -> Scan:
    """One line of the log so many minutes after nine."""
    return Scan(
        scan_id=scan_id,
        code=ticket or "?",
        ticket_code=ticket,
        gate=f"{area}-door",
        area=area,
        direction=direction,
        verdict=verdict,
        reason=reason,
        at=NINE + timedelta(minutes=minutes),
        station=station,
    )


def undo(scan_id: str, undone: Scan, *, minutes: float = 0) -> Scan:
    """The record that takes `undone` back."""
    return Scan(
        scan_id=scan_id,
        code=undone.code,
        ticket_code=undone.ticket_code,
        gate=undone.gate,
        area=undone.area,
        direction=undone.direction,
        verdict=undone.verdict,
        reason=undone.reason,
        at=NINE + timedelta(minutes=minutes),
        station=undone.station,
        kind=ScanKind.UNDO,
        undoes=undone.scan_id,
    )
