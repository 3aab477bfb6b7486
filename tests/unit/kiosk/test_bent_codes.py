"""Codes that one look misses in a photograph: bent and half hidden ones, and a sheet of many."""

from __future__ import annotations

import cv2
import numpy as np
import zxingcpp

from kiosk.devices.decoder import Decoder
from kiosk.devices.frames import Image
from kiosk.devices.zxing import plain_sight


def symbol(text: str, scale: int = 8) -> Image:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    return np.array(zxingcpp.write_barcode_to_image(barcode, scale=scale))


def on_desk(image: Image, size: tuple[int, int] = (800, 800)) -> Image:
    desk = np.full(size, 170, dtype=np.uint8)
    top, left = (size[0] - image.shape[0]) // 2, (size[1] - image.shape[1]) // 2
    desk[top : top + image.shape[0], left : left + image.shape[1]] = image
    return desk


def bent(image: Image, amount: float) -> Image:
    """Paper that waves in both directions, by `amount` pixels."""
    height, width = image.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    shift_x = amount * np.sin(y / height * 16.0 + 0.6).astype(np.float32)
    shift_y = amount * np.sin(x / width * 14.0 + 1.1).astype(np.float32)
    return cv2.remap(image, x + shift_x, y + shift_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def texts(picture: Image) -> set[str]:
    return {code.text for code in Decoder(still=True).read(picture)}


def test_code_on_crumpled_paper_is_read_where_one_pass_reads_nothing() -> None:
    picture = bent(on_desk(symbol("CSC-0042-CRUMPLED-TICKET-OF-TWO-DAYS")), 9.0)
    assert plain_sight(picture).codes == ()
    assert texts(picture) == {"CSC-0042-CRUMPLED-TICKET-OF-TWO-DAYS"}


def test_code_with_a_hidden_finder_pattern_is_read_beside_one_that_is_whole() -> None:
    hidden = symbol("CSC-0001-HIDDEN")
    half = 7 * 8 + 4 * 8
    hidden[half - 60 : half + 4, half - 60 : half + 4] = 240
    picture = on_desk(np.hstack([hidden, symbol("CSC-0002-WHOLE")]))
    assert {code.text for code in plain_sight(picture).codes} == {"CSC-0002-WHOLE"}
    assert texts(picture) == {"CSC-0001-HIDDEN", "CSC-0002-WHOLE"}


def test_sheet_of_sixty_codes_is_read_whole() -> None:
    rows = [np.hstack([cv2.resize(symbol(f"CSC-{row}-{n:02d}"), (150, 150)) for n in range(10)]) for row in range(6)]
    assert texts(on_desk(np.vstack(rows), (1000, 1600))) == {
        f"CSC-{row}-{n:02d}" for row in range(6) for n in range(10)
    }
