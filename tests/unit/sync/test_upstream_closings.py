"""Double entries that a person closed at a hub, and the organiser's server."""

from __future__ import annotations

from pathlib import Path

from sync.hub.changes import all_conflicts
from sync.hub.conflicts import close_conflict
from sync.hub.store import HubStore
from tests.fakes.in_process_hub import Fault, InProcessHub
from tests.fakes.venue import VenueClock, VenueStation


def close_all(books: HubStore) -> None:
    for conflict in all_conflicts(books.reader()):
        books.writer.run(lambda ledger, one=conflict: close_conflict(ledger, one.scan.scan_id, "Amal", "lent badge"))


def double_entry(door: VenueStation, tmp_path: Path, hub_books: HubStore, clock: VenueClock) -> None:
    """The same ticket at two doors of the venue that do not hear of each other in time."""
    other = VenueStation(tmp_path / "second door", InProcessHub(hub_books, "second"), "second", clock)
    other.sync()
    for station in (door, other):
        station.check_in("T00001")
    for station in (door, other):
        station.sync()
    other.close()


def closed_by(books: HubStore) -> list[tuple[str, str]]:
    return [(one.closed_by, one.note) for one in all_conflicts(books.reader())]


def test_a_double_entry_closed_at_the_venue_is_closed_at_the_organiser(
    organiser, exchange, door, hub_books, tmp_path, clock
):
    exchange()
    door.sync()
    double_entry(door, tmp_path, hub_books, clock)
    exchange()
    assert closed_by(organiser.store) == [("", "")]
    close_all(hub_books)
    organiser.fault = Fault.CUT_AFTER
    exchange()
    organiser.fault = Fault.NONE
    exchange()
    assert closed_by(organiser.store) == [("Amal", "lent badge")]


def test_a_closing_waits_until_the_organiser_has_both_scans(organiser, exchange, door, hub_books, tmp_path, clock):
    exchange()
    door.sync()
    double_entry(door, tmp_path, hub_books, clock)
    close_all(hub_books)
    for _ in range(2):
        exchange()
    assert closed_by(organiser.store) == [("Amal", "lent badge")]


def test_a_closing_is_for_the_double_entry_of_these_two_scans_only(
    organiser, exchange, door, hub_books, tmp_path, clock
):
    exchange()
    door.sync()
    double_entry(door, tmp_path, hub_books, clock)
    elsewhere = VenueStation(tmp_path / "elsewhere", InProcessHub(organiser.store, "elsewhere"), "elsewhere", clock)
    elsewhere.sync()
    elsewhere.check_in("T00001")
    elsewhere.sync()
    elsewhere.close()
    (here,) = [one.scan.scan_id for one in all_conflicts(hub_books.reader())]
    hub_books.writer.run(lambda ledger: close_conflict(ledger, here, "Amal", ""))
    for _ in range(3):
        exchange()
    still_open = [one for one in all_conflicts(organiser.store.reader()) if one.closed_at is None]
    assert still_open
    assert all("elsewhere" in {one.scan.station, one.winner.station} for one in still_open)
