"""A sheet of rubber through some points: the thin-plate spline (Duchon), for paper that is bent in no simple way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]


class Spline:
    """Maps points (m x 2) as the given ones are mapped; `slack` lets it miss them for the sake of smoothness."""

    def __init__(self, points: Points, goals: Points, slack: float) -> None:
        count = len(points)
        self._points = points
        self._scale = float(np.ptp(points, axis=0).max()) or 1.0
        system = np.zeros((count + 3, count + 3))
        system[:count, :count] = self._bumps(points) + slack * np.eye(count)
        system[:count, count:] = self._plane(points)
        system[count:, :count] = system[:count, count:].T
        right = np.vstack([goals, np.zeros((3, 2))])
        self._weights = np.linalg.lstsq(system, right, rcond=None)[0]

    def __call__(self, points: Points) -> Points:
        return np.asarray(np.hstack([self._bumps(points), self._plane(points)]) @ self._weights)

    def _bumps(self, points: Points) -> Points:
        away = ((points[:, None] - self._points[None]) ** 2).sum(axis=-1) / self._scale**2
        return np.asarray(away * np.log(away + 1e-12))

    def _plane(self, points: Points) -> Points:
        return np.column_stack([np.ones(len(points)), points / self._scale])
