"""QR codes as whole dots.

A module is a whole number of dots, at least four: under simulated wear (dot gain, blur, tilt) every code of three
dots or less failed and every one of four was read. The modules come from zint (inside zxing-cpp), which takes a
twentieth of the time of a writer in Python; readers of other hands judge them in the tests.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import zxingcpp

MIN_MODULE = 4
"""Dots per module below which a code doesn't survive a day on a lanyard."""
QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 5.3.8)."""
_SMALLEST = 21
"""Modules across a version 1 symbol (ISO/IEC 18004, 5.3.2)."""


@dataclass(frozen=True, slots=True)
class CodeMatrix:
    """`modules` is square, True is black, without the quiet zone."""

    modules: npt.NDArray[np.bool_]

    @property
    def across(self) -> int:
        """Modules from edge to edge, the quiet zone included."""
        return int(self.modules.shape[0]) + 2 * QUIET

    def module_dots(self, dots: int) -> int:
        """The largest whole module that fits `dots`; 0 when none does."""
        return dots // self.across

    def to_black(self, module: int) -> npt.NDArray[np.bool_]:
        """The code with its quiet zone at `module` dots per module, True is black."""
        padded = np.pad(self.modules, QUIET)
        return padded.repeat(module, axis=0).repeat(module, axis=1)


def encode_code(text: str) -> CodeMatrix | None:
    """`text` (UTF-8) as a QR code of error correction M; None when no QR code holds that much.

    Anything beyond ASCII goes in as bytes: as text, the writer would choose another character set.
    """
    content = text if text.isascii() else text.encode("utf-8", "replace")
    try:
        symbol = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCodeModel2, ec_level="M")
    except ValueError:
        return None
    return CodeMatrix(np.asarray(symbol.to_image(scale=1, add_quiet_zones=False)) == 0)


def widest_module(dots: int) -> int:
    """The dots per module of the shortest code in a square of `dots`: no code there has larger ones."""
    return dots // (_SMALLEST + 2 * QUIET)


def needed_millimetres(characters: int, dpi: int) -> float | None:
    """The side of a box that holds any code of this many letters at `MIN_MODULE` dots, rounded up to 0.1 mm."""
    matrix = encode_code("a" * characters)
    if matrix is None:
        return None
    return math.ceil(matrix.across * MIN_MODULE / dpi * 254) / 10
