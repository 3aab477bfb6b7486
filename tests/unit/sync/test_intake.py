"""A large first sync is taken in by a process of its own, which may die at any moment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.cache import CacheStore
from kiosk.store.station import StationStore
from sync import station_side
from sync.hub import changes
from sync.hub.store import HubStore
from sync.intake import Intake, _attempt, _judged
from sync.messages import Rows
from sync.port import ServerTrouble, Trouble
from sync.raw_pages import RawPage
from sync.station_side import StationSide
from sync.stored_rows import PagePlace
from tests.fakes.in_process_hub import InProcessHub
from tests.fakes.venue import VenueClock, VenueStation, people

_raw_pages = msgspec.json.Decoder(RawPage)
ALL = [f"T{index:05}" for index in range(10)]


class RawHub(InProcessHub):
    """Gives its pages unread; `meanwhile` happens as each page is asked for."""

    def __init__(self, store: HubStore, device: str) -> None:
        super().__init__(store, device)
        self.meanwhile: Callable[[str | None], object] = lambda page: None

    def raw_snapshot(self, page: str | None) -> RawPage:
        self.meanwhile(page)
        return _raw_pages.decode(msgspec.json.encode(self.snapshot(page)))


@pytest.fixture(autouse=True)
def small_pages_of_a_large_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "PAGE", 3)
    monkeypatch.setattr(station_side, "_WORTH_A_PROCESS", 5)


@pytest.fixture
def hub(books: HubStore) -> RawHub:
    return RawHub(books, "A")


@pytest.fixture
def venue(tmp_path: Path, hub: RawHub, clock: VenueClock) -> Iterator[VenueStation]:
    station = VenueStation(tmp_path / "A", hub, "A", clock)
    yield station
    station.close()


def intake(station: VenueStation) -> Intake:
    return station.worker._side._intake


def codes(station: VenueStation) -> list[str]:
    return [person.ticket_code for person in station.store.cache.people()]


def test_large_event_is_taken_in_by_another_process_which_ends_with_it(venue: VenueStation, hub: RawHub) -> None:
    seen: set[int | None] = set()
    hub.meanwhile = lambda page: seen.add(intake(venue).pid)
    report = venue.sync()
    assert codes(venue) == ALL
    assert report.pulled == 10
    assert any(seen)
    assert intake(venue).pid is None
    assert venue.store.cache.find("visitor 7", 1)[0].attendee.ticket_code == "T00007"


def test_small_event_is_taken_in_without_one(venue: VenueStation, hub: RawHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(station_side, "_WORTH_A_PROCESS", 11)
    seen: set[int | None] = set()
    hub.meanwhile = lambda page: seen.add(intake(venue).pid)
    venue.sync()
    assert codes(venue) == ALL
    assert seen == {None}


def test_killed_processes_cost_nothing_and_nobody(venue: VenueStation, hub: RawHub) -> None:
    killed: list[int] = []

    def kill(page: str | None) -> None:
        process = intake(venue)._process
        if process is not None and process.pid is not None:
            killed.append(process.pid)
            process.kill()

    hub.meanwhile = kill
    report = venue.sync()
    assert killed
    assert codes(venue) == ALL
    assert report.pulled == 10
    assert venue.worker.status.problem is None


def test_after_some_lost_processes_the_station_goes_on_without(venue: VenueStation, hub: RawHub) -> None:
    intake(venue)._lost = 3
    venue.sync()
    assert codes(venue) == ALL
    assert intake(venue).pid is None


def test_station_goes_on_where_a_first_sync_was_cut(venue: VenueStation, hub: RawHub) -> None:
    pages: list[str | None] = []

    def cut(page: str | None) -> None:
        pages.append(page)
        if len(pages) == 3:
            raise ServerTrouble(Trouble.UNREACHABLE, "gone")

    hub.meanwhile = cut
    venue.sync()
    assert codes(venue) == []
    assert (venue.worker.status.loaded, venue.worker.status.total) == (6, 10)
    assert intake(venue).pid is None, "no process waits for a server that is away"
    venue.close()
    venue.open()
    venue.sync()
    assert codes(venue) == ALL
    assert pages[3] == pages[2]


@pytest.mark.parametrize("large", [True, False], ids=["large", "small"])
def test_page_of_something_else_is_named_and_asked_for_again(
    venue: VenueStation, hub: RawHub, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station_side, "_WORTH_A_PROCESS", 5 if large else 50)
    whole = hub.raw_snapshot

    def garbled(page: str | None) -> RawPage:
        answer = whole(page)
        rows = (
            msgspec.Raw(msgspec.json.encode({"people": [{"name": 7}] * 20}))
            if page and page.endswith("T00002")
            else answer.rows
        )
        return replace(answer, rows=rows)

    monkeypatch.setattr(hub, "raw_snapshot", garbled)
    venue.sync()
    assert venue.worker.status.problem is Trouble.NOT_UNDERSTOOD
    assert venue.engine.progress.page is not None
    assert venue.engine.progress.page.endswith("T00002")
    monkeypatch.setattr(hub, "raw_snapshot", whole)
    venue.sync()
    assert codes(venue) == ALL


def test_page_that_was_stored_before_its_process_died_is_not_counted_twice(tmp_path: Path) -> None:
    place = PagePlace(name=None, next_page="7/people:T00002", cursor="e.7", total=10)
    following = PagePlace(name="7/people:T00002", next_page="7/people:T00005", cursor="e.7", total=None)
    rows = [memoryview(msgspec.json.encode(Rows(people=tuple(people(6)[start : start + 3])))) for start in (0, 3)]
    with StationStore(tmp_path) as store:
        side, intake = StationSide(store), Intake()
        for at, data in ((place, rows[0]), (following, rows[1]), (following, rows[1])):
            assert _store(store.cache, intake, at, data) == 3
        intake.close()
        assert side.loaded() == (6, 10)
        assert side.progress().page == following.next_page


def test_full_disk_is_named_as_without_another_process(tmp_path: Path) -> None:
    place = PagePlace(name=None, next_page="7/people:T00002", cursor="e.7", total=10)
    with StationStore(tmp_path) as store:
        connection = store.cache.writer._connection
        connection.execute("PRAGMA max_page_count = 1").fetchall()
        answer = _attempt(connection, store.cache.path, place, msgspec.json.encode(Rows(people=tuple(people(3)))))
        with pytest.raises(EnvironmentProblem, match="the disk is full") as caught:
            _judged(answer)
        assert caught.value.kind is ProblemKind.DISK_FULL


def test_process_that_can_not_open_the_file_leaves_the_page_to_the_station(tmp_path: Path) -> None:
    place = PagePlace(name=None, next_page=None, cursor="e.7", total=10)
    intake = Intake()
    assert intake.store(tmp_path, "0" * 64, place, memoryview(b"{}")) is None
    assert intake.pid is None


def _store(cache: CacheStore, intake: Intake, place: PagePlace, rows: memoryview) -> int | None:
    return cache.lend(lambda path, key: intake.store(path, key, place, rows)).result()


_DOOMED = """
import sys
from pathlib import Path
import msgspec
from kiosk.store.station import StationStore
from sync.intake import Intake
from sync.messages import Rows
from sync.stored_rows import PagePlace
from tests.fakes.venue import people

store, intake = StationStore(Path(sys.argv[1])), Intake()
for number in range(3):
    place = PagePlace(name=f"{number}" if number else None, next_page=f"{number + 1}", cursor="e.7", total=30_000)
    rows = memoryview(msgspec.json.encode(Rows(people=tuple(people(30_000)[number * 10_000 :][:10_000]))))
    stored = store.cache.lend(lambda path, key: intake.store(path, key, place, rows))
    if number < 2:
        stored.result()
    print("page", flush=True)
stored.result()
"""


def test_process_dies_with_its_program_and_leaves_the_cache_whole(tmp_path: Path) -> None:
    """Its standard output is the program's: it ends when both are gone."""
    with subprocess.Popen(
        [sys.executable, "-c", _DOOMED, str(tmp_path)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        assert program.stdout is not None
        for _ in range(3):
            assert program.stdout.readline() == "page\n"
        program.kill()
        assert program.stdout.read() == ""
    with StationStore(tmp_path) as store:
        assert not store.cache_was_rebuilt
        loaded, total = StationSide(store).loaded()
        assert (loaded, total) in {(20_000, 30_000), (30_000, 30_000)}
        assert store.cache.people_count() == 0
