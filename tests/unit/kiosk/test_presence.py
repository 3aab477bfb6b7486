"""Which codes in view are news."""

from __future__ import annotations

from kiosk.devices.codes import Corners, Decoded, Located
from kiosk.devices.presence import FORGET_MS, Presence


def square(x: float, y: float = 100, size: float = 80) -> Corners:
    return (x, y), (x + size, y), (x + size, y + size), (x, y + size)


def code(text: str, x: float = 100, *, enhanced: bool = False) -> Decoded:
    return Decoded(text=text, format="QRCode", corners=square(x), enhanced=enhanced)


def presence(*known: str) -> Presence:
    return Presence(lambda text: text in known)


def texts(codes: list[Decoded]) -> list[str]:
    return [each.text for each in codes]


def test_code_is_presented_once_while_it_stays_in_view() -> None:
    door = presence()
    shown = [door.see([code("A")], [], 33.0 * n) for n in range(300)]
    assert texts(shown[0]) == ["A"]
    assert not any(shown[1:])


def test_code_that_flickers_for_less_than_three_seconds_is_not_presented_again() -> None:
    door = presence()
    assert door.see([code("A")], [], 0)
    assert not door.see([code("A")], [], FORGET_MS)


def test_code_that_left_for_more_than_three_seconds_is_presented_again() -> None:
    door = presence()
    assert door.see([code("A")], [], 0)
    door.see([], [], 1000)
    assert texts(door.see([code("A")], [], FORGET_MS + 1)) == ["A"]


def test_symbol_that_stays_but_becomes_unreadable_keeps_its_code_in_view() -> None:
    door = presence()
    door.see([code("A")], [], 0)
    for n in range(1, 60):
        door.see([], [Located(corners=square(105))], 100.0 * n)
    assert not door.see([code("A")], [], 6100)


def test_unreadable_symbol_elsewhere_keeps_nothing_in_view() -> None:
    door = presence()
    door.see([code("A")], [], 0)
    for n in range(1, 60):
        door.see([], [Located(corners=square(600))], 100.0 * n)
    assert texts(door.see([code("A")], [], 6100)) == ["A"]


def test_bad_code_never_blocks_the_next_good_one() -> None:
    door = presence("GOOD")
    assert texts(door.see([code("bad")], [], 0)) == ["bad"]
    assert texts(door.see([code("bad"), code("GOOD", 400)], [], 33)) == ["GOOD"]


def test_two_codes_in_one_frame_are_two_scans() -> None:
    assert texts(presence().see([code("B", 500), code("A", 100)], [], 0)) == ["A", "B"]


def test_side_that_came_second_at_the_last_tie_goes_first_at_the_next() -> None:
    door = presence()
    assert texts(door.see([code("A", 100), code("B", 500)], [], 0)) == ["A", "B"]
    assert texts(door.see([code("C", 100), code("D", 500)], [], 33)) == ["D", "C"]
    assert texts(door.see([code("E", 100), code("F", 500)], [], 66)) == ["E", "F"]


def test_who_was_seen_first_goes_first_wherever_they_stand() -> None:
    door = presence()
    door.see([code("late", 500, enhanced=True)], [], 0)
    shown = door.see([code("A", 100), code("late", 500, enhanced=True)], [], 33)
    assert texts(shown) == ["late", "A"]


def test_unknown_text_from_an_enhanced_picture_needs_a_second_reading() -> None:
    door = presence()
    assert not door.see([code("X", enhanced=True)], [], 0)
    assert texts(door.see([code("X", enhanced=True)], [], 33)) == ["X"]


def test_frame_that_repeats_what_the_last_one_had_is_no_second_reading() -> None:
    door, seen = presence(), code("X", enhanced=True)
    assert not door.see([seen], [], 0)
    assert not door.see([seen], [], 33)
    assert texts(door.see([code("X", enhanced=True)], [], 66)) == ["X"]


def test_second_reading_of_an_unknown_text_may_be_a_plain_one() -> None:
    door = presence()
    door.see([code("X", enhanced=True)], [], 0)
    assert texts(door.see([code("X")], [], 33)) == ["X"]


def test_first_reading_is_forgotten_after_three_seconds() -> None:
    door = presence()
    door.see([code("X", enhanced=True)], [], 0)
    assert not door.see([code("X", enhanced=True)], [], FORGET_MS + 1)


def test_known_text_from_an_enhanced_picture_is_presented_at_once() -> None:
    assert texts(presence("T-1").see([code("T-1", enhanced=True)], [], 0)) == ["T-1"]


def test_plain_unknown_text_is_presented_at_once() -> None:
    assert texts(presence().see([code("X")], [], 0)) == ["X"]
