"""A hundred thousand exchanges that fail, through the real engine and the real files, without sockets and sleep.

The network is a dice: each call of a station may be cut before or after the hub has heard it, come twice, lose half
of its answer, or be turned away. Stations and hub are closed and opened again in between. `KIOSK_CHAOS_OPERATIONS`
sets the number of struck exchanges (100,000 for the figures of docs/reliability.md), `KIOSK_CHAOS_SEED` repeats a run.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.scans import UploadState
from sync.hub.store import HubStore
from sync.messages import PushReply
from tests.fakes.in_process_hub import Fault, InProcessHub
from tests.fakes.venue import SETUP, VenueClock, VenueStation, people

OPERATIONS = int(os.environ.get("KIOSK_CHAOS_OPERATIONS", "4000"))
SEED = int(os.environ.get("KIOSK_CHAOS_SEED", "0")) or random.SystemRandom().randrange(1, 1_000_000)
STATIONS = 4
PEOPLE = 3_000
_FAULTS = [fault for fault in Fault if fault not in (Fault.NONE, Fault.HALF_TAKEN)]
_FAULTS_OF_A_DOWNLOAD = [fault for fault in _FAULTS if fault is not Fault.HALF_REPLY]


class ShakyHub(InProcessHub):
    """Strikes most calls, each with a fault of its own."""

    batch = 6

    def __init__(self, store: HubStore, device: str, dice: random.Random, struck: Counter[str]) -> None:
        super().__init__(store, device)
        self._dice = dice
        self._struck = struck
        self.healed = False

    def _call(self, work: Callable[[], object], kind: type[Any]) -> Any:
        self.fault = Fault.NONE
        if not self.healed and self._dice.random() < 0.7:
            self.fault = self._dice.choice(_FAULTS if kind is PushReply else _FAULTS_OF_A_DOWNLOAD)
            self._struck[self.fault.value] += 1
        return super()._call(work, kind)


class Venue:
    """Stations and a hub in one process."""

    def __init__(self, directory: Path) -> None:
        self.dice = random.Random(SEED)
        self.struck: Counter[str] = Counter()
        self.shown: dict[str, str] = {}
        self._directory = directory
        self._clock = VenueClock()
        self.books = HubStore(directory / "hub", self._clock)
        self.books.load(SETUP, people(PEOPLE))
        self.stations = [self._station(f"S{number}") for number in range(STATIONS)]

    def _station(self, name: str) -> VenueStation:
        hub = ShakyHub(self.books, name, self.dice, self.struck)
        hub.healed = True
        station = VenueStation(self._directory / name, hub, name, self._clock)
        station.sync()
        hub.healed = False
        return station

    def some_minutes(self) -> None:
        """Every station lets some guests in and tries to exchange; now and then something is closed and opened."""
        for station in self.stations:
            for _ in range(self.dice.randrange(5)):
                scan = station.check_in(self._code(), self.dice.choice(["north", "south", "once"])).scan
                self.shown[scan.scan_id] = scan.verdict.value
            station.sync()
            if self.dice.random() < 0.002:
                station.close()
                station.open()
        if self.dice.random() < 0.002:
            self._begin_hub_anew()

    def heal(self) -> None:
        for station in self.stations:
            station.server.healed = True  # type: ignore[attr-defined]
        for _ in range(4):
            for station in self.stations:
                station.sync()

    def close(self) -> None:
        for station in self.stations:
            station.close()
        self.books.close()

    def _begin_hub_anew(self) -> None:
        self.books.close()
        self.books = HubStore(self._directory / "hub", self._clock)
        for station in self.stations:
            station.server.store = self.books  # type: ignore[attr-defined]

    def _code(self) -> str:
        """Mostly strangers, who are refused and kept all the same; some tickets at several doors."""
        return f"T{self.dice.randrange(PEOPLE):05}" if self.dice.random() < 0.1 else f"X{self.dice.randrange(10**9)}"


@pytest.fixture
def venue(tmp_path: Path):
    venue = Venue(tmp_path)
    yield venue
    venue.close()


@pytest.mark.timeout(7200)
def test_every_scan_has_its_effect_exactly_once_whatever_the_exchanges_do(venue: Venue) -> None:
    began = time.monotonic()
    while venue.struck.total() < OPERATIONS:
        venue.some_minutes()
    venue.heal()
    rows = venue.books.reader().execute("SELECT scan_id, json_extract(data, '$.verdict') AS verdict FROM scans")
    at_hub = [(row["scan_id"], row["verdict"]) for row in rows]
    missing = venue.shown.items() - set(at_hub)
    doubled = len(at_hub) - len(venue.shown)
    sys.stdout.write(
        f"\nfaulted operations, seed {SEED}\n"
        f"  struck exchanges  {venue.struck.total()} {dict(venue.struck)}\n"
        f"  scans             {len(venue.shown)}\n"
        f"  missing           {len(missing)}\n"
        f"  doubled           {doubled}\n"
        f"  seconds           {time.monotonic() - began:.0f}\n"
    )
    assert (missing, doubled) == (set(), 0)
    for station in venue.stations:
        counts = station.store.log.upload_counts()
        assert counts[UploadState.PENDING] == counts[UploadState.PARKED] == 0
        own = {scan.scan_id for scan, _ in station.store.log.all_scans()}
        others = {scan.scan_id for _, scan in station.store.cache.other_scans_of_areas(["venue", "gift", "hall"])}
        assert own | others == venue.shown.keys()
