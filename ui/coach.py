"""What to tell a person who holds a code before the camera: closer, farther, hold still.

Pure: looks at what the decoder found in one frame and at the frame's brightness.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from kiosk.devices.codes import extent
from kiosk.devices.reader import FrameSeen

translate = QCoreApplication.translate

_SMALL, _LARGE = 0.10, 0.75
"""A code's side against the frame's height: below it is too far away, above it leaves the picture."""
_DARK = 28
"""Mean grey below which nothing can be read."""
_SPARSE = 16


class Coach(StrEnum):
    """The one line under the camera picture."""

    SHOW = "show"
    READ = "read"
    CLOSER = "closer"
    FARTHER = "farther"
    STILL = "still"
    DARK = "dark"


def advise(seen: FrameSeen) -> Coach:
    """The most useful advice for this frame."""
    if seen.sight.codes:
        return Coach.READ
    image = seen.frame.image
    if seen.sight.located:
        share = extent(seen.sight.located[0].corners) / image.shape[0]
        if share < _SMALL:
            return Coach.CLOSER
        return Coach.FARTHER if share > _LARGE else Coach.STILL
    return Coach.DARK if float(image[::_SPARSE, ::_SPARSE].mean()) < _DARK else Coach.SHOW


def coach_words(coach: Coach) -> str:
    """The advice in the language that is spoken now."""
    return _WORDS[coach]()


_WORDS: dict[Coach, Callable[[], str]] = {
    Coach.SHOW: lambda: translate("Coach", "Hold the code in front of the camera"),
    Coach.READ: lambda: translate("Coach", "Code read"),
    Coach.CLOSER: lambda: translate("Coach", "A little closer, please"),
    Coach.FARTHER: lambda: translate("Coach", "A little farther away, please"),
    Coach.STILL: lambda: translate("Coach", "Hold it still"),
    Coach.DARK: lambda: translate("Coach", "It is too dark here"),
}
