"""The cameras of this machine by name, and by an id that stays when the plugs change places.

Linux tells both. OpenCV has no names elsewhere: there the list is empty and a camera is chosen by its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_NAMES = Path("/sys/class/video4linux")
_IDS = Path("/dev/v4l/by-id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera: the `source` to open now, its name for people, and its lasting id (empty when it has none)."""

    source: str
    name: str
    id: str


def list_cameras(names: Path = _NAMES, ids: Path = _IDS) -> list[Camera]:
    """The cameras that are plugged in, by number; a device's second node (its metadata) is left out."""
    lasting = {link.resolve().name: link.name for link in ids.iterdir()} if ids.is_dir() else {}
    nodes = sorted(names.glob("video*"), key=lambda node: int(node.name.removeprefix("video")))
    return [
        Camera(source=node.name.removeprefix("video"), name=_line(node / "name"), id=lasting.get(node.name, ""))
        for node in nodes
        if _line(node / "index") in {"", "0"}
    ]


def source_of(wanted: str, names: Path = _NAMES, ids: Path = _IDS) -> str | None:
    """The source of the camera with this id, or whose name holds these letters (any case); None while there is none.
    Of two alike the first one is taken: ids tell them apart."""
    cameras = list_cameras(names, ids)
    by_id = [camera for camera in cameras if camera.id == wanted]
    by_name = [camera for camera in cameras if wanted.casefold() in camera.name.casefold()]
    return next((camera.source for camera in (*by_id, *by_name)), None)


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
