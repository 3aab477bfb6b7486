"""The test page of a printer: what a person has to see once before the doors open.

A frame on the outermost dots (is anything cut off, is the width right?), a line in every font, a QR code, and a
grid of single dots, slanted so that every element of the head under it burns: a weak or dead one shows as a gap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from printing.bitmap import Bitmap
from printing.codes import MIN_MODULE, encode_code
from printing.composer import page_dots
from printing.composition import AreaMark, Box, Composition, DotsMark, LineMark, Mark, PlacedFace
from printing.fonts import UNITS_PER_EM, Weight
from printing.layout import Face, Layout, Rect
from printing.page import draw_pdf
from printing.raster import rasterise
from printing.shaping import shape_word

_LINES = (
    ("Éloïse Ñandú 0123456789", Weight.REGULAR),
    ("Éloïse Ñandú 0123456789", Weight.BOLD),
    ("أهلا وسهلا ٠١٢٣٤٥٦٧٨٩", Weight.REGULAR),
    ("أهلا وسهلا ٠١٢٣٤٥٦٧٨٩", Weight.BOLD),
    ("ⴰⵣⵓⵍ · שלום", Weight.REGULAR),
    ("ⴰⵣⵓⵍ · שלום", Weight.BOLD),
)
_EDGE = 0.05
"""White between the frame and the rest, as a part of the page's width."""
_CODE = "KIOSK-TEST-0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """`layout` gives the size of the paper; `title` names printer, language and resolution."""

    layout: Layout
    dpi: int
    title: str

    def render(self) -> Bitmap:
        """The page in dots."""
        width, height = page_dots(self.layout, self.dpi)
        face = PlacedFace(
            face=Face(id="trial", box=Rect(0, 0, self.layout.page.width, self.layout.page.height)),
            box=Box(0, 0, width, height),
            marks=tuple(self._marks(width, height)),
        )
        page = Composition(width=width, height=height, dpi=self.dpi, faces=(face,), findings=())
        return rasterise(draw_pdf(page, self.title, compressed=False), width, height, self.dpi)[0]

    def _marks(self, width: int, height: int) -> list[Mark]:
        edge = round(width * _EDGE)
        size = f"{self.layout.page.width:g} x {self.layout.page.height:g} mm, {width} x {height} dots"
        lines = ((self.title, Weight.BOLD), (size, Weight.REGULAR), *_LINES)
        line_height = (height * 0.5 - edge) / len(lines)
        room = width - 2 * edge
        marks: list[Mark] = [AreaMark(Box(0, 0, width, height), border=2)]
        for number, (text, weight) in enumerate(lines):
            line = shape_word(text, weight)
            ems = min(line_height * 0.7, room * UNITS_PER_EM / line.width)
            marks.append(LineMark(line, edge, edge + line_height * (number + 0.75), ems, white=False))
        return [*marks, *_dots(edge, round(height * 0.5) + edge // 2, room, height // 2 - edge - edge // 2)]


def _dots(x: int, y: int, width: int, height: int) -> list[Mark]:
    """The code at the left, the grid of single dots beside it over the rest of the head's width."""
    matrix = encode_code(_CODE)
    if matrix is None:
        raise ValueError("the code of the test page does not fit a QR code")
    code = matrix.to_black(max(MIN_MODULE, matrix.module_dots(min(height, width // 3))))
    left = x + code.shape[1]
    grid = np.zeros((max(1, height), max(1, x + width - left)), dtype=np.bool_)
    for shift in range(4):
        grid[4 * shift :: 16, shift::4] = True
    return [DotsMark(x, y, code, "code", _CODE), DotsMark(left, y, grid, "grid")]
