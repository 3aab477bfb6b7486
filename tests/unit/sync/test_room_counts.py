"""The people inside a room, as a station counts them while its server's word changes."""

from __future__ import annotations

from kiosk.domain.scans import Outcome, Reason
from sync.hub.redeem import redeem
from sync.hub.store import HubStore
from tests.fakes.in_process_hub import InProcessHub
from tests.fakes.venue import SETUP, VenueStation, people
from tests.unit.sync.test_live_verdicts import intent, push, scan_of


def test_room_is_counted_anew_when_the_hub_has_other_books(tmp_path, station, books, clock):
    one, other = station("A"), station("B")
    for code in ("T00001", "T00002"):
        other.check_in(code, "hall")
    other.sync()
    one.sync()
    assert one.admissions.people_inside("hall") == 2
    new_books = HubStore(tmp_path / "new", clock)
    new_books.load(SETUP, people(10))
    one.server.store = new_books
    one.sync()
    one.sync()
    assert one.admissions.people_inside("hall") == 0
    third = VenueStation(tmp_path / "C", InProcessHub(new_books, "C"), "C", clock)
    third.sync()
    third.check_in("T00003", "hall")
    third.sync()
    one.sync()
    assert one.admissions.people_inside("hall") == 1
    third.close()
    new_books.close()


def test_guest_whom_the_door_refused_after_the_hubs_yes_is_not_inside(station, books):
    one = station("A")
    question = intent(1, gate="hall", station="B")
    verdict = books.writer.run(lambda ledger: redeem(ledger, "B", question))
    one.sync()
    assert one.admissions.people_inside("hall") == 1
    push(books, scan_of(question, verdict, verdict=Outcome.REFUSED, reason=Reason.REVOKED), "B")
    one.sync()
    assert one.admissions.people_inside("hall") == 0
