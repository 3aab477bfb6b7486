"""What the hub says of uploaded scans."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from kiosk.domain.live import Intent
from kiosk.domain.scans import Direction, Outcome, Reason, Scan, ScanKind, ScanRefusal
from sync.hub import reports
from sync.hub.changes import all_conflicts
from sync.hub.conflicts import close_conflict
from sync.hub.redeem import redeem
from sync.hub.reports import counts, scan_export
from sync.hub.scans import read_rows, take_scans
from sync.hub.store import HubStore
from sync.messages import PushResult, PushState
from sync.page_messages import ImportProgress
from tests.fakes.venue import OPENING


def entry(number: int, *, code: str = "T00001", station: str = "A", minutes: float = 0.0, **more: object) -> Scan:
    scan = Scan(
        scan_id=f"{number:032x}",
        code=code,
        ticket_code=code,
        gate="north",
        area="venue",
        direction=Direction.ENTRY,
        verdict=Outcome.ADMITTED,
        reason=None,
        at=OPENING + timedelta(minutes=minutes),
        station=station,
    )
    return replace(scan, **more)  # type: ignore[arg-type]


def push(books: HubStore, *scans: Scan, device: str = "A", offset: float | None = None) -> list[PushResult]:
    rows = read_rows([msgspec.Raw(msgspec.json.encode(scan)) for scan in scans])
    return books.writer.run(lambda ledger: take_scans(ledger, device, rows, offset))


def states(results: list[PushResult]) -> list[PushState]:
    return [result.state for result in results]


def open_conflicts(books: HubStore) -> list[str]:
    return [conflict.scan.scan_id for conflict in all_conflicts(books.reader()) if conflict.closed_at is None]


def test_a_scan_is_applied_once_however_often_it_comes(books):
    assert states(push(books, entry(1))) == [PushState.APPLIED]
    assert states(push(books, entry(1))) == [PushState.DUPLICATE]
    assert len(scan_export(books.reader())) == 1


def test_the_same_scan_twice_in_one_batch_counts_once(books):
    assert states(push(books, entry(1), entry(1))) == [PushState.APPLIED, PushState.DUPLICATE]


def test_a_second_entry_from_another_station_is_a_conflict_that_names_the_winner(books):
    push(books, entry(1, station="A"), device="A")
    (result,) = push(books, entry(2, station="B", minutes=5), device="B")
    assert result.state is PushState.CONFLICT
    assert result.winner == entry(1).scan_id
    (conflict,) = all_conflicts(books.reader())
    assert (conflict.winner.station, conflict.scan.station) == ("A", "B")


def test_a_conflict_is_kept_and_flagged_in_the_export(books):
    push(books, entry(1), entry(2, minutes=1))
    exported = scan_export(books.reader())
    assert [row["state"] for row in exported] == ["accepted", "conflict"]


def test_a_conflict_told_again_is_the_same_conflict(books):
    push(books, entry(1), entry(2, minutes=1))
    (again,) = push(books, entry(2, minutes=1))
    assert (again.state, again.winner) == (PushState.CONFLICT, entry(1).scan_id)
    assert len(all_conflicts(books.reader())) == 1


def test_an_earlier_entry_that_arrives_later_conflicts_with_the_one_that_came_first(books):
    push(books, entry(1, minutes=30))
    (result,) = push(books, entry(2, minutes=10))
    assert (result.state, result.winner) == (PushState.CONFLICT, entry(1).scan_id)


def test_an_entry_after_an_exit_is_none(books):
    leave = entry(2, minutes=5, direction=Direction.EXIT)
    assert states(push(books, entry(1), leave, entry(3, minutes=9))) == [PushState.APPLIED] * 3


def test_an_exit_that_comes_late_explains_the_entry_after_it(books):
    push(books, entry(1), entry(3, minutes=9))
    assert open_conflicts(books) == [entry(3).scan_id]
    push(books, entry(2, minutes=5, direction=Direction.EXIT))
    assert open_conflicts(books) == []


def test_an_exit_that_comes_late_explains_no_entry_that_is_still_double(books):
    push(books, entry(1), entry(3, minutes=9), entry(4, minutes=12))
    assert len(open_conflicts(books)) == 2
    push(books, entry(2, minutes=5, direction=Direction.EXIT))
    assert open_conflicts(books) == [entry(4).scan_id]


def test_an_entry_that_arrived_before_an_earlier_one_is_explained_by_the_exit_between_them(books):
    push(books, entry(3, minutes=9), entry(1))
    assert len(open_conflicts(books)) == 1
    push(books, entry(2, minutes=5, direction=Direction.EXIT))
    assert open_conflicts(books) == []


def test_each_change_of_a_conflict_has_a_number_of_its_own(books):
    """Pages that end between two rows of one number would leave the second one out."""
    tickets = [entry(10 * number, code=f"T0000{number}") for number in (1, 2)]
    doubles = [entry(10 * number + 5, code=f"T0000{number}", minutes=9) for number in (1, 2)]
    push(books, *tickets, *doubles, entry(3, minutes=12))
    push(books, entry(6, minutes=11, kind=ScanKind.UNDO, undoes=tickets[0].scan_id))
    numbers = [conflict.sequence for conflict in all_conflicts(books.reader())]
    assert len(set(numbers)) == len(numbers)


def test_where_re_entry_is_not_allowed_an_exit_explains_nothing(books):
    at_gift = {"gate": "once", "area": "gift"}
    leave = entry(2, minutes=5, direction=Direction.EXIT, **at_gift)
    results = push(books, entry(1, **at_gift), leave, entry(3, minutes=9, **at_gift))
    assert states(results)[2] is PushState.CONFLICT


def test_an_undone_entry_makes_no_conflict(books):
    undo = entry(2, minutes=1, kind=ScanKind.UNDO, undoes=entry(1).scan_id)
    assert states(push(books, entry(1), undo, entry(3, minutes=2))) == [PushState.APPLIED] * 3


def test_an_undo_closes_the_conflict_that_it_explains(books):
    push(books, entry(1), entry(2, minutes=1))
    push(books, entry(3, minutes=2, kind=ScanKind.UNDO, undoes=entry(2).scan_id))
    assert open_conflicts(books) == []


def test_an_undo_may_arrive_before_its_scan(books):
    push(books, entry(2, minutes=1, kind=ScanKind.UNDO, undoes=entry(1).scan_id))
    push(books, entry(1))
    assert states(push(books, entry(3, minutes=2))) == [PushState.APPLIED]


def test_letting_somebody_in_again_knowingly_is_no_conflict(books):
    again = entry(2, minutes=1, reason=Reason.ALREADY_ADMITTED, note="lost the badge inside")
    assert states(push(books, entry(1), again)) == [PushState.APPLIED] * 2


def test_a_refused_second_scan_is_no_conflict(books):
    refused = entry(2, minutes=1, verdict=Outcome.REFUSED, reason=Reason.ALREADY_ADMITTED)
    assert states(push(books, entry(1), refused)) == [PushState.APPLIED] * 2


def test_one_unreadable_row_holds_back_no_other(books):
    good = [msgspec.Raw(msgspec.json.encode(entry(number, code=f"T0000{number}"))) for number in (1, 2)]
    broken = msgspec.Raw(b'{"scan_id": "ab", "verdict": 7}')
    rows = read_rows([good[0], broken, good[1]])
    results = books.writer.run(lambda ledger: take_scans(ledger, "A", rows, None))
    assert states(results) == [PushState.APPLIED, PushState.REJECTED, PushState.APPLIED]
    assert (results[1].scan_id, results[1].retryable) == ("ab", False)


@pytest.mark.parametrize("change", [{"scan_id": "short"}, {"code": "x" * 600}, {"at": OPENING.replace(tzinfo=None)}])
def test_a_row_that_no_station_of_ours_writes_is_rejected_for_good(books, change):
    (result,) = push(books, replace(entry(1), **change))
    assert (result.state, result.retryable) == (PushState.REJECTED, False)
    assert result.detail.startswith(f"{ScanRefusal.NOT_UNDERSTOOD.value} ")


def test_another_scan_under_a_known_id_is_rejected(books):
    push(books, entry(1))
    (result,) = push(books, entry(1, code="T00002"))
    assert (result.state, result.detail) == (PushState.REJECTED, ScanRefusal.OTHER_SCAN.value)


def test_a_door_with_a_wrong_clock_is_put_in_order_by_the_hubs(books):
    push(books, entry(1, minutes=0), entry(3, minutes=20, direction=Direction.EXIT))
    two_hours_slow = entry(2, station="B", minutes=-90)
    (result,) = push(books, two_hours_slow, device="B", offset=7200.0)
    assert result.state is PushState.APPLIED
    exported = next(row for row in scan_export(books.reader()) if row["scan_id"] == two_hours_slow.scan_id)
    assert exported["at"] == OPENING + timedelta(minutes=30)
    assert exported["clock_corrected"]


def test_a_conflict_is_closed_by_a_person_once(books):
    push(books, entry(1), entry(2, minutes=1))
    assert books.writer.run(lambda ledger: close_conflict(ledger, entry(2).scan_id, "Salma", "twins"))
    assert not books.writer.run(lambda ledger: close_conflict(ledger, entry(2).scan_id, "Salma", "again"))
    (conflict,) = all_conflicts(books.reader())
    assert (conflict.closed_by, conflict.note) == ("Salma", "twins")


def test_counts_follow_entries_exits_and_undos(books):
    push(books, entry(1), entry(2, code="T00002"), entry(3, code="T00003"))
    push(books, entry(4, minutes=1, direction=Direction.EXIT))
    push(books, entry(5, code="T00002", minutes=1, kind=ScanKind.UNDO, undoes=entry(2).scan_id))
    inside = books.writer.run(lambda ledger: ledger.everybody_inside())
    found = counts(books.reader(), inside, books.importing)
    assert (found.inside["venue"], found.people) == (1, 10)
    assert found.scans["admitted"] == 3  # what was taken back does not count
    north = next(one for one in found.gates if one.gate == "north")
    assert (north.entries, north.exits, north.refused) == (2, 1, 0)


def test_an_answer_before_a_passage_of_a_wrong_clock_is_flagged_as_well(books):
    """The door's clock runs ahead: its exit lies in the future, and the hub grants an entry before it."""
    push(books, entry(1))
    push(books, entry(2, minutes=60, direction=Direction.EXIT))
    wanted = Intent(scan_id=entry(3).scan_id, code="T00001", gate="north", at=entry(3).at, station="B")
    verdict = books.writer.run(lambda ledger: redeem(ledger, "B", wanted))
    assert verdict.outcome is Outcome.ADMITTED
    assert [item.scan.scan_id for item in all_conflicts(books.reader())] == [entry(3).scan_id]


def test_a_door_that_knew_nobody_behind_the_code_takes_the_answer_out_of_the_tickets_history(books):
    asked = Intent(scan_id=entry(1).scan_id, code="T00001", gate="north", at=OPENING, station="A")
    books.writer.run(lambda ledger: redeem(ledger, "A", asked))
    push(books, entry(2, station="B", minutes=5), device="B")
    assert open_conflicts(books) == [entry(2).scan_id]
    push(books, entry(1, ticket_code=None, verdict=Outcome.REFUSED, reason=Reason.UNKNOWN_CODE))
    assert open_conflicts(books) == []


def test_an_exit_that_nobody_made_brings_the_double_entry_back_that_it_explained(books):
    """A door for both ways said no, and calls that an entry."""
    push(books, entry(1))
    left = Intent(
        scan_id=entry(2).scan_id, code="T00001", gate="north", at=OPENING, station="A", direction=Direction.EXIT
    )
    books.writer.run(lambda ledger: redeem(ledger, "A", left))
    push(books, entry(3, station="B", minutes=5), device="B")
    assert open_conflicts(books) == []
    (result,) = push(books, entry(2, verdict=Outcome.REFUSED, reason=Reason.SERVER_AWAY))
    assert result.state is PushState.APPLIED
    assert open_conflicts(books) == [entry(3).scan_id]


def test_work_that_fails_takes_nothing_else_back(books):
    def fails(ledger):
        take_scans(ledger, "A", [entry(8)], None)
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        books.writer.run(fails)
    push(books, entry(1))
    assert [row["scan_id"] for row in scan_export(books.reader())] == [entry(1).scan_id]


def test_an_open_double_entry_names_its_person_until_it_is_closed(books):
    push(books, entry(1))
    push(books, entry(2, station="B", minutes=5), device="B")
    (case,) = reports.open_conflicts(books.reader())
    assert (case.name, case.scan.scan_id, case.winner.scan_id) == (
        "Nadia Visitor 1",
        entry(2).scan_id,
        entry(1).scan_id,
    )
    books.writer.run(lambda ledger: close_conflict(ledger, case.scan.scan_id, "Salma", ""))
    assert reports.open_conflicts(books.reader()) == []


def test_a_room_is_counted_against_its_capacity(books):
    inside = books.writer.run(lambda ledger: ledger.everybody_inside())
    areas = {area.area: area for area in counts(books.reader(), inside, ImportProgress()).areas}
    assert (areas["hall"].is_room, areas["hall"].capacity, areas["hall"].name.en) == (True, 2, "hall")
    assert (areas["venue"].is_room, areas["venue"].capacity, areas["venue"].name.en) == (False, None, "")
