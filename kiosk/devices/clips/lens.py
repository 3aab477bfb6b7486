"""What light, optics and sensor do to a picture: smear, glare, shadow, dimness, noise, defocus."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.clips.motion import FOCAL, Pose
from kiosk.devices.clips.scenes import Medium, Scene, Trouble
from kiosk.devices.codes import Point
from kiosk.devices.frames import Image

_NOISE_MARGIN = 64
_SWING = 0.6
"""The farthest that a reflection swings, in widths of the code."""


class Lens:
    """The lens, the lamp and the sensor of one scene."""

    def __init__(self, scene: Scene, size: tuple[int, int], random: np.random.Generator) -> None:
        self._random = random
        self._shutter = 0.55 if scene.has(Trouble.MOTION_BLUR) else 0.12
        self._defocus = random.uniform(2.2, 3.0) if scene.has(Trouble.DEFOCUS) else 0.0
        self._shadow = scene.has(Trouble.SHADOW)
        self._glare = _glare_spot(random) if scene.has(Trouble.GLARE) else None
        self._glare_at = random.uniform(-0.28, 0.28, 2)
        self._gain = _object_gain(scene)
        self._exposure = _exposure(scene)
        self._noise = _noise_field(size, _noise_level(scene), random)

    def smear(self, shown: Image, speed: npt.NDArray[np.float64]) -> Image:
        """Blurs a ticket along its movement (pixels per frame) and by a wrong focus."""
        length = float(np.hypot(*speed)) * self._shutter
        if length >= 2:
            shown = cv2.filter2D(shown, -1, _streak(speed, length), borderType=cv2.BORDER_CONSTANT)
        if self._defocus:
            shown = cv2.GaussianBlur(shown, (0, 0), self._defocus)
        return shown

    def reflection(self, rest: Pose, now: Pose, size: tuple[int, int]) -> Point:
        """Where a lamp's reflection stands in a picture of `size` pixels. It stays while the ticket moves through it,
        and swings to the side when the ticket is turned: by twice the angle, as in a mirror."""
        width = rest.width * size[1]
        swing = 2 * FOCAL * size[0] * np.array([now.yaw - rest.yaw, now.pitch - rest.pitch])
        reach = _SWING * width
        x, y = np.array([rest.x, rest.y]) * size + self._glare_at * width + reach * np.tanh(swing / reach)
        return float(x), float(y)

    def light(self, shown: Image, code: Point, code_width: float, reflection: Point) -> Image:
        """Applies the ticket's own brightness, a shadow's edge about the code and a lamp's reflection."""
        if self._gain != 1:
            shown[:, :, :3] = cv2.convertScaleAbs(np.ascontiguousarray(shown[:, :, :3]), alpha=self._gain)
        if self._shadow:
            _cast_shadow(shown, code, code_width)
        if self._glare is not None:
            _add_spot(shown, self._glare, reflection, code_width * 0.95)
        return shown

    def expose(self, image: Image) -> Image:
        """The whole picture as the sensor gives it."""
        if self._exposure != 1:
            image = cv2.convertScaleAbs(image, alpha=self._exposure)
        height, width = image.shape[:2]
        x, y = (int(n) for n in self._random.integers(0, _NOISE_MARGIN, 2))
        field = self._noise[y : y + height, x : x + width]
        return np.asarray(cv2.add(image, field, dtype=cv2.CV_8U), dtype=np.uint8)


def _object_gain(scene: Scene) -> float:
    if scene.has(Trouble.DIM):
        return 0.2 if scene.medium is Medium.PHONE else 0.35
    return 1.0


def _exposure(scene: Scene) -> float:
    if scene.has(Trouble.LOW_LIGHT):
        return 0.4
    return 1.75 if scene.has(Trouble.BRIGHT) else 1.0


def _noise_level(scene: Scene) -> float:
    level = 13.0 if scene.has(Trouble.NOISE) else 2.5
    return level + (4.0 if scene.has(Trouble.LOW_LIGHT) else 0.0)


def _noise_field(size: tuple[int, int], level: float, random: np.random.Generator) -> npt.NDArray[np.int16]:
    """More noise than one picture needs; each picture takes another cut of it."""
    shape = (size[1] + _NOISE_MARGIN, size[0] + _NOISE_MARGIN, 3)
    field = random.standard_normal(shape, dtype=np.float32) * level
    return cv2.blur(field, (2, 2)).astype(np.int16) if level < 5 else field.astype(np.int16)


def _streak(speed: npt.NDArray[np.float64], length: float) -> npt.NDArray[np.float32]:
    size = int(length) | 1
    kernel = np.zeros((size, size), dtype=np.float32)
    middle = (size - 1) / 2
    step = speed / float(np.hypot(*speed)) * middle
    start, end = np.round(middle - step).astype(int), np.round(middle + step).astype(int)
    cv2.line(kernel, (int(start[0]), int(start[1])), (int(end[0]), int(end[1])), 1.0, 1)
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


def _glare_spot(random: np.random.Generator) -> npt.NDArray[np.float32]:
    """A lamp's reflection: a burnt-out core with a wide halo, peak above 255."""
    axis = np.linspace(-1, 1, 256, dtype=np.float32)
    x, y = np.meshgrid(axis * random.uniform(0.8, 1.2), axis * random.uniform(1.2, 2.2))
    radius = np.hypot(x, y)
    spot = 330 * np.exp(-((radius / 0.3) ** 4)) + 120 * np.exp(-((radius / 0.55) ** 2))
    edge = np.clip((1 - np.maximum(abs(axis)[None, :], abs(axis)[:, None])) * 6, 0, 1)
    return np.asarray(spot * edge, dtype=np.float32)


def _add_spot(shown: Image, spot: npt.NDArray[np.float32], at: Point, width: float) -> None:
    size = max(8, int(width))
    scaled = cv2.resize(spot, (size, size))
    left, top = int(at[0] - size / 2), int(at[1] - size / 2)
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + size, shown.shape[1]), min(top + size, shown.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    cut = scaled[y0 - top : y1 - top, x0 - left : x1 - left]
    target = shown[y0:y1, x0:x1, :3]
    shown[y0:y1, x0:x1, :3] = np.minimum(target + cut[:, :, None], 255).astype(np.uint8)


def _cast_shadow(shown: Image, code: Point, code_width: float) -> None:
    """A hard slanted edge through the code: one side has a third of the light."""
    columns, rows = np.arange(shown.shape[1])[None, :], np.arange(shown.shape[0])[:, None]
    distance = (columns - code[0]) * 0.8 + (rows - code[1]) * 0.6
    share = 0.33 + 0.67 * np.clip(distance / (0.06 * code_width) + 0.5, 0, 1)
    shown[:, :, :3] = (shown[:, :, :3] * share[:, :, None]).astype(np.uint8)
