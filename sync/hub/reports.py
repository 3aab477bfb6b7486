"""Figures of the hub: its export of all scans, and the live counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kiosk.domain.event import Gate, GateKind, Localized, Setup
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Direction, Outcome, Scan, UploadState
from kiosk.store.values import decode_attendee, decode_setup
from sync.hub.books import Connection
from sync.hub.ledger import meta
from sync.hub.people import find_attendees
from sync.hub.scan_rows import KeptScan, find_scans, read_scan
from sync.page_messages import AreaCount, Counts, GateCount, ImportProgress, OpenConflict

_CONFLICTS_SHOWN = 200
"""More than a person closes in a day; their number is told besides."""


def event_slug(connection: Connection) -> str:
    """The name of the event on the wire; empty while the hub has none."""
    setup = _setup(connection)
    return setup.event.slug if setup else ""


def scan_export(connection: Connection) -> list[dict[str, Any]]:
    """Every scan in the hub's order, in the export form of the command line with the hub's own additions."""
    rows = connection.execute("SELECT * FROM scans ORDER BY sequence")
    return [_exported(read_scan(row)) for row in rows]


def people_export(connection: Connection) -> list[Attendee]:
    """Everybody whom the hub knows, in the order of their ticket codes."""
    rows = connection.execute("SELECT data FROM people WHERE removed = 0 ORDER BY ticket_code")
    return [decode_attendee(row["data"]) for row in rows]


def counts(connection: Connection, inside: Mapping[str, int], importing: ImportProgress) -> Counts:
    """The live figures; `inside` comes from the writing side, which keeps it.

    Reads every scan once in the database's own code: for a thread beside the doors.
    """
    setup, tallies = _setup(connection), _tallies(connection)
    scans = dict.fromkeys((outcome.value for outcome in Outcome), 0)
    for tally in tallies:
        scans[tally.verdict] += tally.number
    return Counts(
        inside=dict(inside),
        scans=scans,
        open_conflicts=_number(connection, "SELECT count(*) AS number FROM conflicts WHERE closed_at IS NULL"),
        people=_number(connection, "SELECT count(*) AS number FROM people WHERE removed = 0"),
        event=setup.event.name if setup else Localized(),
        gates=tuple(_gate_count(gate, tallies) for gate in (setup.gates if setup else ())),
        areas=tuple(_area_count(setup, area, number) for area, number in inside.items()) if setup else (),
        importing=importing,
    )


def open_conflicts(connection: Connection) -> list[OpenConflict]:
    """The newest double entries that wait for a person."""
    rows = connection.execute(
        "SELECT scan_id, winner FROM conflicts WHERE closed_at IS NULL ORDER BY sequence DESC LIMIT ?",
        (_CONFLICTS_SHOWN,),
    ).fetchall()
    ids = [scan_id for row in rows for scan_id in (row["scan_id"], row["winner"])]
    scans = {kept.scan.scan_id: kept.scan for kept in find_scans(connection, ids)}
    people = find_attendees(connection, [scan.ticket_code or "" for scan in scans.values()])
    return [_open_conflict(scans[row["scan_id"]], scans[row["winner"]], people) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    """How many scans are alike; an undo counts against the scan that it takes back."""

    gate: str
    direction: str
    verdict: str
    number: int


def _tallies(connection: Connection) -> list[_Tally]:
    rows = connection.execute(
        """SELECT gate, direction, verdict, sum(CASE WHEN kind = 'undo' THEN -1 ELSE 1 END) AS number
           FROM scans GROUP BY gate, direction, verdict"""
    )
    return [_Tally(**dict(row)) for row in rows]


def _setup(connection: Connection) -> Setup | None:
    text = meta(connection, "setup")
    return decode_setup(text.encode()) if text else None


def _gate_count(gate: Gate, tallies: list[_Tally]) -> GateCount:
    here = [tally for tally in tallies if tally.gate == gate.id]
    admitted = [tally for tally in here if tally.verdict == Outcome.ADMITTED]
    return GateCount(
        gate=gate.id,
        area=gate.area,
        name=gate.name,
        entries=sum(tally.number for tally in admitted if tally.direction == Direction.ENTRY),
        exits=sum(tally.number for tally in admitted if tally.direction == Direction.EXIT),
        refused=sum(tally.number for tally in here if tally.verdict != Outcome.ADMITTED),
    )


def _area_count(setup: Setup, area: str, inside: int) -> AreaCount:
    """A room has its own name and capacity, or those of its door."""
    doors = [gate for gate in setup.gates if gate.area == area]
    room = next((room for room in setup.rooms if room.id == area), None)
    door = next((gate for gate in doors if len(doors) == 1), None)
    named = room or door
    return AreaCount(
        area=area,
        inside=inside,
        is_room=all(gate.kind is GateKind.ROOM for gate in doors),
        name=named.name if named else Localized(),
        capacity=next((gate.capacity for gate in doors if gate.capacity is not None), room.capacity if room else None),
    )


def _open_conflict(scan: Scan, winner: Scan, people: Mapping[str, Attendee]) -> OpenConflict:
    person = people.get(scan.ticket_code or "")
    if person is None:
        return OpenConflict(scan=scan, winner=winner)
    return OpenConflict(scan=scan, winner=winner, name=person.name, name_ar=person.name_ar, company=person.company)


def _number(connection: Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()["number"])


def _exported(kept: KeptScan) -> dict[str, Any]:
    state = UploadState.ACCEPTED if kept.winner is None else UploadState.CONFLICT
    return {
        **asdict(kept.scan),
        "state": state.value if kept.confirmed else UploadState.PENDING.value,
        "winner": kept.winner,
        "sequence": kept.sequence,
        "clock_corrected": kept.clock_corrected,
    }
