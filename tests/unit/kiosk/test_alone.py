"""What a door may do while its server is away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.alone import share_of
from kiosk.domain.event import AlonePolicy
from kiosk.domain.scans import Direction, Outcome, Reason
from kiosk.service.check_in import Admissions, Door
from kiosk.store.station import StationStore
from tests.fakes.door import AMINA, ENTRANCE, SETUP, HandClock
from tests.fakes.live_decider import ScriptedDecider

SOUTH = replace(ENTRANCE, id="south")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StationStore]:
    with StationStore(tmp_path) as store:
        store.cache.save_people([AMINA])
        yield store


def desk(store: StationStore, policy: AlonePolicy, *, has_server: bool = True) -> Admissions:
    gates = tuple(replace(gate, when_alone=policy) for gate in (ENTRANCE, SOUTH))
    store.cache.save_setup(replace(SETUP, gates=gates))
    return Admissions(store, HandClock(), live=ScriptedDecider(lambda _: None) if has_server else None)


def door(gate: str) -> Door:
    return Door(gate=gate, station=f"{gate}-1")


def test_a_door_goes_on_admitting_unless_it_was_told_otherwise(store: StationStore) -> None:
    assert ENTRANCE.when_alone is AlonePolicy.ADMIT
    answer = desk(store, AlonePolicy.ADMIT).check_in(AMINA.ticket_code, door("north"))
    assert answer.verdict.outcome is Outcome.ADMITTED


def test_a_strict_door_refuses_without_its_server_and_prints_nothing(store: StationStore) -> None:
    answer = desk(store, AlonePolicy.REFUSE).check_in(AMINA.ticket_code, door("north"))
    assert (answer.verdict.outcome, answer.verdict.reason) == (Outcome.REFUSED, Reason.SERVER_AWAY)
    assert (answer.scan.verdict, answer.print_job) == (Outcome.REFUSED, None)


def test_a_station_may_be_stricter_than_its_event(store: StationStore) -> None:
    desk(store, AlonePolicy.ADMIT)
    strict = Admissions(store, HandClock(), live=ScriptedDecider(lambda _: None), when_alone=AlonePolicy.REFUSE)
    assert strict.check_in(AMINA.ticket_code, door("north")).verdict.reason is Reason.SERVER_AWAY


def test_a_strict_door_locks_nobody_in(store: StationStore) -> None:
    answer = desk(store, AlonePolicy.REFUSE).check_in(AMINA.ticket_code, door("north"), Direction.EXIT)
    assert answer.verdict.outcome is Outcome.ADMITTED


def test_a_person_may_overrule_a_strict_door(store: StationStore) -> None:
    answer = desk(store, AlonePolicy.REFUSE).admit_anyway(AMINA.ticket_code, door("north"), "known guest")
    assert answer.verdict.outcome is Outcome.ADMITTED


def test_a_station_that_never_had_a_server_is_not_without_one(store: StationStore) -> None:
    answer = desk(store, AlonePolicy.REFUSE, has_server=False).check_in(AMINA.ticket_code, door("north"))
    assert answer.verdict.outcome is Outcome.ADMITTED


def test_exactly_one_door_of_an_area_has_a_ticket_in_its_share(store: StationStore) -> None:
    admissions = desk(store, AlonePolicy.OWN_SHARE)
    own = share_of(AMINA.ticket_code, ENTRANCE, (ENTRANCE, SOUTH))
    other = "south" if own == "north" else "north"
    refused = admissions.check_in(AMINA.ticket_code, door(other)).verdict
    assert (refused.outcome, refused.reason, refused.detail) == (Outcome.REFUSED, Reason.OTHER_DOOR, own)
    assert admissions.check_in(AMINA.ticket_code, door(own)).verdict.outcome is Outcome.ADMITTED


def test_shares_are_about_equal() -> None:
    shares = [share_of(f"T{number:05}", ENTRANCE, (ENTRANCE, SOUTH)) for number in range(1000)]
    assert 430 < shares.count("north") < 570
