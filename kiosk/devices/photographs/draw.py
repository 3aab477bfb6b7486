"""Takes an invented photograph: places a sheet before a lens, on a table or a wall."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.frames import Image
from kiosk.devices.photographs.kinds import KINDS, Kind, Range
from kiosk.devices.photographs.lens import expose
from kiosk.devices.photographs.sheet import Sheet, draw_sheet

Field = npt.NDArray[np.float32]
_SIZES = ((1600, 1200), (2592, 1944), (4000, 3000))
_HOW_OFTEN = (0.45, 0.4, 0.15)
_STEP = 8
"""The geometry is worked out for every eighth pixel."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Photograph:
    """A picture (BGR, 2 to 12 million pixels) and the texts of the codes in it."""

    image: Image
    texts: tuple[str, ...]


def draw(name: str, seed: int) -> Photograph:
    """The photograph of a kind (see `KINDS`) that a seed stands for."""
    random = np.random.default_rng([seed, sorted(KINDS).index(name)])
    kind = KINDS[name]
    size = _SIZES[int(random.choice(len(_SIZES), p=_HOW_OFTEN))]
    wanted = random.uniform(*kind.module)
    drawn = int(np.clip(round(wanted * 1.4), 5, 40))
    sheet = draw_sheet(kind, drawn, random)
    scale = _scale(sheet, wanted / drawn, size, crop="crop" in kind.marks)
    at = _places(kind, sheet, scale, size, random)
    scene = _background(size, random)
    _lay(scene, sheet, at)
    image = expose(scene, kind, scale * drawn, _where(at, sheet, size), random)
    return Photograph(image=image, texts=sheet.texts)


def _scale(sheet: Sheet, wanted: float, size: tuple[int, int], *, crop: bool) -> float:
    """Pixels of the photograph for one of the sheet, so that it fits in."""
    height, width = sheet.image.shape[:2]
    room = 1.25 if crop else 0.92
    return float(min(wanted, room * size[0] / width, room * size[1] / height))


def _drawn(span: Range, random: np.random.Generator) -> float:
    return float(random.uniform(*span))


def _places(kind: Kind, sheet: Sheet, scale: float, size: tuple[int, int], random: np.random.Generator) -> Field:
    """Which pixel of the sheet each eighth pixel of the photograph sees (h x w x 2), beyond it where it sees none."""
    xs, ys = (np.arange(0, side + _STEP, _STEP, dtype=np.float64) for side in size)
    x, y = np.meshgrid(xs, ys)
    spare = [max(0.0, (side - extent * scale) / 2) for side, extent in zip(size, sheet.image.shape[1::-1], strict=True)]
    middle = [side / 2 + random.uniform(-0.6, 0.6) * each for side, each in zip(size, spare, strict=True)]
    u, v = (x - middle[0]) / scale, (y - middle[1]) / scale
    u, v = _untilted(u, v, kind, size[0] / scale, random)
    u, v = _unbent(u, v, kind, sheet, random)
    height, width = sheet.image.shape[:2]
    return np.stack([u + width / 2, v + height / 2], axis=-1).astype(np.float32)


def _untilted(
    u: npt.NDArray[np.float64], v: npt.NDArray[np.float64], kind: Kind, width: float, random: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Where the rays meet the tilted plane."""
    tilt, roll = _drawn(kind.tilt, random), _drawn(kind.roll, random)
    towards = random.uniform(0, 2 * np.pi)
    radius = (u / width) ** 2 + (v / width) ** 2
    bulge = 1 + random.uniform(-0.06, 0.06) * radius
    u, v = u * bulge, v * bulge
    focal = 0.9 * width
    slope = np.tan(tilt) * np.array([np.cos(towards), np.sin(towards)])
    # The plane is z = focal + slope . (x, y); the ray (u, v, focal) t meets it at t = 1 / (1 - slope . (u, v) / focal).
    depth = 1 / np.maximum(1 - (slope[0] * u + slope[1] * v) / focal, 0.05)
    x, y = u * depth, v * depth
    along = x * np.cos(towards) + y * np.sin(towards)
    longer = along * (1 / np.cos(tilt) - 1)
    x, y = x + longer * np.cos(towards), y + longer * np.sin(towards)
    return x * np.cos(roll) + y * np.sin(roll), -x * np.sin(roll) + y * np.cos(roll)


def _unbent(
    u: npt.NDArray[np.float64], v: npt.NDArray[np.float64], kind: Kind, sheet: Sheet, random: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Flattens the cylinder and the waves."""
    angle = _drawn(kind.cylinder, random)
    if angle:
        half = sheet.image.shape[1] / 2
        turn = np.arcsin(np.clip(u / half * np.sin(angle), -0.999, 0.999))
        bow = random.uniform(-0.25, 0.25) * half
        u, v = turn / angle * half, v + bow * (1 - np.cos(turn))
    high = _drawn(kind.wave, random) * sheet.module
    if high:
        length = max(sheet.image.shape[:2]) * random.uniform(0.5, 1.2)
        one, other = random.uniform(0, 2 * np.pi, 2)
        moved = u + high * np.sin(2 * np.pi * (v + 0.3 * u) / length + one)
        v = v + high * np.sin(2 * np.pi * (u - 0.2 * v) / length + other)
        u = moved
    return u, v


def _background(size: tuple[int, int], random: np.random.Generator) -> Image:
    """A table, a wall, or something as busy as a code."""
    style = str(random.choice(["plain", "wood", "bricks", "print"]))
    colour = random.uniform(50, 190, 3)
    rough = (60, 8) if style == "wood" else (40, 40)
    field = random.random((rough[1], rough[0])).astype(np.float32)
    smooth = cv2.resize(field, size, interpolation=cv2.INTER_CUBIC)
    scene = np.clip(colour + (smooth[:, :, None] - 0.5) * 50, 0, 255).astype(np.uint8)
    if style == "bricks":
        step = size[0] // 14
        for row, y in enumerate(range(0, size[1], step // 2)):
            cv2.line(scene, (0, y), (size[0], y), (200, 200, 200), 5)
            for x in range(row % 2 * step // 2, size[0], step):
                cv2.line(scene, (x, y), (x, y + step // 2), (200, 200, 200), 5)
    if style == "print":
        busy = np.where(random.random((size[1] // 16, size[0] // 16)) < 0.5, 60, 210).astype(np.uint8)
        scene = np.dstack([cv2.resize(busy, size, interpolation=cv2.INTER_NEAREST)] * 3)
    return np.asarray(scene, dtype=np.uint8)


def _lay(scene: Image, sheet: Sheet, at: Field) -> None:
    """Draws the sheet into the scene."""
    height, width = scene.shape[:2]
    inside = (
        (at[..., 0] > 0) & (at[..., 1] > 0) & (at[..., 0] < sheet.image.shape[1]) & (at[..., 1] < sheet.image.shape[0])
    )
    if not inside.any():
        return
    full = cv2.resize(at, (at.shape[1] * _STEP, at.shape[0] * _STEP), interpolation=cv2.INTER_LINEAR)
    shift = _STEP // 2
    fine = np.ascontiguousarray(full[shift : shift + height, shift : shift + width])
    shown = cv2.remap(sheet.image, fine, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    ends = sheet.image.shape
    covered = (fine[..., 0] > 0) & (fine[..., 1] > 0) & (fine[..., 0] < ends[1] - 1) & (fine[..., 1] < ends[0] - 1)
    scene[covered] = shown[covered]


def _where(at: Field, sheet: Sheet, size: tuple[int, int]) -> npt.NDArray[np.float64]:
    """Where the codes' middles lie in the photograph (n x 2)."""
    found = []
    for x, y in sheet.centres:
        near = np.argmin(((at - np.array([x, y], dtype=np.float32)) ** 2).sum(axis=-1))
        row, column = divmod(int(near), at.shape[1])
        found.append((min(column * _STEP, size[0]), min(row * _STEP, size[1])))
    return np.array(found, dtype=float)
