"""How a hand moves a ticket before a lens: in from below, held with a tremor, away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kiosk.devices.clips.scenes import Scene, Trouble

Matrix = npt.NDArray[np.float64]
FOCAL = 1.05
"""Focal length of the lens in picture widths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Where the code's centre is (shares of the picture), the code's width in shares of the picture's height
    when flat, and the turns about the three axes in radians."""

    x: float
    y: float
    width: float
    pitch: float
    yaw: float
    roll: float


class Hand:
    """The movement of one scene. `aside` shifts it, for the second of two tickets."""

    def __init__(self, scene: Scene, random: np.random.Generator, *, aside: float = 0.0) -> None:
        tilt = 0.75 if scene.has(Trouble.TILT) else 0.16
        self._x = 0.5 + aside + random.uniform(-0.08, 0.08)
        self._y = 0.5 + random.uniform(-0.05, 0.05)
        self._width = random.uniform(0.11, 0.13) if scene.has(Trouble.SMALL) else random.uniform(0.26, 0.36)
        signs = random.choice([-1, 1], 2)
        self._pitch, self._yaw = signs * random.uniform(0.55 * tilt, tilt, 2)
        self._roll = random.uniform(-0.12, 0.12)
        if scene.has(Trouble.ROTATED):
            self._roll += random.uniform(0.4, 5.9)
        self._sway = 0.032 if scene.has(Trouble.MOTION_BLUR) else 0.006
        self._phases = random.uniform(0, 2 * np.pi, 4)
        self._seconds = scene.seconds

    @property
    def rest(self) -> Pose:
        """The pose about which the hand trembles while it holds the code before the lens."""
        return Pose(x=self._x, y=self._y, width=self._width, pitch=self._pitch, yaw=self._yaw, roll=self._roll)

    def at(self, seconds: float) -> Pose:
        """The pose at a moment of the scene."""
        share = seconds / self._seconds
        arriving = max(0.0, 1 - share / 0.3) ** 2
        leaving = max(0.0, (share - 0.85) / 0.15) ** 2
        a, b, c, d = (np.sin(speed * seconds + phase) for speed, phase in zip((9, 12, 5, 7), self._phases, strict=True))
        return Pose(
            x=self._x + self._sway * a + 0.1 * leaving,
            y=self._y + 0.8 * self._sway * b + 0.75 * arriving + 0.95 * leaving,
            width=self._width * (1 - 0.45 * arriving) * (1 + 0.02 * c),
            pitch=self._pitch * (1 + 0.15 * d) + 0.5 * arriving,
            yaw=self._yaw * (1 + 0.15 * c),
            roll=self._roll + 0.03 * a,
        )


def project(pose: Pose, points: Matrix, code_width: float, size: tuple[int, int]) -> Matrix:
    """Where points (n x 2, ticket pixels about the code's centre) fall in a picture of `size` pixels."""
    focal = FOCAL * size[0]
    scale = pose.width * size[1] / code_width
    solid = np.column_stack([points * scale, np.zeros(len(points))]) @ _turn(pose).T
    depth = 1 + solid[:, 2:] / focal
    middle = np.array([pose.x * size[0], pose.y * size[1]])
    return np.asarray(solid[:, :2] / depth + middle)


def _turn(pose: Pose) -> Matrix:
    (sa, ca), (sb, cb), (sc, cc) = ((np.sin(a), np.cos(a)) for a in (pose.pitch, pose.yaw, pose.roll))
    about_x = np.array([[1, 0, 0], [0, ca, -sa], [0, sa, ca]])
    about_y = np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]])
    about_z = np.array([[cc, -sc, 0], [sc, cc, 0], [0, 0, 1]])
    return np.asarray(about_x @ about_y @ about_z)
