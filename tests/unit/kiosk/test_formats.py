"""Aztec, PDF417, Data Matrix and Code 128: read when an event asks for them, and only then."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp

from kiosk.devices.decoder import Decoder
from kiosk.devices.formats import EVERY, CodeFormat, parse_formats
from kiosk.devices.frames import Image
from kiosk.domain.problems import EnvironmentProblem

MADE = {
    CodeFormat.AZTEC: zxingcpp.BarcodeFormat.Aztec,
    CodeFormat.PDF417: zxingcpp.BarcodeFormat.PDF417,
    CodeFormat.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    CodeFormat.CODE_128: zxingcpp.BarcodeFormat.Code128,
}


def ticket(made: CodeFormat, text: str = "CSC-0042") -> Image:
    barcode = zxingcpp.create_barcode(text, MADE[made])
    symbol = np.array(zxingcpp.write_barcode_to_image(barcode, scale=4))
    desk = np.full((720, 1280), 210, dtype=np.uint8)
    desk[200 : 200 + symbol.shape[0], 300 : 300 + symbol.shape[1]] = symbol
    return desk


@pytest.mark.parametrize("asked", MADE)
def test_other_formats_are_read_when_asked_for(asked: CodeFormat) -> None:
    (code,) = Decoder(still=True, formats={asked}).read(ticket(asked))
    assert code.text == "CSC-0042"
    assert code.format.lower().replace("-", "") == asked.value


@pytest.mark.parametrize("there", MADE)
def test_other_formats_are_not_read_unasked(there: CodeFormat) -> None:
    assert Decoder(still=True).read(ticket(there)) == []


def test_stream_looks_for_them_on_every_fourth_frame() -> None:
    decoder, image = Decoder(formats={CodeFormat.AZTEC}), ticket(CodeFormat.AZTEC)
    first = [number for number in range(1, EVERY + 1) if decoder.read(image)]
    assert first == [EVERY]


def test_formats_are_written_with_commas() -> None:
    assert parse_formats("qr, Aztec") == {CodeFormat.QR, CodeFormat.AZTEC}
    with pytest.raises(EnvironmentProblem, match="choose among qr, aztec"):
        parse_formats("qr,barcode")
