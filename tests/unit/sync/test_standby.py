"""A standby takes over: nothing shown green is lost, nothing counts twice, and the former hub serves nobody again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.people import Attendee, Credential, CredentialState
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import DecidedBy, Outcome, Reason
from kiosk.service.registration import Particulars, Reception
from sync.hub.changes import all_conflicts
from sync.hub.devices import pair, renew_code, revoke
from sync.hub.ledger import meta
from sync.hub.replica import ScanRows
from sync.hub.reports import scan_export
from sync.hub.standby import Standby
from sync.hub.standing import RIVALS, become_standby, note_standby, promote, retire
from sync.hub.store import HubStore
from sync.messages import PairRequest
from sync.port import ServerTrouble, Trouble
from sync.terms import Role, Term
from tests.fakes.in_process_venue import InProcessLeader, VenueHubs, VenueServer
from tests.fakes.venue import SETUP, VenueClock, VenueStation, people, unpaid

FIRST, SECOND = "first", "second"


class Venue:
    """A hub with ten people, a standby of it, and stations."""

    def __init__(self, directory: Path, clock: VenueClock) -> None:
        self.directory, self.clock = directory, clock
        self.hubs = VenueHubs(directory, clock)
        self.first = self.hubs.open(FIRST)
        self.first.load(SETUP, people(10))
        self.second = self.hubs.open(SECOND)
        self.second.stand(become_standby)
        self.standby = Standby(self.second, InProcessLeader(self.hubs, FIRST, SECOND), FIRST)
        self.stations: list[VenueStation] = []

    def station(self, name: str) -> VenueStation:
        made = VenueStation(self.directory / name, VenueServer(self.hubs, FIRST, name), name, self.clock)
        self.stations.append(made)
        made.sync()
        return made

    def follow(self) -> None:
        while self.standby.follow_once():
            pass

    def lose_the_first(self) -> None:
        """Nobody reaches it any more."""
        self.hubs.cut |= {(who.name, FIRST) for who in self.stations} | {(SECOND, FIRST)}

    def close(self) -> None:
        for station in self.stations:
            station.close()
        self.standby.stop()
        self.hubs.close()


@pytest.fixture
def venue(tmp_path: Path, clock: VenueClock) -> Iterator[Venue]:
    made = Venue(tmp_path, clock)
    yield made
    made.close()


def states(store: HubStore) -> list[tuple[str, str]]:
    return sorted((row["scan_id"], row["state"]) for row in scan_export(store.reader()))


def _rows(hub: HubStore, table: str) -> list[dict[str, object]]:
    rows = [dict(row) for row in hub.reader().execute(f"SELECT * FROM {table}")]
    return sorted(rows, key=str)


def _register(station: VenueStation) -> Attendee:
    reception = Reception(station.store, station.clock)
    attendee = reception.walk_in(Particulars(name="Nadia Guest"), station.door("north")).attendee
    assert attendee is not None
    return attendee


def test_a_standby_knows_everything_that_the_hub_knows(venue: Venue) -> None:
    station = venue.station("A")
    station.check_in("T00001")
    _register(station)
    station.sync()
    venue.first.import_people([unpaid("NEW")])
    venue.first.remove_people(["T00002"])
    venue.first.stand(renew_code)
    venue.first.import_credentials([Credential(code="OLD", ticket_code="T00003", state=CredentialState.REVOKED)])
    venue.follow()
    for table in ("people", "credentials", "scans", "conflicts", "edits", "devices"):
        rows = [_rows(hub, table) for hub in (venue.first, venue.second)]
        assert rows[0] == rows[1], table
    assert venue.second.setup() == SETUP
    assert venue.second.doorkeeper.pairing_code == venue.first.doorkeeper.pairing_code


def test_a_standby_serves_nobody(venue: Venue) -> None:
    venue.follow()
    with pytest.raises(ServerTrouble) as caught:
        venue.hubs.reach("A", SECOND, Term())
    assert caught.value.trouble is Trouble.NOT_IN_CHARGE


def test_after_the_promotion_the_stations_go_on_without_pairing(venue: Venue) -> None:
    stations = [venue.station(name) for name in ("A", "B")]
    stations[0].check_in("T00001")
    stations[0].sync()
    venue.follow()
    venue.lose_the_first()
    venue.second.stand(promote)
    for station in stations:
        station.sync()
    verdict = stations[1].check_in("T00001", "south").verdict
    assert (verdict.outcome, verdict.reason) == (Outcome.REFUSED, Reason.ALREADY_ADMITTED)
    assert all(station.worker.status.problem is None for station in stations)


def test_scans_that_only_the_lost_hub_had_go_up_again_and_count_once(venue: Venue) -> None:
    station = venue.station("A")
    station.check_in("T00001")
    station.sync()
    venue.follow()
    station.check_in("T00002")
    report = station.sync()
    assert report.pending == 0
    venue.lose_the_first()
    venue.second.stand(promote)
    station.sync()
    scans = {scan.scan_id for scan, _ in station.store.log.all_scans()}
    assert {scan_id for scan_id, _ in states(venue.second)} == scans
    assert len(states(venue.second)) == 2


def test_a_guest_whom_only_the_lost_hub_had_goes_up_again_and_an_edit_that_was_copied_counts_once(
    venue: Venue,
) -> None:
    first, second = venue.station("A"), venue.station("B")
    copied = _register(first)
    first.sync()
    venue.follow()
    lost = _register(first)
    first.sync()
    venue.lose_the_first()
    venue.second.stand(promote)
    first.sync()
    second.sync()
    for guest in (copied, lost):
        assert second.check_in(guest.ticket_code).verdict.outcome is Outcome.ADMITTED
    assert [row["ticket_code"] for row in _rows(venue.second, "edits")].count(copied.ticket_code) == 1
    assert first.worker.report().parked == 0


def test_a_double_entry_that_the_change_made_possible_is_flagged(venue: Venue) -> None:
    first, second = venue.station("A"), venue.station("B")
    venue.follow()
    first.check_in("T00001")
    first.sync()
    venue.lose_the_first()
    venue.second.stand(promote)
    second.sync()
    assert second.check_in("T00001", "south").verdict.outcome is Outcome.ADMITTED
    for station in (second, first, second):
        station.sync()
    (conflict,) = all_conflicts(venue.second.reader())
    assert {conflict.scan.station, conflict.winner.station} == {"A", "B"}
    assert [len(station.worker.open_conflicts()) for station in (first, second)] == [1, 1]


def test_a_station_that_knows_no_more_than_the_new_hub_needs_no_snapshot(venue: Venue) -> None:
    station = venue.station("A")
    venue.follow()
    pulled = station.worker.report().pulled
    venue.lose_the_first()
    venue.second.stand(promote)
    assert station.sync().pulled == pulled


def test_an_old_hub_that_hears_of_the_later_term_retires_for_good(venue: Venue) -> None:
    station = venue.station("A")
    venue.follow()
    venue.lose_the_first()
    venue.second.stand(promote)
    station.sync()
    venue.hubs.cut.clear()
    with pytest.raises(ServerTrouble):
        venue.hubs.reach("A", FIRST, station.server.memory.where.latest)  # type: ignore[attr-defined]
    venue.first.close()
    again = venue.hubs.open(FIRST)
    assert again.standing.role is Role.RETIRED


def test_the_new_hub_tells_the_old_one_itself(venue: Venue) -> None:
    venue.follow()
    venue.hubs.cut.add((SECOND, FIRST))
    venue.second.stand(promote)
    assert not venue.standby.tell_former()
    venue.hubs.cut.clear()
    assert venue.standby.tell_former()
    assert venue.first.standing.role is Role.RETIRED


def test_a_station_of_the_retired_hub_finds_the_new_one_by_itself(venue: Venue) -> None:
    station = venue.station("A")
    venue.follow()
    venue.second.stand(promote)
    assert venue.standby.tell_former()
    station.check_in("T00001")
    assert station.sync().pending == 0
    assert len(states(venue.second)) == 1


def test_an_answer_of_an_earlier_term_is_none(venue: Venue) -> None:
    """A network that sends a moved station back to the former hub's machine changes nothing."""
    station = venue.station("A")
    venue.follow()
    venue.second.stand(promote)
    assert station.server.seek()  # type: ignore[attr-defined]
    venue.hubs.stores[SECOND], venue.hubs.stores[FIRST] = venue.first, venue.second
    station.check_in("T00001")
    station.worker.run_once()
    assert states(venue.first) == []
    venue.hubs.stores[SECOND], venue.hubs.stores[FIRST] = venue.second, venue.first


def test_what_stations_confirm_later_reaches_the_standby_too(venue: Venue) -> None:
    station = venue.station("A")
    intent_free = station.check_in("T00001").scan
    venue.first.writer.run(lambda ledger: _answered(ledger, intent_free))
    venue.follow()
    assert [state for _, state in states(venue.second)] == ["pending"]
    station.sync()
    venue.follow()
    assert [state for _, state in states(venue.second)] == ["accepted"]


def test_a_scan_that_is_confirmed_between_two_copies_stands_in_no_later_ones_way(venue: Venue) -> None:
    """Its new number lies behind what the standby has: the promoted hub gives that number to another scan."""

    class ConfirmedMeanwhile(InProcessLeader):
        def confirmed(self, scan_ids: list[str]) -> ScanRows:
            station.sync()
            return super().confirmed(scan_ids)

    station, other = venue.station("A"), venue.station("B")
    scan = station.check_in("T00001").scan
    venue.first.writer.run(lambda ledger: _answered(ledger, replace(scan, decided_by=DecidedBy.SERVER)))
    venue.follow()
    Standby(venue.second, ConfirmedMeanwhile(venue.hubs, FIRST, SECOND), FIRST).follow_once()
    venue.lose_the_first()
    venue.second.stand(promote)
    other.check_in("T00002")
    for each in (other, station):
        each.sync()
    assert [state for _, state in states(venue.second)] == ["accepted", "accepted"]


def _answered(ledger, scan) -> None:
    from sync.hub.scans import store_answer

    store_answer(ledger, "A", scan, first_entry=True)


def test_a_standby_that_is_not_whole_is_not_promoted(venue: Venue) -> None:
    with pytest.raises(EnvironmentProblem, match="not yet copied"):
        venue.second.stand(promote)
    assert venue.second.standing.role is Role.STANDBY


def test_people_are_imported_at_the_hub_in_charge_only(venue: Venue) -> None:
    """A copy that gave out numbers of its own would miss what the hub has under the same ones."""
    venue.follow()
    for load in (
        lambda: venue.second.load(SETUP, [unpaid("HERE")]),
        lambda: venue.second.import_people([unpaid("HERE")]),
        lambda: venue.second.remove_people(["T00001"]),
        lambda: venue.second.import_credentials(
            [Credential(code="C", ticket_code="T00001", state=CredentialState.REVOKED)]
        ),
    ):
        with pytest.raises(EnvironmentProblem, match="in charge"):
            load()
    venue.first.import_people([unpaid("THERE")])
    venue.follow()
    assert _rows(venue.second, "people") == _rows(venue.first, "people")


def test_a_hub_in_charge_with_people_is_not_made_a_standby(venue: Venue) -> None:
    with pytest.raises(EnvironmentProblem, match="in charge"):
        venue.first.stand(become_standby)


def test_a_retired_hub_may_follow_the_new_one_and_be_promoted_again(venue: Venue) -> None:
    station = venue.station("A")
    venue.follow()
    venue.first.import_people(people(12))
    venue.second.stand(promote)
    venue.standby.tell_former()
    venue.first.stand(become_standby)
    back = Standby(venue.first, InProcessLeader(venue.hubs, SECOND, FIRST), SECOND)
    while back.follow_once():
        pass
    station.check_in("T00001")
    station.sync()
    while back.follow_once():
        pass
    assert venue.first.stand(promote).generation == 3
    assert back.tell_former()
    station.sync()
    assert len(states(venue.first)) == 1
    assert venue.second.standing.role is Role.RETIRED
    back.stop()


def test_of_two_that_were_promoted_at_once_one_stays(venue: Venue) -> None:
    venue.follow()
    term = venue.second.stand(promote)
    other = Term(term.generation, "f" * 16 if term.epoch < "f" * 16 else "g")
    venue.second.stand(lambda ledger: retire(ledger, other))
    assert venue.second.standing.role is Role.RETIRED


def test_a_standby_forgets_the_token_that_was_taken_back(venue: Venue) -> None:
    for name in ("A", "B"):
        venue.first.stand(lambda ledger, name=name: pair(ledger, PairRequest(code="", name=name), "hub"))
    venue.follow()
    lost = venue.first.doorkeeper.stations()[0].device
    assert len(_rows(venue.second, "devices")) == 2
    venue.first.stand(lambda ledger: revoke(ledger, lost))
    venue.follow()
    assert _rows(venue.second, "devices") == _rows(venue.first, "devices")
    assert lost not in {each.device for each in venue.second.doorkeeper.stations()}


def test_a_standby_that_was_removed_is_no_place_to_go_to_any_more(venue: Venue) -> None:
    removed = venue.first.stand(lambda ledger: pair(ledger, PairRequest(code="", name="third"), "hub")).device
    venue.first.stand(lambda ledger: note_standby(ledger, removed, "http://third"))
    venue.follow()
    assert venue.first.standing.standbys == ("http://third",)
    venue.first.stand(lambda ledger: revoke(ledger, removed))
    venue.follow()
    assert venue.first.standing.standbys == ()
    assert meta(venue.second.reader(), RIVALS) == "{}"
