"""The walk through a door as the desk knows it, on a real store with a clock of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.badges import PrintCause, PrintState
from kiosk.domain.event import PassageMode, Setup
from kiosk.domain.people import Credential, CredentialState, TicketStatus
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Direction, Outcome, Reason, Scan, ScanKind
from kiosk.service.check_in import Admissions, CheckedIn, Door, new_scan_id
from kiosk.store.station import StationStore
from kiosk.store.told_rows import put_credentials, put_other_scans
from tests.fakes.door import AMINA, ENTRANCE, HALL, KARIM, NINE, OMAR, SALMA, SETUP, STUDIO, HandClock, scan, undo

NORTH = Door(gate="north", station="lane-1", operator="Rim")
IN_HALL = Door(gate="hall-door", station="hall-1")
IN_STUDIO = Door(gate="studio-door", station="studio-1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StationStore]:
    with StationStore(tmp_path) as store:
        store.cache.save_setup(SETUP)
        store.cache.save_people([AMINA, KARIM, SALMA, replace(OMAR, status=TicketStatus.UNPAID)])
        yield store


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(store: StationStore, clock: HandClock) -> Admissions:
    return Admissions(store, clock)


def set_up(store: StationStore, **changes: object) -> None:
    """The entrance with other rules."""
    gate = replace(ENTRANCE, **changes)  # type: ignore[arg-type]
    store.cache.save_setup(replace(SETUP, gates=(gate, HALL, STUDIO)))


def other_station_says(store: StationStore, *scans: Scan) -> None:
    store.cache.writer.run(lambda connection: put_other_scans(connection, enumerate(scans, start=1)))


def answers(checked_in: CheckedIn) -> tuple[Outcome, Reason | None]:
    return checked_in.verdict.outcome, checked_in.verdict.reason


ADMITTED = (Outcome.ADMITTED, None)
ALREADY = (Outcome.REFUSED, Reason.ALREADY_ADMITTED)


# Checking in


def test_first_entry_is_on_disk_with_its_upload_and_its_badge(desk: Admissions, store: StationStore) -> None:
    checked_in = desk.check_in("AMINA1", NORTH)
    assert answers(checked_in) == ADMITTED
    assert store.log.scan(checked_in.scan.scan_id) == checked_in.scan
    assert store.log.waiting_uploads(9) == [checked_in.scan]
    assert store.log.print_jobs.queued() == [checked_in.print_job]


def test_scan_says_who_where_when_and_by_whom(desk: Admissions) -> None:
    made = desk.check_in(" AMINA1\r\n", replace(NORTH, session="opening")).scan
    assert (made.code, made.ticket_code, made.gate, made.area) == ("AMINA1", "AMINA1", "north", "venue")
    assert (made.at, made.station, made.operator, made.session) == (NINE, "lane-1", "Rim", "opening")
    assert len(made.scan_id) == 32


def test_badge_shows_the_person_as_known_at_the_door(desk: Admissions) -> None:
    job = desk.check_in("AMINA1", NORTH).print_job
    assert job is not None
    assert (job.badge.name, job.badge.code, job.badge.category_letter) == ("Amina Bennani", "AMINA1", "V")
    assert (job.cause, job.layout, job.state, job.operator) == (PrintCause.CHECK_IN, "4x3", PrintState.QUEUED, "Rim")


def test_second_entry_is_refused_and_tells_when_and_where_the_first_was(desk: Admissions, clock: HandClock) -> None:
    first = desk.check_in("AMINA1", NORTH).scan
    clock.pass_by(minutes=3)
    second = desk.check_in("AMINA1", NORTH)
    assert answers(second) == ALREADY
    assert second.verdict.previous is not None
    assert (second.verdict.previous.scan_id, second.verdict.previous.at) == (first.scan_id, NINE)
    assert second.print_job is None


def test_refused_scans_are_kept_and_uploaded_too(desk: Admissions, store: StationStore) -> None:
    for code in ("NOBODY", "A\u202eB", "OMAR01"):
        desk.check_in(code, NORTH)
    reasons = [one.reason for one in store.log.waiting_uploads(9)]
    assert reasons == [Reason.UNKNOWN_CODE, Reason.UNREADABLE_CODE, Reason.UNPAID]
    assert store.log.recent_scans(2)[1].code == "A\\u202eB"
    assert store.log.print_jobs.queued() == []


def test_ticket_code_is_compared_with_its_case(desk: Admissions) -> None:
    assert answers(desk.check_in("amina1", NORTH)) == (Outcome.REFUSED, Reason.UNKNOWN_CODE)


def test_reissued_badge_stands_for_its_ticket_and_the_lost_one_is_revoked(
    desk: Admissions, store: StationStore
) -> None:
    codes = [
        Credential(code="NEW", ticket_code="AMINA1"),
        Credential(code="LOST", ticket_code="AMINA1", state=CredentialState.REVOKED),
        Credential(code="FOREIGN", ticket_code="X", state=CredentialState.OTHER_EVENT),
    ]
    store.cache.writer.run(lambda connection: put_credentials(connection, codes))
    assert answers(desk.check_in("LOST", NORTH)) == (Outcome.REFUSED, Reason.REVOKED)
    assert answers(desk.check_in("FOREIGN", NORTH)) == (Outcome.REFUSED, Reason.OTHER_EVENT)
    assert answers(desk.check_in("NEW", NORTH)) == ADMITTED
    assert answers(desk.check_in("AMINA1", NORTH)) == ALREADY


def test_entry_at_another_station_counts_here(desk: Admissions, store: StationStore) -> None:
    other_station_says(store, scan("far", station="lane-9", minutes=-5))
    refused = desk.check_in("AMINA1", NORTH)
    assert answers(refused) == ALREADY
    assert refused.verdict.previous is not None
    assert refused.verdict.previous.station == "lane-9"


def test_entry_undone_at_another_station_does_not_count_here(desk: Admissions, store: StationStore) -> None:
    far = scan("far", station="lane-9", minutes=-5)
    other_station_says(store, far, undo("taken-back", far, minutes=-4))
    assert answers(desk.check_in("AMINA1", NORTH)) == ADMITTED


def test_check_out_by_hand_and_coming_back(desk: Admissions, clock: HandClock) -> None:
    desk.check_in("AMINA1", NORTH)
    clock.pass_by(minutes=1)
    out = desk.check_in("AMINA1", NORTH, Direction.EXIT)
    assert (answers(out), out.scan.direction, out.print_job) == (ADMITTED, Direction.EXIT, None)
    clock.pass_by(minutes=1)
    back = desk.check_in("AMINA1", NORTH)
    assert (answers(back), back.print_job) == (ADMITTED, None)


def test_toggle_gate_lets_in_out_and_in_again(desk: Admissions, store: StationStore, clock: HandClock) -> None:
    set_up(store, mode=PassageMode.TOGGLE)
    directions = []
    for _ in range(3):
        directions.append(desk.check_in("AMINA1", NORTH).scan.direction)
        clock.pass_by(seconds=10)
    assert directions == [Direction.ENTRY, Direction.EXIT, Direction.ENTRY]


def test_questions_are_asked_before_anybody_is_in(desk: Admissions, store: StationStore) -> None:
    set_up(store, questions=("diet",))
    asked = desk.check_in("AMINA1", NORTH)
    assert (answers(asked), asked.print_job) == ((Outcome.ASK, Reason.ANSWERS_NEEDED), None)
    store.cache.save_people([replace(AMINA, answers=(("diet", "none"),))])
    assert answers(desk.check_in("AMINA1", NORTH)) == ADMITTED


def test_days_of_a_rule_are_those_of_the_event(desk: Admissions, store: StationStore, clock: HandClock) -> None:
    set_up(store, entries=None, rule={"<": [{"var": "entries_today"}, 1]})
    clock.pass_by(hours=13)  # 22:00 in UTC, 23:00 in Casablanca
    desk.check_in("AMINA1", NORTH)
    clock.pass_by(minutes=30)
    assert answers(desk.check_in("AMINA1", NORTH)) == (Outcome.REFUSED, Reason.RULE)
    clock.pass_by(minutes=40)
    assert answers(desk.check_in("AMINA1", NORTH)) == ADMITTED


def test_station_with_an_unknown_time_zone_still_answers(desk: Admissions, store: StationStore) -> None:
    store.cache.save_setup(replace(SETUP, event=replace(SETUP.event, timezone="Atlantis/Capital")))
    assert answers(desk.check_in("AMINA1", NORTH)) == ADMITTED


def test_who_waits_for_a_recorded_scan_is_told_after_it_is_on_disk(store: StationStore, clock: HandClock) -> None:
    seen: list[bool] = []
    desk = Admissions(store, clock, on_recorded=lambda done: seen.append(store.log.scan(done.scan.scan_id) is not None))
    desk.check_in("AMINA1", NORTH)
    desk.check_in("NOBODY", NORTH)
    assert seen == [True, True]


def test_gate_that_is_not_set_up_is_a_problem_that_names_the_others(desk: Admissions, store: StationStore) -> None:
    with pytest.raises(EnvironmentProblem, match="north, hall-door, studio-door") as caught:
        desk.check_in("AMINA1", replace(NORTH, gate="south"))
    assert caught.value.kind is ProblemKind.CONFIGURATION
    assert store.log.all_scans() == []


def test_station_without_an_event_is_a_problem(tmp_path: Path, clock: HandClock) -> None:
    with StationStore(tmp_path / "empty") as empty, pytest.raises(EnvironmentProblem, match="no event yet"):
        Admissions(empty, clock).check_in("AMINA1", NORTH)


# Badges: one for each person, at the first entry


def test_badge_is_not_queued_again_after_undo(desk: Admissions, store: StationStore, clock: HandClock) -> None:
    first = desk.check_in("AMINA1", NORTH)
    desk.undo(first.scan.scan_id, NORTH)
    clock.pass_by(minutes=1)
    again = desk.check_in("AMINA1", NORTH)
    assert (answers(again), again.verdict.first_entry, again.print_job) == (ADMITTED, True, None)
    assert len(store.log.print_jobs.queued()) == 1


def test_badge_that_never_came_out_is_queued_again(desk: Admissions, store: StationStore) -> None:
    first = desk.check_in("AMINA1", NORTH)
    assert first.print_job is not None
    store.log.print_jobs.finish(first.print_job.job_id, PrintState.FAILED, NINE)
    desk.undo(first.scan.scan_id, NORTH)
    assert desk.check_in("AMINA1", NORTH).print_job is not None


def test_gate_without_layout_prints_nothing(desk: Admissions) -> None:
    assert desk.check_in("AMINA1", IN_HALL).print_job is None


# Admit anyway


def test_admit_anyway_keeps_the_answer_of_the_door_and_the_reason_of_the_person(
    desk: Admissions, store: StationStore
) -> None:
    done = desk.admit_anyway("OMAR01", NORTH, "paid in cash")
    kept = store.log.scan(done.scan.scan_id)
    assert kept is not None
    assert (kept.verdict, kept.reason, kept.note) == (Outcome.ADMITTED, Reason.UNPAID, "paid in cash")
    assert done.print_job is not None


def test_person_admitted_anyway_is_in(desk: Admissions, clock: HandClock) -> None:
    desk.admit_anyway("OMAR01", NORTH, "paid in cash")
    clock.pass_by(minutes=1)
    assert desk.people_inside("venue") == 1


@pytest.mark.parametrize("code", ["NOBODY", "A\u202eB"])
def test_admit_anyway_admits_nobody_unknown(desk: Admissions, code: str) -> None:
    assert desk.admit_anyway(code, NORTH, "looks honest").verdict.outcome is Outcome.REFUSED


@pytest.mark.parametrize("reason", ["", "  "])
def test_admit_anyway_without_a_reason_is_a_mistake_of_the_program(desk: Admissions, reason: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        desk.admit_anyway("OMAR01", NORTH, reason)


# Looking up


def test_look_up_gives_the_same_answer_and_writes_nothing(desk: Admissions, store: StationStore) -> None:
    assert desk.look_up("AMINA1", NORTH).outcome is Outcome.ADMITTED
    assert desk.look_up("NOBODY", NORTH).reason is Reason.UNKNOWN_CODE
    assert (store.log.all_scans(), store.log.print_jobs.queued()) == ([], [])
    desk.check_in("AMINA1", NORTH)
    assert desk.look_up("AMINA1", NORTH).reason is Reason.ALREADY_ADMITTED
    assert len(store.log.all_scans()) == 1


# Undo


def test_undo_adds_a_record_and_gives_the_entry_back(desk: Admissions, store: StationStore, clock: HandClock) -> None:
    entry = desk.check_in("AMINA1", NORTH).scan
    clock.pass_by(minutes=1)
    taken_back = desk.undo(entry.scan_id, replace(NORTH, operator="Adil"))
    assert taken_back is not None
    assert (taken_back.kind, taken_back.undoes, taken_back.operator) == (ScanKind.UNDO, entry.scan_id, "Adil")
    assert store.log.waiting_uploads(9) == [entry, taken_back]
    assert desk.people_inside("venue") == 0
    assert answers(desk.check_in("AMINA1", NORTH)) == ADMITTED


def test_scan_is_undone_only_once(desk: Admissions, store: StationStore) -> None:
    entry = desk.check_in("AMINA1", NORTH).scan
    desk.undo(entry.scan_id, NORTH)
    assert desk.undo(entry.scan_id, NORTH) is None
    assert len(store.log.all_scans()) == 2


def test_scan_that_another_station_took_back_is_not_undone_again(desk: Admissions, store: StationStore) -> None:
    entry = desk.check_in("AMINA1", NORTH).scan
    other_station_says(store, undo("far", entry, minutes=1))
    assert desk.undo(entry.scan_id, NORTH) is None


def test_only_an_admitted_scan_can_be_undone(desk: Admissions) -> None:
    entry = desk.check_in("AMINA1", NORTH).scan
    refused = desk.check_in("AMINA1", NORTH).scan
    unknown = desk.check_in("NOBODY", NORTH).scan
    taken_back = desk.undo(entry.scan_id, NORTH)
    assert taken_back is not None
    assert [desk.undo(one, NORTH) for one in (refused.scan_id, unknown.scan_id, taken_back.scan_id, "no such")] == [
        None
    ] * 4


# Rooms


def test_room_is_full_at_its_capacity_and_free_after_an_exit(desk: Admissions, clock: HandClock) -> None:
    for code in ("AMINA1", "KARIM1"):
        assert answers(desk.check_in(code, IN_HALL)) == ADMITTED
    assert answers(desk.check_in("SALMA1", IN_HALL)) == (Outcome.REFUSED, Reason.ROOM_FULL)
    clock.pass_by(minutes=1)
    desk.check_in("AMINA1", IN_HALL, Direction.EXIT)
    assert answers(desk.check_in("SALMA1", IN_HALL)) == ADMITTED
    assert desk.people_inside("hall") == 2


def test_room_is_left_by_entering_another(desk: Admissions, clock: HandClock) -> None:
    for code in ("AMINA1", "KARIM1"):
        desk.check_in(code, IN_HALL)
    clock.pass_by(minutes=1)
    desk.check_in("AMINA1", IN_STUDIO)
    assert (desk.people_inside("hall"), desk.people_inside("studio")) == (1, 1)
    assert answers(desk.check_in("SALMA1", IN_HALL)) == ADMITTED


def test_person_who_left_a_room_for_another_may_come_back(
    desk: Admissions, store: StationStore, clock: HandClock
) -> None:
    store.cache.save_setup(Setup(event=SETUP.event, gates=(ENTRANCE, HALL, replace(STUDIO, mode=PassageMode.TOGGLE))))
    moves = []
    for door in (IN_STUDIO, IN_HALL, IN_STUDIO):
        moves.append(desk.check_in("AMINA1", door).scan.direction)
        clock.pass_by(minutes=5)
    assert moves == [Direction.ENTRY] * 3
    assert (desk.people_inside("hall"), desk.people_inside("studio")) == (0, 1)


def test_venue_is_not_left_by_entering_a_room(desk: Admissions, clock: HandClock) -> None:
    desk.check_in("AMINA1", NORTH)
    clock.pass_by(minutes=1)
    desk.check_in("AMINA1", IN_HALL)
    assert (desk.people_inside("venue"), desk.people_inside("hall")) == (1, 1)


def test_people_that_other_stations_let_in_are_counted_once(desk: Admissions, store: StationStore) -> None:
    here = desk.check_in("AMINA1", IN_HALL).scan
    other_station_says(store, here, scan("far", ticket="KARIM1", area="hall"))
    assert desk.people_inside("hall") == 2


# Many at once


def at_once(*work: object) -> None:
    barrier = threading.Barrier(len(work))

    def run(one: object) -> None:
        barrier.wait(10)
        one()  # type: ignore[operator]

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_one_ticket_scanned_by_eight_threads_at_once_is_admitted_once(desk: Admissions, store: StationStore) -> None:
    done: list[CheckedIn] = []
    at_once(*[lambda: done.append(desk.check_in("AMINA1", NORTH)) for _ in range(8)])
    assert sorted(answers(one)[0] for one in done) == [Outcome.ADMITTED] + [Outcome.REFUSED] * 7
    assert len(store.log.print_jobs.queued()) == 1
    assert len(store.log.all_scans()) == 8
    assert store.log.first_broken_link() is None


def test_last_places_of_a_room_are_given_once_each(desk: Admissions, store: StationStore) -> None:
    people = [replace(AMINA, ticket_code=f"GUEST{number}") for number in range(8)]
    store.cache.save_people(people)
    done: list[CheckedIn] = []
    at_once(*[lambda code=one.ticket_code: done.append(desk.check_in(code, IN_HALL)) for one in people])
    assert sum(answers(one) == ADMITTED for one in done) == 2
    assert desk.people_inside("hall") == 2


def test_one_scan_undone_by_four_threads_at_once_is_undone_once(desk: Admissions) -> None:
    entry = desk.check_in("AMINA1", NORTH).scan
    records: list[Scan | None] = []
    at_once(*[lambda: records.append(desk.undo(entry.scan_id, NORTH)) for _ in range(4)])
    assert sum(record is not None for record in records) == 1


def test_scan_ids_are_never_the_same_and_follow_the_time() -> None:
    ids = [new_scan_id() for _ in range(1_000)]
    assert len(set(ids)) == 1_000
    assert [made[:12] for made in ids] == sorted(made[:12] for made in ids)
    assert {(len(made), made[12]) for made in ids} == {(32, "7")}
