"""The walk through a door: from a scanned text to a verdict on disk, in one transaction.

The verdict is decided on the log's writer thread, so two scans at one station are judged one after the other and
each sees the one before. The answer leaves only after the commit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.clock import Clock
from kiosk.domain.event import AlonePolicy, Gate, Setup
from kiosk.domain.history import passages
from kiosk.domain.live import Intent, LiveDecider
from kiosk.domain.payload import read_payload
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Direction, Scan, ScanKind, Verdict
from kiosk.service.judgement import CheckedIn, Door, Judgement, new_scan_id
from kiosk.service.occupancy import AreaCount
from kiosk.store import scan_log
from kiosk.store.database import Connection
from kiosk.store.edit_log import known_here_only
from kiosk.store.intents import open_intent
from kiosk.store.log import record_scan
from kiosk.store.station import StationStore

__all__ = ["Admissions", "CheckedIn", "Door"]


class Admissions:
    """Checks people in and out at the doors of one station."""

    def __init__(
        self,
        store: StationStore,
        clock: Clock,
        *,
        live: LiveDecider | None = None,
        on_recorded: Callable[[CheckedIn], None] | None = None,
        when_alone: AlonePolicy | None = None,
    ) -> None:
        """`live` is asked first where there is one; without its answer the station decides, with the same scan id.

        `on_recorded` is called on the caller's thread after each commit, to wake printing and upload. `when_alone`
        stands in the place of every gate's own policy.
        """
        self._store = store
        self._clock = clock
        self._live = live
        self._asking = threading.Lock()
        self._when_alone = when_alone
        self._on_recorded = on_recorded or (lambda _: None)
        self._counts: dict[tuple[str, ...], AreaCount] = {}
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
            return self._counts.setdefault(areas, AreaCount(areas)).refreshed(connection, self._store.cache)

    def gate(self, gate_id: str) -> tuple[Setup, Gate]:
        """The set-up and one gate of it; raises EnvironmentProblem naming the gates that there are."""
        setup = self._store.cache.setup()
        if setup is None:
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION,
                "this station has no event yet",
                "run kiosk import, or kiosk pair and kiosk sync, first",
            )
        for gate in setup.gates:
            if gate.id == gate_id:
                return setup, gate
        known = ", ".join(gate.id for gate in setup.gates)
        raise EnvironmentProblem(ProblemKind.CONFIGURATION, f"there is no gate {gate_id!r}", f"choose one of: {known}")

    def _record(self, code: str, door: Door, direction: Direction | None, overruled: str) -> CheckedIn:
        judgement = self._judgement(code, door, direction, overruled)
        with self._asking:  # one visitor at a time: two scans of one code must not share an intent
            if self._live is not None and self._live.answering and not overruled and self._may_be_asked(judgement):
                judgement = self._served(judgement, self._live)
            checked_in = self._store.log.at_the_door(judgement)
        self._on_recorded(checked_in)
        return checked_in

    def _may_be_asked(self, judgement: Judgement) -> bool:
        """No text is sent that is no code, nor the ticket of a guest whom only this station knows as yet."""
        code = judgement.payload
        return code.fault is None and not self._store.log.read(lambda log: known_here_only(log, code.text))

    def _served(self, judgement: Judgement, live: LiveDecider) -> Judgement:
        """The judgement with the server's verdict, or without one when there was no answer in time."""
        wanted = Intent(
            scan_id=new_scan_id(),
            code=judgement.payload.text,
            gate=judgement.gate.id,
            at=self._clock.now(),
            station=judgement.door.station,
            direction=judgement.direction,
            operator=judgement.door.operator,
            session=judgement.door.session,
        )
        intent = self._store.log.at_the_door(lambda connection: open_intent(connection, wanted))
        return replace(judgement, scan_id=intent.scan_id, served=live.ask(intent), alone=True)

    def _judgement(self, code: str, door: Door, direction: Direction | None, overruled: str) -> Judgement:
        setup, gate = self.gate(door.gate)
        return Judgement(
            store=self._store,
            setup=setup,
            gate=gate if self._when_alone is None else replace(gate, when_alone=self._when_alone),
            door=door,
            payload=read_payload(code),
            direction=direction,
            overruled=overruled,
            clock=self._clock,
            people_inside=self._count,
            alone=self._live is not None and not self._live.answering,
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
