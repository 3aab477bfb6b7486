"""Undoes blur by what is known of a symbol: its modules are either dark or light, and some are known beforehand.

The known modules tell how light spreads over the neighbours (defocus and movement alike). The dark and light that
would give the picture through that spread is then found by accelerated projected gradient descent (Beck and
Teboulle's FISTA with a box for the proximal step). With several samples a module much heavier blur can be undone.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.symbol.softread import Soft
from kiosk.devices.symbol.structure import Layout

Floats = npt.NDArray[np.float64]

_REACH = 2
"""Modules."""
_RIDGE = 0.02
_STEPS = 50
_SURE = 0.7
_MOST_EQUATIONS = 6000


def deblur(lightness: npt.NDArray[np.float32], layout: Layout, *, again: int = 0) -> Soft:
    """Soft modules (n x n) from grey values that have run into each other: `lightness` has one sample for each module,
    or several (s n x s n). `again`: how often the spread is learnt anew from what came out clearly."""
    samples = len(lightness) // layout.size
    values = lightness.astype(np.float64)
    values = (values - values.mean()) / (values.std() + 1e-6)
    pattern = layout.pattern.astype(np.float64)
    known = pattern
    for _ in range(again + 1):
        spread, level = _learn(values, known, samples)
        found = _solve(values - level, spread, pattern, samples)
        known = np.where(pattern != 0, pattern, np.where(np.abs(found) > _SURE, np.sign(found), 0))
    return found.astype(np.float32)


def _learn(values: Floats, known: Floats, samples: int) -> tuple[Floats, Floats]:
    """How one sample's worth of light spreads and the light level (a sloping plane), from the places where every
    neighbour is known."""
    size, reach = len(values), _REACH * samples
    across = 2 * reach + 1
    fine = np.pad(_enlarged(known, samples), reach, constant_values=1.0)
    windows = np.lib.stride_tricks.sliding_window_view(fine, (across, across))
    usable = cv2.erode((fine != 0).astype(np.uint8), np.ones((across, across), np.uint8))[reach:-reach, reach:-reach]
    places = np.argwhere(usable)
    places = places[:: len(places) // _MOST_EQUATIONS + 1]
    around = windows[places[:, 0], places[:, 1]].reshape(len(places), -1)
    down, right = np.indices((size, size)) / size - 0.5
    plane = np.stack([np.ones((size, size)), down, right], axis=-1)
    terms = np.hstack([around, plane[places[:, 0], places[:, 1]]])
    count = across * across
    ridge = np.diag([_RIDGE * len(terms)] * count + [1e-6, 0.1, 0.1])
    solution = np.linalg.solve(terms.T @ terms + ridge, terms.T @ values[places[:, 0], places[:, 1]])
    return solution[:count].reshape(across, across), np.asarray(plane @ solution[count:])


def _enlarged(modules: Floats, samples: int) -> Floats:
    return modules.repeat(samples, axis=0).repeat(samples, axis=1)


def _solve(values: Floats, spread: Floats, known: Floats, samples: int) -> Floats:
    step = 1 / max((samples * float(np.abs(spread).sum())) ** 2, 1e-6)
    light = float(spread.sum())
    turned = np.ascontiguousarray(spread[::-1, ::-1])
    fixed = known != 0
    found = guess = known.copy()
    speed = 1.0
    for _ in range(_STEPS):
        # The quiet zone is light (1) all around: less 1, it is the zero that the filter pads with.
        shown = _enlarged(guess - 1, samples)
        seen = cv2.filter2D(shown, -1, spread, borderType=cv2.BORDER_CONSTANT) + light
        slope = cv2.filter2D(values - seen, -1, turned, borderType=cv2.BORDER_CONSTANT)
        slope = slope.reshape(len(guess), samples, len(guess), samples).sum(axis=(1, 3))
        moved = np.clip(guess + step * slope, -1, 1)
        moved[fixed] = known[fixed]
        faster = (1 + (1 + 4 * speed * speed) ** 0.5) / 2
        guess = moved + (speed - 1) / faster * (moved - found)
        found, speed = moved, faster
    return found
