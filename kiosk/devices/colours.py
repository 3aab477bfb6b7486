"""What a picture shows by colour alone: for codes that are as light as the paper they stand on."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from kiosk.devices.frames import Image

_ENDS = (1, 99)
"""Percentiles that become black and white."""
_THIN = 4


def colours_of(image: Image) -> Iterator[Image]:
    """How red and how blue (BGR given) each pixel is against its lightness, as pictures of full contrast; nothing of
    a grey picture."""
    if image.ndim == 2:
        return
    parted = cv2.cvtColor(image, cv2.COLOR_BGR2YCrCb)
    for channel in (1, 2):
        plane = np.ascontiguousarray(parted[..., channel])
        low, high = np.percentile(plane[::_THIN, ::_THIN], _ENDS)
        gain = 255 / max(float(high - low), 1.0)
        yield np.asarray(cv2.addWeighted(plane, gain, plane, 0, -gain * float(low)), dtype=np.uint8)
