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
from hypothesis.stateful import initialize, invariant, precondition, rule

from kiosk.domain.scans import UploadState
from sync.hub.changes import all_conflicts
from sync.hub.reports import scan_export
from sync.hub.standby import Standby
from sync.hub.standing import become_standby, promote
from sync.hub.store import HubStore
from sync.port import ServerTrouble
from sync.terms import Role
from tests.fakes.in_process_venue import InProcessLeader, VenueHubs, VenueServer
from tests.fakes.venue import SETUP, VenueClock, VenueStation, people
from tests.fakes.venue_rules import STATIONS, DoorRules, doubled_scans, flagged_scans, stations

HUBS = ("one", "two")
ends = st.sampled_from([*STATIONS, *HUBS])
hubs = st.sampled_from(HUBS)


class VenueWithStandby(DoorRules):
    """Two hubs, one of them in charge."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp(prefix="standby-"))
        self.clock = VenueClock()
        self.hubs = VenueHubs(self.directory, self.clock)
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

    def pass_time(self, seconds: float) -> None:
        self.clock.go_on(seconds)

    @rule(name=stations)
    def sync(self, name: str) -> None:
        self.stations[name].sync()

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
        assert doubled_scans(hub.reader()) <= flagged_scans(hub.reader())
        for station in self.stations.values():
            self._knows_all(hub, station, exported.keys())

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
