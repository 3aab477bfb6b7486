"""zxing-cpp as this product uses it, and the filters through which it is given a second look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import zxingcpp

from kiosk.devices.codes import Corners, Decoded, Located, Sight
from kiosk.devices.frames import Image

QR_CODE = "QRCode"
Filter = Callable[[Image], Image]


LOCAL = zxingcpp.Binarizer.LocalAverage
GLOBAL = zxingcpp.Binarizer.GlobalHistogram
BINARY = zxingcpp.Binarizer.BoolCast
"""By the surroundings, by the whole picture, or not at all: what is given is dark and light already."""
_LONGEST_SIDE = 65_535
"""In pixels; zxing-cpp takes no picture that is longer, as a strip is that was enlarged."""


def plain_sight(grey: Image, binarizer: zxingcpp.Binarizer = LOCAL) -> Sight:
    """One pass of zxing-cpp over a grey picture: QR Model 2 only, as the `QRCode` family finds Micro QR in blur."""
    if max(grey.shape) > _LONGEST_SIDE:
        return Sight()
    found = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormat.QRCodeModel2,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=binarizer,
        return_errors=True,
    )
    codes = [_decoded(barcode) for barcode in found if barcode.valid]
    located = [Located(corners=corners_of(b)) for b in found if not b.valid]
    return Sight(codes=tuple(codes), located=tuple(located))


def _decoded(barcode: zxingcpp.Barcode) -> Decoded:
    version = int(barcode.extra.get("Version", 0)) or None
    return Decoded(text=barcode.text, format=QR_CODE, corners=corners_of(barcode), version=version)


def filtered_sight(
    grey: Image,
    look_through: Filter,
    scale: float = 1.0,
    at: tuple[int, int] = (0, 0),
    binarizer: zxingcpp.Binarizer = LOCAL,
) -> Sight:
    """The same through a filter that enlarges by `scale`; corners are moved by `at` into the whole picture."""
    sight = plain_sight(look_through(grey), binarizer)
    codes = tuple(replace(code, corners=_moved(code.corners, scale, at), enhanced=True) for code in sight.codes)
    located = tuple(replace(symbol, corners=_moved(symbol.corners, scale, at)) for symbol in sight.located)
    return Sight(codes=codes, located=located)


def threshold(grey: Image) -> Image:
    """Dark and light by the mean of the surroundings: shadows and uneven light."""
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, 2), dtype=np.uint8
    )


def even_out(grey: Image) -> Image:
    """The same for small modules, with steep edges."""
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 15, 4), dtype=np.uint8
    )


def median(grey: Image) -> Image:
    """Without the noise of single pixels."""
    return np.asarray(cv2.medianBlur(grey, 3), dtype=np.uint8)


def sharpen(grey: Image) -> Image:
    """Steeper edges: a little out of focus."""
    return np.asarray(cv2.addWeighted(grey, 2.5, cv2.GaussianBlur(grey, (0, 0), 2), -1.5, 0), dtype=np.uint8)


def stretch(grey: Image) -> Image:
    """Local contrast: dim screens and glare."""
    return np.asarray(cv2.createCLAHE(clipLimit=4.0, tileGridSize=(8, 8)).apply(grey), dtype=np.uint8)


def scaled(grey: Image, factor: float) -> Image:
    """The picture larger or smaller."""
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)


def enlarge(grey: Image) -> Image:
    """Twice the size: modules of two pixels."""
    return scaled(grey, 2)


FILTERS: tuple[tuple[Filter, float], ...] = (
    (threshold, 1.0),
    (median, 1.0),
    (sharpen, 1.0),
    (stretch, 1.0),
    (enlarge, 2.0),
)
"""The filters with what they multiply lengths by, in the order of their worth."""


def _moved(corners: Corners, scale: float, at: tuple[int, int]) -> Corners:
    a, b, c, d = ((x / scale + at[0], y / scale + at[1]) for x, y in corners)
    return a, b, c, d


def corners_of(barcode: zxingcpp.Barcode) -> Corners:
    """Where zxing-cpp has found a code."""
    spot = barcode.position
    points = (spot.top_left, spot.top_right, spot.bottom_right, spot.bottom_left)
    a, b, c, d = ((float(point.x), float(point.y)) for point in points)
    return a, b, c, d


def cut(grey: Image, corners: Corners) -> tuple[Image, tuple[int, int]]:
    """The neighbourhood of a symbol, and where it begins in the picture."""
    points = np.array(corners)
    margin = 0.25 * (points.max(axis=0) - points.min(axis=0)).max() + 4
    x0, y0 = np.maximum(points.min(axis=0) - margin, 0).astype(int)
    x1, y1 = (points.max(axis=0) + margin).astype(int) + 1
    return np.ascontiguousarray(grey[y0:y1, x0:x1]), (int(x0), int(y0))
