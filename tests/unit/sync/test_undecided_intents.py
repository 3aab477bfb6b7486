"""A guest whose "yes" was lost on the way, or with the program, is not refused by a real hub at the next try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.live import Intent
from kiosk.domain.scans import DecidedBy, Outcome, Reason, UploadState, Verdict
from kiosk.service.check_in import Admissions, CheckedIn
from kiosk.store.station import StationStore
from kiosk.store.undecided import LEFT_FOR, settle_undecided
from sync.hub.changes import all_conflicts
from sync.hub.server import Hub
from sync.live import LiveVerdicts
from sync.pairing import pair, paired_server, read_pairing_text
from tests.fakes.venue import SETUP, VenueClock, VenueStation

CODE = "T00001"


class Dies:
    """Asks the hub; the program dies before it hears the answer."""

    answering = True

    def __init__(self, live: LiveVerdicts) -> None:
        self._live = live
        self.told: Verdict | None = None

    def ask(self, intent: Intent) -> Verdict | None:
        self.told = self._live.ask(intent)
        raise ConnectionAbortedError("the program died")


@pytest.fixture
def station(tmp_path: Path, hub: Hub, clock: VenueClock) -> Iterator[Callable[[str], VenueStation]]:
    made: list[VenueStation] = []

    def make(name: str) -> VenueStation:
        with StationStore(tmp_path / name) as store:
            pair(store, read_pairing_text(hub.pairing_text), name)
            server = paired_server(store)
        assert server is not None
        made.append(VenueStation(tmp_path / name, server, name, clock))
        made[-1].sync()
        return made[-1]

    yield make
    for each in made:
        each.close()


def present(station: VenueStation, hub: Hub, gate: str = "north", *, dies: bool = False) -> CheckedIn | None:
    """The code at a door that asks the hub first; None when the program dies over it."""
    server = paired_server(station.store)
    assert server is not None
    live = LiveVerdicts(server, limit_s=10.0)
    try:
        decider = Dies(live) if dies else live
        return Admissions(station.store, station.clock, live=decider).check_in(CODE, station.door(gate))
    except ConnectionAbortedError:
        assert isinstance(decider, Dies) and decider.told is not None and decider.told.outcome is Outcome.ADMITTED
        return None
    finally:
        live.close()


def intents(station: VenueStation) -> list[str]:
    rows = station.store.log.read(lambda connection: connection.execute("SELECT scan_id FROM intents").fetchall())
    return [row["scan_id"] for row in rows]


def test_rescan_after_a_crash_has_the_same_id_and_the_same_yes(station, hub):
    one = station("A")
    assert present(one, hub, dies=True) is None
    (undecided,) = intents(one)
    one.close()
    one.open()
    again = present(one, hub)
    assert again is not None
    assert (again.scan.scan_id, again.verdict.outcome) == (undecided, Outcome.ADMITTED)
    assert again.scan.decided_by is DecidedBy.SERVER
    assert intents(one) == []


def test_rescan_while_the_hub_is_away_counts_once_when_it_is_back(station, hub):
    one = station("A")
    present(one, hub, dies=True)
    local = one.check_in(CODE)
    one.sync()
    kept = hub.store.reader().execute("SELECT scan_id, confirmed, winner FROM scans").fetchall()
    assert local.verdict.outcome is Outcome.ADMITTED
    (row,) = kept
    assert (row["scan_id"], row["confirmed"], row["winner"]) == (local.scan.scan_id, 1, None)


def test_undecided_yes_still_keeps_the_ticket_from_a_second_door(station, hub):
    """Nobody saw green at A, but the guest may stand there: B says no and where, a person may admit anyway."""
    one, other = station("A"), station("B")
    present(one, hub, dies=True)
    refused = present(other, hub, "south")
    assert refused is not None
    assert refused.verdict.reason is Reason.ALREADY_ADMITTED
    assert refused.verdict.previous is not None and refused.verdict.previous.gate == "north"


def scans_at(hub: Hub) -> list[tuple[str, str, int]]:
    rows = hub.store.reader().execute("SELECT scan_id, verdict, confirmed FROM scans ORDER BY scan_id")
    return [(row["scan_id"], row["verdict"], row["confirmed"]) for row in rows]


def test_nobody_came_back_so_the_hub_hears_that_nobody_was_let_in(station, hub, clock):
    one, other = station("A"), station("B")
    present(one, hub, dies=True)
    (undecided,) = intents(one)
    clock.go_on(LEFT_FOR.total_seconds())
    one.sync()
    assert intents(one) == []
    assert scans_at(hub) == [(undecided, "refused", 1)]
    kept = one.store.log.scan(undecided)
    assert kept is not None and (kept.verdict, kept.reason) == (Outcome.REFUSED, Reason.SERVER_AWAY)
    assert (kept.station, kept.ticket_code) == ("A", CODE)
    other.sync()
    admitted = present(other, hub, "south")
    assert admitted is not None and admitted.verdict.outcome is Outcome.ADMITTED
    assert hub.store.writer.run(lambda ledger: ledger.inside("venue")) == 1


def test_a_guest_who_shows_the_code_again_soon_keeps_the_yes(station, hub, clock):
    one = station("A")
    present(one, hub, dies=True)
    (undecided,) = intents(one)
    one.sync()
    again = present(one, hub)
    assert again is not None and (again.scan.scan_id, again.verdict.outcome) == (undecided, Outcome.ADMITTED)


def test_a_double_entry_against_an_answer_that_nobody_saw_explains_itself(station, hub, clock):
    one, other = station("A"), station("B")
    present(one, hub, dies=True)
    other.check_in(CODE, "south")
    other.sync()
    assert len([item for item in all_conflicts(hub.store.reader()) if item.closed_at is None]) == 1
    clock.go_on(LEFT_FOR.total_seconds() + 1)
    one.sync()
    assert [item for item in all_conflicts(hub.store.reader()) if item.closed_at is None] == []


def test_a_question_that_was_settled_while_the_machine_slept_gets_a_scan_of_its_own(station, hub, clock):
    one = station("A")
    server = paired_server(one.store)
    assert server is not None
    live = LiveVerdicts(server, limit_s=10.0)
    checked_in = Admissions(one.store, clock, live=SleepsOver(live, one)).check_in(CODE, one.door("north"))
    live.close()
    one.sync()
    assert checked_in.verdict.outcome is Outcome.ADMITTED
    assert [verdict for _, verdict, _ in scans_at(hub)] == ["refused", "admitted"]
    assert one.store.log.upload_counts()[UploadState.PARKED] == 0


def test_a_question_at_a_gate_that_is_gone_stops_no_door_again_and_again(station, hub, clock, monkeypatch):
    one = station("A")
    present(one, hub, dies=True)
    (undecided,) = intents(one)
    gates = tuple(gate for gate in SETUP.gates if gate.id != "north")
    one.store.cache.save_setup(replace(SETUP, gates=gates))
    clock.go_on(LEFT_FOR.total_seconds() + 1)
    with monkeypatch.context() as context:
        context.setattr(one.store.log, "at_the_door", lambda _: pytest.fail("the doors wait for this"))
        assert settle_undecided(one.store, clock) == 0
    assert intents(one) == [undecided]
    one.store.cache.save_setup(SETUP)
    assert settle_undecided(one.store, clock) == 1


class SleepsOver:
    """Hears the answer; the lid is closed before it is written, and everything else wakes first."""

    answering = True

    def __init__(self, live: LiveVerdicts, station: VenueStation) -> None:
        self._live, self._station = live, station

    def ask(self, intent: Intent) -> Verdict | None:
        told = self._live.ask(intent)
        self._station.clock.go_on(LEFT_FOR.total_seconds() + 1)
        self._station.sync()
        return told
