"""What happens at the doors of any venue, as rules of a Hypothesis state machine, and what must hold after each."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.domain.history import passages
from kiosk.domain.live import Intent
from kiosk.domain.scans import DecidedBy, Direction, Scan
from kiosk.service.check_in import new_scan_id
from kiosk.store.log import record_scan
from sync.hub.books import Connection
from sync.hub.changes import all_conflicts
from sync.hub.conflicts import double_entries
from sync.hub.scan_rows import read_scan
from sync.port import ServerTrouble
from tests.fakes.venue import SETUP, VenueStation

STATIONS = ("A", "B", "C")
GATES = {gate.id: gate for gate in SETUP.gates}

stations = st.sampled_from(STATIONS)
CODES = ("T00000", "T00001", "T00002", "nobody")
codes = st.sampled_from(CODES)
gates = st.sampled_from(["north", "south", "once"])


class DoorRules(RuleBasedStateMachine):
    """`shown` holds every scan that a person at a door has seen an answer for."""

    def __init__(self) -> None:
        super().__init__()
        self.stations: dict[str, VenueStation] = {}
        self.shown: dict[str, Scan] = {}

    def pass_time(self, seconds: float) -> None:
        """All clocks go on."""
        raise NotImplementedError

    @rule(name=stations, code=codes, gate=gates)
    def scan(self, name: str, code: str, gate: str) -> None:
        self.pass_time(1)
        scan = self.stations[name].check_in(code, gate).scan
        self.shown[scan.scan_id] = scan

    @rule(name=stations, code=codes)
    def leave(self, name: str, code: str) -> None:
        self.pass_time(1)
        station = self.stations[name]
        scan = station.admissions.check_in(code, station.door("north"), Direction.EXIT).scan
        self.shown[scan.scan_id] = scan

    @rule(name=stations, code=codes, gate=gates, crash=st.booleans())
    def ask_the_hub_first(self, name: str, code: str, gate: str, crash: bool) -> None:
        """The live verdict: the hub's word counts, or the station's own; a crash in between leaves only the intent."""
        self.pass_time(1)
        station = self.stations[name]
        intent = Intent(scan_id=new_scan_id(), code=code, gate=gate, at=station.clock.now(), station=name)
        try:
            verdict = station.server.redeem(intent)  # type: ignore[attr-defined]
        except ServerTrouble:
            verdict = None
        if crash:
            return
        told = verdict or station.admissions.look_up(code, station.door(gate))
        scan = Scan(
            scan_id=intent.scan_id,
            code=code,
            ticket_code=told.attendee.ticket_code if told.attendee else None,
            gate=gate,
            area=GATES[gate].area,
            direction=told.direction,
            verdict=told.outcome,
            reason=told.reason,
            at=intent.at,
            station=name,
            operator="Salma",
            decided_by=DecidedBy.SERVER if verdict else DecidedBy.LOCAL,
        )
        station.store.log.at_the_door(lambda connection: record_scan(connection, scan))
        self.shown[scan.scan_id] = scan

    @rule(name=stations)
    def crash(self, name: str) -> None:
        station = self.stations[name]
        station.close()
        station.open()

    @invariant()
    def nothing_shown_is_missing_at_its_station(self) -> None:
        for name, station in self.stations.items():
            logged = {scan.scan_id for scan, _ in station.store.log.all_scans()}
            assert {scan.scan_id for scan in self.shown.values() if scan.station == name} <= logged


def flagged_scans(books: Connection) -> set[str]:
    """Every scan of a double entry that nobody has closed."""
    return {
        scan_id
        for conflict in all_conflicts(books)
        if conflict.closed_at is None
        for scan_id in (conflict.scan.scan_id, conflict.winner.scan_id)
    }


def doubled_scans(books: Connection) -> set[str]:
    """Counted anew from all scans, without what the hub has noted of them."""
    scans = [read_scan(row).scan for row in books.execute("SELECT * FROM scans")]
    doubles: set[str] = set()
    for code in CODES:
        for area in ("venue", "gift"):
            history = passages([scan for scan in scans if scan.ticket_code == code and scan.area == area])
            doubles |= double_entries(GATES, history).keys()
    return doubles
