"""Flattens large symbols on bent paper by all of their alignment patterns.

From version 7 on a symbol has six and more of them (46 in version 40). Each is looked for from those that are found
already, so that the error never grows over the distance; a thin-plate spline through all of them makes the symbol flat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from kiosk.devices.codes import Corners
from kiosk.devices.frames import Image
from kiosk.devices.symbol.anchors import alignment_pattern
from kiosk.devices.symbol.grid import Matrix
from kiosk.devices.symbol.guesses import Guess
from kiosk.devices.symbol.recover import Reading
from kiosk.devices.symbol.spline import Spline
from kiosk.devices.symbol.structure import alignment_centres, size_of, version_word

LEAST_VERSION = 7
_SCALE = 5
"""Pixels across a module of the flat picture."""
_SEEN_SCALE = 4
_MARGIN = 4
_REACH = 3.0
_LIKE = 0.6
_LEAST_SHARE = 0.4
_SLACK_SEEKING, _SLACK_FLAT = 0.003, 0.0005
_LEAST_VERSION_LIKENESS = 0.55


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flat:
    """A symbol made flat: its picture, modules to its pixels (3 x 3), and modules to the pixels where it was seen."""

    picture: Image
    to_flat: Matrix
    to_picture: Spline
    size: int

    def moved_back(self, reading: Reading) -> Reading:
        """A reading of the flat picture, as one of the picture that it was made from."""
        ends = np.array([[0, 0], [self.size, 0], [self.size, self.size], [0, self.size]], dtype=float)
        a, b, c, d = ((float(x), float(y)) for x, y in self.to_picture(ends))
        corners: Corners = (a, b, c, d)
        return replace(reading, corners=corners)


def flatten(grey: Image, guess: Guess, version: int) -> Flat | None:
    """A symbol of `version` without its bends; None when too few of its alignment patterns are there."""
    seen = 255 - grey if guess.inverted else grey
    modules, points = (list(each) for each in guess.seen_points(version))
    waiting = _patterns(version)
    wanted = len(waiting)
    found = 0
    while waiting:
        nearest = min(waiting, key=lambda spot: min(float(np.hypot(*(spot - known))) for known in modules))
        waiting = [spot for spot in waiting if spot is not nearest]
        place = _sought(seen, Spline(np.array(modules), np.array(points), _SLACK_SEEKING), nearest)
        if place is not None:
            modules.append(nearest)
            points.append(place)
            found += 1
    if found < _LEAST_SHARE * wanted:
        return None
    return _flat(seen, Spline(np.array(modules), np.array(points), _SLACK_FLAT), size_of(version))


def _patterns(version: int) -> list[Matrix]:
    """The middles of the alignment patterns that no finder pattern covers."""
    centres = alignment_centres(version)
    last = centres[-1]
    covered = {(6, 6), (6, last), (last, 6)}
    return [np.array([x + 0.5, y + 0.5]) for y in centres for x in centres if (x, y) not in covered]


def _sought(grey: Image, to_picture: Spline, spot: Matrix) -> Matrix | None:
    """Where a pattern is, in pixels; None when there is none near."""
    steps = np.array([[0, 0], [1, 0], [0, 1]], dtype=float)
    origin, right, down = to_picture(spot + steps)
    sides = np.column_stack([right - origin, down - origin])
    reach = _REACH + 2.5
    across = int(2 * reach * _SEEN_SCALE)
    # From pixels of the cut to pixels of the picture.
    back = np.column_stack([sides / _SEEN_SCALE, origin - sides @ np.array([reach, reach])])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cut = cv2.warpAffine(grey, back, (across, across), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    template = alignment_pattern(_SEEN_SCALE)
    _, likeness, _, at = cv2.minMaxLoc(cv2.matchTemplate(cut.astype(np.float32), template, cv2.TM_CCOEFF_NORMED))
    if likeness < _LIKE:
        return None
    middle = np.array(at, dtype=float) + (len(template) - 1) / 2
    return np.asarray(back[:, :2] @ middle + back[:, 2])


def _flat(grey: Image, to_picture: Spline, size: int) -> Flat:
    across = size + 2 * _MARGIN
    along = np.arange(-_MARGIN, size + _MARGIN + 1, dtype=float)
    x, y = np.meshgrid(along, along)
    places = to_picture(np.column_stack([x.ravel(), y.ravel()])).reshape(across + 1, across + 1, 2)
    pixels = (np.arange(across * _SCALE, dtype=np.float32) + 0.5) / _SCALE
    columns, rows = np.meshgrid(pixels, pixels)
    fine = cv2.remap(places.astype(np.float32), columns, rows, cv2.INTER_LINEAR)
    picture = cv2.remap(grey, fine, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    begin = _MARGIN * _SCALE - 0.5
    to_flat = np.array([[_SCALE, 0, begin], [0, _SCALE, begin], [0, 0, 1]], dtype=float)
    return Flat(picture=np.asarray(picture, dtype=np.uint8), to_flat=to_flat, to_picture=to_picture, size=size)


def told_version(grey: Image, guess: Guess) -> int | None:
    """The version that a symbol tells of itself beside two of its finder patterns; None below 7 or when unreadable."""
    about = next(iter(guess.versions()), 0)
    if about < LEAST_VERSION - 1:
        return None
    seen = 255 - grey if guess.inverted else grey
    size = size_of(about)
    column, row = np.meshgrid(np.arange(3.0), np.arange(6.0))
    beside = np.column_stack([column.ravel(), row.ravel()]) + 0.5 + [size - 11, 0]
    bits = np.zeros(18)
    for finder, places in ((guess.right, beside), (guess.below, beside[:, ::-1])):
        bits += _signs_beside(seen, guess, finder, places, about)
    words = [version_word(version) for version in range(LEAST_VERSION, 41)]
    signs = np.array([[-1 if word >> bit & 1 else 1 for bit in range(18)] for word in words])
    likeness = signs @ bits / (2 * len(bits))
    best = int(np.argmax(likeness))
    return LEAST_VERSION + best if likeness[best] > _LEAST_VERSION_LIKENESS else None


def _signs_beside(grey: Image, guess: Guess, finder: object, places: Matrix, about: int) -> Matrix:
    """Modules near a finder pattern as dark (-1) and light (1), by that pattern's own corners."""
    modules, points = guess.seen_points(about)
    far = size_of(about) - 3.5
    centre = np.array([far, 3.5]) if finder is guess.right else np.array([3.5, far])
    near = [n for n, module in enumerate(modules) if np.abs(module - centre).max() < 4]
    if len(near) < 4:
        return np.zeros(len(places))
    found, _ = cv2.findHomography(np.array([modules[n] for n in near]), np.array([points[n] for n in near]))
    if found is None:
        return np.zeros(len(places))
    ring = centre + np.array([[3, 0], [-3, 0], [0, 3], [0, -3], [2, 0], [-2, 0], [0, 2], [0, -2]], dtype=float)
    flat = np.column_stack([np.vstack([places, ring]), np.ones(len(places) + len(ring))]) @ found.T
    at = (flat[:, :2] / flat[:, 2:]).astype(np.float32)
    values = cv2.remap(grey, at.reshape(1, -1, 2), None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).ravel()
    level, half = float(values[18:].mean()), max(float(values[22:].mean() - values[18:22].mean()) / 2, 1.0)
    return np.asarray(np.clip((values[:18] - level) / half, -1, 1))
