"""A fault of the program in a thread is loud, and costs one exchange: no station loses its server over it for good."""

from __future__ import annotations

import threading

import pytest

from kiosk.domain.scans import Direction, Outcome, Verdict
from sync import listening, worker
from sync.hub.standby import Standby
from sync.hub.standing import become_standby
from sync.listening import Listener
from sync.live import LiveVerdicts
from sync.messages import Hello
from sync.worker import SyncWorker
from tests.fakes.in_process_venue import InProcessLeader, VenueHubs
from tests.fakes.venue import OPENING, SETUP, people
from tests.unit.sync.test_live_verdicts import intent

PATIENCE_S = 10.0


class Faulty:
    """Its first call of each kind meets a fault of the program."""

    def __init__(self) -> None:
        self.met: set[str] = set()

    def meet(self, call: str) -> None:
        if call not in self.met:
            self.met.add(call)
            raise OverflowError(call)

    def redeem(self, intent, deadline_s: float) -> Verdict:
        self.meet("redeem")
        return Verdict(outcome=Outcome.ADMITTED, reason=None, direction=Direction.ENTRY)

    def hello(self, deadline_s: float) -> Hello:
        self.meet("hello")
        return Hello(hub="hub", epoch="e", event="x", server_time=OPENING)

    def listen(self, on_hint) -> None:
        self.meet("listen")
        on_hint()

    def abort(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def told(monkeypatch):
    faults: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: faults.append(str(told.exc_value)))
    return faults


def test_a_fault_costs_one_live_verdict(told):
    back = threading.Event()
    live = LiveVerdicts(Faulty(), limit_s=5.0, on_change=lambda answers: back.set() if answers else None)
    try:
        assert live.ask(intent(1)) is None
        assert back.wait(PATIENCE_S)
        assert live.ask(intent(2)) is not None
    finally:
        live.close()
    assert told == ["redeem", "hello"]


def test_a_fault_costs_one_stream_of_hints(told, monkeypatch):
    monkeypatch.setattr(listening, "_WITHOUT_HINTS_S", 0.01)
    hinted = threading.Event()
    listener = Listener(Faulty(), hinted.set, lambda: None)
    assert hinted.wait(PATIENCE_S)
    listener.stop()
    assert told == ["listen"]


def test_a_fault_costs_one_exchange_and_is_shown(told, station, books, monkeypatch):
    monkeypatch.setattr(worker, "_LONGEST_SLEEP_S", 0.01)
    one = station("A")
    faulty, changes = Faulty(), one.server.changes

    def ask(cursor: str):
        faulty.meet("changes")
        return changes(cursor)

    one.server.changes = ask
    healed, shown = threading.Event(), []

    def hear(status) -> None:
        shown.append(status.detail)
        if status.connected and faulty.met:
            healed.set()

    background = SyncWorker(one.store, one.server, one.clock, on_status=hear)
    background.start()
    assert healed.wait(PATIENCE_S)
    background.stop()
    assert told == ["changes"]
    assert any("a fault of the program" in words for words in shown)


class FaultyLeader(InProcessLeader):
    """Its first page meets a fault of the program."""

    def __init__(self, hubs: VenueHubs) -> None:
        super().__init__(hubs, "first", "second")
        self.faulty, self.again, self.go_on = Faulty(), threading.Event(), threading.Event()

    def replica(self, cursor: str):
        if self.faulty.met:
            self.again.set()
            assert self.go_on.wait(PATIENCE_S)
        self.faulty.meet("replica")
        return super().replica(cursor)


def test_a_fault_costs_a_standby_one_page_and_is_shown(told, tmp_path, clock):
    hubs = VenueHubs(tmp_path, clock)
    hubs.open("first").load(SETUP, people(3))
    hubs.open("second").stand(become_standby)
    leader = FaultyLeader(hubs)
    standby = Standby(hubs.stores["second"], leader, "first")
    standby.start()
    try:
        assert leader.again.wait(PATIENCE_S)
        assert (standby.state.following, "replica" in standby.state.detail) == (False, True)
        assert told == ["replica"]
    finally:
        leader.go_on.set()
        standby.stop()
        hubs.close()
