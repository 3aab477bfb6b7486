"""What the decoder reads from one picture."""

from __future__ import annotations

import cv2
import numpy as np
import zxingcpp

from kiosk.devices.clips import Medium, Scene, Trouble, frames_of
from kiosk.devices.codes import extent
from kiosk.devices.decoder import Decoder
from kiosk.devices.frames import Image
from kiosk.devices.zxing import plain_sight


def symbol(text: str, scale: int = 5) -> Image:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return np.array(zxingcpp.write_barcode_to_image(barcode, scale=scale))


def on_desk(*symbols: Image) -> Image:
    desk = np.full((720, 1280, 3), 170, dtype=np.uint8)
    for number, each in enumerate(symbols):
        x, y = 80 + 300 * number, 120 + 90 * number
        desk[y : y + each.shape[0], x : x + each.shape[1]] = each[:, :, None]
    return desk


def texts(image: Image) -> set[str]:
    return {code.text for code in Decoder().read(image)}


def test_empty_desk_has_no_codes() -> None:
    assert Decoder().look(on_desk()).codes == ()


def test_several_codes_in_one_frame_are_all_read() -> None:
    assert texts(on_desk(symbol("A-1"), symbol("B-2"), symbol("C-3"))) == {"A-1", "B-2", "C-3"}


def test_light_on_dark_code_is_read() -> None:
    assert texts(on_desk(255 - symbol("INVERTED-1"))) == {"INVERTED-1"}


def test_corners_are_where_the_code_is() -> None:
    (code,) = Decoder().read(on_desk(symbol("CORNERS")))
    (left, top), _, (right, bottom), _ = code.corners
    assert (round(left), round(top)) == (100, 140)
    assert abs(extent(code.corners) - (right - left)) < 2
    assert bottom > top


def test_grey_picture_gives_the_same_as_colour() -> None:
    colour = on_desk(symbol("GREY"))
    assert Decoder().read(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)) == Decoder().read(colour)


def test_micro_qr_is_not_a_ticket() -> None:
    micro = zxingcpp.create_barcode("12345", zxingcpp.BarcodeFormat.MicroQRCode)
    assert texts(on_desk(np.array(zxingcpp.write_barcode_to_image(micro, scale=6)))) == set()


def test_text_is_given_as_it_is_however_hostile() -> None:
    hostile = "A\x00B\u202eC\r\n" + "x" * 900
    assert texts(on_desk(symbol(hostile, scale=3))) == {hostile}


def test_stream_with_glare_is_read_where_one_pass_reads_nothing() -> None:
    scene = Scene(code="CSC-GLARE-1", troubles=frozenset({Trouble.GLARE}), seed=24, seconds=1.0)
    decoder, plain, ours = Decoder(), 0, 0
    for image in frames_of(scene):
        plain += len(plain_sight(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)).codes)
        codes = decoder.read(image)
        assert {code.text for code in codes} <= {"CSC-GLARE-1"}
        ours += len(codes)
    assert ours > max(3, 1.3 * plain)


def test_quiet_picture_keeps_what_was_seen_in_it() -> None:
    image, decoder = on_desk(symbol("STILL-1")), Decoder()
    assert [{code.text for code in decoder.read(image)} for _ in range(60)] == [{"STILL-1"}] * 60


def test_photograph_with_a_shadow_is_read_where_one_pass_reads_nothing() -> None:
    scene = Scene(code="CSC-SHADOW-1", medium=Medium.PAPER, troubles=frozenset({Trouble.SHADOW}), seed=11)
    image = list(frames_of(scene, fps=10))[7]
    assert plain_sight(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)).codes == ()
    assert [code.text for code in Decoder(still=True).read(image)] == ["CSC-SHADOW-1"]


def small_sheet() -> tuple[Image, set[str]]:
    """Thirty codes of 1.6 pixels a module, out of focus."""
    texts = {f"CSC-SHEET-{number:02d}" for number in range(30)}
    rows = [
        np.hstack([symbol(text, scale=8) for text in sorted(texts)[start : start + 6]]) for start in range(0, 30, 6)
    ]
    sheet = np.pad(np.vstack(rows), 80, constant_values=255).astype(np.float32)
    small = cv2.resize(cv2.GaussianBlur(sheet, (0, 0), 4), None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    return (60 + small * 0.6).astype(np.uint8), texts


def test_sheet_of_small_codes_is_read_where_one_pass_reads_few() -> None:
    sheet, texts = small_sheet()
    assert len(plain_sight(sheet).codes) < 10
    assert {code.text for code in Decoder(still=True).read(sheet)} == texts


def red_on_green() -> Image:
    modules = symbol("RED-ON-GREEN")[:, :, None]
    image = np.where(modules < 128, (20, 20, 200), (60, 104, 20)).astype(np.uint8)
    assert np.ptp(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)) <= 1
    return image


def test_code_as_light_as_its_ground_is_read_by_its_colour() -> None:
    assert [code.text for code in Decoder(still=True).read(red_on_green())] == ["RED-ON-GREEN"]


def test_such_a_code_is_read_within_a_second_of_a_stream() -> None:
    image, decoder = red_on_green(), Decoder()
    assert {code.text for _ in range(30) for code in decoder.read(image)} == {"RED-ON-GREEN"}
