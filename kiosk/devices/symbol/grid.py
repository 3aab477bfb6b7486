"""Lays the grid of modules over a symbol in a picture and reads how light each module is.

The symbol is first made square by its rough corners. What is left of tilt, lens and bent paper is a smooth
displacement, fitted to the modules that every symbol has (finder, timing and alignment patterns), and then to
those that have been read with certainty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.frames import Image
from kiosk.devices.symbol.anchors import expected_of, find_anchors
from kiosk.devices.symbol.flow import Flow, follow
from kiosk.devices.symbol.softread import Soft
from kiosk.devices.symbol.structure import Layout, Signs, layout_of

Floats = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]

PER_MODULE = 4
"""Pixels across a module in the squared picture."""
_MARGIN = 4
_SAMPLES = 2
_ROW = 1024
_ROUNDS = 5
_COARSE, _FINE = 0.55, 0.3
_HOPELESS = 0.3
_NEAR_ENOUGH = 0.6
_GOOD = 0.95
_LEAST_GAIN = 0.05
_SETTLED = 0.02
_STIFF = (0.0005, 0.002, 0.02, 0.02, 0.02, 0.03, 0.03)
"""How strongly shift, slope and bends of each degree are held back: what nothing in the picture asks for must not
bend."""
BENT = 2
"""The degree of the displacement that tilt, lens and bent paper need."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """A grid that was laid: the displacement's coefficients (one row for each term of the polynomial, in
    modules), how well it fits (-1 to 1), and what each module is displaced beyond that."""

    coefficients: Matrix
    score: float
    flow: Flow | None = None


class Grid:
    """One symbol, squared, with `version` assumed.

    `to_picture` maps modules (x right, y down, corner of the symbol at 0, 0) to pixels of `grey`.
    """

    def __init__(self, grey: Image, to_picture: Matrix, version: int) -> None:
        self.layout: Layout = layout_of(version)
        self._picture = grey.shape[1], grey.shape[0]
        self._to_picture = to_picture
        across = (self.layout.size + 2 * _MARGIN) * PER_MODULE
        scale = np.array([[PER_MODULE, 0, _MARGIN * PER_MODULE], [0, PER_MODULE, _MARGIN * PER_MODULE], [0, 0, 1]])
        warp = scale @ np.linalg.inv(to_picture)
        flags = cv2.INTER_LINEAR
        squared = cv2.warpPerspective(grey, warp, (across, across), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        self._squared: Floats = squared.astype(np.float32)
        self._even = _evened(self._squared)
        self._points = _places(self.layout.size)

    def fit(self, modules: Signs | None = None, start: Fit | None = None, *, degree: int = BENT) -> Fit:
        """Moves the grid until the modules lie on their pictures: the function patterns, or `modules` (0 where
        nothing is known). A hopeless start is given up early, with its low score. A higher `degree` than BENT
        follows crumpled paper, and needs many known modules."""
        wanted = self.layout.pattern if modules is None else modules
        coefficients = np.zeros((_terms(degree), 2))
        if start is not None:
            coefficients[: len(start.coefficients)] = start.coefficients
        if start is None:
            coefficients = self._settle(wanted, coefficients, _COARSE)
            score = self._score(wanted, coefficients)
            if score < _HOPELESS:
                return Fit(coefficients=coefficients, score=score)
        fit = self._finely(wanted, coefficients)
        anchored = self._anchored(coefficients) if start is None and fit.score < _GOOD else None
        if anchored is None:
            return fit
        other = self._finely(wanted, self._settle(wanted, anchored, _COARSE))
        return other if other.score > fit.score else fit

    def _finely(self, wanted: Signs, coefficients: Matrix) -> Fit:
        coefficients = self._settle(wanted, coefficients, _FINE)
        return Fit(coefficients=coefficients, score=self._score(wanted, coefficients))

    def _anchored(self, coefficients: Matrix) -> Matrix | None:
        """The displacement that leads through the alignment patterns; None when they are where they should be."""
        size, terms = self.layout.size, len(coefficients)
        expected = expected_of(self.layout.version)
        if not len(expected):
            return None
        offsets = _basis_at(expected, size, terms) @ coefficients
        anchors = find_anchors(self._even, self.layout.version, offsets, PER_MODULE, _MARGIN)
        supposed = _basis_at(anchors.expected, size, terms) @ coefficients
        if not len(supposed) or float(np.abs(anchors.moved - supposed).max()) < _NEAR_ENOUGH:
            return None
        ends = np.array([[0, 0], [7, 7], [size, 0], [size - 7, 7], [0, size], [7, size - 7]], dtype=float)
        points = np.vstack([ends, anchors.expected])
        goals = np.vstack([_basis_at(ends, size, terms) @ coefficients, anchors.moved])
        basis = _basis_at(points, size, terms)
        return np.asarray(np.linalg.solve(basis.T @ basis + np.diag(_stiffness(terms)), basis.T @ goals))

    def _settle(self, wanted: Signs, coefficients: Matrix, sigma: float) -> Matrix:
        """Lucas-Kanade: the step that the slopes of the picture ask for, a few times."""
        template = _template(wanted, sigma)
        used = np.nonzero(template)[0]
        goal, points = template[used], self._points[used]
        basis = _basis_of(self.layout.size, len(coefficients))[used]
        layers = self._layers(sigma)
        stiff = np.tile(_stiffness(len(coefficients)), 2) * len(goal)
        for _ in range(_ROUNDS):
            at = _to_squared(points + basis @ coefficients)
            value, slope_x, slope_y = _sample(layers, at).T
            gain = float(value @ goal) / max(float(goal @ goal), 1e-6)
            if gain <= _LEAST_GAIN:
                return coefficients
            lever = np.hstack([basis * slope_x[:, None], basis * slope_y[:, None]]) * PER_MODULE
            pull = lever.T @ (gain * goal - value) - stiff * gain * gain * coefficients.T.ravel()
            step = np.linalg.solve(lever.T @ lever + np.diag(stiff * gain * gain), pull)
            step = np.clip(step, -0.7, 0.7)
            coefficients = coefficients + step.reshape(2, -1).T
            if float(np.abs(step).max()) < _SETTLED:
                break
        return coefficients

    def _layers(self, sigma: float) -> Floats:
        """The evened picture through a blur of `sigma` modules, with its slopes per pixel."""
        image = cv2.GaussianBlur(self._even, (0, 0), sigma * PER_MODULE * 0.6)
        slope_x = cv2.Sobel(image, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
        slope_y = cv2.Sobel(image, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
        return np.asarray(cv2.merge([image, slope_x, slope_y]), dtype=np.float32)

    def _score(self, wanted: Signs, coefficients: Matrix) -> float:
        """How well the wanted modules are met in their middles, as a correlation."""
        used = wanted.ravel() != 0
        seen, goal = self._middles(self._even, coefficients)[used], wanted.ravel()[used].astype(np.float32)
        seen, goal = seen - seen.mean(), goal - goal.mean()
        spread = float(np.sqrt((seen @ seen) * (goal @ goal)))
        return float(seen @ goal) / spread if spread else 0.0

    def followed(self, fit: Fit) -> Fit:
        """The fit with each module moved to where it is clearest."""
        size = self.layout.size
        points = self._displaced(fit.coefficients)

        def seen(flow: Flow) -> Floats:
            return self._means(self._even, points, flow).reshape(size, size)

        return replace(fit, flow=follow(seen, self.layout.pattern))

    def _displaced(self, coefficients: Matrix) -> Matrix:
        return np.asarray(self._points + _basis_of(self.layout.size, len(coefficients)) @ coefficients)

    def _middles(self, image: Floats, coefficients: Matrix, flow: Flow | None = None) -> Floats:
        return self._means(image, self._displaced(coefficients), flow)

    def _means(self, image: Floats, points: Matrix, flow: Flow | None) -> Floats:
        size = self.layout.size
        if flow is not None:
            points = points + flow.repeat(_SAMPLES, axis=0).repeat(_SAMPLES, axis=1).reshape(-1, 2)
        at = _to_squared(points)
        values = _sample(image, at).reshape(size, _SAMPLES, size, _SAMPLES)
        return np.asarray(values.mean(axis=(1, 3)), dtype=np.float32).ravel()

    def lightness(self, fit: Fit) -> Floats:
        """The mean grey value in the middle of each module (n x n)."""
        return self._middles(self._squared, fit.coefficients, fit.flow).reshape(self.layout.size, -1)

    def samples(self, fit: Fit, count: int) -> Floats:
        """The grey values at `count` x `count` places spread evenly over each module (count n x count n)."""
        size = self.layout.size
        along = (np.arange(size * count) + 0.5) / count
        y, x = np.meshgrid(along, along, indexing="ij")
        points = np.column_stack([x.ravel(), y.ravel()])
        points = points + _basis_at(points, size, len(fit.coefficients)) @ fit.coefficients
        if fit.flow is not None:
            points = points + fit.flow.repeat(count, axis=0).repeat(count, axis=1).reshape(-1, 2)
        return _sample(self._squared, _to_squared(points)).reshape(size * count, -1)

    def corners(self, fit: Fit) -> Matrix:
        """The symbol's corners in the picture (4 x 2): top left, top right, bottom right, bottom left."""
        size = self.layout.size
        ends = np.array([[0, 0], [size, 0], [size, size], [0, size]], dtype=float)
        return self._in_picture(ends, fit)

    def outside(self, fit: Fit) -> npt.NDArray[np.bool_]:
        """The modules (n x n) that the picture's edge cuts off."""
        size = self.layout.size
        row, column = np.indices((size, size)).reshape(2, -1) + 0.5
        places = self._in_picture(np.column_stack([column, row]), fit)
        return np.asarray(((places < 0) | (places >= self._picture)).any(axis=1).reshape(size, size))

    def _in_picture(self, modules: Matrix, fit: Fit) -> Matrix:
        moved = modules + _basis_at(modules, self.layout.size, len(fit.coefficients)) @ fit.coefficients
        flat = np.column_stack([moved, np.ones(len(moved))]) @ self._to_picture.T
        return np.asarray(flat[:, :2] / flat[:, 2:])


def _to_squared(modules: Matrix) -> Floats:
    """Pixels of the squared picture."""
    return np.asarray((modules + _MARGIN) * PER_MODULE - 0.5, dtype=np.float32)


@cache
def _places(size: int) -> Matrix:
    """The sample points: two by two about the middle of each module."""
    offsets = (np.arange(_SAMPLES) - (_SAMPLES - 1) / 2) * 0.45 + 0.5
    along = (np.arange(size)[:, None] + offsets[None, :]).ravel()
    y, x = np.meshgrid(along, along, indexing="ij")
    return np.column_stack([x.ravel(), y.ravel()])


@lru_cache(maxsize=8)
def _basis_of(size: int, terms: int) -> Matrix:
    """The displacement's basis at the sample points."""
    return _basis_at(_places(size), size, terms)


def _basis_at(points: Matrix, size: int, terms: int) -> Matrix:
    """The products of powers of both coordinates (-1 to 1), by rising degree."""
    u, v = (2 * points / size - 1).T
    return np.column_stack([u ** (degree - n) * v**n for degree, n in _powers(terms)])


def _powers(terms: int) -> list[tuple[int, int]]:
    return [(degree, n) for degree in range(len(_STIFF)) for n in range(degree + 1)][:terms]


def _terms(degree: int) -> int:
    return (degree + 1) * (degree + 2) // 2


def _stiffness(terms: int) -> Matrix:
    return np.array([_STIFF[degree] for degree, _ in _powers(terms)])


def _template(wanted: Signs, sigma: float) -> Floats:
    """What the sample points should see of the wanted modules through a blur of `sigma` modules; 0 where nothing is
    known."""
    fine = wanted.repeat(_SAMPLES, axis=0).repeat(_SAMPLES, axis=1).astype(np.float32)
    width = sigma * _SAMPLES
    smooth = cv2.GaussianBlur(fine, (0, 0), width, borderType=cv2.BORDER_REPLICATE)
    cover = cv2.GaussianBlur(np.abs(fine), (0, 0), width, borderType=cv2.BORDER_REPLICATE)
    return np.where(fine != 0, smooth / np.maximum(cover, 1e-3), 0).ravel().astype(np.float32)


def _sample(image: Floats, at: Floats) -> Floats:
    """The picture's values (m or m x channels) at points (m x 2); cv2.remap takes at most 32767 in a row."""
    rows = -(-len(at) // _ROW)
    padded = np.zeros((rows * _ROW, 2), dtype=np.float32)
    padded[: len(at)] = at
    values = cv2.remap(image, padded.reshape(rows, _ROW, 2), None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(values.reshape(rows * _ROW, *values.shape[2:])[: len(at)], dtype=np.float32)


def _evened(squared: Floats) -> Floats:
    """The picture with its light evened out, about -1 to 1."""
    window = 9 * PER_MODULE | 1
    mean = cv2.blur(squared, (window, window))
    square = cv2.blur(squared * squared, (window, window))
    spread = np.sqrt(np.maximum(square - mean * mean, 0)) + 6
    return np.asarray(np.clip((squared - mean) / spread, -2, 2), dtype=np.float32)


def soften(lightness: Floats, layout: Layout) -> Soft:
    """From grey values to soft modules, by the dark and light level around each module."""
    label = _first_labels(lightness, layout)
    for _ in range(2):
        dark, light = _level(lightness, label < 0), _level(lightness, label > 0)
        half = np.maximum((light - dark) / 2, 1.0)
        level = (lightness - (dark + light) / 2) / half
        label = np.where(layout.known, layout.pattern, np.where(level < 0, -1, 1))
    trust = np.minimum(1, half / (0.4 * float(np.median(half))))
    return np.asarray(np.clip(level, -1, 1) * trust, dtype=np.float32)


def _first_labels(lightness: Floats, layout: Layout) -> Signs:
    five = np.ones((5, 5), np.uint8)
    low, high = cv2.erode(lightness, five), cv2.dilate(lightness, five)
    middle = cv2.blur((low + high) / 2, (5, 5))
    return np.where(layout.known, layout.pattern, np.where(lightness < middle, -1, 1)).astype(np.int8)


def _level(lightness: Floats, chosen: npt.NDArray[np.bool_]) -> Floats:
    """The level of the chosen modules, spread over the whole symbol."""
    weight = chosen.astype(np.float32)
    near = cv2.GaussianBlur(lightness * weight, (0, 0), 2.2), cv2.GaussianBlur(weight, (0, 0), 2.2)
    overall = float((lightness * weight).sum()) / max(float(weight.sum()), 1.0)
    return np.asarray((near[0] + 0.02 * overall) / (near[1] + 0.02), dtype=np.float32)


def doubt_blots(soft: Soft) -> Soft:
    """Halves the certainty inside patches of one colour: a mask leaves few of them, glare and dirt make many."""
    three = np.ones((3, 3), np.uint8)
    one_colour = np.zeros(soft.shape, dtype=np.uint8)
    for sign in (1, -1):
        same = (soft * sign > 0.2).astype(np.uint8)
        core = cv2.erode(same, three, borderValue=0)
        core = cv2.erode(core, np.ones((2, 2), np.uint8), borderValue=0)
        one_colour |= cv2.dilate(core, np.ones((5, 5), np.uint8)) & same
    return np.where(one_colour > 0, soft * 0.3, soft).astype(np.float32)
