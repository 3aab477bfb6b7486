"""A handheld scanner and a person at one keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.keyboards import ENTER, place_of, us_character
from kiosk.devices.wedge import GAP_MS, UNSURE_MS, Dropped, Scanned, Stroke, Typed, Wedge
from tests.fakes.keystrokes import ENDS, LAYOUTS, US_KEYS, Desk, press, scan, typing

CODE = "CSC-0042-Ab7Z"
ALL_ENDS = sorted(ENDS)
ALL_LAYOUTS = sorted(LAYOUTS)
codes = st.text("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijk0123456789-_/:", min_size=8, max_size=40).filter(
    lambda text: len(set(text)) > 2
)
words = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=12)


def desk(*known: str, prefix: str = "") -> Desk:
    return Desk(wedge=Wedge(lambda text: text in known, prefix=prefix))


@pytest.mark.parametrize("end", ALL_ENDS)
@pytest.mark.parametrize("layout", ALL_LAYOUTS)
def test_scan_is_read_by_key_places_on_any_desk_with_any_end(end: str, layout: str) -> None:
    played = desk().play(scan(CODE, 1000, end=end, layout=layout))
    assert played.scans == [CODE]
    assert played.field_text == ""
    assert played.enters == 0


@pytest.mark.parametrize("end", ALL_ENDS)
def test_two_scans_80_ms_apart_are_two_scans(end: str) -> None:
    first = scan("CSC-0001-AAAB", 0, end=end)
    second = scan("CSC-0002-BBBA", first[-1].at_ms + 80, end=end)
    assert desk().play(first + second).scans == ["CSC-0001-AAAB", "CSC-0002-BBBA"]


def test_typing_is_given_to_the_text_field_with_its_enter() -> None:
    keys = [*typing("mohamed", 0, [120] * 7), Stroke(at_ms=960, place=ENTER, text="\r")]
    played = desk().play(keys)
    assert (played.field_text, played.enters, played.scans) == ("mohamed", 1, [])


def test_two_keys_rolled_over_quickly_are_still_typing() -> None:
    played = desk().play(typing("the hall", 0, [90, 15, 25, 90, 80, 12, 18, 100]))
    assert (played.field_text, played.scans) == ("the hall", [])


def test_key_held_down_is_typing() -> None:
    keys = [press("a", 33 * n) for n in range(20)]
    assert desk().play(keys).field_text == "a" * 20
    repeats = [keys[0], *(replace(key, repeat=True) for key in keys[1:])]
    assert desk().play(repeats).field_text == "a" * 20


def test_typing_right_before_and_after_a_scan_stays_in_the_field() -> None:
    keys = [*typing("ben", 0, [100, 100, 100]), *scan(CODE, 330, end="none")]
    keys += typing("ali", keys[-1].at_ms, [30, 90, 90])
    played = desk().play(keys)
    assert (played.scans, played.field_text) == ([CODE], "benali")


def test_ticket_whose_scanner_stumbled_is_not_cut() -> None:
    strokes = scan(CODE, 0, gap_ms=2)
    stumbled = [replace(stroke, at_ms=stroke.at_ms + (25 if n else 0)) for n, stroke in enumerate(strokes)]
    assert desk(CODE).play(stumbled).scans == [CODE]


def test_keys_given_away_before_the_scan_was_known_are_taken_back() -> None:
    wedge = Wedge(lambda text: False)
    strokes = scan(CODE, 0)
    for stroke in strokes[:3]:
        assert wedge.feed(stroke) == []
    assert wedge.idle(50) == []
    assert wedge.idle(60) == [Typed(held=3)]
    events = [event for stroke in strokes[3:] for event in wedge.feed(stroke)]
    assert events[0] == Scanned(text=CODE, held=len(CODE) - 3, retract=3)


def test_arabic_key_that_wrote_two_letters_is_taken_back_as_two() -> None:
    wedge = Wedge(lambda text: False)
    strokes = scan("b7b-0042-X", 0, layout="arabic")
    for stroke in strokes[:3]:
        wedge.feed(stroke)
    wedge.idle(50)
    wedge.idle(60)
    events = [event for stroke in strokes[3:] for event in wedge.feed(stroke)]
    assert events[0] == Scanned(text="b7b-0042-X", held=7, retract=5)


def test_rest_of_a_code_that_the_system_delivered_late_makes_it_whole() -> None:
    wedge = Wedge(lambda text: False)
    strokes = scan(CODE, 0)
    for stroke in strokes[:7]:
        wedge.feed(stroke)
    wedge.idle(UNSURE_MS)
    assert wedge.idle(UNSURE_MS + 10) == [Scanned(text=CODE[:7], held=7)]
    assert [event for stroke in strokes[7:] for event in wedge.feed(stroke)] == [
        Scanned(text=CODE, held=len(CODE) - 7),
        Dropped(held=1),
    ]


@pytest.mark.parametrize(("known", "pause"), [(True, GAP_MS), (False, UNSURE_MS)])
def test_ticket_without_an_end_is_told_at_the_first_pause_and_a_stranger_waits_for_its_rest(
    known: bool, pause: int
) -> None:
    wedge = Wedge(lambda text: known)
    for stroke in scan(CODE, 0, end="none"):
        wedge.feed(stroke)
    wedge.idle(GAP_MS + 1)
    assert wedge.idle(pause) == []
    assert wedge.idle(pause + 1) == [Scanned(text=CODE, held=len(CODE))]


def test_enter_that_comes_late_after_a_code_ends_it_and_reaches_nobody() -> None:
    wedge = Wedge(lambda text: text == CODE)
    *strokes, enter = scan(CODE, 0)
    for stroke in strokes:
        wedge.feed(stroke)
    wedge.idle(50)
    assert wedge.idle(60) == [Scanned(text=CODE, held=len(CODE))]
    assert wedge.feed(enter) == [Dropped(held=1)]


@pytest.mark.parametrize("stall", [(0, 300), (20, 600), (45, 46)])
def test_busy_window_loses_no_scan(stall: tuple[int, int]) -> None:
    keys = scan(CODE, 0) + scan("CSC-0002-BBBA", 200)
    assert desk().play(keys, [stall]).scans == [CODE, "CSC-0002-BBBA"]


def test_prefix_of_the_scanner_is_taken_off() -> None:
    assert desk(prefix="~").play(scan("~" + CODE, 0)).scans == [CODE]


def test_scanner_in_the_desks_own_layout_is_known_by_its_tickets_and_remembered() -> None:
    by_layout = "".join(stroke.text for stroke in scan("PQRA-0001-X", 0, end="none", layout="azerty"))
    played = desk(by_layout)
    played.play(scan("PQRA-0001-X", 0, layout="azerty"))
    played.play(scan("QQRA-0002-X", 5000, layout="azerty"))
    assert played.scans[0] == by_layout
    assert played.scans[1] == "".join(stroke.text for stroke in scan("QQRA-0002-X", 0, end="none", layout="azerty"))


def test_caps_lock_does_not_turn_the_case_of_a_scan() -> None:
    locked = [replace(stroke, text=stroke.text.swapcase()) for stroke in scan(CODE, 0)]
    assert desk().play(locked).scans == [CODE]


def test_four_thousand_characters_are_one_scan() -> None:
    code = "ABCDEFGH" * 500
    assert desk().play(scan(code, 0, gap_ms=1)).scans == [code]


def test_shortcuts_pass_at_once_after_what_was_held() -> None:
    wedge = Wedge(lambda text: False)
    wedge.feed(press("a", 0))
    undo = Stroke(at_ms=10, place=0x2C, text="", command=True)
    assert wedge.feed(undo) == [Typed(held=1), Typed(held=1)]


@pytest.mark.parametrize(
    ("platform", "scan_code", "virtual_key", "character"),
    [
        ("linux", 24, 0, "q"),
        ("win32", 0x10, 0, "q"),
        ("darwin", 0, 12, "q"),
        ("darwin", 0, 49, " "),
        ("linux", 65, 0, " "),
        ("darwin", 0, 41, ";"),
    ],
)
def test_same_key_has_the_same_place_on_every_system(
    platform: str, scan_code: int, virtual_key: int, character: str
) -> None:
    assert us_character(place_of(platform, scan_code, virtual_key), shift=False) == character


def test_mac_table_has_every_american_character() -> None:
    places = {place_of("darwin", 0, key) for key in range(128)}
    assert {place for place, _ in US_KEYS.values()} <= places


@given(code=codes, gap=st.integers(1, 20), end=st.sampled_from(ALL_ENDS), layout=st.sampled_from(ALL_LAYOUTS))
def test_any_scan_is_read_whole_and_leaves_nothing(code: str, gap: int, end: str, layout: str) -> None:
    played = desk().play(scan(code, 0, gap_ms=gap, end=end, layout=layout))
    assert (played.scans, played.field_text) == ([code], "")


@given(word=words, data=st.data())
def test_any_typing_is_given_back_whole(word: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.integers(45, 400), min_size=len(word), max_size=len(word)))
    played = desk().play(typing(word, 0, gaps))
    assert (played.scans, played.field_text) == ([], word)


@given(code=codes, word=words, stall=st.tuples(st.integers(0, 2000), st.integers(0, 1500)))
def test_typing_then_scan_then_typing_with_a_stall(code: str, word: str, stall: tuple[int, int]) -> None:
    before = typing(word, 0, [110] * len(word))
    scanned = scan(code, before[-1].at_ms + 90)
    after = typing(word, scanned[-1].at_ms, [130] * len(word))
    played = desk().play(before + scanned + after, [(stall[0], stall[0] + stall[1])])
    assert (played.scans, played.field_text) == ([code], word + word)
