"""Codes other than QR, for events whose tickets carry them.

Looking for them costs about twelve times as much as looking for QR alone. So it is done when an event asks for
it, and in a stream on every fourth frame only.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import zxingcpp

from kiosk.devices.codes import Decoded, Sight
from kiosk.devices.frames import Image
from kiosk.devices.zxing import corners_of
from kiosk.domain.problems import EnvironmentProblem, ProblemKind

EVERY = 4
"""In a stream, every how many frames the other formats are looked for."""


class CodeFormat(StrEnum):
    """What an event may ask for, as it is written in settings. QR is always read."""

    QR = "qr"
    AZTEC = "aztec"
    PDF417 = "pdf417"
    DATA_MATRIX = "datamatrix"
    CODE_128 = "code128"


_ZXING = {
    CodeFormat.AZTEC: zxingcpp.BarcodeFormat.Aztec,
    CodeFormat.PDF417: zxingcpp.BarcodeFormat.PDF417,
    CodeFormat.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    CodeFormat.CODE_128: zxingcpp.BarcodeFormat.Code128,
}
_SHORTEST_LINEAR = 4
"""Characters: a shorter Code 128 is more often a row of books than a ticket."""


def parse_formats(text: str) -> frozenset[CodeFormat]:
    """Formats as `qr,aztec`; raises EnvironmentProblem naming those there are."""
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    known = {each.value for each in CodeFormat}
    wrong = [word for word in words if word not in known]
    if wrong:
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"There is no code format {', '.join(map(repr, wrong))}",
            f"choose among {', '.join(each.value for each in CodeFormat)}",
        )
    return frozenset(CodeFormat(word) for word in words)


def other_codes(grey: Image, formats: Iterable[CodeFormat]) -> Sight:
    """The codes of those formats (QR left out) in a grey picture."""
    wanted = [_ZXING[each] for each in formats if each is not CodeFormat.QR]
    if not wanted:
        return Sight()
    found = zxingcpp.read_barcodes(
        grey, formats=zxingcpp.BarcodeFormats(wanted), text_mode=zxingcpp.TextMode.Plain, return_errors=False
    )
    return Sight(codes=tuple(_decoded(barcode) for barcode in found if _is_ticket(barcode)))


def _is_ticket(barcode: zxingcpp.Barcode) -> bool:
    linear = barcode.format == zxingcpp.BarcodeFormat.Code128
    return barcode.valid and (not linear or len(barcode.text) >= _SHORTEST_LINEAR)


def _decoded(barcode: zxingcpp.Barcode) -> Decoded:
    return Decoded(text=barcode.text, format=barcode.format.name, corners=corners_of(barcode))
