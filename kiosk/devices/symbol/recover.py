"""Tries to read one symbol whose place is roughly known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kiosk.devices.codes import Corners
from kiosk.devices.frames import Image
from kiosk.devices.patience import HasTime
from kiosk.devices.symbol.deblur import deblur
from kiosk.devices.symbol.grid import BENT, Fit, Grid, Matrix, doubt_blots, soften
from kiosk.devices.symbol.softread import Content, Soft, likely_formats, read_soft

LEAST_SCORE = 0.5
Sharpening = tuple[float, int, int]
"""How blur is undone: the exponent that makes light of grey values (light spreads, grey values don't: cameras write
its root), samples across a module, how often the spread is learnt anew."""
_LIVE: tuple[Sharpening, ...] = ((1.0, 1, 0), (2.2, 1, 0))
_STILL: tuple[Sharpening, ...] = ((1.0, 1, 0), (2.2, 2, 1), (1.0, 2, 1))
_SURE = 0.55
_BLURRED = 0.85
_SHARP = 0.96
_DEGREES = (BENT, BENT, 3, 4, 6, 6)
MOST_ROUNDS = len(_DEGREES)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """What came of a symbol: its text when it could be read (`sure`: no second reading is needed to believe it), its
    soft modules in any case. `score` tells how well the function patterns are met (at most 1), `plausible` whether
    there is a format information."""

    text: str | None
    version: int
    corners: Corners
    soft: Soft
    score: float
    plausible: bool
    inverted: bool = False
    sure: bool = True
    content: Content | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Laid:
    """A grid that lies on something that may be a symbol."""

    grid: Grid
    fit: Fit
    inverted: bool


def lay(grey: Image, to_picture: Matrix, version: int, *, inverted: bool = False) -> Laid | None:
    """Lays a grid of `version` at `to_picture` (modules to pixels); None when no such symbol is there."""
    grid = Grid(255 - grey if inverted else grey, to_picture, version)
    fit = grid.fit()
    return Laid(grid=grid, fit=fit, inverted=inverted) if fit.score >= LEAST_SCORE else None


def read_laid(laid: Laid, has_time: HasTime, *, rounds: int) -> Reading:
    """Reads what lies under a grid, following bends for `rounds` more fits; the later ones follow crumpled paper."""
    grid, fit = laid.grid, laid.fit
    patient = rounds == MOST_ROUNDS
    reading = _read(grid, fit, has_time, _STILL if patient else _LIVE)
    for number, degree in enumerate(_DEGREES[:rounds]):
        if reading.text is not None or not reading.plausible or not has_time():
            break
        sure = np.where(np.abs(reading.soft) > _SURE, np.sign(reading.soft), 0)
        modules = np.where(grid.layout.known, grid.layout.pattern, sure).astype(np.int8)
        fit = grid.fit(modules, fit, degree=degree)
        reading = _read(grid, fit, has_time, _STILL if patient and not number else _LIVE)
        if reading.text is None and degree > BENT and has_time():
            reading = _read(grid, grid.followed(fit), has_time, _LIVE)
    return replace(reading, inverted=laid.inverted)


def recover(
    grey: Image, to_picture: Matrix, version: int, has_time: HasTime, *, rounds: int, inverted: bool = False
) -> Reading | None:
    """Both in one; None when no symbol of that version is there."""
    laid = lay(grey, to_picture, version, inverted=inverted)
    return None if laid is None else read_laid(laid, has_time, rounds=rounds)


def _read(grid: Grid, fit: Fit, has_time: HasTime, sharpenings: Sequence[Sharpening]) -> Reading:
    version = grid.layout.version
    outside = grid.outside(fit)
    soft = np.where(outside, np.float32(0), soften(grid.lightness(fit), grid.layout))
    found = read_soft(doubt_blots(soft), version)
    for exponent, samples, again in sharpenings if fit.score < _SHARP else ():
        if found is not None or not has_time():
            break
        seen = grid.samples(fit, samples) if samples > 1 else grid.lightness(fit)
        light = np.asarray((seen / 255) ** exponent, dtype=np.float32)
        sharp = np.where(outside, np.float32(0), deblur(light, grid.layout, again=again))
        found = read_soft(doubt_blots(sharp), version)
        soft = sharp if fit.score < _BLURRED else soft
    return Reading(
        text=found.text if found is not None else None,
        version=version,
        corners=_corners(grid.corners(fit)),
        soft=soft,
        score=fit.score,
        plausible=bool(likely_formats(soft)),
        sure=found is None or found.sure,
        content=found.content if found is not None else None,
    )


def _corners(points: Matrix) -> Corners:
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d
