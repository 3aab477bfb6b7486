"""Undoes blur by what is known of a symbol: its modules are either dark or light, and some are known beforehand.

The known modules tell how light spreads over the neighbours (defocus and movement alike). The dark and light that
would give the picture through that spread is then found by accelerated projected gradient descent (Beck and
Teboulle's FISTA with a box for the proximal step).
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.symbol.softread import Soft
from kiosk.devices.symbol.structure import Layout

Floats = npt.NDArray[np.float64]

_REACH = 2
_ACROSS = 2 * _REACH + 1
_RIDGE = 0.02
_STEPS = 50


def deblur(lightness: npt.NDArray[np.float32], layout: Layout) -> Soft:
    """Soft modules (n x n) from grey values that have run into each other."""
    values = lightness.astype(np.float64)
    values = (values - values.mean()) / (values.std() + 1e-6)
    known = layout.pattern.astype(np.float64)
    spread, level = _learn(values, known)
    return _solve(values - level, spread, known).astype(np.float32)


def _learn(values: Floats, known: Floats) -> tuple[Floats, Floats]:
    """The spread of one module (5 x 5) and the light level (a sloping plane), from the places where every neighbour
    is known."""
    size = len(values)
    around = _neighbours(known)
    usable = np.abs(around).min(axis=-1) > 0
    down, right = np.indices((size, size)) / size - 0.5
    plane = np.stack([np.ones((size, size)), down, right], axis=-1)
    terms = np.concatenate([around, plane], axis=-1)[usable]
    count = _ACROSS * _ACROSS
    ridge = np.diag([_RIDGE * len(terms)] * count + [1e-6, 0.1, 0.1])
    solution = np.linalg.solve(terms.T @ terms + ridge, terms.T @ values[usable])
    return solution[:count].reshape(_ACROSS, _ACROSS), np.asarray(plane @ solution[count:])


def _neighbours(values: Floats) -> Floats:
    """The 5 x 5 modules about each module, light outside of the symbol."""
    size = len(values)
    padded = np.pad(values, _REACH, constant_values=1.0)
    views = [padded[r : r + size, c : c + size] for r in range(_ACROSS) for c in range(_ACROSS)]
    return np.stack(views, axis=-1)


def _solve(values: Floats, spread: Floats, known: Floats) -> Floats:
    step = 1 / max(float(np.abs(spread).sum()) ** 2, 1e-6)
    light = float(spread.sum())
    turned = np.ascontiguousarray(spread[::-1, ::-1])
    fixed = known != 0
    found = guess = known.copy()
    speed = 1.0
    for _ in range(_STEPS):
        # The quiet zone is light (1) all around: less 1, it is the zero that the filter pads with.
        seen = cv2.filter2D(guess - 1, -1, spread, borderType=cv2.BORDER_CONSTANT) + light
        slope = cv2.filter2D(values - seen, -1, turned, borderType=cv2.BORDER_CONSTANT)
        moved = np.clip(guess + step * slope, -1, 1)
        moved[fixed] = known[fixed]
        faster = (1 + (1 + 4 * speed * speed) ** 0.5) / 2
        guess = moved + (speed - 1) / faster * (moved - found)
        found, speed = moved, faster
    return found
