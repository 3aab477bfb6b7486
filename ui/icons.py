"""Outline icons (Lucide, ISC), tinted with a token and mirrored only where direction has a meaning."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

_PIXEL_RATIO = 2.0


class Icon(StrEnum):
    """The icons in use; the value is the file's stem in resources/icons."""

    ADMIT_ANYWAY = "shield-check"
    ALERT = "triangle-alert"
    BACK = "arrow-left"
    CAMERA = "camera"
    CAMERA_OFF = "camera-off"
    CHECK = "check"
    CLOCK = "clock"
    CLOSE = "x"
    CODE = "qr-code"
    CORRECT = "pencil"
    DARK = "moon"
    DOOR = "door-open"
    FORWARD = "arrow-right"
    HELP = "life-buoy"
    IN = "log-in"
    LIGHT = "sun"
    LINK = "wifi"
    LINK_OFF = "wifi-off"
    NEW_GUEST = "user-plus"
    NOTE = "sticky-note"
    OPERATOR = "user"
    OUT = "log-out"
    PEOPLE = "users"
    PRINTER = "printer"
    RESTART = "rotate-ccw"
    SEARCH = "search"
    SOUND = "volume-2"
    SOUND_OFF = "volume-x"
    STAFF = "bell"
    TICKET = "ticket"
    UNDO = "undo-2"
    UPLOAD = "cloud-upload"


_DIRECTIONAL = frozenset({Icon.BACK, Icon.FORWARD, Icon.IN, Icon.OUT, Icon.UNDO, Icon.SOUND})
"""A clock, a tick or a camera looks the same in every script; these point somewhere."""


def pixmap(name: Icon, size: int, colour: str, *, mirrored: bool = False) -> QPixmap:
    """The icon in `size` x `size` px, tinted `colour` (#RRGGBB), sharp on screens of ratio 2.

    `mirrored` says that the window reads right to left; icons without a direction ignore it.
    """
    return _drawn(name, size, colour, mirrored and name in _DIRECTIONAL)


def icon(name: Icon, size: int, colour: str, *, mirrored: bool = False) -> QIcon:
    """The same as an icon for buttons."""
    return QIcon(pixmap(name, size, colour, mirrored=mirrored))


@lru_cache(maxsize=256)
def _drawn(name: Icon, size: int, colour: str, mirrored: bool) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    side = round(size * _PIXEL_RATIO)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    result = drawn.transformed(QTransform.fromScale(-1, 1)) if mirrored else drawn
    result.setDevicePixelRatio(_PIXEL_RATIO)
    return result


def _source(name: Icon) -> str:
    return files("resources").joinpath("icons", f"{name.value}.svg").read_text(encoding="utf-8")
