"""TSPL and TSPL2: the page as one BITMAP (TSPL/TSPL2 programming manual, "SIZE", "CLS", "BITMAP", "PRINT").

In BITMAP a 0 bit is black. Gap, density and speed belong to the paper and are left to the printer's own set-up.
"""

from __future__ import annotations

import numpy as np

from printing.bitmap import Bitmap


def encode_page(page: Bitmap, copies: int) -> bytes:
    """One label. The size is given in millimetres, which every TSPL printer understands."""
    width, height = (length * 25.4 / page.dpi for length in (page.width, page.height))
    head = f"SIZE {width:.1f} mm,{height:.1f} mm\r\nDIRECTION 0,0\r\nREFERENCE 0,0\r\nCLS\r\n"
    head += f"BITMAP 0,0,{page.stride},{page.height},0,"
    return head.encode("ascii") + white_is_one(page) + f"\r\nPRINT 1,{copies}\r\n".encode("ascii")


def white_is_one(page: Bitmap) -> bytes:
    """The rows with white as 1, the padding at the end of each row included."""
    return bytes(np.bitwise_not(np.frombuffer(page.rows, dtype=np.uint8)).tobytes())
