"""QR codes survive the printer and the day."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest
import qrcode
import qrcode.constants
import zxingcpp
from PIL import Image, ImageFilter

from kiosk.domain.problems import EnvironmentProblem
from printing.codes import MIN_MODULE, CodeKind, encode_code, needed_millimetres
from printing.layout import load_layout
from printing.render import BadgeRenderer

CODES = ("CSC-4K7M2Q9X", "4711", "kc4p8xh2m9q7w5z3n6b1v8t2y4r6j9f0", "رمز-١٢٣", "https://example.org/t/AbC?x=1&y=~^")


def read(grey: npt.NDArray[np.uint8]) -> list[bytes]:
    return [found.bytes for found in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCodeModel2)]


def worn(black: npt.NDArray[np.bool_], degrees: float) -> npt.NDArray[np.uint8]:
    """One dot of gain on every side, tilted, seen by a lens at four pixels a dot and out of focus."""
    grown = np.pad(black, 8)
    for axis in (0, 1):
        grown = grown | np.roll(grown, 1, axis) | np.roll(grown, -1, axis)
    image = Image.fromarray(np.where(grown, np.uint8(0), np.uint8(255)))
    tilted = image.resize((image.width * 2, image.height * 2)).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(tilted.filter(ImageFilter.GaussianBlur(2.0)))


@pytest.mark.parametrize("text", CODES)
@pytest.mark.parametrize("degrees", [0.0, 7.0, -7.0])
def test_code_of_four_dots_is_read_after_dot_gain_blur_and_tilt(text: str, degrees: float) -> None:
    matrix = encode_code(text)

    assert matrix is not None
    assert read(worn(matrix.to_black(MIN_MODULE), degrees)) == [text.encode()]


@pytest.mark.parametrize("kind", CodeKind)
@pytest.mark.parametrize("text", [CODES[0], CODES[2]])
@pytest.mark.parametrize("degrees", [0.0, 7.0, -7.0])
def test_code_of_every_kind_is_read_after_dot_gain_blur_and_tilt(kind: CodeKind, text: str, degrees: float) -> None:
    matrix = encode_code(text, kind)

    assert matrix is not None
    seen = worn(np.pad(matrix.to_black(MIN_MODULE, 240), 100), degrees)
    assert [found.text for found in zxingcpp.read_barcodes(seen, formats=kind.format)] == [text]


def test_500_codes_of_four_dots_are_all_read() -> None:
    for number in range(500):
        text = f"CSC-{number * 7919 % 10**8:08}"
        matrix = encode_code(text)
        assert matrix is not None
        assert read(worn(matrix.to_black(MIN_MODULE), 7.0)) == [text.encode()], text


@pytest.mark.parametrize("length", [1, 20, 60, 140, 400, 900])
@pytest.mark.parametrize("letters", ["aZ09~", "0123456789", "CSC-47", "é ش"])
def test_code_is_no_larger_than_the_library_of_another_hand_makes_it(letters: str, length: int) -> None:
    text = (letters * length)[:length]
    theirs = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    theirs.add_data(text.encode())
    theirs.make(fit=True)
    ours = encode_code(text)

    assert ours is not None
    assert ours.modules.shape[0] <= len(theirs.get_matrix())


@pytest.mark.parametrize("text", CODES)
def test_reader_of_another_hand_reads_the_code(text: str) -> None:
    matrix = encode_code(text)

    assert matrix is not None
    grey = np.where(matrix.to_black(8), np.uint8(0), np.uint8(255))
    assert cv2.QRCodeDetector().detectAndDecodeBytes(grey)[0] == text.encode()


@pytest.mark.parametrize("text", ["é", "Ω", "日本", "\x00a", "a\\n", "😀"])
def test_code_holds_the_utf_8_bytes_of_any_text(text: str) -> None:
    matrix = encode_code(text)

    assert matrix is not None
    assert read(np.where(matrix.to_black(6), np.uint8(0), np.uint8(255))) == [text.encode()]


def test_quiet_zone_is_part_of_the_code() -> None:
    matrix = encode_code("4711")

    assert matrix is not None
    assert matrix.across == 21 + 8
    assert not matrix.to_black(5)[:20].any()
    assert not matrix.to_black(5)[:, -20:].any()


def test_more_than_a_code_can_hold_is_none() -> None:
    assert encode_code("x" * 3000) is None
    assert needed_millimetres(3000, 203) is None


def test_bars_need_their_width_alone() -> None:
    assert needed_millimetres(10, 203, CodeKind.CODE_128) == 82.6
    assert needed_millimetres(200, 203, CodeKind.CODE_128) is None


def test_layout_that_cannot_carry_its_code_is_refused_with_the_size_it_needs() -> None:
    assert needed_millimetres(32, 100) == 37.6

    with pytest.raises(EnvironmentProblem, match=r"element 'code'.* at 100 dpi .* needs 37\.6 mm, 'box' gives 26 mm"):
        BadgeRenderer(load_layout("4x3"), 100)


@pytest.mark.parametrize("name", ["62mm", "4x3", "4x6", "a6", "cr80", "butterfly"])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_every_layout_carries_a_32_letter_code_at_every_resolution(name: str, dpi: int) -> None:
    BadgeRenderer(load_layout(name), dpi)
