"""Tries to read one symbol whose place is roughly known."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.devices.codes import Corners
from kiosk.devices.frames import Image
from kiosk.devices.symbol.deblur import deblur
from kiosk.devices.symbol.grid import Fit, Grid, Matrix, doubt_blots, soften
from kiosk.devices.symbol.softread import Soft, read_soft

LEAST_SCORE = 0.5
_SURE = 0.55
_BLURRED = 0.85


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """What came of a symbol: its text when it could be read, its soft modules in any case."""

    text: str | None
    version: int
    corners: Corners
    soft: Soft
    score: float


def recover(grey: Image, to_picture: Matrix, version: int, *, rounds: int = 3) -> Reading | None:
    """Reads the symbol of `version` that lies at `to_picture` (modules to pixels), following bends for `rounds`
    more fits; None when there is no symbol of that version."""
    grid = Grid(grey, to_picture, version)
    fit = grid.fit()
    if fit.score < LEAST_SCORE:
        return None
    reading = _read(grid, fit, version)
    for _ in range(rounds):
        if reading.text is not None:
            break
        sure = np.where(np.abs(reading.soft) > _SURE, np.sign(reading.soft), 0)
        modules = np.where(grid.layout.known, grid.layout.pattern, sure).astype(np.int8)
        fit = grid.fit(modules, fit)
        reading = _read(grid, fit, version)
    return reading


def _read(grid: Grid, fit: Fit, version: int) -> Reading:
    lightness = grid.lightness(fit)
    soft = soften(lightness, grid.layout)
    text = read_soft(doubt_blots(soft), version)
    if text is None:
        sharp = deblur(lightness, grid.layout)
        text = read_soft(doubt_blots(sharp), version)
        soft = sharp if fit.score < _BLURRED else soft
    return Reading(text=text, version=version, corners=_corners(grid.corners(fit)), soft=soft, score=fit.score)


def _corners(points: Matrix) -> Corners:
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d


def from_corners(corners: Corners, version: int) -> Matrix:
    """Modules to pixels for a symbol whose four corners are known."""
    size = float(17 + 4 * version)
    modules = np.array([[0, 0], [size, 0], [size, size], [0, size]], dtype=np.float32)
    return np.asarray(cv2.getPerspectiveTransform(modules, np.array(corners, dtype=np.float32)))
