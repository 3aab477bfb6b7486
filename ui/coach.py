"""What to tell a person who holds a code before the camera, in words.

`kiosk.devices.coach` judges what would help and keeps its hints steady; here they get their words, beside the two
states in which no hint is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from kiosk.devices.coach import Coach, Hint
from kiosk.devices.reader import FrameSeen

translate = QCoreApplication.translate

_DARK = 28
"""Mean grey below which nothing can be read."""
_SPARSE = 16
_STAY_MS = 700.0
"""How long "read" stays when a frame or two miss the code."""


class Advice(StrEnum):
    """The one line under the camera picture."""

    SHOW = "show"
    READ = "read"
    DARK = "dark"
    NEARER = "nearer"
    FURTHER = "further"
    HOLD_STILL = "hold-still"
    BRIGHTER_SCREEN = "brighter-screen"
    LESS_GLARE = "less-glare"
    INTO_FRAME = "into-frame"


class Adviser:
    """Watches one stream of frames."""

    def __init__(self) -> None:
        self._coach = Coach()
        self._read_ms: float | None = None

    def advise(self, seen: FrameSeen) -> Advice:
        """The most useful advice now."""
        now_ms, image = seen.frame.at_monotonic_ms, seen.frame.image
        hint = self._coach.watch(image, seen.sight, now_ms)
        if seen.sight.codes:
            self._read_ms = now_ms
        if self._read_ms is not None and now_ms - self._read_ms <= _STAY_MS:
            return Advice.READ
        if hint is not None:
            return _ADVICE[hint]
        return Advice.DARK if float(image[::_SPARSE, ::_SPARSE].mean()) < _DARK else Advice.SHOW


_ADVICE = {hint: Advice(hint.value) for hint in Hint}


def advice_words(advice: Advice) -> str:
    """The advice in the language that is spoken now."""
    return _WORDS[advice]()


_WORDS: dict[Advice, Callable[[], str]] = {
    Advice.SHOW: lambda: translate("Coach", "Hold the code in front of the camera"),
    Advice.READ: lambda: translate("Coach", "Code read"),
    Advice.DARK: lambda: translate("Coach", "It is too dark here"),
    Advice.NEARER: lambda: translate("Coach", "A little closer, please"),
    Advice.FURTHER: lambda: translate("Coach", "A little farther away, please"),
    Advice.HOLD_STILL: lambda: translate("Coach", "Hold it still"),
    Advice.BRIGHTER_SCREEN: lambda: translate("Coach", "Make your screen brighter"),
    Advice.LESS_GLARE: lambda: translate("Coach", "Tilt it a little: a light is reflected"),
    Advice.INTO_FRAME: lambda: translate("Coach", "Show the whole code"),
}
