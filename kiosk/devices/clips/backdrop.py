"""What a webcam on a desk sees behind a ticket: a hall with lights, and the visitor out of focus."""

from __future__ import annotations

import cv2
import numpy as np

from kiosk.devices.frames import Image


def draw_backdrop(size: tuple[int, int], random: np.random.Generator) -> Image:
    """A blurred hall with one person, width x height pixels."""
    small = (size[0] // 4, size[1] // 4)
    image = _hall(small, random)
    _lamps(image, random)
    _visitor(image, random)
    soft = cv2.GaussianBlur(image, (0, 0), 3.2)
    return np.asarray(cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _hall(size: tuple[int, int], random: np.random.Generator) -> Image:
    width, height = size
    wall = np.array([168, 176, 178]) * random.uniform(0.75, 1.0)
    floor = np.array([96, 108, 122]) * random.uniform(0.75, 1.0)
    share = np.clip((np.arange(height) / height - 0.55) * 6, 0, 1)[:, None, None]
    image = ((wall * (1 - share) + floor * share) * np.ones((height, width, 1))).astype(np.uint8)
    for x in np.linspace(0, width, 6) + random.uniform(-8, 8, 6):
        colour = tuple(int(n) for n in random.uniform(70, 200, 3))
        cv2.rectangle(image, (int(x), int(height * 0.16)), (int(x) + width // 11, int(height * 0.56)), colour, -1)
    return image


def _lamps(image: Image, random: np.random.Generator) -> None:
    height, width = image.shape[:2]
    for x in random.uniform(0, width, 7):
        cv2.circle(image, (int(x), int(random.uniform(0, height * 0.14))), int(width * 0.018), (235, 246, 250), -1)


def _visitor(image: Image, random: np.random.Generator) -> None:
    height, width = image.shape[:2]
    middle = int(width * random.uniform(0.42, 0.58))
    cloth = tuple(int(n) for n in random.uniform(30, 120, 3))
    skin = tuple(int(n * random.uniform(0.92, 1.0)) for n in (120, 150, 196))
    hair = tuple(int(n) for n in random.uniform(18, 50, 3))
    cv2.ellipse(image, (middle, int(height * 1.12)), (int(width * 0.24), int(height * 0.68)), 0, 0, 360, cloth, -1)
    head = (int(width * 0.068), int(height * 0.17))
    cv2.ellipse(image, (middle, int(height * 0.24)), (head[0] + 4, head[1] + 5), 0, 0, 360, hair, -1)
    cv2.ellipse(image, (middle, int(height * 0.27)), head, 0, 0, 360, skin, -1)
