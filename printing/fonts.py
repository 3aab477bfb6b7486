"""The shipped fonts as HarfBuzz objects, with coverage, metrics and outlines.

Badges never depend on a font of the machine. Outlines are kept as ready templates of PDF path operators,
because formatting numbers is what costs time in drawing text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import uharfbuzz as hb

UNITS_PER_EM = 1000
"""Outlines and advances are given in thousandths of an em, whatever the font file uses."""


class Weight(StrEnum):
    """The two weights of the product."""

    REGULAR = "regular"
    BOLD = "bold"


class Family(StrEnum):
    """The families shipped, by the stem of their files, in the order in which a letter is looked for."""

    LATIN = "NotoSans"
    ARABIC = "NotoSansArabic"
    TIFINAGH = "NotoSansTifinagh"
    HEBREW = "NotoSansHebrew"


_MADE_BOLD = frozenset((Family.TIFINAGH,))
"""Families that come in one weight; their bold is the regular one, thickened."""
_THICKENED = 0.035
"""In em: what a stem of Noto Sans gains from regular to bold."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One glyph as PDF path operators: `operators` is a template for `points`, an array of (x, y) in thousandths."""

    operators: str
    points: npt.NDArray[np.float64]


class Font:
    """One font file, ready to shape, measure and draw."""

    def __init__(self, family: Family, weight: Weight) -> None:
        is_made = weight is Weight.BOLD and family in _MADE_BOLD
        drawn = Weight.REGULAR if is_made else weight
        file = resources.files("resources").joinpath(f"fonts/{family}-{drawn.capitalize()}.ttf")
        self.name = f"{family}-{weight.capitalize()}"
        self.family = family
        self.face = hb.Face(file.read_bytes())
        self.hb = hb.Font(self.face)
        self.hb.scale = (UNITS_PER_EM, UNITS_PER_EM)
        if is_made:
            self.hb.synthetic_bold = (_THICKENED, _THICKENED, False)
        self._covered = frozenset(self.face.unicodes)
        self._outlines: dict[int, Outline] = {}
        self._heights: dict[int, tuple[int, int]] = {}

    def covers(self, char: str) -> bool:
        """Whether the font has a glyph of its own for `char`."""
        return ord(char) in self._covered

    def outline(self, glyph: int) -> Outline:
        """The glyph's path, made once."""
        found = self._outlines.get(glyph)
        if found is None:
            pen = _PathPen()
            self.hb.draw_glyph(glyph, _draw_functions(), pen)
            found = self._outlines[glyph] = pen.outline()
        return found

    def ink(self, glyph: int) -> tuple[int, int]:
        """How far the glyph's ink goes above and below the baseline, in thousandths, both positive outwards."""
        found = self._heights.get(glyph)
        if found is None:
            extents = self.hb.get_glyph_extents(glyph)
            top, bottom = (0, 0) if extents is None else (extents.y_bearing, extents.y_bearing + extents.height)
            found = self._heights[glyph] = (top, -bottom)
        return found


@lru_cache(maxsize=8)
def load_font(family: Family, weight: Weight) -> Font:
    """The font of this family and weight; read from the package once."""
    return Font(family, weight)


class _PathPen:
    """Gathers the outline of one glyph."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self.points: list[float] = []
        self.at = (0.0, 0.0)

    def add(self, operator: str, *points: float) -> None:
        self.operators.append("%d " * len(points) + operator + "\n")
        self.points.extend(points)
        if points:
            self.at = (points[-2], points[-1])

    def outline(self) -> Outline:
        return Outline("".join(self.operators), np.array(self.points).reshape(-1, 2))


@cache
def _draw_functions() -> Any:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(_move_to)
    functions.set_line_to_func(_line_to)
    functions.set_cubic_to_func(_cubic_to)
    functions.set_quadratic_to_func(_quadratic_to)
    functions.set_close_path_func(_close_path)
    return functions


def _move_to(x: float, y: float, pen: _PathPen) -> None:
    pen.add("m", x, y)


def _line_to(x: float, y: float, pen: _PathPen) -> None:
    pen.add("l", x, y)


def _cubic_to(*points_and_pen: Any) -> None:
    *points, pen = points_and_pen
    pen.add("c", *points)


def _quadratic_to(x1: float, y1: float, x: float, y: float, pen: _PathPen) -> None:
    """A TrueType curve as the cubic that PDF knows (each control point two thirds of the way to the old one)."""
    x0, y0 = pen.at
    pen.add("c", x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0), x + 2 / 3 * (x1 - x), y + 2 / 3 * (y1 - y), x, y)


def _close_path(pen: _PathPen) -> None:
    pen.add("h")
