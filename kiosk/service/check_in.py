"""The walk through a door: from a scanned text to a verdict on disk, in one transaction.

The verdict is decided on the log's writer thread, so two scans at one station are judged one after the other and
each sees the one before. The answer leaves only after the commit.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.domain.admission import Presentation, decide
from kiosk.domain.badges import PrintCause, PrintJob, PrintState
from kiosk.domain.clock import Clock
from kiosk.domain.event import Gate, Setup
from kiosk.domain.history import Occupancy, passages
from kiosk.domain.payload import Payload, read_payload
from kiosk.domain.people import Attendee, Credential
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Direction, Outcome, Passage, Scan, ScanKind, Verdict
from kiosk.service.badges import badge_for
from kiosk.store import scan_log
from kiosk.store.cache import CacheStore
from kiosk.store.database import Connection
from kiosk.store.log import record_scan
from kiosk.store.print_jobs import has_badge
from kiosk.store.station import StationStore


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """The answer to one presented code: what is on disk now. `print_job` is the badge that it queued."""

    scan: Scan
    verdict: Verdict
    print_job: PrintJob | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where and by whom codes are presented."""

    gate: str
    station: str
    operator: str = ""
    session: str | None = None


class Admissions:
    """Checks people in and out at the doors of one station."""

    def __init__(self, store: StationStore, clock: Clock, *, on_recorded: Callable[[CheckedIn], None] | None = None):
        """`on_recorded` is called on the caller's thread after each commit, to wake printing and upload."""
        self._store = store
        self._clock = clock
        self._on_recorded = on_recorded or (lambda _: None)
        self._counts: dict[tuple[str, ...], _AreaCount] = {}
        self._counts_lock = threading.Lock()

    def check_in(self, code: str, door: Door, direction: Direction | None = None) -> CheckedIn:
        """Judges a scanned or typed code and writes the scan, its upload and its badge before it returns.

        `direction` overrides the gate's mode (a check-out by hand). Raises EnvironmentProblem when the gate is not
        set up or the log can't be written; then nothing was answered and nothing is stored.
        """
        return self._record(code, door, direction, overruled="")

    def look_up(self, code: str, door: Door) -> Verdict:
        """What the door would answer now; writes nothing (for a screen that asks the person to confirm first)."""
        judgement = self._judgement(code, door, None, overruled="")
        return self._store.log.read(lambda connection: judgement.verdict(connection, self._clock.now()))

    def admit_anyway(self, code: str, door: Door, reason: str) -> CheckedIn:
        """Lets a known person in against the door's answer; `reason` is kept with the scan for ever.

        An unknown or unreadable code stays refused: there is nobody to admit. An empty reason is a ValueError.
        """
        if not reason.strip():
            raise ValueError("admit anyway needs a reason")
        return self._record(code, door, Direction.ENTRY, overruled=reason)

    def undo(self, scan_id: str, door: Door) -> Scan | None:
        """Takes a scan back by adding a record; None when there is no such admitted scan or it was undone before."""
        return self._store.log.at_the_door(lambda connection: self._undo(connection, scan_id, door))

    def people_inside(self, area: str) -> int:
        """Persons in an area now, from this station's log and what the server told of the others."""
        return self._store.log.read(lambda connection: self._count(area, connection))

    def _count(self, area: str, connection: Connection) -> int:
        setup = self._store.cache.setup()
        areas = setup.connected_areas(area) if setup else (area,)
        with self._counts_lock:
            return self._counts.setdefault(areas, _AreaCount(areas)).refreshed(connection, self._store.cache)

    def gate(self, gate_id: str) -> tuple[Setup, Gate]:
        """The set-up and one gate of it; raises EnvironmentProblem naming the gates that there are."""
        setup = self._store.cache.setup()
        if setup is None:
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION, "this station has no event yet", "run kiosk import or kiosk sync first"
            )
        for gate in setup.gates:
            if gate.id == gate_id:
                return setup, gate
        known = ", ".join(gate.id for gate in setup.gates)
        raise EnvironmentProblem(ProblemKind.CONFIGURATION, f"there is no gate {gate_id!r}", f"choose one of: {known}")

    def _record(self, code: str, door: Door, direction: Direction | None, overruled: str) -> CheckedIn:
        checked_in = self._store.log.at_the_door(self._judgement(code, door, direction, overruled))
        self._on_recorded(checked_in)
        return checked_in

    def _judgement(self, code: str, door: Door, direction: Direction | None, overruled: str) -> _Judgement:
        setup, gate = self.gate(door.gate)
        return _Judgement(
            store=self._store,
            setup=setup,
            gate=gate,
            door=door,
            payload=read_payload(code),
            direction=direction,
            overruled=overruled,
            clock=self._clock,
            people_inside=self._count,
        )

    def _undo(self, connection: Connection, scan_id: str, door: Door) -> Scan | None:
        scan = scan_log.scan_by_id(connection, scan_id)
        if scan is None or scan.ticket_code is None or scan.kind is not ScanKind.PASSAGE:
            return None
        here = scan_log.scans_of_ticket(connection, scan.ticket_code, scan.area)
        history = passages(here + self._store.cache.other_scans(scan.ticket_code, scan.area))
        if scan_id not in {passage.scan_id for passage in history}:
            return None
        record = replace(
            scan,
            scan_id=new_scan_id(),
            kind=ScanKind.UNDO,
            undoes=scan_id,
            at=self._clock.now(),
            station=door.station,
            operator=door.operator,
            note="",
        )
        record_scan(connection, record)
        return record


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judgement:
    """One presentation, decided and written inside the writer's transaction.

    The people inside are counted there too: two doors' scans at once can't both take the last place.
    """

    store: StationStore
    setup: Setup
    gate: Gate
    door: Door
    payload: Payload
    direction: Direction | None
    overruled: str
    clock: Clock
    people_inside: Callable[[str, Connection], int]

    def __call__(self, connection: Connection) -> CheckedIn:
        at = self.clock.now()
        verdict = self.verdict(connection, at)
        if self.overruled and verdict.attendee is not None:
            verdict = replace(verdict, outcome=Outcome.ADMITTED)
        scan = self._scan(verdict, at)
        print_job = self._badge(connection, verdict, scan)
        record_scan(connection, scan, print_job)
        return CheckedIn(scan=scan, verdict=verdict, print_job=print_job)

    def verdict(self, connection: Connection, at: datetime) -> Verdict:
        """The door's answer from what both databases know; `connection` reads the log."""
        credential, attendee = self._look_up()
        return decide(
            Presentation(
                payload=self.payload,
                gate=self.gate,
                at=at,
                credential=credential,
                attendee=attendee,
                history=self._history(connection, attendee),
                inside=self.people_inside(self.gate.area, connection) if self.gate.capacity is not None else None,
                direction=self.direction,
                timezone=_zone(self.setup.event.timezone),
            )
        )

    def _look_up(self) -> tuple[Credential | None, Attendee | None]:
        if self.payload.fault is not None:
            return None, None
        cache = self.store.cache
        credential = cache.credential(self.payload.text)
        return credential, cache.attendee(credential.ticket_code if credential else self.payload.text)

    def _history(self, connection: Connection, attendee: Attendee | None) -> tuple[Passage, ...]:
        if attendee is None:
            return ()
        areas = self.setup.connected_areas(self.gate.area)
        here = scan_log.scans_of_ticket(connection, attendee.ticket_code, *areas)
        return passages(here + self.store.cache.other_scans(attendee.ticket_code, *areas), self.gate.area)

    def _scan(self, verdict: Verdict, at: datetime) -> Scan:
        return Scan(
            scan_id=new_scan_id(),
            code=self.payload.text,
            ticket_code=verdict.attendee.ticket_code if verdict.attendee else None,
            gate=self.gate.id,
            area=self.gate.area,
            direction=verdict.direction,
            verdict=verdict.outcome,
            reason=verdict.reason,
            at=at,
            station=self.door.station,
            operator=self.door.operator,
            note=self.overruled,
            session=self.door.session,
        )

    def _badge(self, connection: Connection, verdict: Verdict, scan: Scan) -> PrintJob | None:
        attendee = verdict.attendee
        wanted = verdict.outcome is Outcome.ADMITTED and verdict.first_entry and self.gate.layout is not None
        if not wanted or attendee is None or has_badge(connection, attendee.ticket_code):
            return None
        return PrintJob(
            job_id=uuid.uuid4().hex,
            badge=badge_for(attendee, self.setup),
            layout=self.gate.layout or "",
            created_at=scan.at,
            scan_id=scan.scan_id,
            cause=PrintCause.CHECK_IN,
            operator=self.door.operator,
            state=PrintState.QUEUED,
        )


class _AreaCount:
    """The occupancy of the first of `areas`, the others being rooms that it is left for.

    Reads only what is new in both databases.
    """

    def __init__(self, areas: tuple[str, ...]) -> None:
        self._areas = areas
        self._occupancy = Occupancy(areas[0])
        self._here = 0
        self._others = 0

    def refreshed(self, log: Connection, cache: CacheStore) -> int:
        for sequence, scan in scan_log.scans_of_areas(log, self._areas, after=self._here):
            self._occupancy.take(scan)
            self._here = sequence
        for sequence, scan in cache.other_scans_of_areas(self._areas, after=self._others):
            self._occupancy.take(scan)
            self._others = sequence
        return self._occupancy.inside


def _zone(name: str) -> tzinfo:
    """The event's time zone; one that this machine does not know counts its days in UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def new_scan_id() -> str:
    """A scan's own id, made at the door: 32 hex digits, random."""
    return uuid.uuid4().hex
