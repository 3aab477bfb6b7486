"""From scans to passages and to the people inside."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.history import Occupancy, passages
from kiosk.domain.scans import Direction, Outcome, Passage, Reason, Scan, ScanKind
from tests.fakes.door import HALL, SETUP, STUDIO, scan, undo

ENTRY, EXIT = Direction.ENTRY, Direction.EXIT


def ids(counted: Iterable[Passage]) -> list[str]:
    return [passage.scan_id for passage in counted]


def test_only_admitted_scans_of_a_known_ticket_count() -> None:
    refused = scan("b", verdict=Outcome.REFUSED, reason=Reason.UNPAID, minutes=1)
    asked = scan("c", verdict=Outcome.ASK, reason=Reason.ANSWERS_NEEDED, minutes=2)
    nobody = scan("d", ticket=None, minutes=3)
    assert ids(passages([scan("a"), refused, asked, nobody])) == ["a"]


def test_passages_are_in_the_order_of_the_door_not_of_arrival() -> None:
    assert ids(passages([scan("late", minutes=5), scan("early", minutes=1)])) == ["early", "late"]


def test_scans_of_one_moment_are_in_the_order_of_their_ids() -> None:
    assert ids(passages([scan("b"), scan("a")])) == ["a", "b"]


def test_scan_that_is_known_twice_counts_once() -> None:
    assert ids(passages([scan("a"), scan("a")])) == ["a"]


def test_undone_scan_does_not_count_wherever_its_undo_comes_from() -> None:
    entry = scan("a")
    assert passages([undo("u", entry, minutes=1), entry]) == ()


def test_undo_of_a_scan_that_is_not_known_yet_changes_nothing_else() -> None:
    assert ids(passages([undo("u", scan("elsewhere")), scan("a")])) == ["a"]


def test_entry_into_another_room_is_an_exit_from_this_one() -> None:
    moves = [scan("a", area="hall"), scan("b", area="studio", minutes=5)]
    assert [passage.direction for passage in passages(moves, "hall")] == [ENTRY, EXIT]
    assert [passage.direction for passage in passages(moves, "studio")] == [ENTRY]


def test_coming_and_going_elsewhere_counts_here_only_for_who_was_here() -> None:
    elsewhere = [
        scan("a", area="studio"),
        scan("b", EXIT, area="studio", minutes=1),
        scan("c", area="studio", minutes=2),
    ]
    assert passages(elsewhere, "hall") == ()
    once = [scan("0", area="hall", minutes=-1), *elsewhere]
    assert [passage.direction for passage in passages(once, "hall")] == [ENTRY, EXIT]


def test_entry_elsewhere_that_was_undone_leaves_the_person_here() -> None:
    entry = scan("b", area="studio", minutes=1)
    moves = [scan("a", area="hall"), entry, undo("u", entry, minutes=2)]
    assert ids(passages(moves, "hall")) == ["a"]


def test_rooms_are_connected_and_the_venue_is_not() -> None:
    assert SETUP.connected_areas("venue") == ("venue",)
    assert SETUP.connected_areas(HALL.area) == (HALL.area, STUDIO.area)
    assert SETUP.connected_areas(STUDIO.area) == (STUDIO.area, HALL.area)


def test_person_is_inside_one_room_only() -> None:
    hall, studio = Occupancy("hall"), Occupancy("studio")
    for move in (scan("a", area="hall"), scan("b", area="studio", minutes=1)):
        hall.take(move)
        studio.take(move)
    assert (hall.inside, studio.inside) == (0, 1)


def test_entry_that_comes_again_as_refused_is_taken_out() -> None:
    venue = Occupancy("venue")
    venue.take(scan("a"))
    venue.take(scan("a", verdict=Outcome.REFUSED, reason=Reason.REVOKED))
    assert venue.inside == 0


def test_entry_that_comes_again_for_another_ticket_counts_for_that_one_only() -> None:
    venue = Occupancy("venue")
    venue.take(scan("a", ticket="AMINA1"))
    venue.take(scan("a", ticket="KARIM1"))
    assert venue.inside == 1


# Occupancy against a recount with nothing clever in it


@st.composite
def days(draw: st.DrawFn) -> list[Scan]:
    """A day's scans in the order in which a station hears of them: late, twice, undone."""
    scans: list[Scan] = []
    for number in range(draw(st.integers(0, 25))):
        earlier = [one for one in scans if one.kind is ScanKind.PASSAGE]
        if earlier and draw(st.integers(0, 4)) == 0:
            scans.append(undo(f"{number:03}", draw(st.sampled_from(earlier)), minutes=number))
            continue
        scans.append(
            scan(
                f"{number:03}",
                draw(st.sampled_from([ENTRY, EXIT])),
                ticket=draw(st.sampled_from(["A", "B", "C", None])),
                minutes=draw(st.integers(0, 30)),
                area=draw(st.sampled_from(["hall", "studio"])),
                verdict=draw(st.sampled_from([Outcome.ADMITTED, Outcome.ADMITTED, Outcome.REFUSED])),
            )
        )
    heard = draw(st.permutations(scans))
    return [*heard, *draw(st.lists(st.sampled_from(heard), max_size=5) if heard else st.just([]))]


def recount(heard: list[Scan], area: str) -> int:
    taken_back = {one.undoes for one in heard}
    where: dict[str, str] = {}
    for one in sorted({one.scan_id: one for one in heard}.values(), key=lambda one: (one.at, one.scan_id)):
        if one.kind is ScanKind.UNDO or one.verdict is not Outcome.ADMITTED or not one.ticket_code:
            continue
        if one.scan_id in taken_back:
            continue
        if one.direction is ENTRY:
            where[one.ticket_code] = one.area
        elif where.get(one.ticket_code) == one.area:
            del where[one.ticket_code]
    return list(where.values()).count(area)


@given(days())
def test_occupancy_agrees_with_a_naive_recount_at_every_step(heard: list[Scan]) -> None:
    hall = Occupancy("hall")
    for position, one in enumerate(heard, start=1):
        hall.take(one)
        assert hall.inside == recount(heard[:position], "hall")
