"""ESC/POS: the page as raster images in bands (command reference: "GS v 0", "ESC @", "GS V").

Bands keep small receipt printers from overflowing their buffer; they join without a gap because no line feed
stands between them.
"""

from __future__ import annotations

from printing.bitmap import Bitmap

_BAND = 256
_INITIALISE = b"\x1b@"
_RASTER = b"\x1dv0\x00"
_FEED_AND_CUT = b"\x1dVB\x00"


def encode_page(page: Bitmap, copies: int) -> bytes:
    """Initialises the printer, sends the dots, feeds to the cutter and cuts."""
    bands = b"".join(_band(page, top) for top in range(0, page.height, _BAND))
    return (_INITIALISE + bands + _FEED_AND_CUT) * copies


def _band(page: Bitmap, top: int) -> bytes:
    height = min(_BAND, page.height - top)
    rows = page.rows[top * page.stride : (top + height) * page.stride]
    return _RASTER + page.stride.to_bytes(2, "little") + height.to_bytes(2, "little") + rows
