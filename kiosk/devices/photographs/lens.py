"""What light, lens and sensor make of a scene: shadows, sun, reflections, blur, noise, JPEG."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.frames import Image
from kiosk.devices.photographs.kinds import Kind

Field = npt.NDArray[np.float32]
Places = npt.NDArray[np.float64]
_GAMMA = 2.2
_STEP = 4
"""Light is worked out for every fourth pixel."""


def expose(scene: Image, kind: Kind, module: float, codes: Places, random: np.random.Generator) -> Image:
    """The scene (BGR) as a camera gives it. `module` in pixels, `codes` the middles of the codes (n x 2)."""
    linear: Field = ((scene.astype(np.float32) / 255) ** _GAMMA).astype(np.float32)
    height, width = scene.shape[:2]
    gain, added = _light(kind, module, codes, (width // _STEP, height // _STEP), random)
    linear *= np.asarray(cv2.resize(gain, (width, height)), dtype=np.float32)[:, :, None]
    linear += np.asarray(cv2.resize(added, (width, height)), dtype=np.float32)[:, :, None]
    return _sensed(_blurred(linear, kind, module, random), float(random.uniform(*kind.noise)), random)


def _light(
    kind: Kind, module: float, codes: Places, size: tuple[int, int], random: np.random.Generator
) -> tuple[Field, Field]:
    """What the scene's light is multiplied by, and what a reflection adds to it."""
    gain = _uneven(size, random) * _exposure(kind, random)
    added = np.zeros((size[1], size[0]), dtype=np.float32)
    reach = module * 25 / _STEP
    for x, y in codes / _STEP:
        if "shadow" in kind.marks:
            gain *= _edges(size, (x, y), reach, random.uniform(0.03, 0.3), random)
        if "sun" in kind.marks and random.random() < 0.75:
            gain *= _edges(size, (x, y), reach, random.uniform(8, 60), random)
        if "glare" in kind.marks:
            added += _spot(size, (x, y), reach, random)
    return gain, added


def _exposure(kind: Kind, random: np.random.Generator) -> float:
    if "or-bright" in kind.marks and random.random() < 0.5:
        return float(random.uniform(8, 40))
    return float(random.uniform(*kind.light))


def _uneven(size: tuple[int, int], random: np.random.Generator) -> Field:
    """A slope and a vignette."""
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    slope = random.uniform(-0.3, 0.3, 2)
    shade = (1 + slope[0] * x + slope[1] * y) * (1 - random.uniform(0, 0.35) * (x * x + y * y) / 2)
    return np.asarray(shade, dtype=np.float32)


def _edges(
    size: tuple[int, int], at: tuple[float, float], reach: float, factor: float, random: np.random.Generator
) -> Field:
    """Another light inside a few bars and blobs: window bars, leaves, a hand."""
    mask = np.zeros((size[1], size[0]), dtype=np.float32)
    for _ in range(int(random.integers(1, 4))):
        x, y = np.array(at) + random.uniform(-0.6, 0.6, 2) * reach
        wide, angle = reach * random.uniform(0.15, 0.8), random.uniform(0, 180)
        long = reach * random.uniform(0.3, 3)
        corners = cv2.boxPoints(((float(x), float(y)), (float(wide), float(long)), float(angle))).astype(np.int32)
        cv2.fillConvexPoly(mask, corners, 1.0)
    soft = cv2.GaussianBlur(mask, (0, 0), max(0.6, reach * random.uniform(0.004, 0.06)))
    return np.asarray(1 + (factor - 1) * soft, dtype=np.float32)


def _spot(size: tuple[int, int], at: tuple[float, float], reach: float, random: np.random.Generator) -> Field:
    """The reflection of a lamp: burnt out in its middle, with a halo."""
    x, y = np.array(at) + random.uniform(-0.5, 0.5, 2) * reach
    columns, rows = np.meshgrid(np.arange(size[0]) - x, np.arange(size[1]) - y)
    turn, long = random.uniform(0, np.pi), random.uniform(1, 3.5)
    along, across = columns * np.cos(turn) + rows * np.sin(turn), -columns * np.sin(turn) + rows * np.cos(turn)
    away = np.hypot(along / long, across) / (reach * random.uniform(0.08, 0.2))
    bright = random.uniform(0.8, 4)
    return np.asarray(bright * np.exp(-(away**2)) + 0.15 * bright * np.exp(-away / 2.5), dtype=np.float32)


def _blurred(linear: Field, kind: Kind, module: float, random: np.random.Generator) -> Field:
    radius = max(0.6, float(random.uniform(*kind.defocus)) * module)
    linear = np.asarray(cv2.filter2D(linear, -1, _disk(radius)), dtype=np.float32)
    length = float(random.uniform(*kind.smear)) * module
    if length > 1.5:
        linear = np.asarray(cv2.filter2D(linear, -1, _streak(length, random.uniform(0, np.pi))), dtype=np.float32)
    return linear


def _disk(radius: float) -> Field:
    size = 2 * int(np.ceil(radius)) + 1
    fine = np.zeros((size * 8, size * 8), dtype=np.float32)
    cv2.circle(fine, (size * 4, size * 4), int(radius * 8), 1.0, -1)
    disk = cv2.resize(fine, (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(disk / disk.sum(), dtype=np.float32)


def _streak(length: float, angle: float) -> Field:
    size = int(length) | 1
    size += 2
    fine = np.zeros((size * 8, size * 8), dtype=np.float32)
    middle, step = size * 4, length * 4 * np.array([np.cos(angle), np.sin(angle)])
    start, end = (middle - step).astype(int), (middle + step).astype(int)
    cv2.line(fine, (int(start[0]), int(start[1])), (int(end[0]), int(end[1])), 1.0, 8)
    streak = cv2.resize(fine, (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(streak / streak.sum(), dtype=np.float32)


def _sensed(linear: Field, noise: float, random: np.random.Generator) -> Image:
    """Burnt-out light, the sensor's noise (more of it where there is more light, before the gamma), the camera's own
    sharpening, JPEG."""
    shown = np.clip(linear, 0, 1)
    grain = random.standard_normal(shown.shape, dtype=np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), 0.6) * 2
    shown = np.clip(shown + grain * np.sqrt(shown + 0.003) * (noise / 255), 0, 1)
    image = 255 * shown ** (1 / _GAMMA)
    image = cv2.addWeighted(image, 1.5, cv2.GaussianBlur(image, (0, 0), 1.0), -0.5, 0)
    quality = int(random.integers(55, 95))
    done, data = cv2.imencode(".jpg", np.clip(image, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)
