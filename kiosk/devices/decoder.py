"""Reads the codes of a frame. zxing-cpp does the reading; what it located and could not read is tried again."""

from __future__ import annotations

import cv2
import zxingcpp

from kiosk.devices.codes import Corners, Decoded, Located, Sight
from kiosk.devices.frames import Image

cv2.setNumThreads(1)

QR_CODE = "QRCode"


class Decoder:
    """One decoder for one stream of frames; not for use by several threads at once.

    `still` takes all the time that a single photograph may need; otherwise a frame has to be done before the next
    one comes.
    """

    def __init__(self, *, still: bool = False) -> None:
        self._still = still

    def read(self, image: Image) -> list[Decoded]:
        """The codes in a frame (BGR or grey)."""
        return list(self.look(image).codes)

    def look(self, image: Image) -> Sight:
        """The codes in a frame, and the symbols that were found but not read."""
        grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        return plain_sight(grey)


def plain_sight(grey: Image) -> Sight:
    """One pass of zxing-cpp over a grey picture."""
    found = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormat.QRCodeModel2,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )
    codes = [Decoded(text=b.text, format=QR_CODE, corners=corners_of(b)) for b in found if b.valid]
    located = [Located(corners=corners_of(b)) for b in found if not b.valid]
    return Sight(codes=tuple(codes), located=tuple(located))


def corners_of(barcode: zxingcpp.Barcode) -> Corners:
    """The four corners in our order."""
    spot = barcode.position
    points = (spot.top_left, spot.top_right, spot.bottom_right, spot.bottom_left)
    a, b, c, d = ((float(point.x), float(point.y)) for point in points)
    return a, b, c, d
