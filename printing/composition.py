"""A badge as placed marks in dots, before any page is drawn.

All decisions are taken here, once: names in order, text fitted, codes snapped, trouble found. The page draws
these marks; preflight looks at the findings alone, so both speak of the very same badge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from printing.codes import CodeKind
from printing.findings import Finding
from printing.layout import Face
from printing.shaping import ShapedLine


@dataclass(frozen=True, slots=True)
class Box:
    """Whole dots from the top left corner of a face."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LineMark:
    """One line of text: left end and baseline in dots, `size` dots per em."""

    line: ShapedLine
    x: float
    baseline: float
    size: float
    white: bool


@dataclass(frozen=True, slots=True)
class AreaMark:
    """A rectangle: filled, or with a `border` in dots drawn inside its edge."""

    box: Box
    radius: float = 0.0
    border: float = 0.0
    white: bool = False


@dataclass(frozen=True, slots=True)
class DotsMark:
    """Ready dots at a place: a code or a dithered picture. True is black, the rest is left as it is.

    `code` is the text that a code of `kind` carries, empty for a picture; `element` names what it belongs to.
    """

    x: int
    y: int
    black: npt.NDArray[np.bool_]
    element: str
    code: str = ""
    kind: CodeKind = CodeKind.QR


Mark = LineMark | AreaMark | DotsMark


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFace:
    """The marks of one face with its place on the page in dots."""

    face: Face
    box: Box
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """One badge on one page of `width` x `height` dots at `dpi`."""

    width: int
    height: int
    dpi: int
    faces: tuple[PlacedFace, ...]
    findings: tuple[Finding, ...]
