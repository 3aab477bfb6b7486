"""Codes as whole dots.

A module is a whole number of dots, at least four: under simulated wear (dot gain, blur, tilt) every code of three
dots or less failed and every one of four was read. The modules come from zint (inside zxing-cpp), which takes a
twentieth of the time of a writer in Python; readers of other hands judge them in the tests.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import zxingcpp

MIN_MODULE = 4
"""Dots per module below which a code doesn't survive a day on a lanyard."""


class CodeKind(StrEnum):
    """The kinds of code a badge may carry, by the words that settings have for what a station reads."""

    QR = "qr"
    AZTEC = "aztec"
    DATA_MATRIX = "datamatrix"
    CODE_128 = "code128"

    @property
    def format(self) -> zxingcpp.BarcodeFormat:
        """The kind's name at the library that writes and reads it."""
        return _SYMBOLOGIES[self].format

    @property
    def is_linear(self) -> bool:
        """Whether it is bars, as high as there is room."""
        return self is CodeKind.CODE_128

    def widest_module(self, dots: int) -> int:
        """The dots per module of the shortest code in a room of `dots`: no code there has larger ones."""
        symbology = _SYMBOLOGIES[self]
        return dots // (symbology.smallest + 2 * symbology.quiet)


@dataclass(frozen=True, slots=True)
class _Symbology:
    """`quiet` is the modules of white on each side, `smallest` the modules across the shortest symbol."""

    format: zxingcpp.BarcodeFormat
    quiet: int
    smallest: int
    options: dict[str, Any]


_SYMBOLOGIES = {
    CodeKind.QR: _Symbology(zxingcpp.BarcodeFormat.QRCodeModel2, 4, 21, {"ec_level": "M"}),
    CodeKind.AZTEC: _Symbology(zxingcpp.BarcodeFormat.Aztec, 2, 15, {}),
    CodeKind.DATA_MATRIX: _Symbology(zxingcpp.BarcodeFormat.DataMatrix, 2, 10, {"force_square": True}),
    CodeKind.CODE_128: _Symbology(zxingcpp.BarcodeFormat.Code128, 10, 46, {}),
}
"""ISO/IEC 18004 (5.3), 24778, 16022 (one module of quiet zone, and one for dot gain) and 15417 (4.2, 4.6)."""


@dataclass(frozen=True, slots=True)
class CodeMatrix:
    """`modules` is square, or one row of bars; True is black; `quiet` modules of white belong around it."""

    modules: npt.NDArray[np.bool_]
    quiet: int

    @property
    def across(self) -> int:
        """Modules from edge to edge, the quiet zone included."""
        return int(self.modules.shape[1]) + 2 * self.quiet

    def module_dots(self, dots: int) -> int:
        """The largest whole module that fits `dots`; 0 when none does."""
        return dots // self.across

    def to_black(self, module: int, height: int = 0) -> npt.NDArray[np.bool_]:
        """The code with its quiet zone at `module` dots per module, True is black; bars are `height` dots high."""
        is_row = self.modules.shape[0] == 1
        padded = np.pad(self.modules, ((0, 0) if is_row else (self.quiet, self.quiet), (self.quiet, self.quiet)))
        return padded.repeat(height if is_row else module, axis=0).repeat(module, axis=1)


def encode_code(text: str, kind: CodeKind = CodeKind.QR) -> CodeMatrix | None:
    """`text` (UTF-8) as a code, a QR one of error correction M; None when no code of the kind holds that much.

    Anything beyond ASCII goes in as bytes: as text, the writer would choose another character set.
    """
    content = text if text.isascii() else text.encode("utf-8", "replace")
    symbology = _SYMBOLOGIES[kind]
    try:
        symbol = zxingcpp.create_barcode(content, symbology.format, **symbology.options)
    except ValueError:
        return None
    modules = np.asarray(symbol.to_image(scale=1, add_quiet_zones=False)) == 0
    return CodeMatrix(modules[:1] if kind.is_linear else modules, symbology.quiet)


def needed_millimetres(characters: int, dpi: int, kind: CodeKind = CodeKind.QR) -> float | None:
    """The side of a box that holds any code of this many letters at `MIN_MODULE` dots, rounded up to 0.1 mm."""
    matrix = encode_code("a" * characters, kind)
    if matrix is None:
        return None
    return math.ceil(matrix.across * MIN_MODULE / dpi * 254) / 10
