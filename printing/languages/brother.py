"""Brother QL raster (Raster Command Reference QL-800/810W/820NWB and QL-1100 series).

Rows go to the head right to left, padded to its pins; the paper is told with each page so that a wrong roll is
refused by the printer and not printed on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.bitmap import Bitmap

_INVALIDATE = bytes(200)
_INITIALISE = b"\x1b@"
_RASTER_MODE = b"\x1bia\x01"
_CONTINUOUS, _DIE_CUT = 0x0A, 0x0B
_VALID_KIND, _VALID_WIDTH, _VALID_LENGTH, _QUALITY, _RECOVER = 0x02, 0x04, 0x08, 0x40, 0x80
_AUTO_CUT = b"\x1biM\x40"
_CUT_EACH = b"\x1biA\x01"
_CUT_AT_END, _TWO_COLOURS = 0x08, 0x01
_HIGH_RESOLUTION = 0x40
_NO_COMPRESSION = b"M\x00"
_PRINT, _PRINT_AND_FEED = b"\x0c", b"\x1a"
_NARROW_HEAD, _WIDE_HEAD = 90, 162


@dataclass(frozen=True, slots=True)
class Media:
    """A roll: paper in millimetres (length 0 is continuous), printable dots, pins left free at the right."""

    width_mm: int
    length_mm: int
    dots: int
    length_dots: int
    offset: int
    head: int = _NARROW_HEAD


MEDIA = (
    Media(12, 0, 106, 0, 29),
    Media(29, 0, 306, 0, 6),
    Media(38, 0, 413, 0, 12),
    Media(50, 0, 554, 0, 12),
    Media(54, 0, 590, 0, 0),
    Media(62, 0, 696, 0, 12),
    Media(102, 0, 1164, 0, 12, _WIDE_HEAD),
    Media(103, 0, 1200, 0, 12, _WIDE_HEAD),
    Media(17, 54, 165, 566, 0),
    Media(17, 87, 165, 956, 0),
    Media(23, 23, 202, 202, 42),
    Media(29, 42, 306, 425, 6),
    Media(29, 90, 306, 991, 6),
    Media(38, 90, 413, 991, 12),
    Media(39, 48, 425, 495, 6),
    Media(52, 29, 578, 271, 0),
    Media(54, 29, 598, 271, 60),
    Media(60, 86, 672, 954, 18),
    Media(62, 29, 696, 271, 12),
    Media(62, 100, 696, 1109, 12),
    Media(102, 51, 1164, 526, 12, _WIDE_HEAD),
    Media(102, 152, 1164, 1660, 12, _WIDE_HEAD),
    Media(103, 164, 1200, 1822, 12, _WIDE_HEAD),
    Media(12, 12, 94, 94, 113),
    Media(24, 24, 236, 236, 42),
    Media(58, 58, 618, 618, 51),
)
"""The DK rolls that QL printers take, by the printable area of the command references."""


def encode_page(page: Bitmap, copies: int) -> bytes:
    """One label per copy, cut after each. Raises EnvironmentProblem (BAD_LAYOUT) when no roll has this width."""
    media = media_for(page)
    return _job(page, media, copies, _raster_rows(page, media), _CUT_AT_END)


def encode_two_colour_page(page: Bitmap, copies: int) -> bytes:
    """The same for a black and red roll: each row is sent for black, and empty for red."""
    media = media_for(page)
    return _job(page, media, copies, _two_colour_rows(page, media), _CUT_AT_END | _TWO_COLOURS)


def _job(page: Bitmap, media: Media, copies: int, rows: bytes, mode: int) -> bytes:
    pages = [
        _page_head(page, media, mode, first=copy == 0) + rows + (_PRINT_AND_FEED if copy == copies - 1 else _PRINT)
        for copy in range(copies)
    ]
    return _INVALIDATE + _INITIALISE + _RASTER_MODE + b"".join(pages)


def media_for(page: Bitmap) -> Media:
    """The roll whose printable width is the page's; a die-cut label when the length is its, too."""
    wide = [media for media in MEDIA if media.dots == page.width]
    exact = [media for media in wide if media.length_dots == page.height]
    for media in (*exact, *(media for media in wide if media.length_dots == 0)):
        return media
    widths = ", ".join(str(width) for width in sorted({media.dots for media in MEDIA if not media.length_dots}))
    raise EnvironmentProblem(
        ProblemKind.BAD_LAYOUT,
        f"no Brother roll prints {page.width} x {page.height} dots",
        f"use the layout 62mm at 300 dpi, or one whose width is {widths} dots",
    )


def _page_head(page: Bitmap, media: Media, mode: int, *, first: bool) -> bytes:
    kind = _DIE_CUT if media.length_mm else _CONTINUOUS
    valid = _VALID_KIND | _VALID_WIDTH | _QUALITY | _RECOVER | (_VALID_LENGTH if media.length_mm else 0)
    paper = bytes((valid, kind, media.width_mm, media.length_mm)) + page.height.to_bytes(4, "little")
    margin = (0 if media.length_mm else 35).to_bytes(2, "little")
    expanded = mode | (_HIGH_RESOLUTION if page.dpi > 300 else 0)
    return b"".join(
        (
            b"\x1biz" + paper + bytes((0 if first else 1, 0)),
            _AUTO_CUT + _CUT_EACH,
            b"\x1biK" + bytes((expanded,)),
            b"\x1bid" + margin,
            _NO_COMPRESSION,
        )
    )


def _raster_rows(page: Bitmap, media: Media) -> bytes:
    """`g 00 n` and the row."""
    return bytes(_headed(_pins(page, media), b"g\x00").tobytes())


def _two_colour_rows(page: Bitmap, media: Media) -> bytes:
    """`w 01 n` and the row in black, then `w 02 n` and the row in red, of which there is none."""
    black = _pins(page, media)
    return bytes(np.hstack((_headed(black, b"w\x01"), _headed(np.zeros_like(black), b"w\x02"))).tobytes())


def _pins(page: Bitmap, media: Media) -> npt.NDArray[np.uint8]:
    """Packed rows over the whole head, mirrored, because its first pin is at the right."""
    pins = np.zeros((page.height, media.head * 8), dtype=np.bool_)
    pins[:, media.offset : media.offset + page.width] = page.to_array()[:, ::-1]
    return np.packbits(pins, axis=1)


def _headed(rows: npt.NDArray[np.uint8], command: bytes) -> npt.NDArray[np.uint8]:
    head = np.array([*command, rows.shape[1]], dtype=np.uint8)
    return np.hstack((np.tile(head, (rows.shape[0], 1)), rows))
