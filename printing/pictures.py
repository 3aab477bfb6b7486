"""Photos and logos as dots: scaled to whole dots, then dithered, or cut at half grey for line art."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from kiosk.domain.problems import EnvironmentProblem, ProblemKind

_MAX_PIXELS = 40_000_000


@lru_cache(maxsize=32)
def picture_dots(data: bytes, width: int, height: int, threshold: bool) -> npt.NDArray[np.bool_]:
    """The picture in `data` (PNG, JPEG), as large as fits `width` x `height` dots, True is black.

    Transparent parts stay white. Dithering is Floyd-Steinberg. Raises EnvironmentProblem (BAD_LAYOUT).
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
        image = Image.open(io.BytesIO(data))
        if image.width * image.height > _MAX_PIXELS:
            raise _refusal(f"has {image.width} x {image.height} pixels")
        rgba = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise _refusal(f"is not a picture ({error})") from error
    white = Image.new("RGBA", rgba.size, "white")
    return Image.alpha_composite(white, rgba).convert("L")


def _refusal(why: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.BAD_LAYOUT, f"an image of the badge layout {why}", "use a PNG or JPEG of moderate size"
    )
