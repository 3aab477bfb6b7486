"""A door's clock may be wrong, and be set at any moment: its scans go up with the time that it truly was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.clock import steady_s
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import UploadState
from sync.clock_watch import ClockSet, ClockWatch
from sync.hub.scan_rows import read_scan
from sync.hub.store import HubStore
from sync.messages import Changes
from tests.fakes.in_process_hub import Fault, InProcessHub
from tests.fakes.venue import OPENING, SETUP, VenueClock, VenueStation, people

TWO_HOURS_S = 7200.0
BOTH_WAYS = pytest.mark.parametrize("by_s", [TWO_HOURS_S, -TWO_HOURS_S])


class TimedHub(InProcessHub):
    """Says what time it is."""

    def changes(self, cursor: str) -> Changes:
        return replace(super().changes(cursor), server_time=self.store.clock.now())


class Door:
    """A station and a hub whose clock is right; `truth` has the true time of each scan."""

    def __init__(self, directory: Path, books: HubStore) -> None:
        self.books, self.truth = books, {}
        self.station = VenueStation(directory, TimedHub(books, "A"), "A", VenueClock())
        self.exchange()

    def set_clock(self, by_s: float) -> None:
        self.station.clock.jump(by_s)

    def away(self, away: bool) -> None:
        self.station.server.fault = Fault.CUT_BEFORE if away else Fault.NONE

    def restart(self) -> None:
        self.station.close()
        self.station.open()

    def scan(self, code: str) -> None:
        self.go_on(20)
        self.truth[code] = self.books.clock.now()
        self.station.check_in(code)
        self.station.worker._take_turn()

    def exchange(self) -> None:
        for _ in range(4):
            self.go_on(10)
            self.station.worker.run_once()

    def go_on(self, seconds: float) -> None:
        self.station.clock.go_on(seconds)
        self.books.clock.go_on(seconds)

    def told(self) -> dict:
        scans = [read_scan(row).scan for row in self.books.reader().execute("SELECT * FROM scans")]
        return {scan.code: scan.at for scan in scans}


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    books = HubStore(tmp_path / "books", VenueClock())
    books.load(SETUP, people(9))
    made = Door(tmp_path / "A", books)
    yield made
    made.station.close()
    books.close()


@BOTH_WAYS
def test_clock_that_is_set_right_when_the_network_comes_back_leaves_the_scans_their_true_time(door: Door, by_s: float):
    door.away(True)
    door.set_clock(by_s)
    door.restart()
    door.scan("T00001")
    door.scan("T00002")
    door.set_clock(-by_s)
    door.scan("T00003")
    door.away(False)
    door.exchange()
    assert door.told() == door.truth


@BOTH_WAYS
def test_clock_that_becomes_wrong_while_the_network_is_away_spoils_no_scan(door: Door, by_s: float):
    door.away(True)
    door.scan("T00001")
    door.set_clock(by_s)
    door.scan("T00002")
    door.away(False)
    door.exchange()
    assert door.told() == door.truth


@BOTH_WAYS
def test_first_scans_of_a_station_that_woke_with_a_wrong_clock_are_corrected(door: Door, by_s: float):
    """Nothing goes up before the hub has said once what time it is."""
    door.set_clock(by_s)
    door.away(True)
    door.restart()
    door.scan("T00001")
    door.restart()
    door.away(False)
    door.exchange()
    assert door.told() == door.truth


@BOTH_WAYS
def test_scans_go_up_again_to_another_hub_with_their_true_time(door: Door, by_s: float):
    door.set_clock(by_s)
    door.scan("T00001")
    door.exchange()
    door.set_clock(-by_s)
    door.exchange()
    door.books.writer.run(lambda ledger: ledger.connection.execute("DELETE FROM scans"))
    door.station.worker._side.know_books("others")
    door.exchange()
    assert door.told() == door.truth
    assert door.station.store.log.upload_counts()[UploadState.ACCEPTED] == 1


def test_clock_that_was_set_while_the_disk_was_full_is_noted_when_it_can_be_written(door: Door, monkeypatch):
    def is_full(_clock_set: ClockSet) -> None:
        raise EnvironmentProblem(ProblemKind.DISK_FULL, "the disk is full", "free some space")

    door.scan("T00001")
    door.away(True)
    door.scan("T00002")
    door.set_clock(TWO_HOURS_S)
    with monkeypatch.context() as full:
        full.setattr(door.station.worker._side, "clock_was_set", is_full)
        with pytest.raises(EnvironmentProblem):
            door.station.worker.run_once()
    door.scan("T00003")
    door.away(False)
    door.exchange()
    assert door.told() == door.truth


def test_clock_that_is_kept_right_little_by_little_was_not_set():
    clock, told = VenueClock(), []
    watch = ClockWatch(clock, clock.monotonic)
    for _ in range(10):
        clock.go_on(600)
        clock.jump(0.3)
        watch.look(told.append)
    assert told == []


def test_sleep_of_the_machine_is_no_setting_of_its_clock():
    """Its steady clock goes on meanwhile, as the wall clock does."""
    clock, told = VenueClock(), []
    watch = ClockWatch(clock, clock.monotonic)
    clock.go_on(3600)
    watch.look(told.append)
    assert told == []
    assert steady_s() <= steady_s()


@pytest.mark.parametrize(
    ("after_the_opening_s", "before"), [(-30, True), (2, True), (7198, True), (7201, False), (7204, False)]
)
def test_scans_within_the_last_look_are_told_apart_by_their_time(after_the_opening_s: float, before: bool):
    """Looked at 0 and 5 s; in between the clock was set two hours forward."""
    now = OPENING + timedelta(seconds=TWO_HOURS_S + 5)
    clock_set = ClockSet(by_s=TWO_HOURS_S, earliest=now - timedelta(seconds=5), now=now)
    assert clock_set.is_before(OPENING + timedelta(seconds=after_the_opening_s)) is before
