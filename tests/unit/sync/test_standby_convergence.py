"""Hubs that die, are replaced, come back and follow, at any moment and with any lag: nothing shown is lost or doubled.

A state machine in one process: two hubs, three stations, cables that are cut between any of them. However far the
standby was behind when a person promoted it, after the network has healed one hub is in charge and knows every scan.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.domain.history import passages
from kiosk.domain.live import Intent
from kiosk.domain.scans import DecidedBy, Direction, Scan, UploadState
from kiosk.service.check_in import new_scan_id
from kiosk.store.log import record_scan
from sync.hub.changes import all_conflicts
from sync.hub.conflicts import double_entries
from sync.hub.reports import scan_export
from sync.hub.scan_rows import read_scan
from sync.hub.standby import Standby
from sync.hub.standing import become_standby, promote
from sync.hub.store import HubStore
from sync.port import ServerTrouble
from sync.terms import Role
from tests.fakes.in_process_venue import InProcessLeader, VenueHubs, VenueServer
from tests.fakes.venue import SETUP, VenueClock, VenueStation, people

STATIONS = ("A", "B", "C")
HUBS = ("one", "two")
CODES = ("T00000", "T00001", "nobody")
GATES = {gate.id: gate for gate in SETUP.gates}

stations = st.sampled_from(STATIONS)
codes = st.sampled_from(CODES)
gates = st.sampled_from(["north", "south", "once"])
ends = st.sampled_from([*STATIONS, *HUBS])
hubs = st.sampled_from(HUBS)


class VenueWithStandby(RuleBasedStateMachine):
    """`shown` holds every scan that a person at a door has seen an answer for."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp(prefix="standby-"))
        self.clock = VenueClock()
        self.hubs = VenueHubs(self.directory, self.clock)
        self.stations: dict[str, VenueStation] = {}
        self.shown: dict[str, Scan] = {}
        self.standbys: dict[str, Standby] = {}

    @initialize()
    def open_the_doors(self) -> None:
        self.hubs.open("one").load(SETUP, people(2))
        self.hubs.open("two").stand(become_standby)
        self._make_follow("two", "one")
        self.standbys["two"].follow_once()
        for name in STATIONS:
            self.stations[name] = VenueStation(
                self.directory / name, VenueServer(self.hubs, "one", name), name, self.clock
            )
            self.stations[name].sync()

    @rule(name=stations, code=codes, gate=gates)
    def scan(self, name: str, code: str, gate: str) -> None:
        self.clock.go_on(1)
        scan = self.stations[name].check_in(code, gate).scan
        self.shown[scan.scan_id] = scan

    @rule(name=stations, code=codes)
    def leave(self, name: str, code: str) -> None:
        self.clock.go_on(1)
        station = self.stations[name]
        scan = station.admissions.check_in(code, station.door("north"), Direction.EXIT).scan
        self.shown[scan.scan_id] = scan

    @rule(name=stations, code=codes, gate=gates, crash=st.booleans())
    def ask_the_hub_first(self, name: str, code: str, gate: str, crash: bool) -> None:
        self.clock.go_on(1)
        station = self.stations[name]
        intent = Intent(scan_id=new_scan_id(), code=code, gate=gate, at=self.clock.now(), station=name)
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
            decided_by=DecidedBy.SERVER if verdict else DecidedBy.LOCAL,
        )
        station.store.log.at_the_door(lambda connection: record_scan(connection, scan))
        self.shown[scan.scan_id] = scan

    @rule(name=stations)
    def sync(self, name: str) -> None:
        self.stations[name].sync()

    @rule(name=stations)
    def crash(self, name: str) -> None:
        station = self.stations[name]
        station.close()
        station.open()

    @rule(who=ends, url=hubs)
    def cut(self, who: str, url: str) -> None:
        self.hubs.cut.add((who, url))

    @rule(who=ends, url=hubs)
    def mend(self, who: str, url: str) -> None:
        self.hubs.cut.discard((who, url))

    @rule(url=hubs)
    def follow(self, url: str) -> None:
        if self.hubs.stores[url].standing.role is Role.STANDBY:
            self._follow(url)

    @rule(url=hubs)
    def restart(self, url: str) -> None:
        self.hubs.stores[url].close()
        self.hubs.open(url)
        for standby, leader in (("one", "two"), ("two", "one")):
            if standby in self.standbys:
                self._make_follow(standby, leader)

    @precondition(lambda self: any(self._may_take_over(url) for url in HUBS))
    @rule()
    def somebody_promotes_the_standby(self) -> None:
        for url in HUBS:
            if self._may_take_over(url):
                self.hubs.stores[url].stand(promote)

    @precondition(lambda self: any(self._role(url) is Role.RETIRED for url in HUBS))
    @rule()
    def the_retired_hub_follows_the_other(self) -> None:
        for url, other in zip(HUBS, reversed(HUBS), strict=True):
            if self._role(url) is Role.RETIRED:
                self.hubs.stores[url].stand(become_standby)
                self._make_follow(url, other)

    @rule(url=hubs)
    def tell_the_former_hub(self, url: str) -> None:
        if url in self.standbys and self._role(url) is Role.IN_CHARGE:
            self.standbys[url].tell_former()

    @invariant()
    def nothing_shown_is_missing_at_its_station(self) -> None:
        for name, station in self.stations.items():
            logged = {scan.scan_id for scan, _ in station.store.log.all_scans()}
            assert {scan.scan_id for scan in self.shown.values() if scan.station == name} <= logged

    @invariant()
    def no_station_goes_back_to_an_earlier_term(self) -> None:
        for station in self.stations.values():
            memory = station.server.memory  # type: ignore[attr-defined]
            former = getattr(station, "former_term", memory.where.latest)
            assert memory.where.latest >= former
            station.former_term = memory.where.latest  # type: ignore[attr-defined]

    def teardown(self) -> None:
        try:
            if self.stations:
                self._heal()
                self._all_agree()
        finally:
            for station in self.stations.values():
                station.close()
            self.hubs.close()
            shutil.rmtree(self.directory)

    def _heal(self) -> None:
        """Cables are back; a venue without any hub in charge has one promoted by a person."""
        self.hubs.cut.clear()
        if not any(self._role(url) is Role.IN_CHARGE for url in HUBS):
            url = next(url for url in HUBS if self._role(url) is Role.STANDBY)
            assert self._may_take_over(url)
            self.hubs.stores[url].stand(promote)
        for url, standby in self.standbys.items():
            if self._role(url) is Role.IN_CHARGE:
                standby.tell_former()
        for _ in range(4):
            for station in self.stations.values():
                station.sync()

    def _all_agree(self) -> None:
        (hub,) = [store for store in self.hubs.stores.values() if store.standing.role is Role.IN_CHARGE]
        rows = scan_export(hub.reader())
        exported = {row["scan_id"]: row for row in rows}
        assert len(rows) == len(exported)
        logged = {}
        for station in self.stations.values():
            assert station.worker.report().pending == 0
            assert station.store.log.upload_counts()[UploadState.PARKED] == 0
            logged |= {scan.scan_id: scan for scan, _ in station.store.log.all_scans()}
        answers_only = {scan_id for scan_id, row in exported.items() if row["state"] == "pending"}
        assert exported.keys() - answers_only == logged.keys()
        for scan_id, scan in logged.items():
            assert (exported[scan_id]["verdict"], exported[scan_id]["code"]) == (scan.verdict, scan.code)
        self._conflicts_are_the_double_entries(hub)
        for station in self.stations.values():
            self._knows_all(hub, station, exported.keys())

    def _conflicts_are_the_double_entries(self, hub: HubStore) -> None:
        rows = [read_scan(row).scan for row in hub.reader().execute("SELECT * FROM scans")]
        flagged = {
            scan_id
            for conflict in all_conflicts(hub.reader())
            if conflict.closed_at is None
            for scan_id in (conflict.scan.scan_id, conflict.winner.scan_id)
        }
        doubles = set()
        for code in CODES:
            for area in ("venue", "gift"):
                history = passages([scan for scan in rows if scan.ticket_code == code and scan.area == area])
                doubles |= double_entries(GATES, history).keys()
        assert doubles <= flagged

    def _knows_all(self, hub: HubStore, station: VenueStation, scan_ids: object) -> None:
        own = {scan.scan_id for scan, _ in station.store.log.all_scans()}
        others = {scan.scan_id for _, scan in station.store.cache.other_scans_of_areas(["venue", "gift"], 0)}
        mine = hub.reader().execute("SELECT scan_id FROM scans WHERE device = ?", (station.name,))
        assert own | others | {row["scan_id"] for row in mine} == set(scan_ids)  # type: ignore[call-overload]
        conflicts = {item.scan.scan_id for item in all_conflicts(hub.reader()) if item.closed_at is None}
        assert {item.scan.scan_id for item in station.worker.open_conflicts()} == conflicts

    def _role(self, url: str) -> Role:
        return self.hubs.stores[url].standing.role

    def _may_take_over(self, url: str) -> bool:
        standing = self.hubs.stores[url].standing
        return standing.role is Role.STANDBY and standing.whole

    def _make_follow(self, url: str, leader: str) -> None:
        self.standbys[url] = Standby(self.hubs.stores[url], InProcessLeader(self.hubs, leader, url), leader)

    def _follow(self, url: str) -> None:
        try:
            while self.standbys[url].follow_once():
                pass
        except ServerTrouble:
            pass


TestStandbyConvergence = VenueWithStandby.TestCase
TestStandbyConvergence.settings = settings(
    max_examples=int(os.environ.get("KIOSK_VENUES", "12")),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
