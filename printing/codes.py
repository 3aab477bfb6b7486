"""QR codes as whole dots.

A module is a whole number of dots, at least four: under simulated wear (dot gain, blur, tilt) every code of three
dots or less failed and every one of four was read. The mask is fixed: choosing among eight costs 5 ms a badge,
and preflight reads every code back anyway.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.util import mask_func

MIN_MODULE = 4
"""Dots per module below which a code doesn't survive a day on a lanyard."""
QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 5.3.8)."""
_MASK = 4


class _Code(qrcode.QRCode[Any]):
    """qrcode's own, with the slowest of its loops (laying the bits into the matrix) done at once."""

    def map_data(self, data: Sequence[int], mask_pattern: int) -> None:
        """Lays the bits into the modules that the version's patterns leave free (ISO/IEC 18004, 7.7.3)."""
        version = int(self.version)
        if version not in _places:
            _places[version] = _Places(self.modules, mask_pattern)
        places = _places[version]
        bits = np.zeros(len(places.rows), dtype=np.bool_)
        given = np.unpackbits(np.array(data, dtype=np.uint8))
        bits[: len(given)] = given
        modules = np.array(self.modules, dtype=np.bool_)
        modules[places.rows, places.columns] = bits ^ places.mask
        self.modules = modules.tolist()


class _Places:
    """Where the bits of one version go: from the lower right, in pairs of columns, up and down by turns."""

    def __init__(self, modules: list[list[bool | None]], mask_pattern: int) -> None:
        across = len(modules)
        is_masked = mask_func(mask_pattern)
        cells: list[tuple[int, int]] = []
        for turn, right in enumerate([*range(across - 1, 6, -2), *range(5, 0, -2)]):
            for step in range(across):
                row = step if turn % 2 else across - 1 - step
                cells += [(row, column) for column in (right, right - 1) if modules[row][column] is None]
        self.rows = np.array([row for row, _ in cells])
        self.columns = np.array([column for _, column in cells])
        self.mask = np.array([bool(is_masked(row, column)) for row, column in cells])


_places: dict[int, _Places] = {}
"""By version; there are 40 and one mask."""


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
    """`text` (UTF-8) as a QR code of error correction M; None when no QR code holds that much."""
    code = _Code(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    try:
        code.add_data(text.encode("utf-8", "replace"))
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    return CodeMatrix(np.array(code.modules, dtype=np.bool_))


def needed_millimetres(characters: int, dpi: int) -> float | None:
    """The side of a box that holds any code of this many letters at `MIN_MODULE` dots, rounded up to 0.1 mm."""
    matrix = encode_code("a" * characters)
    if matrix is None:
        return None
    return math.ceil(matrix.across * MIN_MODULE / dpi * 254) / 10
