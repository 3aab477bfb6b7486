"""The server decides first where it answers; the station decides with the same scan id where it doesn't."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.live import Intent
from kiosk.domain.scans import DecidedBy, Direction, Outcome, Reason, Verdict
from kiosk.service.check_in import Admissions, Door
from kiosk.store.station import StationStore
from tests.fakes.door import AMINA, SETUP, HandClock
from tests.fakes.live_decider import ScriptedDecider

NORTH = Door(gate="north", station="lane-1", operator="Rim")
NO = Verdict(outcome=Outcome.REFUSED, reason=Reason.ALREADY_ADMITTED, direction=Direction.ENTRY, attendee=AMINA)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StationStore]:
    with StationStore(tmp_path) as store:
        store.cache.save_setup(SETUP)
        store.cache.save_people([AMINA])
        yield store


def desk(store: StationStore, server: ScriptedDecider) -> Admissions:
    return Admissions(store, HandClock(), live=server)


def test_servers_no_stands_although_this_station_knows_of_no_entry(store: StationStore) -> None:
    answer = desk(store, ScriptedDecider(lambda _: NO)).check_in(AMINA.ticket_code, NORTH)
    assert (answer.verdict.outcome, answer.verdict.reason) == (Outcome.REFUSED, Reason.ALREADY_ADMITTED)
    assert answer.scan.decided_by is DecidedBy.SERVER


def test_silent_server_leaves_the_verdict_to_the_station_under_the_same_scan_id(store: StationStore) -> None:
    server = ScriptedDecider(lambda _: None)
    answer = desk(store, server).check_in(AMINA.ticket_code, NORTH)
    assert answer.verdict.outcome is Outcome.ADMITTED
    assert answer.scan.decided_by is DecidedBy.LOCAL
    assert [intent.scan_id for intent in server.asked] == [answer.scan.scan_id]


def test_server_that_is_known_to_be_away_is_not_asked(store: StationStore) -> None:
    server = ScriptedDecider(lambda _: NO)
    server.answering = False
    assert desk(store, server).check_in(AMINA.ticket_code, NORTH).verdict.outcome is Outcome.ADMITTED
    assert server.asked == []


def test_guest_whose_yes_was_lost_asks_again_under_the_same_scan_id(store: StationStore) -> None:
    def die(_: Intent) -> Verdict | None:
        raise ConnectionAbortedError("the program died while the guest waited")

    first, again = ScriptedDecider(die), ScriptedDecider(lambda _: None)
    with pytest.raises(ConnectionAbortedError):
        desk(store, first).check_in(AMINA.ticket_code, NORTH)
    answer = desk(store, again).check_in(AMINA.ticket_code, NORTH)
    assert first.asked[0].scan_id == again.asked[0].scan_id == answer.scan.scan_id


def test_decided_intent_is_not_used_for_the_next_scan_of_the_ticket(store: StationStore) -> None:
    server = ScriptedDecider(lambda _: None)
    admissions = desk(store, server)
    first = admissions.check_in(AMINA.ticket_code, NORTH)
    second = admissions.check_in(AMINA.ticket_code, NORTH)
    assert first.scan.scan_id != second.scan.scan_id
    assert second.verdict.reason is Reason.ALREADY_ADMITTED


def test_hostile_code_never_travels_to_the_server(store: StationStore) -> None:
    server = ScriptedDecider(lambda _: NO)
    answer = desk(store, server).check_in("AB\u202eC", NORTH)
    assert answer.verdict.reason is Reason.UNREADABLE_CODE
    assert server.asked == []


def test_person_who_overrules_does_not_ask_the_server(store: StationStore) -> None:
    server = ScriptedDecider(lambda _: NO)
    answer = desk(store, server).admit_anyway(AMINA.ticket_code, NORTH, "seen by the organiser")
    assert answer.verdict.outcome is Outcome.ADMITTED
    assert server.asked == []
