"""The rule book of a room's door, told without a screen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.event import Event, Gate, GateKind, Localized, PassageMode, Room, Session, SessionKind, Setup
from kiosk.domain.problems import ProblemKind
from kiosk.domain.scans import Direction, Reason
from kiosk.store.station import StationStore
from tests.fakes.errands import HandClock, checked_in, person, verdict
from ui.session.clicker import Clicker
from ui.session.door import SHOWN_S, Crowd, DoorScreen

NOON = datetime(2023, 6, 7, 12, 0, tzinfo=UTC)


def session(name: str, start: int, room: str = "agora") -> Session:
    starts_at = NOON + timedelta(minutes=start)
    return Session(
        id=name,
        kind=SessionKind.CERCLE,
        title=Localized(fr=name),
        room=room,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
    )


def door(mode: PassageMode = PassageMode.TOGGLE, capacity: int | None = None) -> tuple[DoorScreen, HandClock]:
    gate = Gate(id="d", name=Localized(), area="agora", kind=GateKind.ROOM, mode=mode, capacity=capacity)
    setup = Setup(
        event=Event(slug="e", name=Localized(), starts_at=NOON, ends_at=NOON),
        rooms=(Room(id="agora", name=Localized(), capacity=120),),
        sessions=(session("elsewhere", 0, room="hall"), session("late", 120), session("early", 0)),
        gates=(gate,),
    )
    clock = HandClock()
    return DoorScreen(setup, gate, clock), clock


def test_verdict_stands_for_its_time_and_goes() -> None:
    screen, clock = door()
    answer = checked_in(verdict(person()))
    screen.answer(answer)
    clock.pass_by(SHOWN_S - 0.1)
    screen.tick(NOON)
    assert screen.shown == answer
    clock.pass_by(0.2)
    screen.tick(NOON)
    assert screen.shown is None


def test_next_scan_takes_the_place_at_once_and_has_its_full_time() -> None:
    screen, clock = door()
    screen.answer(checked_in(verdict(person())))
    clock.pass_by(SHOWN_S - 0.1)
    second = checked_in(verdict(None, Reason.UNKNOWN_CODE))
    screen.answer(second)
    clock.pass_by(SHOWN_S - 0.1)
    screen.tick(NOON)
    assert screen.shown == second


def test_door_that_could_not_answer_says_so() -> None:
    screen, _ = door()
    screen.problem(ProblemKind.DISK_FULL)
    assert screen.shown is ProblemKind.DISK_FULL
    assert not screen.recent


def test_newest_scan_leads_the_list() -> None:
    screen, _ = door()
    first, second = checked_in(verdict(person())), checked_in(verdict(None, Reason.UNKNOWN_CODE))
    screen.answer(first)
    screen.answer(second)
    assert list(screen.recent) == [second, first]


@pytest.mark.parametrize(
    ("minutes", "expected"), [(-30, None), (-20, "early"), (59, "early"), (60, None), (100, "late")]
)
def test_session_comes_from_the_programme_and_the_clock(minutes: int, expected: str | None) -> None:
    screen, _ = door()
    screen.tick(NOON + timedelta(minutes=minutes))
    assert (screen.session.id if screen.session else None) == expected


def test_next_session_is_the_next_of_this_room() -> None:
    screen, _ = door()
    coming = screen.next_session(NOON - timedelta(hours=1))
    assert coming is not None
    assert coming.id == "early"
    assert screen.next_session(NOON + timedelta(hours=9)) is None


def test_scan_means_what_the_door_is_switched_to() -> None:
    screen, _ = door()
    assert screen.direction is None
    screen.mode = PassageMode.EXIT
    assert screen.direction is Direction.EXIT


def test_only_a_toggling_gate_can_toggle() -> None:
    assert PassageMode.TOGGLE in door(PassageMode.TOGGLE)[0].modes
    assert PassageMode.TOGGLE not in door(PassageMode.ENTRY)[0].modes


def test_people_without_a_badge_fill_the_room_too() -> None:
    screen, _ = door()
    screen.count(scanned=118, clicked=2)
    assert (screen.crowd.inside, screen.crowd.is_full, screen.crowd.share) == (120, True, 1.0)


def test_gates_own_capacity_stands_above_the_rooms() -> None:
    assert door(capacity=50)[0].crowd.capacity == 50
    assert door()[0].crowd.capacity == 120


def test_room_without_a_limit_is_never_full() -> None:
    crowd = Crowd(scanned=5000)
    assert not crowd.is_full
    assert crowd.share == 0.0


def test_clicks_outlive_a_restart_and_belong_to_their_session(tmp_path: Path) -> None:
    with StationStore(tmp_path) as store:
        clicker = Clicker(store.log, "agora")
        assert [clicker.click(+1, "early"), clicker.click(+1, "early")] == [1, 2]
        assert clicker.click(-5, "late") == 0
    with StationStore(tmp_path) as store:
        again = Clicker(store.log, "agora")
        assert (again.count("early"), again.count("late"), again.count(None)) == (2, 0, 0)
