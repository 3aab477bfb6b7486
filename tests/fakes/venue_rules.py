"""What happens at the doors of any venue, as rules of a Hypothesis state machine, and what must hold after each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.domain.history import passages
from kiosk.domain.live import Intent
from kiosk.domain.scans import Direction, Reason, Scan, Verdict
from kiosk.service.check_in import Admissions
from sync.hub.books import Connection
from sync.hub.changes import all_conflicts
from sync.hub.conflicts import double_entries
from sync.hub.scan_rows import read_scan
from sync.port import ServerTrouble
from tests.fakes.in_process_hub import Fault
from tests.fakes.venue import SETUP, VenueStation

STATIONS = ("A", "B", "C")
GATES = {gate.id: gate for gate in SETUP.gates}

stations = st.sampled_from(STATIONS)
CODES = ("T00000", "T00001", "T00002", "nobody")
codes = st.sampled_from(CODES)
gates = st.sampled_from(["north", "south", "once"])


class Crashed(Exception):
    """The program died here."""


class Asking:
    """LiveDecider on the caller's thread; `crash` lets the program die with the answer in its hands."""

    answering = True

    def __init__(self, server: object, *, crash: bool) -> None:
        self._server = server
        self._crash = crash
        self.asked: str | None = None

    def ask(self, intent: Intent) -> Verdict | None:
        self.asked = intent.scan_id
        try:
            verdict: Verdict | None = self._server.redeem(intent)  # type: ignore[attr-defined]
        except ServerTrouble:
            verdict = None
        if self._crash:
            raise Crashed
        return verdict


def _until_the_crash(submit: Callable[..., Any], left: Iterator[int]) -> Callable[..., Any]:
    def submit_or_die(*work: Any) -> Any:
        if next(left) <= 0:
            raise Crashed
        return submit(*work)

    return submit_or_die


class DoorRules(RuleBasedStateMachine):
    """`shown` holds every scan that a person at a door has seen an answer for, `undecided` each lost question's id."""

    def __init__(self) -> None:
        super().__init__()
        self.stations: dict[str, VenueStation] = {}
        self.shown: dict[str, Scan] = {}
        self.undecided: dict[tuple[str, str, str], str] = {}

    def pass_time(self, seconds: float) -> None:
        """All clocks go on."""
        raise NotImplementedError

    def all_was_heard_by(self, name: str) -> None:
        """After a good exchange, where it can be told."""

    @rule(name=stations, code=codes, gate=gates)
    def scan(self, name: str, code: str, gate: str) -> None:
        self.pass_time(1)
        self._show(name, gate, self.stations[name].check_in(code, gate).scan)

    @rule(name=stations, code=codes)
    def leave(self, name: str, code: str) -> None:
        self.pass_time(1)
        station = self.stations[name]
        scan = station.admissions.check_in(code, station.door("north"), Direction.EXIT).scan
        self.shown[scan.scan_id] = scan

    @rule(name=stations, code=codes, gate=gates, crash=st.booleans(), comes_back=st.booleans())
    def ask_the_hub_first(self, name: str, code: str, gate: str, crash: bool, comes_back: bool) -> None:
        """The live verdict: the hub's word counts, or the station's own; a crash in between leaves only the intent.

        The guest may show the code again right after it, when the hub is not asked.
        """
        self.pass_time(1)
        station, asking = self.stations[name], Asking(self.stations[name].server, crash=crash)
        door = Admissions(station.store, station.clock, live=asking)
        try:
            self._show(name, gate, door.check_in(code, station.door(gate)).scan)
        except Crashed:
            assert asking.asked is not None
            self.undecided[name, code, gate] = asking.asked
            self.crash(name)
            if comes_back:
                self.scan(name, code, gate)

    @rule(name=stations)
    def crash(self, name: str) -> None:
        station = self.stations[name]
        station.close()
        station.open()

    @rule(name=stations, writes=st.integers(0, 2))
    def crash_while_storing(self, name: str, writes: int) -> None:
        """The program dies in the middle of a good exchange with something to tell, between any two transactions."""
        for other in self.stations.values():
            other.server.fault = Fault.NONE  # type: ignore[attr-defined]
            other.server.strike_later(0, Fault.NONE)  # type: ignore[attr-defined]
            if other.name != name:
                self.scan(other.name, "nobody", "north")
                other.sync()
        station = self.stations[name]
        left = itertools.count(writes, -1)
        for writer in (station.store.cache.writer, station.store.log.writer):
            writer.submit = _until_the_crash(writer.submit, left)  # type: ignore[method-assign]
        with suppress(Crashed):
            station.sync()
        self.crash(name)
        self.stations[name].sync()
        self.all_was_heard_by(name)

    def _show(self, name: str, gate: str, scan: Scan) -> None:
        """A question that a crash left undecided keeps its id, or the hub would count two; or it was settled."""
        asked = self.undecided.pop((name, scan.code, gate), scan.scan_id)
        kept = self.stations[name].store.log.scan(asked)
        assert kept is not None
        assert kept == scan or kept.reason is Reason.SERVER_AWAY
        self.shown[scan.scan_id] = scan

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
