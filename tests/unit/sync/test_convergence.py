"""Stations and a hub under everything that happens at a venue: whatever the order, they end up the same.

A state machine in one process: scans, undos, guests registered and people corrected, live questions, crashes, cables
pulled, answers lost, doubled or cut in half, clocks that jump, hubs that restart. After each step nothing that was
shown may be missing; after the network has healed all agree.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, invariant, precondition, rule

from kiosk.domain.scans import DecidedBy, Outcome, UploadState
from kiosk.service.registration import Particulars, Reception, particulars_of
from kiosk.store import outbox
from sync.hub import changes
from sync.hub.changes import all_conflicts
from sync.hub.reports import people_export, scan_export
from sync.hub.store import HubStore
from sync.stored_rows import forget_progress
from tests.fakes.in_process_hub import Fault, InProcessHub
from tests.fakes.venue import SETUP, VenueClock, VenueStation, people
from tests.fakes.venue_rules import STATIONS, DoorRules, codes, doubled_scans, flagged_scans, gates, stations


class Venue(DoorRules):
    """One hub that is never replaced."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp(prefix="venue-"))
        self.hub_clock = VenueClock()
        self.books = HubStore(self.directory / "hub", self.hub_clock)
        self.guests: dict[str, str] = {}
        self.number_of_people = 3

    @initialize()
    def open_the_doors(self) -> None:
        self.books.load(SETUP, people(self.number_of_people))
        for name in STATIONS:
            server = InProcessHub(self.books, name)
            self.stations[name] = VenueStation(self.directory / name, server, name, VenueClock())
            self.stations[name].sync()

    @rule(name=stations, data=st.data())
    def undo(self, name: str, data: st.DataObject) -> None:
        own = [scan.scan_id for scan in self.shown.values() if scan.station == name]
        if own:
            self.pass_time(1)
            self.stations[name].undo(data.draw(st.sampled_from(own)))

    @precondition(lambda self: len(self.guests) < 4)
    @rule(name=stations, gate=gates)
    def register_a_guest(self, name: str, gate: str) -> None:
        self.pass_time(1)
        station = self.stations[name]
        answer = Reception(station.store, station.clock).walk_in(Particulars(name="Nadia Guest"), station.door(gate))
        assert answer.attendee is not None
        self.guests[answer.attendee.ticket_code] = name
        checked_in = station.check_in(answer.attendee.ticket_code, gate)
        assert checked_in.verdict.attendee == answer.attendee
        self.shown[checked_in.scan.scan_id] = checked_in.scan

    @rule(name=stations, code=codes, field=st.sampled_from(["name", "company"]), text=st.sampled_from(["Alif", "Ba"]))
    def correct(self, name: str, code: str, field: str, text: str) -> None:
        station = self.stations[name]
        known = station.store.cache.attendee(code)
        if known is not None:
            typed = replace(particulars_of(known), **{field: text})
            Reception(station.store, station.clock).correct(code, typed, station.door("north"))

    @rule(name=stations)
    def sync(self, name: str) -> None:
        self.pass_time(0)
        self.stations[name].sync()

    @rule(name=stations, fault=st.sampled_from(list(Fault)))
    def trouble(self, name: str, fault: Fault) -> None:
        self.stations[name].server.fault = fault  # type: ignore[attr-defined]

    @rule(name=stations, calls=st.integers(0, 5), fault=st.sampled_from(list(Fault)))
    def trouble_later(self, name: str, calls: int, fault: Fault) -> None:
        """In the middle of an exchange."""
        self.stations[name].server.strike_later(calls, fault)  # type: ignore[attr-defined]

    @rule(name=stations, code=codes)
    def hub_refuses(self, name: str, code: str) -> None:
        """Scans of one code for good, from now on; what was refused waits for a person and holds up nobody."""
        server = self.stations[name].server
        server.fault, server.unwanted = Fault.NONE, {code}  # type: ignore[attr-defined]
        self.scan(name, code, "north")
        self.stations[name].sync()

    @rule(name=stations)
    def hub_takes_half_a_batch(self, name: str) -> None:
        """And says nothing of the rest, which waits."""
        for _ in range(2):
            self.scan(name, "nobody", "north")
        self.stations[name].server.fault = Fault.HALF_TAKEN  # type: ignore[attr-defined]
        self.stations[name].sync()

    @rule(name=stations)
    def hub_refuses_no_more(self, name: str) -> None:
        self.stations[name].server.unwanted = set()  # type: ignore[attr-defined]

    @rule(name=stations)
    def person_lets_it_go_up_again(self, name: str) -> None:
        log = self.stations[name].store.log
        for one in log.read(outbox.parked):
            log.at_the_door(lambda connection, one=one: outbox.try_again(connection, one.scan.scan_id))

    @rule(name=stations)
    def cursor_expires(self, name: str) -> None:
        """A snapshot comes page by page, while the door lives on what it has."""
        self.stations[name].store.cache.writer.run(forget_progress)
        self.crash(name)

    @rule(name=stations)
    def lose_the_cache(self, name: str) -> None:
        """A damaged cache is begun anew; a door opens again when the first sync is through."""
        station = self.stations[name]
        self._mend(station)
        station.close()
        for file in station.directory.glob("cache.db*"):
            file.unlink()
        station.open()
        station.sync()

    @precondition(lambda self: self.number_of_people < 8)
    @rule()
    def somebody_registers(self) -> None:
        self.number_of_people += 1
        self.books.import_people(people(self.number_of_people))

    @rule()
    def restart_the_hub(self) -> None:
        self.books.close()
        self.books = HubStore(self.directory / "hub", self.hub_clock)
        for station in self.stations.values():
            station.server.store = self.books  # type: ignore[attr-defined]

    @rule(name=stations, seconds=st.sampled_from([-7200.0, -30.0, 30.0, 7200.0]))
    def a_clock_jumps(self, name: str, seconds: float) -> None:
        """Doors only: the engine's own clock is monotonic and never jumps back."""
        station = self.stations[name]
        station.clock.jump(seconds)

    @invariant()
    def guest_is_known_where_they_were_registered(self) -> None:
        for ticket_code, name in self.guests.items():
            assert self.stations[name].store.cache.attendee(ticket_code) is not None

    @invariant()
    def what_was_acknowledged_is_at_the_hub(self) -> None:
        kept = {row["scan_id"] for row in self.books.reader().execute("SELECT scan_id FROM scans WHERE confirmed")}
        for station in self.stations.values():
            for scan, state in station.store.log.all_scans():
                assert state in (UploadState.PENDING, UploadState.PARKED) or scan.scan_id in kept

    @invariant()
    def what_was_refused_is_kept_for_a_person(self) -> None:
        for station in self.stations.values():
            states = {scan.scan_id: state for scan, state in station.store.log.all_scans()}
            refused = station.server.refused  # type: ignore[attr-defined]
            assert {states[scan_id] for scan_id in refused} <= {UploadState.PARKED, UploadState.PENDING}
            assert {scan_id for scan_id, state in states.items() if state is UploadState.PARKED} <= refused

    @invariant()
    def every_scan_has_its_place_in_the_queue(self) -> None:
        for station in self.stations.values():
            log = station.store.log
            assert {scan.scan_id for scan, _ in log.all_scans()} == {scan.scan_id for scan in log.recent_scans(10_000)}

    @invariant()
    def nobody_is_forgotten(self) -> None:
        """Not while a snapshot comes, either."""
        for station in self.stations.values():
            assert all(station.store.cache.attendee(f"T{i:05}") is not None for i in range(3))

    @invariant()
    def two_online_greens_for_one_single_entry_ticket_never_happen(self) -> None:
        by_server = [
            scan
            for scan in self.shown.values()
            if scan.decided_by is DecidedBy.SERVER and scan.gate == "once" and scan.verdict is Outcome.ADMITTED
        ]
        undone = {scan.undoes for station in self.stations.values() for scan, _ in station.store.log.all_scans()}
        standing = [scan.code for scan in by_server if scan.scan_id not in undone]
        assert len(standing) == len(set(standing))

    def teardown(self) -> None:
        try:
            if self.stations:
                self._heal()
                self._all_agree()
        finally:
            for station in self.stations.values():
                station.close()
            self.books.close()
            shutil.rmtree(self.directory)

    def pass_time(self, seconds: float) -> None:
        self.hub_clock.go_on(seconds)
        for station in self.stations.values():
            station.clock.go_on(seconds)

    def all_was_heard_by(self, name: str) -> None:
        told = self.books.reader().execute("SELECT scan_id FROM scans WHERE device != ?", (name,)).fetchall()
        assert {row["scan_id"] for row in told} <= _others_known_to(self.stations[name])

    def _heal(self) -> None:
        for name, station in self.stations.items():
            self._mend(station)
            self.person_lets_it_go_up_again(name)
        for _ in range(4):  # held rows wait out their time; then each hears of the last one's scans
            for station in self.stations.values():
                station.sync()

    def _mend(self, station: VenueStation) -> None:
        server = station.server
        server.strike_later(0, Fault.NONE)  # type: ignore[attr-defined]
        server.fault, server.unwanted = Fault.NONE, set()  # type: ignore[attr-defined]

    def _all_agree(self) -> None:
        exported = {row["scan_id"]: row for row in scan_export(self.books.reader())}
        of_stations = {}
        for station in self.stations.values():
            assert station.worker.report().pending == 0
            for scan, state in station.store.log.all_scans():
                of_stations[scan.scan_id] = (scan, state)
        assert exported.keys() == of_stations.keys()  # questions that nobody came back for were settled, too
        for scan_id, (scan, _) in of_stations.items():
            assert (exported[scan_id]["verdict"], exported[scan_id]["code"]) == (scan.verdict, scan.code)
        self._conflicts_are_the_double_entries()
        for station in self.stations.values():
            self._knows_all(station, exported.keys())

    def _conflicts_are_the_double_entries(self) -> None:
        """Every double entry is flagged, and nothing else is."""
        doubles = doubled_scans(self.books.reader())
        assert doubles <= flagged_scans(self.books.reader())
        for conflict in all_conflicts(self.books.reader()):
            if conflict.closed_at is None:
                assert {conflict.scan.scan_id, conflict.winner.scan_id} & doubles

    def _knows_all(self, station: VenueStation, scan_ids: object) -> None:
        cache = station.store.cache
        own = {scan.scan_id for scan, _ in station.store.log.all_scans()}
        others = _others_known_to(station)
        mine = {
            row["scan_id"]
            for row in self.books.reader().execute("SELECT scan_id FROM scans WHERE device = ?", (station.name,))
        }
        assert own | others | mine == set(scan_ids)
        assert not own & others  # they would count twice
        invited = {f"T{i:05}" for i in range(self.number_of_people)}
        assert {person.ticket_code for person in cache.people()} == invited | self.guests.keys()
        assert list(cache.people()) == people_export(self.books.reader())
        conflicts = {item.scan.scan_id for item in all_conflicts(self.books.reader()) if item.closed_at is None}
        assert {item.scan.scan_id for item in station.worker.open_conflicts()} == conflicts


def _others_known_to(station: VenueStation) -> set[str]:
    scans = station.store.cache.other_scans_of_areas(["venue", "gift", "hall"], 0)
    return {scan.scan_id for _, scan in scans}


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a snapshot has many, and an exchange can end between them."""
    monkeypatch.setattr(changes, "PAGE", 2)


TestConvergence = Venue.TestCase
TestConvergence.settings = settings(
    max_examples=int(os.environ.get("KIOSK_VENUES", "12")),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
