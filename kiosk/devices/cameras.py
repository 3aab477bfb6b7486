"""The cameras of this machine by name, and by an id that stays when the plugs change places.

Linux tells both in files; Windows and macOS tell them in the order in which OpenCV counts cameras.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.devices.webcam import camera_backend

_NAMES = Path("/sys/class/video4linux")
_IDS = Path("/dev/v4l/by-id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera: the `source` to open now, its name for people, and its lasting id (empty when it has none)."""

    source: str
    name: str
    id: str


class Numbered(Protocol):
    """A camera as cv2-enumerate-cameras tells it: OpenCV's number, and the system's own id as `path`."""

    @property
    def index(self) -> int: ...

    @property
    def name(self) -> str: ...

    @property
    def path(self) -> str | None: ...


def list_cameras() -> list[Camera]:
    """The cameras that are plugged in, by number; empty on a system that doesn't tell."""
    if sys.platform in {"win32", "darwin"}:
        from cv2_enumerate_cameras import enumerate_cameras  # is there on these two only

        return numbered_cameras(enumerate_cameras(camera_backend(sys.platform)))
    return cameras_in_files()


def cameras_in_files(names: Path = _NAMES, ids: Path = _IDS) -> list[Camera]:
    """Those that Linux tells of; a device's second node (its metadata) is left out."""
    lasting = {link.resolve().name: link.name for link in ids.glob("*")}
    nodes = sorted(names.glob("video*"), key=lambda node: int(node.name.removeprefix("video")))
    return [
        Camera(source=node.name.removeprefix("video"), name=_line(node / "name"), id=lasting.get(node.name, ""))
        for node in nodes
        if _line(node / "index") in {"", "0"}
    ]


def numbered_cameras(told: Iterable[Numbered]) -> list[Camera]:
    """Those that Windows and macOS tell of."""
    found = sorted(told, key=lambda camera: camera.index)
    return [Camera(source=str(camera.index), name=camera.name, id=camera.path or "") for camera in found]


def source_of(wanted: str, cameras: Iterable[Camera] | None = None) -> str | None:
    """The source of the camera with this id, or whose name holds these letters (any case); None while there is none.
    Of two alike the first one is taken: ids tell them apart."""
    there = list_cameras() if cameras is None else list(cameras)
    by_id = [camera for camera in there if camera.id == wanted]
    by_name = [camera for camera in there if wanted.casefold() in camera.name.casefold()]
    return next((camera.source for camera in (*by_id, *by_name)), None)


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
