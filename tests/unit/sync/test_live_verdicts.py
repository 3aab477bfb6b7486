"""The live verdict: the server first, within a limit; one visitor at most waits in vain."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from kiosk.domain.live import Intent
from kiosk.domain.people import Credential, CredentialState
from kiosk.domain.scans import DecidedBy, Direction, Outcome, Reason, Scan, Verdict
from sync.breaker import Breaker
from sync.hub.changes import all_conflicts, changes_after
from sync.hub.redeem import redeem
from sync.hub.reports import scan_export
from sync.hub.scans import read_rows, take_scans
from sync.hub.store import HubStore
from sync.live import LiveVerdicts
from sync.messages import Hello, PushResult, PushState
from sync.port import ServerTrouble, Trouble
from sync.servers.hub import HubServer, pair_with_hub
from tests.fakes.scripted_server import ScriptedServer, silence
from tests.fakes.venue import OPENING, SETUP

MINUTES = timedelta(minutes=2)


def intent(number: int, code: str = "T00001", gate: str = "north", station: str = "A", **more: object) -> Intent:
    made = Intent(scan_id=f"{number:032x}", code=code, gate=gate, at=OPENING, station=station)
    return replace(made, **more)  # type: ignore[arg-type]


def ask(books: HubStore, question: Intent, device: str = "A") -> Verdict:
    verdict = books.writer.run(lambda ledger: redeem(ledger, device, question))
    assert verdict is not None
    return verdict


def scan_of(question: Intent, told: Verdict, /, **more: object) -> Scan:
    gate = next(gate for gate in SETUP.gates if gate.id == question.gate)
    scan = Scan(
        scan_id=question.scan_id,
        code=question.code,
        ticket_code=told.attendee.ticket_code if told.attendee else None,
        gate=gate.id,
        area=gate.area,
        direction=told.direction,
        verdict=told.outcome,
        reason=told.reason,
        at=question.at,
        station=question.station,
        decided_by=DecidedBy.SERVER,
    )
    return replace(scan, **more)  # type: ignore[arg-type]


def push(books: HubStore, scan: Scan, device: str = "A") -> PushResult:
    rows = read_rows([msgspec.Raw(msgspec.json.encode(scan))])
    return books.writer.run(lambda ledger: take_scans(ledger, device, rows, None))[0]


def test_of_two_doors_with_one_ticket_one_hears_yes(books):
    assert ask(books, intent(1), "A").outcome is Outcome.ADMITTED
    second = ask(books, intent(2, gate="south", station="B"), "B")
    assert (second.outcome, second.reason) == (Outcome.REFUSED, Reason.ALREADY_ADMITTED)
    assert second.previous is not None and second.previous.station == "A"


def test_asked_again_with_the_same_id_the_hub_says_the_same(books):
    first = ask(books, intent(1))
    assert ask(books, intent(1)) == first
    assert len(scan_export(books.reader())) == 1


def test_a_refusal_asked_again_is_a_refusal(books):
    ask(books, intent(1))
    refused = ask(books, intent(2))
    assert ask(books, intent(2)) == refused


def test_the_stations_record_completes_the_hubs(books):
    verdict = ask(books, intent(1))
    assert [row["state"] for row in scan_export(books.reader())] == ["pending"]
    assert push(books, scan_of(intent(1), verdict)).state is PushState.APPLIED
    assert push(books, scan_of(intent(1), verdict)).state is PushState.DUPLICATE
    assert [row["state"] for row in scan_export(books.reader())] == ["accepted"]


def test_a_yes_that_was_lost_and_decided_locally_counts_once(books):
    verdict = ask(books, intent(1))
    local = scan_of(intent(1), verdict, decided_by=DecidedBy.LOCAL)
    assert push(books, local).state is PushState.APPLIED
    assert ask(books, intent(2)).reason is Reason.ALREADY_ADMITTED


def test_a_no_that_was_lost_and_admitted_locally_is_a_conflict(books):
    ask(books, intent(1), "A")
    refused = ask(books, intent(2, station="B"), "B")
    let_in = scan_of(intent(2, station="B"), refused, verdict=Outcome.ADMITTED, reason=None)
    result = push(books, let_in, "B")
    assert (result.state, result.winner) == (PushState.CONFLICT, intent(1).scan_id)


def test_who_was_refused_at_the_door_after_all_may_still_enter(books):
    verdict = ask(books, intent(1))
    push(books, scan_of(intent(1), verdict, verdict=Outcome.REFUSED, reason=Reason.REVOKED))
    assert ask(books, intent(2)).outcome is Outcome.ADMITTED


@pytest.mark.parametrize(
    ("code", "reason"), [("nobody", Reason.UNKNOWN_CODE), ("", Reason.UNREADABLE_CODE), ("OLD", Reason.REVOKED)]
)
def test_the_hub_knows_the_reasons_of_the_door(books, code, reason):
    books.import_credentials([Credential(code="OLD", ticket_code="T00001", state=CredentialState.REVOKED)])
    assert ask(books, intent(1, code=code)).reason is reason


def test_a_full_room_is_full_for_all_doors(books):
    for number in range(2):
        assert ask(books, intent(number, code=f"T0000{number}", gate="hall")).outcome is Outcome.ADMITTED
    assert ask(books, intent(5, code="T00005", gate="hall")).reason is Reason.ROOM_FULL
    ask(books, intent(6, code="T00001", gate="hall", direction=Direction.EXIT))
    assert ask(books, intent(7, code="T00005", gate="hall")).outcome is Outcome.ADMITTED


def test_an_unknown_gate_is_left_to_the_station(books):
    assert books.writer.run(lambda ledger: redeem(ledger, "A", intent(1, gate="new"))) is None


def test_a_station_asks_a_real_hub(hub):
    server = HubServer(hub.url, pair_with_hub(hub.url, hub.pairing_code, "A").token)
    live = LiveVerdicts(server, limit_s=5.0)
    try:
        verdict = live.ask(intent(1))
        assert verdict is not None and verdict.outcome is Outcome.ADMITTED and verdict.first_entry
        assert verdict.attendee is not None and verdict.attendee.ticket_code == "T00001"
        assert live.ask(intent(2, gate="new")) is None
        assert live.answering
    finally:
        live.close()


def test_a_silent_server_costs_one_visitor_the_limit_and_the_next_nothing():
    stop = threading.Event()
    with ScriptedServer([silence(stop)]) as server:
        live = LiveVerdicts(HubServer(server.url, "token"), limit_s=0.2)
        began = time.monotonic()
        assert live.ask(intent(1)) is None
        first = time.monotonic() - began
        assert live.ask(intent(2)) is None
        both = time.monotonic() - began
        stop.set()
        live.close()
    assert 0.15 < first < 0.8
    assert both - first < 0.05


class _Healing:
    """A server that fails until it is healed."""

    def __init__(self) -> None:
        self.healthy = False

    def redeem(self, intent: Intent, deadline_s: float) -> Verdict:
        if not self.healthy:
            raise ServerTrouble(Trouble.UNREACHABLE, "gone")
        return Verdict(outcome=Outcome.ADMITTED, reason=None, direction=Direction.ENTRY)

    def hello(self, deadline_s: float) -> Hello:
        if not self.healthy:
            raise ServerTrouble(Trouble.UNREACHABLE, "gone")
        return Hello(hub="hub", epoch="e", event="x", server_time=OPENING)

    def abort(self) -> None:
        pass

    def close(self) -> None:
        pass


def test_the_server_is_looked_for_in_the_background_until_it_answers():
    server = _Healing()
    back = threading.Event()
    live = LiveVerdicts(server, limit_s=5.0, on_change=lambda answers: back.set() if answers else None)
    try:
        assert live.ask(intent(1)) is None
        assert not live.answering
        server.healthy = True
        assert back.wait(10)
        assert live.ask(intent(2)) is not None
    finally:
        live.close()


def test_the_breaker_looks_less_and_less_often_up_to_a_limit():
    breaker = Breaker()
    pauses = []
    for _ in range(8):
        breaker.failed(100.0)
        pauses.append(breaker.look_in(100.0))
    assert pauses == [1.0, 2.0, 4.0, 8.0, 8.0, 8.0, 8.0, 8.0]
    breaker.worked()
    assert breaker.is_closed() and breaker.look_in(100.0) is None


def test_an_answer_that_came_too_late_is_told_to_all_as_the_stations_own(books):
    verdict = ask(books, intent(1))
    cursor = books.newest_cursor
    push(books, scan_of(intent(1), verdict, decided_by=DecidedBy.LOCAL))
    (told,) = changes_after(books.reader(), books.epoch, "B", cursor).rows.scans
    assert msgspec.json.decode(told)["scan"]["decided_by"] == "local"


def test_a_record_that_says_what_the_hub_said_is_not_told_again(books):
    verdict = ask(books, intent(1))
    cursor = books.newest_cursor
    push(books, scan_of(intent(1), verdict))
    assert books.newest_cursor == cursor


def test_double_entry_by_the_time_of_the_answer_is_explained_by_the_doors_own_time(books):
    """A door ahead of its time has told of an entry and an exit; by the hub's clock the next entry is before both."""
    first = intent(1, at=OPENING + timedelta(seconds=60))
    verdict = ask(books, first)
    push(books, scan_of(first, verdict))
    push(books, replace(scan_of(first, verdict), scan_id=f"{2:032x}", direction=Direction.EXIT, at=OPENING + MINUTES))
    second = intent(3, station="B")
    granted = ask(books, second, device="B")
    assert granted.outcome is Outcome.ADMITTED
    assert [one.closed_at for one in all_conflicts(books.reader())] == [None]
    push(books, scan_of(second, granted, at=OPENING + 2 * MINUTES), device="B")
    assert all(one.closed_at is not None for one in all_conflicts(books.reader()))
