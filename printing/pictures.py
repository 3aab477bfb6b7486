"""Photos and logos as dots: scaled to whole dots, then dithered, or cut at half grey for line art."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

_MAX_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG")


class UnusablePicture(ValueError):
    """A file that is no picture for a badge; the message says why, and follows its name."""


def check_picture(data: bytes) -> None:
    """Raises UnusablePicture when `data` can't be drawn by `picture_dots`."""
    _open_grey(data)


@lru_cache(maxsize=32)
def picture_dots(data: bytes, width: int, height: int, threshold: bool) -> npt.NDArray[np.bool_]:
    """The picture in `data` (PNG, JPEG), as large as fits `width` x `height` dots, True is black.

    Transparent parts stay white. Dithering is Floyd-Steinberg. Raises UnusablePicture.
    """
    grey = _open_grey(data)
    scale = min(width / grey.width, height / grey.height)
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    scaled = grey.resize(size, Image.Resampling.LANCZOS)
    if threshold:
        return np.asarray(scaled) < 128
    dots: npt.NDArray[np.bool_] = ~np.asarray(scaled.convert("1", dither=Image.Dither.FLOYDSTEINBERG), dtype=np.bool_)
    return dots


def _open_grey(data: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise UnusablePicture("is neither a PNG nor a JPEG picture") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnusablePicture("is damaged or far too large") from error
    if image.width * image.height > _MAX_PIXELS:
        room = _MAX_PIXELS // 1_000_000
        raise UnusablePicture(f"has {image.width} x {image.height} pixels, more than {room} million")
    try:
        rgba = _eight_bit(ImageOps.exif_transpose(image)).convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise UnusablePicture("is damaged") from error
    white = Image.new("RGBA", rgba.size, "white")
    return Image.alpha_composite(white, rgba).convert("L")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Greys of 16 bits would be cut at 255 by a plain conversion, and all be white."""
    if not image.mode.startswith("I"):
        return image
    return Image.fromarray((np.asarray(image) // 257).astype(np.uint8))
