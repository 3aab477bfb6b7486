"""A hub that is itself a station of the organiser's server: people come down, scans go up once, doors never wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import httpx2
import pytest

from kiosk.domain.people import Attendee, Credential, CredentialState
from kiosk.domain.scans import Outcome, Reason
from kiosk.service.registration import Particulars, Reception, particulars_of
from sync.hub.changes import all_conflicts
from sync.hub.replica import replica_page, take_replica
from sync.hub.reports import people_export, scan_export
from sync.hub.server import Hub
from sync.hub.standing import become_standby, promote
from sync.hub.store import HubStore
from sync.hub.upstream import Upstream, join_upstream, parked_rows, upstream_of
from sync.hub.upstream_side import UpstreamSide
from sync.messages import EditReply, SnapshotPage, UnreadRow
from sync.port import ServerTrouble, Trouble
from tests.fakes.in_process_hub import Fault, InProcessHub
from tests.fakes.organiser import Organiser
from tests.fakes.venue import SETUP, VenueStation, people, unpaid


def test_people_and_setup_come_down_to_the_hub_and_its_stations(hub_books, door):
    assert hub_books.setup() == SETUP
    assert len(people_export(hub_books.reader())) == 10
    assert door.check_in("T00001").verdict.outcome is Outcome.ADMITTED


def test_a_guest_of_whom_the_hub_can_read_nothing_new_stays_as_known(organiser, exchange, hub_books, door, monkeypatch):
    """A row that can't be read is no word that the guest is gone."""
    snapshot = organiser.snapshot

    def of_a_later_version(page: str | None) -> SnapshotPage:
        told = snapshot(page)
        first = [UnreadRow(kind="people", key=one.ticket_code, detail="a word") for one in told.rows.people[:3]]
        return replace(told, rows=replace(told.rows, people=told.rows.people[4:], unread=tuple(first)))

    monkeypatch.setattr(organiser, "snapshot", of_a_later_version)
    exchange().worker._engine.start_over(0.0)
    exchange()
    assert [one.ticket_code for one in people_export(hub_books.reader())] == [
        f"T0000{number}" for number in range(10) if number != 3
    ]
    door.sync()
    assert door.check_in("T00001").verdict.outcome is Outcome.ADMITTED
    assert door.check_in("T00003").verdict.reason is Reason.UNKNOWN_CODE


def test_what_changes_at_the_organiser_reaches_the_stations(organiser, exchange, door):
    organiser.store.import_people([unpaid("T00001"), unpaid("NEW")])
    organiser.store.remove_people(["T00002"])
    organiser.store.import_credentials([Credential(code="OLD", ticket_code="T00003", state=CredentialState.REVOKED)])
    exchange()
    door.sync()
    assert door.check_in("T00001").verdict.reason is Reason.UNPAID
    assert door.check_in("NEW").verdict.reason is Reason.UNPAID
    assert door.check_in("T00002").verdict.reason is Reason.UNKNOWN_CODE
    assert door.check_in("OLD").verdict.reason is Reason.REVOKED


def test_scans_go_up_once(organiser, exchange, door):
    made = [door.check_in(code).scan.scan_id for code in ("T00001", "T00002", "nobody")]
    for _ in range(3):
        door.sync()
        exchange()
    assert organiser.pushed == made
    assert [row["scan_id"] for row in scan_export(organiser.store.reader())] == made


@pytest.mark.parametrize(
    "fault", [Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.HALF_REPLY, Fault.SERVER_ERROR, Fault.TWICE]
)
def test_faults_of_the_internet_lose_and_double_nothing(organiser, exchange, door, fault):
    organiser.fault = fault
    made = {door.check_in(code).scan.scan_id for code in ("T00001", "T00002", "nobody")}
    door.sync()
    exchange()
    organiser.fault = Fault.NONE
    for _ in range(3):
        exchange()
    rows = [row["scan_id"] for row in scan_export(organiser.store.reader())]
    assert set(rows) == made
    assert len(rows) == len(made)


def test_the_venue_goes_on_while_the_internet_is_down(organiser, exchange, door):
    organiser.fault = Fault.CUT_BEFORE
    assert not exchange().state().connected
    assert door.check_in("T00001").verdict.outcome is Outcome.ADMITTED
    assert door.sync().pending == 0
    state = exchange().state()
    assert (state.connected, state.waiting, state.problem) == (False, 1, "unreachable")


def test_a_row_that_the_organiser_refuses_is_parked_and_holds_back_no_other(organiser, exchange, door, hub_books):
    organiser.refused = {"T00001"}
    made = [door.check_in(code).scan.scan_id for code in ("T00001", "T00002")]
    door.sync()
    assert exchange().state().parked == 1
    (row,) = parked_rows(hub_books)
    assert (row.scan.scan_id, row.detail) == (made[0], "no such list")
    assert organiser.pushed == made[1:]


def test_a_parked_row_goes_up_when_a_person_says_so(organiser, exchange, door, hub_books):
    organiser.refused = {"T00001"}
    scan_id = door.check_in("T00001").scan.scan_id
    door.sync()
    upstream = exchange()
    organiser.refused = set()
    assert upstream.retry(scan_id)
    assert not upstream.retry("f" * 32)
    exchange()
    assert organiser.pushed == [scan_id]
    assert parked_rows(hub_books) == []


def test_entries_at_another_venue_of_the_organiser_count_here(organiser, exchange, door, tmp_path, clock):
    other = VenueStation(tmp_path / "other", InProcessHub(organiser.store, "other"), "other", clock)
    other.sync()
    other.check_in("T00001")
    other.sync()
    other.close()
    exchange()
    door.sync()
    assert door.check_in("T00001").verdict.reason is Reason.ALREADY_ADMITTED


def test_what_came_from_the_organiser_does_not_go_back(organiser, exchange, door, tmp_path, clock):
    other = VenueStation(tmp_path / "other", InProcessHub(organiser.store, "other"), "other", clock)
    other.sync()
    other.check_in("T00001")
    other.sync()
    other.close()
    exchange()
    exchange()
    assert organiser.pushed == []


def test_a_double_entry_across_venues_is_flagged_at_both(organiser, exchange, door, hub_books, tmp_path, clock):
    other = VenueStation(tmp_path / "other", InProcessHub(organiser.store, "other"), "other", clock)
    other.sync()
    other.check_in("T00001")
    door.check_in("T00001")
    other.sync()
    other.close()
    door.sync()
    for _ in range(2):
        exchange()
    for books in (organiser.store, hub_books):
        (conflict,) = all_conflicts(books.reader())
        assert {conflict.scan.station, conflict.winner.station} == {"other", "door"}


def test_other_books_at_the_organiser_get_every_scan_again(organiser, exchange, door, tmp_path, clock, hub_books):
    scan_id = door.check_in("T00001").scan.scan_id
    door.sync()
    exchange()
    new = HubStore(tmp_path / "new organiser", clock)
    new.load(SETUP, people(9))
    organiser.store, former = new, organiser.store
    for _ in range(2):
        exchange()
    assert [row["scan_id"] for row in scan_export(new.reader())] == [scan_id]
    assert len(people_export(hub_books.reader())) == 9
    organiser.store = former
    new.close()


def test_guests_whom_only_the_venue_knows_stay(organiser, exchange, hub_books, tmp_path, clock):
    hub_books.import_people([unpaid("LOCAL")])
    hub_books.writer.run(
        lambda ledger: ledger.connection.execute("UPDATE meta SET value = '' WHERE key = 'upstream.cursor'")
    )
    again = Upstream(hub_books, organiser)
    again.worker.run_once()
    again.stop()
    assert "LOCAL" in {person.ticket_code for person in people_export(hub_books.reader())}


def test_an_interrupted_first_exchange_goes_on_where_it_stopped(organiser, tmp_path, clock, monkeypatch):
    monkeypatch.setattr("sync.hub.changes.PAGE", 4)
    store = HubStore(tmp_path / "late", clock)
    first = organiser.snapshot(None)
    side = UpstreamSide(store)
    side.store_page(first, name=None)
    assert (side.progress().page, side.loaded()) == (first.next_page, (4, 10))
    upstream = Upstream(store, organiser)
    upstream.worker.run_once()
    upstream.stop()
    assert len(people_export(store.reader())) == 10
    assert side.progress().page is None
    store.close()


def test_a_hub_joins_by_the_code_and_shows_the_connection_in_its_counts(hub, tmp_path):
    """Over the network, with the command line's words."""
    with Hub(tmp_path / "venue") as venue:
        venue.join_upstream(hub.pairing_text, "venue")
        venue.join_upstream(hub.url, "venue")  # the code is needed once
        venue.start()
        with httpx2.Client(base_url=venue.url, trust_env=False) as browser:
            browser.post("/login", json={"code": venue.pairing_code})
            until = time.monotonic() + 20
            while not (counts := browser.get("/api/v1/counts").json())["people"]:
                assert time.monotonic() < until
            assert counts["upstream"]["server"] == hub.url
            assert browser.get("/api/v1/upstream/parked").json() == []
            assert browser.post(f"/api/v1/upstream/parked/{'f' * 32}/retry", json={}).status_code == 404
    assert [station.name for station in hub.store.doorkeeper.stations()] == ["venue"]


class _Lost(Exception):
    """The program ends here."""


@pytest.mark.parametrize("commits", range(6))
def test_a_hub_that_died_while_it_joined_joins_when_it_is_started_again(hub, books, monkeypatch, commits):
    """After any of its commits; the pairing code is given again by whoever starts it again."""
    run, done = books.writer.run, []

    def dying(work):
        if len(done) == commits:
            raise _Lost
        done.append(work)
        return run(work)

    monkeypatch.setattr(books.writer, "run", dying)
    with suppress(_Lost):
        join_upstream(books, hub.pairing_text, "venue")
    monkeypatch.undo()
    join_upstream(books, hub.pairing_text, "venue")
    upstream = upstream_of(books)
    assert upstream is not None
    upstream.worker.run_once()
    assert upstream.state().connected
    upstream.stop()


def test_a_standby_that_takes_over_goes_on_with_the_organiser(hub_books, exchange, door, tmp_path, clock):
    scan_id = door.check_in("T00001").scan.scan_id
    door.sync()
    standby = HubStore(tmp_path / "standby", clock)
    standby.stand(become_standby)
    page = replica_page(hub_books.reader(), hub_books.standing, "")
    standby.stand(lambda ledger: take_replica(ledger, page))
    standby.stand(promote)
    assert [scan.scan_id for scan in UpstreamSide(standby).waiting(10, frozenset())] == [scan_id]
    standby.close()


def test_a_hub_without_an_organiser_queues_nothing(books, station):
    station("A").check_in("T00001")
    station("B").sync()
    count = books.reader().execute("SELECT count(*) AS number FROM upstream_scans").fetchone()
    assert count["number"] == 0


def _register(station: VenueStation) -> Attendee:
    reception = Reception(station.store, station.clock)
    guest = reception.walk_in(Particulars(name="Nadia Guest"), station.door("north")).attendee
    assert guest is not None
    station.sync()
    return guest


def _correct(station: VenueStation, code: str, **texts: str) -> None:
    known = station.store.cache.attendee(code)
    assert known is not None
    reception = Reception(station.store, station.clock)
    reception.correct(code, replace(particulars_of(known), **texts), station.door("north"))
    station.sync()


def _known(books: HubStore, code: str) -> Attendee:
    return next(person for person in people_export(books.reader()) if person.ticket_code == code)


def test_guests_and_corrections_go_up_before_the_scans_and_once(
    organiser: Organiser, door: VenueStation, exchange: Callable[[], Upstream]
) -> None:
    guest = _register(door)
    _correct(door, "T00001", company="Atlas")
    door.check_in(guest.ticket_code)
    door.sync()
    for fault in (Fault.CUT_AFTER, Fault.NONE, Fault.NONE):
        organiser.fault = fault
        exchange().worker._talk.server_moved()  # no failure is waited out
    assert _known(organiser.store, guest.ticket_code) == guest
    assert _known(organiser.store, "T00001").company == "Atlas"
    count = organiser.store.reader().execute("SELECT count(*) AS number FROM edits").fetchone()["number"]
    assert (count, exchange().state().waiting) == (2, 0)


def test_correction_that_waits_is_not_undone_by_what_comes_down(
    organiser: Organiser, hub_books: HubStore, door: VenueStation, exchange: Callable[[], Upstream]
) -> None:
    _correct(door, "T00001", company="Atlas")
    organiser.store.import_people([replace(people(2)[1], city="Rabat")])
    taking, organiser.push_edits = organiser.push_edits, _busy  # type: ignore[method-assign]
    assert exchange().state().waiting == 1
    assert (_known(hub_books, "T00001").company, _known(hub_books, "T00001").city) == ("Atlas", "Rabat")
    organiser.push_edits = taking  # type: ignore[method-assign]
    exchange().worker._talk.server_moved()
    assert exchange().state().waiting == 0
    assert (_known(organiser.store, "T00001").company, _known(organiser.store, "T00001").city) == ("Atlas", "Rabat")


def _busy(_: object) -> EditReply:
    raise ServerTrouble(Trouble.BUSY, "too many")
