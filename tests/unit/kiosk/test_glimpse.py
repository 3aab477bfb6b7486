"""Something square and new before the lens, of which no code can be made out."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import zxingcpp

from kiosk.devices.coach import Coach, Hint
from kiosk.devices.codes import Corners, Sight, centre, extent
from kiosk.devices.frames import Image
from kiosk.devices.glimpse import Glimpse

FRAME_MS = 1000 / 30
NOTHING = Sight()


def hall() -> Image:
    """An uneven wall with a poster of lines."""
    image = np.tile(np.linspace(90, 150, 1280, dtype=np.uint8), (720, 1))
    for y in range(60, 300, 24):
        cv2.line(image, (60, y), (330, y), 40, 6)
    return np.dstack([image] * 3)


def held(size: int, at: tuple[int, int], *, blur: tuple[int, int] = (1, 1), spot: int = 0) -> Image:
    """A code on white paper, `size` px wide with its middle `at` a place, smeared, and lit by a spot."""
    barcode = zxingcpp.create_barcode("CSC-7K2M-04PQ", zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = np.array(zxingcpp.write_barcode_to_image(barcode, scale=1))
    paper = np.full((2 * size, round(1.5 * size)), 225, dtype=np.uint8)
    symbol = cv2.resize(modules, (size, size), interpolation=cv2.INTER_NEAREST)
    paper[size // 2 : size // 2 + size, size // 4 : size // 4 + size] = np.clip(symbol, 25, 225)
    paper = cv2.blur(paper, blur)
    if spot:
        cv2.circle(paper, (size // 4 + size // 2, size), spot, 255, -1)
    image, (height, width) = hall(), paper.shape
    left, top = at[0] - size // 4 - size // 2, at[1] - size
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + width, 1280), min(top + height, 720)
    image[y0:y1, x0:x1] = paper[y0 - top : y1 - top, x0 - left : x1 - left, None]
    return image


def glimpsed(image: Image) -> Corners | None:
    """What is seen after it was held for most of a second."""
    glimpse = Glimpse()
    glimpse.look(hall(), 0.0)
    return [glimpse.look(image, number * FRAME_MS) for number in range(1, 25)][-1]


@pytest.mark.parametrize("blur", [(1, 1), (31, 1), (1, 31), (25, 25)])
def test_code_is_glimpsed_where_it_is_held_however_it_is_smeared(blur: tuple[int, int]) -> None:
    place = glimpsed(held(230, (640, 360), blur=blur))
    assert place is not None
    x, y = centre(place)
    assert abs(x - 640) < 25
    assert abs(y - 360) < 25
    assert 150 < extent(place) < 300


def test_picture_in_which_nothing_is_new_shows_nothing() -> None:
    assert glimpsed(hall()) is None


def test_room_that_grows_lighter_is_nothing_held() -> None:
    assert glimpsed(cv2.convertScaleAbs(hall(), alpha=1.4)) is None


def test_what_is_waved_past_is_not_glimpsed() -> None:
    glimpse = Glimpse()
    glimpse.look(hall(), 0.0)
    seen = [glimpse.look(held(230, (200 + 90 * n, 360)), 100.0 * (n + 1)) for n in range(9)]
    assert seen == [None] * 9


@pytest.mark.parametrize(
    ("image", "hint"),
    [
        (held(230, (640, 360), blur=(31, 1)), Hint.HOLD_STILL),
        (held(230, (640, 360), blur=(1, 31)), Hint.HOLD_STILL),
        (held(400, (640, 360), blur=(31, 31)), Hint.FURTHER),
        (held(60, (640, 360), blur=(7, 7)), Hint.NEARER),
        (held(230, (40, 360)), Hint.INTO_FRAME),
        (held(230, (1220, 360)), Hint.INTO_FRAME),
        (held(230, (640, 360), spot=60), Hint.LESS_GLARE),
    ],
)
def test_coach_advises_though_no_part_of_the_code_was_found(image: Image, hint: Hint) -> None:
    coach = Coach()
    coach.watch(hall(), NOTHING, 0.0)
    shown = [coach.watch(image, NOTHING, number * FRAME_MS) for number in range(1, 60)]
    assert set(shown) == {None, hint}
    assert shown[-1] is hint


@pytest.mark.parametrize("shape", [(5, 5000, 3), (5000, 5, 3), (1, 1)])
def test_picture_of_any_shape_is_looked_at(shape: tuple[int, ...]) -> None:
    glimpse = Glimpse()
    for number in range(3):
        assert glimpse.look(np.full(shape, 90 * number, dtype=np.uint8), 100.0 * number) is None
