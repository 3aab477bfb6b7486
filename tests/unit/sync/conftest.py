"""Hubs and stations on loopback; no thread may outlive its test.

Every test of a hub is run with its books in SQLite, and with KIOSK_TEST_DATABASE=postgresql a second time with its
books in a real PostgreSQL.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.hub.server import Hub
from sync.hub.store import HubStore
from sync.hub.upstream import HubSettings, Upstream
from sync.whereabouts import Whereabouts, keep_whereabouts
from tests.fakes.in_process_hub import InProcessHub
from tests.fakes.organiser import Organiser
from tests.fakes.venue import SETUP, VenueClock, VenueStation, people

STORES = ("sqlite", "postgresql") if os.environ.get("KIOSK_TEST_DATABASE") == "postgresql" else ("sqlite",)


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and "AnyIO" not in thread.name]
    assert not left, f"threads left running: {left}"


@pytest.fixture
def clock() -> VenueClock:
    return VenueClock()


@pytest.fixture(params=STORES)
def database(request: pytest.FixtureRequest) -> str | None:
    """Where a hub keeps its books: the address of an empty PostgreSQL, or None for a file."""
    address: str | None = request.getfixturevalue("new_database") if request.param == "postgresql" else None
    return address


@pytest.fixture
def hub(tmp_path: Path, database: str | None) -> Iterator[Hub]:
    """A real hub on loopback with ten people."""
    with Hub(tmp_path / "hub", name="venue hub", database=database) as hub:
        hub.load(SETUP, people(10))
        hub.start()
        yield hub


@pytest.fixture
def books(tmp_path: Path, clock: VenueClock, database: str | None) -> Iterator[HubStore]:
    """A hub's books with ten people, without a network."""
    store = HubStore(tmp_path / "books", clock, database)
    store.load(SETUP, people(10))
    yield store
    store.close()


@pytest.fixture
def station(tmp_path: Path, books: HubStore, clock: VenueClock) -> Iterator[Callable[[str], VenueStation]]:
    """Makes stations of `books`, synced once."""
    made: list[VenueStation] = []

    def make(name: str) -> VenueStation:
        new = VenueStation(tmp_path / name, InProcessHub(books, name), name, clock)
        made.append(new)
        new.sync()
        return new

    yield make
    for each in made:
        each.close()


@pytest.fixture
def organiser(tmp_path: Path, clock: VenueClock) -> Iterator[Organiser]:
    store = HubStore(tmp_path / "organiser", clock)
    store.load(SETUP, people(10))
    yield Organiser(store)
    store.close()


@pytest.fixture
def hub_books(tmp_path: Path, clock: VenueClock, database: str | None) -> Iterator[HubStore]:
    """The books of a hub whose server is the organiser's."""
    store = HubStore(tmp_path / "venue", clock, database)
    keep_whereabouts(HubSettings(store), Whereabouts(url="http://organiser"))
    yield store
    store.close()


@pytest.fixture
def exchange(hub_books: HubStore, organiser: Organiser, clock: VenueClock) -> Iterator[Callable[[], Upstream]]:
    """One pass of that hub with the organiser's server."""
    upstream = Upstream(hub_books, organiser)
    upstream.worker._monotonic = clock.monotonic

    def once() -> Upstream:
        clock.go_on(60)
        upstream.worker.run_once()
        return upstream

    once()
    yield once
    upstream.stop()


@pytest.fixture
def door(tmp_path: Path, hub_books: HubStore, clock: VenueClock, exchange) -> Iterator[VenueStation]:
    """A station of that hub."""
    station = VenueStation(tmp_path / "door", InProcessHub(hub_books, "door"), "door", clock)
    station.sync()
    yield station
    station.close()
