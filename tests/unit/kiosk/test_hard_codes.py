"""Codes that are tilted, cut off, blurred or crumpled."""

from __future__ import annotations

import cv2
import numpy as np
import zxingcpp

from kiosk.devices.frames import Image
from kiosk.devices.symbol.finders import Finder, find_finders
from kiosk.devices.symbol.guesses import Guess, guesses
from kiosk.devices.symbol.mesh import flatten, told_version
from kiosk.devices.symbol.recover import MOST_ROUNDS, lay
from kiosk.devices.symbol.rounds import squared
from kiosk.devices.symbol.search import binaries, read_guess, search
from kiosk.devices.symbol.spline import Spline

TEXT = "CSC-HARD-7"


def always() -> bool:
    return True


def code(text: str = TEXT, *, level: str = "M", scale: int = 8, quiet: int = 6) -> Image:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    modules = np.array(zxingcpp.write_barcode_to_image(barcode, scale=1, add_quiet_zones=False))
    return np.pad(modules, quiet, constant_values=255).repeat(scale, axis=0).repeat(scale, axis=1)


def best_guess(grey: Image) -> Guess:
    finders = [finder for picture in binaries(grey, ((0.8, 41, 1),)) for finder in find_finders(picture)]
    return guesses(finders, 1)[0]


def text_of(grey: Image) -> str | None:
    reading = read_guess(grey, best_guess(grey), always, MOST_ROUNDS)
    return None if reading is None else reading.text


def test_strongly_tilted_code_is_the_first_guess() -> None:
    flat = code(scale=14)
    side = float(len(flat))
    seen = np.array([[200, 80], [560, 0], [440, 240], [0, 300]], dtype=np.float32)
    corners = np.array([[0, 0], [side, 0], [side, side], [0, side]], dtype=np.float32)
    tilted = cv2.warpPerspective(flat, cv2.getPerspectiveTransform(corners, seen), (600, 320), borderValue=160)
    assert text_of(np.asarray(tilted, dtype=np.uint8)) == TEXT


def test_code_that_the_edge_cuts_is_read_from_what_is_left() -> None:
    grey = code(level="H")[:, : -9 * 8]
    found = search(grey, binaries(grey, ((0.8, 41, 1),)), [], always, rounds=MOST_ROUNDS, thorough=True)
    assert [reading.text for reading in found] == [TEXT]


def test_finder_pattern_whose_ring_the_edge_cuts_off_is_found() -> None:
    grey = code(quiet=4)[5 * 8 :]
    middles = sorted(
        finder.centre.round().astype(int).tolist()
        for finder in find_finders(np.where(grey > 128, 255, 0).astype(np.uint8))
    )
    assert [y // 8 for _, y in middles] == [2, 16, 2]


def test_blur_as_wide_as_a_module_is_undone() -> None:
    light = (code(scale=10).astype(np.float32) / 255 * 0.8 + 0.02) ** 2.2
    blurred = cv2.GaussianBlur(light, (0, 0), 5.5)
    assert text_of((255 * blurred ** (1 / 2.2)).astype(np.uint8)) == TEXT


def test_large_code_tells_its_version() -> None:
    grey = code("LARGE " * 60, scale=4)
    version = (len(grey) // 4 - 12 - 17) // 4
    assert version >= 10
    assert told_version(grey, best_guess(grey)) == version


def test_small_code_tells_no_version() -> None:
    grey = code()
    assert told_version(grey, best_guess(grey)) is None


def test_crumpled_code_becomes_flat() -> None:
    flat = code("LARGE " * 60, scale=5)
    y, x = (each.astype(np.float32) for each in np.indices(flat.shape))
    crumpled = cv2.remap(flat, x + 9 * np.sin(y / 70), y + 9 * np.sin(x / 60), cv2.INTER_LINEAR, borderValue=255)
    grey = np.asarray(crumpled, dtype=np.uint8)
    guess = best_guess(grey)
    version = told_version(grey, guess)
    assert version is not None
    made = flatten(grey, guess, version)
    assert made is not None
    laid = lay(made.picture, made.to_flat, version)
    assert laid is not None
    assert laid.fit.score > 0.9


def test_spline_goes_through_its_points() -> None:
    points = np.array([[0, 0], [10, 0], [0, 10], [10, 10], [4, 5]], dtype=float)
    goals = points * 3 + np.array([[1, 2], [0, 0], [2, -1], [0, 1], [4, 4]])
    assert np.allclose(Spline(points, goals, 0.0)(points), goals, atol=1e-6)


def test_speck_in_the_middle_of_a_frame_is_no_finder_pattern() -> None:
    picture = np.full((1600, 1600), 255, dtype=np.uint8)
    cv2.rectangle(picture, (100, 100), (500, 500), 0, 30)
    cv2.rectangle(picture, (290, 290), (310, 310), 0, -1)
    assert find_finders(picture) == []


def test_code_with_round_finder_patterns_is_read_however_it_is_turned() -> None:
    grey = code(f"{TEXT}-AND-SOME-MORE-7", scale=10)
    far = len(grey) - 95
    for middle in ((95, 95), (far, 95), (95, far)):
        cv2.rectangle(grey, (middle[0] - 35, middle[1] - 35), (middle[0] + 34, middle[1] + 34), 255, -1)
        for radius, shade in ((35, 0), (25, 255), (16, 0)):
            cv2.circle(grey, middle, radius, shade, -1, cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((len(grey) / 2, len(grey) / 2), 31, 0.8)
    turned = np.asarray(cv2.warpAffine(grey, turn, grey.shape, borderValue=255), dtype=np.uint8)
    found = search(turned, binaries(turned, ((0.8, 41, 1),)), [], always, rounds=MOST_ROUNDS)
    assert [reading.text for reading in found if reading.text] == [f"{TEXT}-AND-SOME-MORE-7"]


def ring(x: float, y: float) -> Finder:
    centre = np.array([x, y])
    corners = centre + 21 * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    return Finder(centre=centre, corners=corners, module=6.0, inverted=False, round=True)


def test_rings_of_a_pattern_make_no_more_symbols_than_a_frame_has_time_for() -> None:
    pattern = [ring(200 + 200 * column, 200 + 200 * row) for column in range(3) for row in range(3)]
    symbol = [ring(800, 800), ring(890, 800), ring(800, 890)]
    turned = squared([*pattern, *symbol], [*pattern, *symbol])
    assert len(turned) <= 18
    assert [finder.centre.tolist() for finder in turned[:3]] == [[800, 800], [890, 800], [800, 890]]


def test_rings_that_were_put_together_before_are_not_put_together_again() -> None:
    symbol = [ring(800, 800), ring(890, 800), ring(800, 890)]
    assert squared(symbol, []) == []
    assert len(squared([*symbol, ring(100, 100)], symbol[:1])) == 3
