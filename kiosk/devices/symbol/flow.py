"""Follows crumpled paper module by module, where no polynomial can.

In its right place a sample is clearly dark or clearly light; between two modules it is neither. So each
neighbourhood of the grid moves to where its samples are clearest, known modules to where they have their own colour.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.symbol.structure import Signs

Flow = npt.NDArray[np.float32]
"""Displacements of the modules (n x n x 2: right, down), in modules."""
_STEPS = tuple((x * 0.2, y * 0.2) for x in range(-3, 4) for y in range(-3, 4))
_NEIGHBOURHOOD = 1.8
_SMOOTH = 1.3
_ROUNDS = 4
_HOLD = 0.15


def follow(seen: Callable[[Flow], npt.NDArray[np.float32]], known: Signs) -> Flow:
    """The displacements that make a symbol clearest. `seen` gives the lightness (n x n, about -1 to 1) at a flow,
    `known` the modules that every symbol has."""
    size = len(known)
    flow = np.zeros((size, size, 2), dtype=np.float32)
    steps = np.array(_STEPS, dtype=np.float32)
    hold = _HOLD * (steps**2).sum(axis=1)
    for _ in range(_ROUNDS):
        clear = np.stack([_clearness(seen(flow + step), known) for step in steps]) - hold[:, None, None]
        likely = np.exp(12 * (clear - clear.max(axis=0)))
        mean = np.tensordot(likely / likely.sum(axis=0), steps, axes=(0, 0))
        flow = np.asarray(flow + cv2.GaussianBlur(mean.astype(np.float32), (0, 0), _SMOOTH), dtype=np.float32)
    return flow


def _clearness(values: npt.NDArray[np.float32], known: Signs) -> npt.NDArray[np.float32]:
    clear = np.where(known != 0, 2 * values * known, np.abs(values)).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(clear, (0, 0), _NEIGHBOURHOOD), dtype=np.float32)
