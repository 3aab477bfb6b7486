"""A page of dots, exactly as the printer's head burns them.

Preview, PNG and every printer language start from this one value, so what is shown is what is printed.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitmap:
    """`width` x `height` dots at `dpi`; `rows` holds them top down, one bit a dot, the leftmost dot in the
    most significant bit, black is 1, each row padded with white to whole bytes."""

    width: int
    height: int
    dpi: int
    rows: bytes

    def __post_init__(self) -> None:
        if len(self.rows) != self.stride * self.height:
            raise ValueError(f"{len(self.rows)} bytes are not {self.height} rows of {self.stride}")

    @property
    def stride(self) -> int:
        """Bytes per row."""
        return (self.width + 7) // 8

    def row(self, y: int) -> bytes:
        """The packed dots of row `y`, counted from the top."""
        return self.rows[y * self.stride : (y + 1) * self.stride]

    def to_array(self) -> npt.NDArray[np.bool_]:
        """The dots as a boolean array of shape (height, width), True is black."""
        packed = np.frombuffer(self.rows, dtype=np.uint8).reshape(self.height, self.stride)
        return np.unpackbits(packed, axis=1, count=self.width).astype(np.bool_)

    def to_png(self) -> bytes:
        """A 1-bit greyscale PNG with its resolution (PNG specification, IHDR, pHYs, IDAT)."""
        inverted = _invert(self.rows)
        lines = b"".join(b"\0" + inverted[y * self.stride : (y + 1) * self.stride] for y in range(self.height))
        per_metre = round(self.dpi / 0.0254)
        return b"".join(
            (
                b"\x89PNG\r\n\x1a\n",
                _chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 1, 0, 0, 0, 0)),
                _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
                _chunk(b"IDAT", zlib.compress(lines, 6)),
                _chunk(b"IEND", b""),
            )
        )


def from_black(black: npt.NDArray[np.bool_], dpi: int) -> Bitmap:
    """Packs a boolean array of shape (height, width), True is black."""
    height, width = black.shape
    return Bitmap(width=width, height=height, dpi=dpi, rows=np.packbits(black, axis=1).tobytes())


def _invert(data: bytes) -> bytes:
    return bytes(np.bitwise_not(np.frombuffer(data, dtype=np.uint8)).tobytes())


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
