"""Hints for a symbol that is there and can't be read."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
import zxingcpp

from kiosk.devices.coach import AGREE_MS, STAY_MS, Coach, Hint, hint_for
from kiosk.devices.codes import Corners, Decoded, Located, Sight
from kiosk.devices.frames import Image

BLANK = np.full((720, 1280), 180, dtype=np.uint8)


def at(x: float, y: float, size: float) -> Corners:
    return (x, y), (x + size, y), (x + size, y + size), (x, y + size)


def desk(size: int = 240, x: int = 400, y: int = 200, gain: float = 1.0, blur: float = 0.0) -> tuple[Image, Located]:
    barcode = zxingcpp.create_barcode("CSC-COACH-1", zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = np.array(zxingcpp.write_barcode_to_image(barcode, scale=1, add_quiet_zones=False))
    symbol = cv2.resize(modules, (size, size), interpolation=cv2.INTER_NEAREST)
    image = BLANK.copy()
    image[y : y + size, x : x + size] = symbol
    if blur:
        image = cv2.GaussianBlur(image, (0, 0), blur)
    return cv2.convertScaleAbs(image, alpha=gain), Located(corners=at(x, y, size))


def test_small_symbol_should_come_nearer() -> None:
    image, symbol = desk(size=63)
    assert hint_for(image, [symbol]) is Hint.NEARER


def test_symbol_at_the_edge_should_come_into_the_frame() -> None:
    assert hint_for(BLANK, [Located(corners=at(1, 300, 200))]) is Hint.INTO_FRAME


def test_symbol_larger_than_the_frame_should_go_further() -> None:
    assert hint_for(BLANK, [Located(corners=at(300, 2, 700))]) is Hint.FURTHER


def test_dim_screen_should_be_brighter() -> None:
    image, symbol = desk(gain=0.15)
    assert hint_for(image, [symbol]) is Hint.BRIGHTER_SCREEN


def test_burnt_out_spot_is_glare() -> None:
    image, symbol = desk(gain=0.8)
    cv2.circle(image, (520, 320), 70, 255, -1)
    assert hint_for(image, [symbol]) is Hint.LESS_GLARE


def test_blurred_symbol_should_be_held_still() -> None:
    image, symbol = desk(gain=0.8, blur=9)
    assert hint_for(image, [symbol]) is Hint.HOLD_STILL


def test_clear_symbol_or_none_gives_no_hint() -> None:
    image, symbol = desk(gain=0.8)
    assert hint_for(image, [symbol]) is None
    assert hint_for(image, []) is None


def test_largest_symbol_decides() -> None:
    image, symbol = desk(gain=0.15)
    assert hint_for(image, [Located(corners=at(10, 10, 40)), symbol]) is Hint.BRIGHTER_SCREEN


NEAR = Sight(located=(Located(corners=at(400, 200, 60)),))
EDGE = Sight(located=(Located(corners=at(1, 200, 200)),))
READ = Sight(codes=(Decoded(text="A", format="QRCode", corners=at(400, 200, 60)),))


def test_hint_is_given_only_when_it_holds_for_a_while() -> None:
    coach = Coach()
    assert coach.watch(BLANK, NEAR, 0) is None
    assert coach.watch(BLANK, NEAR, AGREE_MS - 1) is None
    assert coach.watch(BLANK, NEAR, AGREE_MS) is Hint.NEARER


def test_hint_stays_though_single_frames_differ() -> None:
    coach = Coach()
    coach.watch(BLANK, NEAR, 0)
    shown = [coach.watch(BLANK, EDGE if n % 7 == 0 else NEAR, AGREE_MS + 33.0 * n) for n in range(1, 200)]
    assert {hint for hint in shown if hint is not None} <= {Hint.NEARER}


def test_symbol_that_only_every_fourth_frame_finds_is_advised_about() -> None:
    coach = Coach()
    shown = [coach.watch(BLANK, Sight() if n % 4 else NEAR, 33.0 * n) for n in range(60)]
    assert shown[-1] is Hint.NEARER
    assert [one for one, other in pairwise(shown) if one is not other] == [None]


def test_hint_goes_when_the_symbol_has_gone() -> None:
    coach = Coach()
    for n in range(30):
        coach.watch(BLANK, NEAR, 33.0 * n)
    assert coach.watch(BLANK, Sight(), 1000.0) is Hint.NEARER
    gone = [coach.watch(BLANK, Sight(), 1000.0 + 33.0 * n) for n in range(90)]
    assert gone[-1] is None


def test_hint_changes_once_after_it_has_stayed() -> None:
    coach = Coach()
    coach.watch(BLANK, NEAR, 0)
    coach.watch(BLANK, NEAR, AGREE_MS)
    shown = [coach.watch(BLANK, EDGE, AGREE_MS + 33.0 * n) for n in range(1, 120)]
    changes = [one for one, other in pairwise(shown) if one is not other]
    assert changes == [Hint.NEARER]
    assert shown.index(Hint.INTO_FRAME) * 33.0 >= STAY_MS - 66


@pytest.mark.parametrize("later", [1.0, 5000.0])
def test_code_that_was_read_takes_the_hint_away_at_once(later: float) -> None:
    coach = Coach()
    coach.watch(BLANK, NEAR, 0)
    assert coach.watch(BLANK, NEAR, AGREE_MS) is Hint.NEARER
    assert coach.watch(BLANK, READ, AGREE_MS + later) is None
